/** `npm run reset-password -- <email>`: a link for a new password, for those whom nobody else can give one. */
import { CommandError, runCommand, withDatabase, withPlace } from './command.ts'
import { createSignIn } from './http/sign-in.ts'
import { loadOrCreateSecret } from './kit/config.ts'

await runCommand(async (command) => {
  const { args, config, say } = command
  const [email, ...others] = args
  if (!email?.includes('@') || others.length > 0) {
    throw new CommandError('Say whose: npm run reset-password -- <email>')
  }
  await withPlace(command, { mayCreate: false }, ({ connection }) =>
    withDatabase(connection, async (database) => {
      const links: string[] = []
      const signIn = createSignIn({
        database,
        secret: config.secret ?? loadOrCreateSecret(config.dataDir),
        publicUrl: config.publicUrl,
        trustedOrigins: [],
        isProduction: true,
        mail: {
          invite: () => {},
          offerNewPassword: ({ link }) => links.push(link),
          close: async () => {},
        },
        resetLinks: 'readable',
      })
      await signIn.api.requestPasswordReset({ body: { email } })
      const [link] = links
      if (!link) throw new CommandError(`Nobody has an account with the address ${email}.`)
      say(`Open this within an hour, once, and choose a new password:\n${link}`)
    }),
  )
})
