/** The model budget is how often a clinic's assistant may ask the model in a day, by the clinic's calendar. */
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { ReceptionistSettings } from './receptionist-settings.ts'

/** Where neither clinic nor installation says otherwise. */
export const CALLS_PER_DAY = 2_000

export async function hasBudget(
  tx: Tx,
  { settings, timeZone }: { settings: ReceptionistSettings; timeZone: string },
): Promise<boolean> {
  const row = await tx.one(sql<{ calls: number }>`
    select calls
    from model_calls
    where clinic_id = ${tx.clinicId} and day = ${dayOf(tx, timeZone)}`)
  return (row?.calls ?? 0) < (settings.modelCallsPerDay ?? CALLS_PER_DAY)
}

export async function noteModelCalls(
  tx: Tx,
  used: { timeZone: string; calls: number; hasFailed: boolean; inputTokens: number; outputTokens: number },
): Promise<void> {
  await tx.run(sql`
    insert into model_calls (clinic_id, day, calls, failures, input_tokens, output_tokens)
    values (${tx.clinicId}, ${dayOf(tx, used.timeZone)}, ${used.calls}, ${used.hasFailed ? 1 : 0}, ${used.inputTokens},
      ${used.outputTokens})
    on conflict (clinic_id, day) do update
    set calls = model_calls.calls + excluded.calls, failures = model_calls.failures + excluded.failures,
      input_tokens = model_calls.input_tokens + excluded.input_tokens,
      output_tokens = model_calls.output_tokens + excluded.output_tokens`)
}

export interface ModelUse {
  day: string
  calls: number
  failures: number
  inputTokens: number
  outputTokens: number
}

/** The last days, the newest first. */
export function findModelUse(tx: Tx, days: number): Promise<ModelUse[]> {
  return tx.many(sql<ModelUse>`
    select day, calls, failures, input_tokens as "inputTokens", output_tokens as "outputTokens"
    from model_calls
    where clinic_id = ${tx.clinicId}
    order by day desc
    limit ${days}`)
}

function dayOf(tx: Tx, timeZone: string): Temporal.PlainDate {
  return tx.clock.now().toZonedDateTimeISO(timeZone).toPlainDate()
}
