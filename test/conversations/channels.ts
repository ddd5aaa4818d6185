/** A clinic with one connection at each messaging vendor, and the vendors played by ourselves. */
import { createConnection } from '../../src/desk/connections/create-connection.ts'
import { system } from '../../src/kit/events.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { startChatwoot } from '../vendors/chatwoot.ts'
import { startInstagram } from '../vendors/instagram.ts'
import { startTwilio } from '../vendors/twilio.ts'
import { startWhatsApp } from '../vendors/whatsapp.ts'

/** Everything that one test needs to play a person on any channel. */
export interface Channels {
  desk: TestDesk
  whatsapp: Awaited<ReturnType<typeof startWhatsApp>>
  instagram: Awaited<ReturnType<typeof startInstagram>>
  twilio: Awaited<ReturnType<typeof startTwilio>>
  chatwoot: Awaited<ReturnType<typeof startChatwoot>>
  connections: Record<'whatsapp' | 'instagram' | 'twilio' | 'chatwoot', string>
  close(): Promise<void>
}

export async function openChannels(): Promise<Channels> {
  let desk: TestDesk | undefined
  // The vendors' clocks are the desk's, which is opened after them: it has to know where they are.
  const clock = { now: () => desk?.clock.now() ?? Temporal.Now.instant() }
  const fakes = {
    whatsapp: await startWhatsApp({ clock }),
    instagram: await startInstagram({ clock }),
    twilio: await startTwilio({ clock }),
    chatwoot: await startChatwoot({ clock, retryMs: 10 }),
  }
  const { whatsapp, instagram, twilio } = fakes
  desk = await openDesk({
    listens: true,
    vendorUrls: { whatsapp: whatsapp.url, instagram: instagram.url, twilio: twilio.url },
  })
  const opened = desk
  const connections = {} as Channels['connections']
  for (const vendor of ['whatsapp', 'instagram', 'twilio', 'chatwoot'] as const) {
    const { id } = await opened.foyer.database.inClinic(opened.clinic.clinicId, (tx) =>
      createConnection(tx, system, {
        vendor,
        name: vendor,
        credentials: { ...fakes[vendor].credentials },
        keyring: opened.foyer.keyring,
      }),
    )
    connections[vendor] = id
    fakes[vendor].state.webhookUrl = `${opened.address}/webhooks/${vendor}/${id}`
  }
  return {
    desk: opened,
    ...fakes,
    connections,
    async close() {
      await opened.close()
      await Promise.all(Object.values(fakes).map((fake) => fake.close()))
    },
  }
}
