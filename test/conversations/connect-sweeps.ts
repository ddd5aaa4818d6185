/** What the timers of a process do with a clinic's connections, at the vendors that a test plays. */
import { chatCarrier } from '../../src/chat-carrier.ts'
import type { OpenVendor } from '../../src/desk/connections/ask-vendor.ts'
import { sweepTemplates } from '../../src/desk/connections/sweep-templates.ts'
import { sweepTokens } from '../../src/desk/connections/sweep-tokens.ts'
import { createHttpClient } from '../../src/kit/http-client.ts'
import { chatwoot } from '../../src/providers/messaging/chatwoot.ts'
import { instagram } from '../../src/providers/messaging/instagram.ts'
import type { MessagingVendor } from '../../src/providers/messaging/port.ts'
import { whatsapp } from '../../src/providers/messaging/whatsapp.ts'
import type { Channels } from './channels.ts'

export function sweepsOf({ desk, whatsapp: meta, instagram: ig }: Channels) {
  const { desk: inside, keyring } = desk.foyer
  const http = createHttpClient({ allowPrivateAddresses: true, timeoutMs: 2000, backOffMs: 5 })
  const carrier = chatCarrier({
    vendors: [chatwoot, whatsapp, instagram] as MessagingVendor[],
    ...{ keyring, http, clock: desk.clock, publicUrl: desk.foyer.url },
    baseUrls: { whatsapp: meta.url, instagram: ig.url },
  })
  const open: OpenVendor = (via) => carrier.open({ ...via, threadId: null, isLocal: false })
  return {
    readTemplates: () => sweepTemplates(inside, open),
    renewTokens: () => sweepTokens(inside, { open, keyring }),
    close: () => http.close(),
  }
}
