import type { Keyring } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import type { MessagingNotice } from '../../providers/messaging/notice.ts'
import type { MessagingVendor } from '../../providers/messaging/port.ts'
import { secretContext, unpackCredentials } from '../connections/connection.ts'
import type { ApplyDelivery, DeliveryOutcome, KeptDelivery } from '../connections/sweep-deliveries.ts'
import { applyChatNotice, type Heard } from './apply-chat-notice.ts'

/** What the sweeper of deliveries does with those of a messaging vendor: everything that one body tells, or nothing. */
export function applyChatDelivery(vendor: MessagingVendor, keyring: Keyring): ApplyDelivery {
  return async (tx, actor, delivery) => {
    const { rawBody, contentType, receivedAt, connectionId } = delivery
    const secret = keyring.open(delivery.secretSealed, secretContext(tx.clinicId, connectionId))
    const request = { rawBody, contentType, receivedAt, url: delivery.url ?? '' }
    const read = vendor.read(request, unpackCredentials(secret))
    if (!read.ok) return { status: 'failed', trigger: read.trigger, reason: read.reason }
    return applyAll(tx, actor, delivery, read.notices)
  }
}

async function applyAll(
  tx: Tx,
  actor: Actor,
  delivery: KeptDelivery,
  notices: readonly MessagingNotice[],
): Promise<DeliveryOutcome> {
  const heard: Heard[] = []
  for (const notice of notices) {
    heard.push(
      await applyChatNotice(tx, actor, {
        connectionId: delivery.connectionId,
        notice,
        receivedAt: delivery.receivedAt,
      }),
    )
  }
  const kinds = [...new Set(notices.map((notice) => notice.kind))]
  const done = heard.find((one) => one.is === 'done')
  const kept = heard.find((one) => one.is === 'kept')
  return {
    status: done ? 'done' : 'kept',
    trigger: kinds.join(', ') || null,
    reason: done ? null : (kept?.why ?? 'It tells nothing that changes anything here.'),
    conversationId: done?.conversationId ?? null,
  }
}
