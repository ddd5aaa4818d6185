/** What does not get through goes on by the next way (REQUIREMENTS F4: WhatsApp, then text message, then mail). */
import { sql } from 'kysely'
import type { Tx } from '../../../kit/db.ts'
import { type Handler, type HappenedEvent, system } from '../../../kit/events.ts'
import { requestForm } from '../../forms/request-form.ts'
import { closesChannelOnly } from '../../outreach/judge-message.ts'
import { type Channel, type MessageKind, STEP_KIND } from '../../outreach/message.ts'
import { queueMessage } from '../../outreach/queue-message.ts'
import { findVisit, type Outside, type Visit } from '../compose-notice.ts'
import { composeStep } from '../compose-step.ts'
import { isSpoken } from '../definition.ts'
import type { Tried } from '../find-step-route.ts'
import { isVisitNotice, type VisitNotice } from '../notice-template.ts'
import { notifyPatient } from '../notify-patient.ts'
import { type DueStep, selectDue, toDueStep } from '../take-step.ts'

type Undelivered = HappenedEvent<{
  messageId: string
  kind: MessageKind
  channel: Channel
  reason: string
}>

/**
 * With a message of a step, or a notice about a visit, that was refused for its channel or failed before it arrived: says the same
 * on the next way that is open, with a message of its own, and a step stays open with it. Consent, caps and hours are asked again
 * for that one. Nothing follows what may have gone out, so that no two arrive, nor a message that another has followed.
 *
 * It stands before `endStepWithItsMessage`, which ends the step where no way is left. The contact is locked by whoever records
 * these events.
 */
export function tryNextWay(outside: Outside): Handler {
  return {
    name: 'tryNextWay',
    async run(tx, event: Undelivered) {
      const { messageId, kind, channel, reason } = event.payload
      if (!isVisitNotice(kind) && kind !== 'reminder' && kind !== STEP_KIND) return
      if (event.type === 'message.refused' && !closesChannelOnly(reason, channel)) return
      const deed = await findDeed(tx, messageId)
      if (!deed) return
      if (isVisitNotice(kind)) await notifyAgain(tx, deed, { kind, outside })
      else await sayAgain(tx, deed, { kind, outside })
    },
  }
}

/** Nothing where the visit has changed since: that has a notice of its own. */
async function notifyAgain(
  tx: Tx,
  deed: Deed,
  { kind, outside }: { kind: VisitNotice; outside: Outside },
): Promise<void> {
  const { firstId, appointmentId, appointmentSequence, tried } = deed
  const visit = appointmentId ? await findVisit(tx, appointmentId) : undefined
  if (!visit || visit.sequence !== appointmentSequence) return
  await notifyPatient(tx, system, {
    ...outside,
    ...{ appointmentId: visit.id, kind, purpose: 'transactional' },
    instead: { of: firstId, after: tried },
    toldOn: await findToldOn(tx, visit),
    dedupeKey: nextKey(deed),
  })
}

/** The channels on which the assistant has said so in an answer. */
async function findToldOn(tx: Tx, { id, sequence }: Visit): Promise<Channel[]> {
  const told = await tx.many(sql<{ channel: Channel }>`
    select distinct m.channel
    from events e
    join messages m on m.clinic_id = e.clinic_id and m.contact_id = e.contact_id and m.claims @> to_jsonb(array[e.id::text])
    where e.clinic_id = ${tx.clinicId} and e.appointment_id = ${id} and (e.payload ->> 'sequence')::integer = ${sequence}
      and m.author_kind = 'assistant' and m.status not in ('refused', 'failed', 'withdrawn')`)
  return told.map(({ channel }) => channel)
}

