/** Sends one message through a vendor file to a fake, and shows what the vendor was asked. */
import { TestClock } from '../../../src/kit/clock.ts'
import { createHttpClient } from '../../../src/kit/http-client.ts'
import type {
  MessagingPort,
  MessagingVendor,
  OutgoingChatMessage,
} from '../../../src/providers/messaging/port.ts'
import type { VendorRequest } from '../../vendors/server.ts'

export const NOW = '2026-11-21T15:04:05Z'

interface Fake {
  vendor: string
  url: string
  credentials: Record<string, string>
  requests: VendorRequest[]
  close(): Promise<void>
}

/** Runs with an open port; closes everything after it. */
export async function withPort<F extends Fake, T>(
  vendor: MessagingVendor,
  start: (clock: TestClock) => Promise<F>,
  work: (port: MessagingPort, fake: F, clock: TestClock) => Promise<T>,
): Promise<T> {
  const clock = new TestClock(NOW)
  const fake = await start(clock)
  const http = createHttpClient({ allowPrivateAddresses: true, timeoutMs: 2000, backOffMs: 5 })
  const isOwnHost = fake.vendor === 'chatwoot'
  const outside = { http, clock, ...(!isOwnHost && { baseUrl: fake.url }) }
  try {
    return await work(vendor.open(fake.credentials, outside), fake, clock)
  } finally {
    await http.close()
    await fake.close()
  }
}

/** A message with what does not matter filled in. */
export function outgoing(
  given: Pick<OutgoingChatMessage, 'to'> & Partial<OutgoingChatMessage> & { text?: string },
): OutgoingChatMessage {
  const { text = 'Hello', ...rest } = given
  return {
    ...{ messageId: 'tn_01J9Z:msg_01JA', threadId: null, isWrittenByPerson: false },
    ...{ content: { kind: 'text', text, choices: [] }, expiresAt: null, statusUrl: null },
    ...rest,
  }
}

/** The JSON of the last request that posted something. */
// biome-ignore lint/suspicious/noExplicitAny: compared with files of the contract.
export function lastBody({ requests }: { requests: VendorRequest[] }): any {
  const posted = requests.findLast(({ method }) => method === 'POST')
  if (!posted) throw new Error('nothing was posted')
  return JSON.parse(posted.body)
}
