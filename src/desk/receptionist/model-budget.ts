/** The model budget is how often a clinic's assistant may ask the model in a day, by the clinic's calendar. */
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { record } from '../../kit/events.ts'
import { ProviderError } from '../../kit/problem.ts'
import type { ModelPort } from './ask-model.ts'
import { assistant } from './begin-turn.ts'
import { modelFailed } from './events.ts'
import { findReceptionistSettings } from './find-receptionist-settings.ts'
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

const SPENT = 'budget_spent'

/**
 * The model, asked only while the budget lasts: each question is counted before it is asked, so that of many at once, or of one
 * that is never answered, none is free.
 * @throws ProviderError of code `budget_spent`, instead of asking
 */
export function withinBudget(model: ModelPort, take: () => Promise<boolean>): ModelPort {
  return {
    async ask(question) {
      if (await take()) return model.ask(question)
      throw new ProviderError('the model budget of the day is spent', { code: SPENT, retryable: false })
    },
    check: () => model.check(),
  }
}

/** Counts one question to the model; false, and nothing counted, where the clinic has asked as often as it may today. */
export async function takeModelCall(tx: Tx, { timeZone }: { timeZone: string }): Promise<boolean> {
  const { modelCallsPerDay } = await findReceptionistSettings(tx)
  const limit = modelCallsPerDay ?? CALLS_PER_DAY
  if (limit === 0) return false
  const taken = await tx.run(sql`
    insert into model_calls (clinic_id, day, calls)
    values (${tx.clinicId}, ${dayOf(tx, timeZone)}, 1)
    on conflict (clinic_id, day) do update
    set calls = model_calls.calls + 1
    where model_calls.calls < ${limit}`)
  return taken > 0
}

/**
 * Keeps what the questions of one answer took, which were counted one by one. `failure` is the code for which the rules had to
 * give it; that the budget was spent is no fault of the model.
 */
export async function noteModelCalls(
  tx: Tx,
  used: { timeZone: string; failure: string | null; inputTokens: number; outputTokens: number },
): Promise<void> {
  const failure = used.failure === SPENT ? null : used.failure
  await tx.run(sql`
    insert into model_calls (clinic_id, day, failures, input_tokens, output_tokens)
    values (${tx.clinicId}, ${dayOf(tx, used.timeZone)}, ${failure ? 1 : 0}, ${used.inputTokens}, ${used.outputTokens})
    on conflict (clinic_id, day) do update
    set failures = model_calls.failures + excluded.failures, input_tokens = model_calls.input_tokens + excluded.input_tokens,
      output_tokens = model_calls.output_tokens + excluded.output_tokens`)
  if (failure) await record(tx, modelFailed, { actor: assistant, payload: { code: failure } })
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

export interface ModelFailure {
  /** Of the model's port, or of `ask-model.ts`. */
  code: string
  at: Temporal.Instant
}

/** How long a failure is worth being told. */
const TOLD = { hours: 7 * 24 }

/** The last time that the model was asked and the rules had to answer, in the last seven days. */
export function findLastModelFailure(tx: Tx): Promise<ModelFailure | undefined> {
  const since = tx.clock.now().subtract(TOLD)
  // The days are few and say whether there is anything to look for among the events, which are many.
  return tx.one(sql<ModelFailure>`
    select payload ->> 'code' as code, occurred_at as at
    from events
    where clinic_id = ${tx.clinicId} and id >= ${firstIdAt(since)} and type = ${modelFailed.type} and exists (
      select
      from model_calls
      where clinic_id = ${tx.clinicId} and failures > 0 and day >= ${since.toZonedDateTimeISO('UTC').toPlainDate()}::date - 1)
    order by id desc
    limit 1`)
}

/** Events have ids that begin with their time (UUIDv7, RFC 9562 §5.7). */
function firstIdAt(at: Temporal.Instant): string {
  const time = at.epochMilliseconds.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}

function dayOf(tx: Tx, timeZone: string): Temporal.PlainDate {
  return tx.clock.now().toZonedDateTimeISO(timeZone).toPlainDate()
}
