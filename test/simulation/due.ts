/** What is due now and when something is next, of everything that sweepers look for: so that nobody has to poll. */
import type { ClinicId } from '../../src/kit/ids.ts'
import type { Rows } from './ledger.ts'

const OURS = 'clinic_id = any($2)'

/** Moments of one sweeper; a lost job is looked for after a quarter of an hour. */
const MOMENTS: readonly (readonly [sweeper: string, from: string])[] = [
  [
    'sweepDeliveries',
    `min(coalesce(retry_at, received_at)) as at from inbound_deliveries where status = 'received' and ${OURS}`,
  ],
  ['sweepTouchpoints', `min(due_at) as at from touchpoints where status = 'planned' and ${OURS}`],
  [
    'sweepTouchpoints',
    `min(claimed_at) + interval '15 minutes 1 second' as at from touchpoints where status = 'due' and message_id is null and ${OURS}`,
  ],
  ['sweepMessages', `min(due_at) as at from messages where status = 'held' and ${OURS}`],
  [
    'sweepMessages',
    `min(updated_at) + interval '15 minutes 1 second' as at from messages where status in ('queued', 'sending') and ${OURS}`,
  ],
  ['sweepAnswers', `min(answer_due_at) as at from conversations where answer_due_at is not null and ${OURS}`],
  ['sweepAlerts', `min(alert_due_at) as at from conversations where alert_due_at is not null and ${OURS}`],
  ['sweepHolds', `min(expires_at) as at from holds where ${OURS}`],
  ['sweepQuiet', `min(look_at) as at from leads where look_at is not null and ${OURS}`],
  ['sweepLapsed', `min(due_at) as at from lapse_checks where ${OURS}`],
  [
    'jobs',
    `min($1::timestamptz) as at from pgboss.job where name = 'work' and state < 'active' and not blocked and (data ->> 'clinicId')::uuid = any($2)`,
  ],
]

const QUERY = `
  select sweeper, to_json(at) #>> '{}' as at
  from (${MOMENTS.map(([sweeper, from]) => `select '${sweeper}' as sweeper, ${from}`).join(' union all ')}) moments
  where at is not null`

export interface Moment {
  sweeper: string
  at: Temporal.Instant
}

/** The next moment of each in these clinics; of what waits in the queue it is `now`. */
export async function findMoments(
  rows: Rows,
  { now, clinicIds }: { now: Temporal.Instant; clinicIds: readonly ClinicId[] },
): Promise<Moment[]> {
  const found: { sweeper: string; at: string }[] = await rows(QUERY, [now, clinicIds])
  return found.map(({ sweeper, at }) => ({ sweeper, at: Temporal.Instant.from(at) }))
}
