/** A fake as the conformance suite wants it. */
import type { MessagingFault, MessagingStage } from '../../../src/providers/messaging/conformance.ts'
import type { InboundRequest } from '../../../src/providers/messaging/port.ts'
import type { Callback, DeliveredCallback } from '../../vendors/callbacks.ts'
import type { ApiFault, Faults } from '../../vendors/faults.ts'
import type { SentMessage } from '../../vendors/person.ts'
import type { VendorAnswer } from '../../vendors/server.ts'

interface Fake {
  vendor: string
  url: string
  credentials: Record<string, string>
  sent: SentMessage[]
  faults: Faults
  prepare(callback: Callback): DeliveredCallback
  close(): Promise<void>
}

export function standIn(
  fake: Fake,
  given: {
    person: MessagingStage['person']
    /** The vendor's answer under one of its numbers. */
    refusal(code: string): VendorAnswer
    compose(text: string): Callback
  },
): MessagingStage {
  const written = new WeakMap<InboundRequest, Callback>()

  function write(callback: Callback): InboundRequest {
    const request = fake.prepare(callback)
    written.set(request, callback)
    return request
  }

  return {
    baseUrl: fake.vendor === 'chatwoot' ? null : fake.url,
    credentials: fake.credentials,
    person: given.person,
    arrived: () => fake.sent,
    answer(how: MessagingFault) {
      fake.faults.onSend(faultOf(how, given.refusal))
    },
    writes: (text) => write(given.compose(text)),
    repeats(request) {
      const callback = written.get(request)
      if (!callback) throw new Error('this request was not written here')
      return write(callback)
    },
    close: () => fake.close(),
  }
}

function faultOf(how: MessagingFault, refusal: (code: string) => VendorAnswer): ApiFault {
  if (typeof how === 'object') return { kind: 'refuse', ...refusal(how.refuse) }
  switch (how) {
    case 'gateway_error':
      return { kind: 'fail_after', status: 502 }
    case 'nonsense':
      return { kind: 'fail_after', status: 200 }
    case 'silence':
      return { kind: 'slow', ms: 5000 }
    case 'too_many_requests':
      return { kind: 'refuse', status: 429, headers: { 'retry-after': '7' } }
    default:
      return { kind: how }
  }
}
