import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { partsOf } from '../../kit/merged.ts'
import { outranking } from '../outreach/caps.ts'
import { countSent } from '../outreach/lock-message.ts'
import { type Purpose, TALK_KINDS } from '../outreach/message.ts'
import type { JourneyDefinition } from './definition.ts'
import type { Beside } from './judge-obstacle.ts'

interface Timed {
  id: string
  contactId: string
  definition: Pick<JourneyDefinition, 'purpose'>
  dueAt: Temporal.Instant
}

/** A message of care or marketing. */
interface Other {
  /** When it goes out, or did. */
  at: Temporal.Instant
  /** Null of what is gone. */
  purpose: Purpose | null
}

interface Known {
  others: Other[]
  marketingPerWeek: number | undefined
}

const NOTHING_KNOWN: Known = { others: [], marketingPerWeek: undefined }

/**
 * What goes to a person beside each of these steps, which are of care or marketing: what went out within a week, what waits in the
 * Outbox, and the steps themselves, which are noted as they are foreseen.
 */
export async function findBeside(
  tx: Tx,
  steps: readonly Timed[],
): Promise<{
  of(step: Timed): Beside
  /** Steps that are one message, the first of which speaks. `at`: when it goes out; null: it will not. */
  note(steps: readonly Timed[], at: Temporal.Instant | null): void
}> {
  const known = new Map<string, Known>()
  for (const id of new Set(steps.map(({ contactId }) => contactId))) known.set(id, await findKnown(tx, id))
  const left = new Map(steps.map((step) => [step.id, step]))
  return {
    of({ id, contactId, definition }) {
      const before = outranking(definition.purpose)
      const goesBefore = ({ purpose }: Other) => purpose !== null && before.includes(purpose)
      const { others, marketingPerWeek } = known.get(contactId) ?? NOTHING_KNOWN
      const planned = [...left.values()]
        .filter((other) => other.contactId === contactId && other.id !== id)
        .map(({ dueAt, definition: { purpose } }) => ({ at: dueAt, purpose }))
      return {
        otherAt: others.filter((other) => !goesBefore(other)).map(({ at }) => at),
        coming: [...others, ...planned].filter(goesBefore).map(({ at }) => at),
        marketingPerWeek,
      }
    },
    note(together, at) {
      for (const { id } of together) left.delete(id)
      const [head] = together
      if (!head || !at || head.definition.purpose === 'transactional') return
      known.get(head.contactId)?.others.push({ at, purpose: head.definition.purpose })
    },
  }
}

async function findKnown(tx: Tx, contactId: string): Promise<Known> {
  const now = tx.clock.now()
  const [counts, waiting] = await Promise.all([
    // It leaves out the message that asks, and here none does.
    countSent(tx, [{ id: contactId, root_id: contactId }]),
    tx.many(sql<Other>`
      select case when m.status = 'held' then greatest(m.due_at, ${now}) else ${now} end as at, m.purpose
      from messages m
      where m.clinic_id = ${tx.clinicId} and m.contact_id = any(${partsOf(tx, contactId)}) and m.status in ('queued', 'held')
        -- What nobody knows of may have gone out, and is counted as that.
        and m.unknown_outcomes = 0 and m.purpose <> 'transactional' and m.kind <> all(${TALK_KINDS})`),
  ])
  const { otherAt = [], marketingPerWeek } = counts.get(contactId) ?? {}
  return { others: [...otherAt.map((at) => ({ at, purpose: null })), ...waiting], marketingPerWeek }
}
