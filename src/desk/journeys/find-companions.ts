/** Steps that fall together are one message (REQUIREMENTS F4): a reminder and the guide of the same day. */
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { findConsents } from '../outreach/find-consents.ts'
import { isOpenWay, type Route } from '../outreach/find-routes.ts'
import { composeStep, type Said, type StepOutside, type ToSay } from './compose-step.ts'
import { isSpoken, type JourneyDefinition, type Step } from './definition.ts'
import { type DueStep, selectDue, toDueStep } from './take-step.ts'

/** So far apart they still fall together. */
const TOGETHER = { hours: 12 }

interface Timed {
  id: string
  enrollmentId: string
  appointmentId: string | null
  step: Step
  definition: Pick<JourneyDefinition, 'purpose'>
  dueAt: Temporal.Instant
}

/**
 * True where the second goes along in one message with the first, which is due first: of the same visit, not of the same
 * journey. Marketing never rides with a message about a visit, and a reminder of hours before the visit keeps its hour.
 */
export function fallTogether(first: Timed, other: Timed): boolean {
  return (
    first.appointmentId !== null &&
    first.appointmentId === other.appointmentId &&
    first.id !== other.id &&
    first.enrollmentId !== other.enrollmentId &&
    [first, other].every(
      ({ step, definition }) =>
        isSpoken(step) &&
        definition.purpose !== 'marketing' &&
        !(step.do === 'notice' && 'hours' in step.offset),
    ) &&
    Temporal.Instant.compare(other.dueAt, first.dueAt.add(TOGETHER)) <= 0
  )
}

/** What goes along with each of these steps, by its id; locked, except for what somebody else takes at this moment. */
export async function findCompanions(tx: Tx, due: readonly DueStep[]): Promise<Map<string, DueStep[]>> {
  const visits = [...new Set(due.flatMap(({ appointmentId }) => appointmentId ?? []))]
  if (visits.length === 0) return new Map()
  const latest = due.map(({ dueAt }) => dueAt).reduce((a, b) => (Temporal.Instant.compare(a, b) > 0 ? a : b))
  const rows = await tx.many(
    sql<Omit<DueStep, 'step' | 'contactId'> & { step_key: string }>`
      ${selectDue}
      where t.clinic_id = ${tx.clinicId} and t.appointment_id = any(${visits}) and t.status in ('planned', 'due') and t.message_id is null
        and t.kind in ('notice', 'message', 'form') and e.status = 'live' and t.due_at <= ${latest.add(TOGETHER)}
      order by t.due_at, t.id
      for update of t skip locked`,
  )
  const byVisit = Map.groupBy(rows, ({ appointmentId }) => appointmentId)
  return new Map(
    due.map((first) => {
      const { contactId } = first
      const others = (first.appointmentId && byVisit.get(first.appointmentId)) || []
      return [
        first.id,
        others
          .flatMap((row) => toDueStep({ ...row, contactId }) ?? [])
          .filter((other) => fallTogether(first, other)),
      ]
    }),
  )
}

/** A reminder speaks first, and what was added to it follows. */
export function noticeFirst<Each extends { step: Step }>(steps: readonly Each[]): Each[] {
  return steps.toSorted((a, b) => Number(b.step.do === 'notice') - Number(a.step.do === 'notice'))
}

/**
 * The ids of those that cannot go along on the way that was chosen for the first: what they are for, such as care, is closed there, and
 * the message is judged by what the first is for. Each is said by itself, where another way is open to it, and else not at all.
 */
export async function findApart(
  tx: Tx,
  { steps: [head, ...others], route }: { steps: readonly ToSay[]; route: Route },
): Promise<Set<string>> {
  const foreign = others.filter(({ definition }) => definition.purpose !== head?.definition.purpose)
  if (!head || foreign.length === 0) return new Set()
  const { channel, conversationId, address } = route
  const consents = await findConsents(tx, head.contactId, { conversationId, address })
  const isClosed = ({ definition: { purpose } }: ToSay) => !isOpenWay(consents, { purpose, channel })
  return new Set(foreign.filter(isClosed).map(({ id }) => id))
}

/**
 * The message in which `due` is said, with those of `steps` that go along. Where it cannot go along with the first of them it is said
 * apart, and the others are left planned, each for its own time.
 */
export async function composeWithCompanions(
  tx: Tx,
  { due, steps, outside }: { due: DueStep; steps: readonly DueStep[]; outside: StepOutside },
): Promise<Said | { skip: string }> {
  const text = await composeStep(tx, { steps, outside })
  if ('skip' in text || !text.apart.has(due.id)) return text
  return composeStep(tx, { steps: steps.filter(({ id }) => text.apart.has(id)), outside })
}

/** One text after another, without the lines that both begin with (a greeting) or end with (how to opt out). */
export function addText(text: string, more: string): string {
  const [lines, others] = [text.split('\n'), more.split('\n')]
  const begins = lines.findIndex((line, i) => line !== others[i])
  const ends = lines.toReversed().findIndex((line, i) => line !== others.at(-1 - i))
  if (begins === -1 || ends === -1) return more
  return [...lines.slice(0, lines.length - ends), '', ...others.slice(begins)].join('\n')
}
