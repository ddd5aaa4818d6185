/** The model budget is how often a clinic's assistant may ask the model in a day, by the clinic's calendar. */
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { record } from '../../kit/events.ts'
import { ProviderError } from '../../kit/problem.ts'
import type { Asking } from '../actions/action.ts'
import type { ModelPort } from './ask-model.ts'
import { assistant } from './begin-turn.ts'
import { modelFailed } from './events.ts'
import { findReceptionistSettings } from './find-receptionist-settings.ts'
import { SHORTAGES, type Shares, type Shortage, sharesOf } from './model-share.ts'
import type { ReceptionistSettings } from './receptionist-settings.ts'

/** Where neither clinic nor installation says otherwise. */
export const CALLS_PER_DAY = 2_000

/** For whom a model is asked. Not given: for staff, who are held to the clinic's day alone. */
export interface Asker {
  conversationId: string
  /** Their channel proves no number. */
  isStranger: boolean
}

export function askerOf({ conversation, isProven }: Pick<Asking, 'conversation' | 'isProven'>): Asker {
  return { conversationId: conversation.id, isStranger: !isProven }
}

interface Spent {
  calls: number
  strangers: number
  ofDay: number
  ofHour: number
}

/** Why no model would be asked for them now; null where it may be. Counts nothing. */
export async function findShortage(
  tx: Tx,
  { settings, timeZone, asker }: { settings: ReceptionistSettings; timeZone: string; asker: Asker },
): Promise<Shortage | null> {
  const [day, hour] = [dayOf(tx, timeZone), hourOf(tx)]
  const row = await tx.one(sql<Spent>`
    select coalesce(clinic.calls, 0) as calls, coalesce(case when clinic.strangers_hour = ${hour} then clinic.strangers_calls end, 0) as strangers,
      coalesce(case when own.day = ${day} then own.calls end, 0) as "ofDay", coalesce(case when own.hour = ${hour} then own.hour_calls end, 0) as "ofHour"
    from (select) as now
    left join model_calls clinic on clinic.clinic_id = ${tx.clinicId} and clinic.day = ${day}
    left join model_shares own on own.clinic_id = ${tx.clinicId} and own.conversation_id = ${asker.conversationId}`)
  const { calls = 0, strangers = 0, ofDay = 0, ofHour = 0 } = row ?? {}
  const limit = limitOf(settings)
  const shares = sharesOf(limit)
  if (calls >= limit) return 'budget_spent'
  if (ofDay >= shares.conversationPerDay || ofHour >= shares.conversationPerHour)
    return 'conversation_share_spent'
  return asker.isStranger && strangers >= shares.strangersPerHour ? 'strangers_share_spent' : null
}

/**
 * The model, asked only while budget and share last: each question is counted before it is asked, so that of many at once, or of
 * one that is never answered, none is free.
 * @throws ProviderError with a `Shortage` as its code, instead of asking
 */
export function withinBudget(model: ModelPort, take: () => Promise<Shortage | null>): ModelPort {
  return {
    async ask(question) {
      const shortage = await take()
      if (!shortage) return model.ask(question)
      throw new ProviderError('the questions to the model are used up', { code: shortage, retryable: false })
    },
    check: () => model.check(),
  }
}

/** Counts one question to the model; where there is none left it says why, and the clinic's count stays. */
export async function takeModelCall(
  tx: Tx,
  { timeZone, asker = null }: { timeZone: string; asker?: Asker | null },
): Promise<Shortage | null> {
  const limit = limitOf(await findReceptionistSettings(tx))
  if (limit === 0) return 'budget_spent'
  const shares = sharesOf(limit)
  const [day, hour] = [dayOf(tx, timeZone), hourOf(tx)]
  if (asker && !(await takeShare(tx, { ...asker, day, hour, shares }))) return 'conversation_share_spent'
  const isStranger = asker?.isStranger ?? false
  const taken = await tx.run(sql`
    insert into model_calls (clinic_id, day, calls, strangers_hour, strangers_calls)
    values (${tx.clinicId}, ${day}, 1, ${isStranger ? hour : null}, ${isStranger ? 1 : 0})
    on conflict (clinic_id, day) do update
    set calls = model_calls.calls + 1,
      strangers_calls = case
        when not ${isStranger} then model_calls.strangers_calls
        when model_calls.strangers_hour = excluded.strangers_hour then model_calls.strangers_calls + 1
        else 1
      end,
      strangers_hour = coalesce(excluded.strangers_hour, model_calls.strangers_hour)
    where model_calls.calls < ${limit} and (not ${isStranger}
      or model_calls.strangers_hour is distinct from excluded.strangers_hour or model_calls.strangers_calls < ${shares.strangersPerHour})`)
  if (taken > 0) return null
  const row = await tx.one(sql<{ isSpent: boolean }>`
    select calls >= ${limit} as "isSpent"
    from model_calls
    where clinic_id = ${tx.clinicId} and day = ${day}`)
  return row?.isSpent ? 'budget_spent' : 'strangers_share_spent'
}

/** Counts it against the conversation; false, and nothing counted, where that has had its share. */
async function takeShare(
  tx: Tx,
  of: { conversationId: string; day: Temporal.PlainDate; hour: Temporal.Instant; shares: Shares },
): Promise<boolean> {
  const { conversationId, day, hour, shares } = of
  const taken = await tx.run(sql`
    insert into model_shares (clinic_id, conversation_id, day, calls, hour, hour_calls)
    values (${tx.clinicId}, ${conversationId}, ${day}, 1, ${hour}, 1)
    on conflict (clinic_id, conversation_id) do update
    set day = excluded.day, calls = case when model_shares.day = excluded.day then model_shares.calls + 1 else 1 end,
      hour = excluded.hour, hour_calls = case when model_shares.hour = excluded.hour then model_shares.hour_calls + 1 else 1 end
    where (model_shares.day <> excluded.day or model_shares.calls < ${shares.conversationPerDay})
      and (model_shares.hour <> excluded.hour or model_shares.hour_calls < ${shares.conversationPerHour})`)
  return taken > 0
}

/**
 * Keeps what the questions of one answer took, which were counted one by one. `failure` is the code for which the rules had to
 * give it; that the budget or a share of it was spent is no fault of the model.
 */
export async function noteModelCalls(
  tx: Tx,
  used: { timeZone: string; failure: string | null; inputTokens: number; outputTokens: number },
): Promise<void> {
  const failure = isShortage(used.failure) ? null : used.failure
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

function limitOf({ modelCallsPerDay }: ReceptionistSettings): number {
  return modelCallsPerDay ?? CALLS_PER_DAY
}

function isShortage(code: string | null): boolean {
  return SHORTAGES.some((shortage) => shortage === code)
}

function dayOf(tx: Tx, timeZone: string): Temporal.PlainDate {
  return tx.clock.now().toZonedDateTimeISO(timeZone).toPlainDate()
}

/** When it began, in UTC. */
function hourOf(tx: Tx): Temporal.Instant {
  return tx.clock.now().round({ smallestUnit: 'hour', roundingMode: 'floor' })
}
