/** A code of the authenticator app counts once (RFC 6238, 5.2); better-auth takes it again while its time lasts. */
import { createOTP } from '@better-auth/utils/otp'
import { APIError, type BetterAuthPlugin } from 'better-auth'
import { createAuthMiddleware, getSessionFromCtx } from 'better-auth/api'
import { symmetricDecrypt } from 'better-auth/crypto'
import { equalConstantTime } from '../kit/crypto.ts'

const STEP_MS = 30_000
/** As better-auth takes them: the step before, for clocks that differ, the present one and the next. */
const STEPS = [-1, 0, 1]
const KEPT_MS = 5 * 60_000

type AuthContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]

export const totpOnce = {
  id: 'foyer-totp-once',
  hooks: {
    before: [
      {
        matcher: ({ path }) => path === '/two-factor/verify-totp',
        handler: createAuthMiddleware(async (ctx) => {
          const userId = await whoseTurn(ctx)
          const code = userId && (await rightCode(ctx, userId))
          if (!code) return
          // Before the code is looked at for the second time, so that of two sign-ins at one moment one gets in.
          const isFirst = await ctx.context.internalAdapter.reserveVerificationValue({
            identifier: `totp-used:${code.twoFactorId}:${code.step}`,
            value: '',
            expiresAt: new Date(Date.now() + KEPT_MS),
          })
          if (!isFirst) throw APIError.from('UNAUTHORIZED', CODE_USED)
        }),
      },
    ],
  },
} satisfies BetterAuthPlugin

const CODE_USED = {
  code: 'CODE_USED',
  message: 'This code was used already; wait for the next one',
}

/** Whoever is signed in, else whoever gave the password before. */
async function whoseTurn(ctx: AuthContext): Promise<string | undefined> {
  const session = await getSessionFromCtx(ctx)
  if (session) return session.user.id
  const { name } = ctx.context.createAuthCookie('two_factor')
  const challenge = await ctx.getSignedCookie(name, ctx.context.secret)
  if (!challenge) return undefined
  return (await ctx.context.internalAdapter.findVerificationValue(challenge))?.value
}

/** Which code was given; undefined for a wrong one, which better-auth refuses and counts. */
async function rightCode(
  ctx: AuthContext,
  userId: string,
): Promise<{ twoFactorId: string; step: number } | undefined> {
  const { code } = (ctx.body ?? {}) as { code?: unknown }
  const twoFactor = await ctx.context.adapter.findOne<{ id: string; secret: string }>({
    model: 'twoFactor',
    where: [{ field: 'userId', value: userId }],
  })
  if (!twoFactor || typeof code !== 'string') return undefined
  const otp = createOTP(await symmetricDecrypt({ key: ctx.context.secretConfig, data: twoFactor.secret }))
  const now = Math.floor(Date.now() / STEP_MS)
  for (const step of STEPS.map((offset) => now + offset))
    if (equalConstantTime(await otp.hotp(step), code)) return { twoFactorId: twoFactor.id, step }
  return undefined
}
