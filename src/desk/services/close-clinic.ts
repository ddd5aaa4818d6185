import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { clinicClosed, clinicReopened } from './events.ts'
import { type Closure, datesBetween, type HoursWindow } from './hours.ts'

const DAYS_MAX = 366

export interface CloseClinic {
  /** `YYYY-MM-DD`; of a stretch the first day. */
  date: string
  /** Included; at most a year later. */
  toDate?: string
  /** Hours that the clinic has instead; none: it is closed. */
  windows?: HoursWindow[]
  name?: string | null
}

export type CloseRefusal = { ok: false; reason: 'ends_before_start' | 'longer_than_a_year' }

/** Closes the clinic on these dates, or gives it other hours; what stood for one of them is replaced. */
export async function closeClinic(
  tx: Tx,
  actor: Actor,
  input: CloseClinic,
): Promise<{ ok: true; closures: Closure[] } | CloseRefusal> {
  const { date, toDate = date, windows = [], name = null } = input
  if (toDate < date) return { ok: false, reason: 'ends_before_start' }
  const days = Temporal.PlainDate.from(date).until(toDate).days + 1
  if (days > DAYS_MAX) return { ok: false, reason: 'longer_than_a_year' }
  const dates = datesBetween(date, toDate)
  const rows = dates.map((day) => ({ id: uuidv7(tx.clock.now()), date: day }))
  const closures = await tx.many(sql<Closure>`
    insert into schedule_overrides (clinic_id, id, practitioner_id, date, windows, name)
    select ${tx.clinicId}::uuid, id, null, date, ${JSON.stringify(windows)}::jsonb, ${name}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as closure(id uuid, date date)
    on conflict on constraint schedule_overrides_once do update
    set windows = excluded.windows, name = excluded.name
    returning id, date, windows, name`)
  await record(tx, clinicClosed, {
    actor,
    payload: { from: date, to: toDate, isWholeDay: windows.length === 0 },
  })
  return { ok: true, closures: closures.toSorted((a, b) => (a.date < b.date ? -1 : 1)) }
}

/** That date is as in any week again. False where no closure has this id. */
export async function reopenClinic(tx: Tx, actor: Actor, closureId: string): Promise<boolean> {
  const closure = await tx.one(sql<{ date: string }>`
    delete from schedule_overrides
    where clinic_id = ${tx.clinicId} and id = ${closureId} and practitioner_id is null
    returning date`)
  if (!closure) return false
  await record(tx, clinicReopened, { actor, payload: { date: closure.date } })
  return true
}
