import { sql } from 'kysely'
import type { Keyring } from '../../kit/crypto.ts'
import { isAway } from '../../kit/database-away.ts'
import { LostRace, type Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import type { MessagingNotice } from '../../providers/messaging/notice.ts'
import type { MessagingVendor } from '../../providers/messaging/port.ts'
import { secretContext, unpackCredentials } from '../connections/connection.ts'
import type { ApplyDelivery, DeliveryOutcome, KeptDelivery } from '../connections/sweep-deliveries.ts'
import { applyChatNotice, type Heard } from './apply-chat-notice.ts'

/**
 * What the sweeper of deliveries does with those of a messaging vendor: everything that one body tells. What of it cannot be done
 * does not keep the rest from it, and is tried again by itself.
 */
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
  const errors: unknown[] = []
  for (const notice of notices) {
    const { connectionId, receivedAt } = delivery
    const apply = () => applyChatNotice(tx, actor, { connectionId, notice, receivedAt })
    await byItself(tx, apply).then(
      (one) => heard.push(one),
      (error: unknown) => {
        if (endsDelivery(error)) throw error
        errors.push(error)
      },
    )
  }
  const kinds = [...new Set(notices.map((notice) => notice.kind))]
  const done = heard.find((one) => one.is === 'done')
  const kept = heard.find((one) => one.is === 'kept')
  return {
    status: done ? 'done' : 'kept',
    trigger: kinds.join(', ') || null,
    reason: done ? (done.why ?? null) : (kept?.why ?? 'It tells nothing that changes anything here.'),
    conversationId: done?.conversationId ?? null,
    ...(errors.length > 0 ? { undone: { errors, of: notices.length } } : {}),
  }
}

/** Where it fails, nothing stays of what it wrote and recorded. */
async function byItself<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const recorded = tx.pending.length
  tx.send(sql`savepoint notice`)
  try {
    const done = await work()
    tx.send(sql`release savepoint notice`)
    return done
  } catch (error) {
    if (!endsDelivery(error)) {
      await tx.run(sql`rollback to savepoint notice`)
      tx.pending.length = recorded
    }
    throw error
  }
}

/** Not the notice's fault: a lost race, a deadlock, a database that went away, or a statement sent ahead that was refused. */
function endsDelivery(error: unknown): boolean {
  const { code = '' } = error as { code?: string }
  return error instanceof LostRace || isAway(error) || /^(40|25)/.test(code)
}