async function sayAgain(
  tx: Tx,
  deed: Deed,
  { kind, outside }: { kind: 'reminder' | typeof STEP_KIND; outside: Outside },
): Promise<void> {
  const steps = await lockSteps(tx, deed)
  const [head] = steps
  if (!head) return
  const text = await composeStep(tx, { steps, outside, after: deed.tried })
  if ('skip' in text) return
  const { channel, to, template } = text
  if (text.form) {
    const { questionnaireId, requestId: id } = text.form
    const { contactId, appointmentId } = head
    await requestForm(tx, system, { questionnaireId, contactId, appointmentId, id })
  }
  const nextId = await queueMessage(tx, system, {
    contactId: head.contactId,
    appointmentId: head.appointmentId,
    appointmentSequence: head.appointmentSequence,
    kind,
    purpose: head.definition.purpose,
    channel,
    to,
    text: text.text,
    invitation: null,
    conversationId: text.conversationId,
    template,
    insteadOf: deed.firstId,
    dedupeKey: nextKey(deed),
  })
  const told = steps.filter(({ id }) => !text.apart.has(id))
  // One that has been told as sent keeps that message until another has gone; see `endStepWithItsMessage`.
  await tx.run(sql`
    update touchpoints
    set message_id = ${nextId}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = any(${told.map(({ id }) => id)}) and status = 'due' and ${nextId}::uuid is not null`)
}

const nextKey = ({ firstKey, tried }: Deed) => `${firstKey}:${tried.length + 1}`

/** All messages of one deed, which were tried one after the other. */
interface Deed {
  firstId: string
  firstKey: string
  ids: string[]
  /** The visit that it speaks of, as it was then. */
  appointmentId: string | null
  appointmentSequence: number | null
  tried: Tried[]
}

/** Undefined where one of them may have arrived, or is on its way. */
async function findDeed(tx: Tx, messageId: string): Promise<Deed | undefined> {
  const rows = await tx.many(sql<{
    id: string
    dedupe_key: string
    channel: Channel
    to_address: string
    appointment_id: string | null
    appointment_sequence: number | null
    is_closed_to_text: boolean
    is_over: boolean
  }>`
    select m.id, m.dedupe_key, m.channel, m.to_address, m.appointment_id, m.appointment_sequence, m.reason = 'window_closed' and m.template is null as is_closed_to_text,
      m.status in ('failed', 'refused') and m.unknown_outcomes = 0 and m.delivered_at is null as is_over
    from messages own
    -- With case, as src/kit/merged.ts has it: else all messages of the clinic are read.
    cross join lateral (select case when own.instead_of is null then own.id else own.instead_of end as id) first
    join messages m on m.clinic_id = own.clinic_id and (m.id = first.id or m.instead_of = first.id)
    where own.clinic_id = ${tx.clinicId} and own.id = ${messageId}
    order by m.id`)
  const [first] = rows
  if (!first || rows.some(({ is_over }) => !is_over)) return undefined
  return {
    firstId: first.id,
    firstKey: first.dedupe_key,
    ids: rows.map(({ id }) => id),
    appointmentId: first.appointment_id,
    appointmentSequence: first.appointment_sequence,
    tried: rows.map(({ channel, to_address: address, is_closed_to_text: wasWindowClosed }) => ({
      channel,
      address,
      wasWindowClosed,
    })),
  }
}

/** The steps that the deed is of, the one that speaks first; none where they have ended otherwise. */
async function lockSteps(tx: Tx, { ids }: Deed): Promise<DueStep[]> {
  const rows = await tx.many(
    sql<Omit<DueStep, 'step' | 'contactId'> & { step_key: string; root_id: string; outcome: string | null }>`
      select due.*, t.outcome, coalesce(c.merged_into_id, c.id) as root_id
      from (${selectDue} where t.clinic_id = ${tx.clinicId} and t.message_id = any(${ids})) due
      join touchpoints t on t.clinic_id = ${tx.clinicId} and t.id = due.id
      join contacts c on c.clinic_id = t.clinic_id and c.id = t.contact_id
      where t.status in ('due', 'sent')
      order by t.outcome = 'went_along' nulls first, due."dueAt", due.id
      for update of t`,
  )
  return rows
    .flatMap(({ root_id: contactId, outcome: _, ...row }) => toDueStep({ ...row, contactId }) ?? [])
    .filter(({ step }) => isSpoken(step))
}
