/** What journeys do with somebody who asked and fell silent. */
import type { Schemas } from '../api.ts'
import type { Definition, JourneySummary } from '../journeys/journey-queries.ts'
import { amountOf } from '../journeys/journey-words.ts'
import { plural } from '../words.ts'

/** Switched on and approved: it takes people in. */
export function isLive({
  is_active,
  is_waiting_for_approval,
}: Pick<JourneySummary, 'is_active' | 'is_waiting_for_approval'>): boolean {
  return is_active && !is_waiting_for_approval
}

/** Whether it waits for those who fall silent, and for those who asked about this. Nobody who asked has a booking's source. */
export function takesIn(
  { definition: { trigger } }: Pick<JourneySummary, 'definition'>,
  service: { id: string; procedure: string | null } | undefined,
): boolean {
  const { serviceIds, procedures, sources } = trigger.filter ?? {}
  return (
    trigger.event === 'lead.quiet' &&
    !sources &&
    (!serviceIds || (service !== undefined && serviceIds.includes(service.id))) &&
    (!procedures || (!!service?.procedure && procedures.includes(service.procedure)))
  )
}

/** `begins, with 5 steps; the first comes 1 day later. Nobody gets it twice within 90 days.` */
export function beginWords({ steps, reentryAfterDays }: Definition): string {
  const [first] = steps
  const which = steps.length === 1 ? 'it' : 'the first'
  const many = first
    ? `, with ${plural(steps.length, 'step', 'steps')}; ${which} comes ${laterWords(first.offset)}`
    : ''
  const once = reentryAfterDays
    ? ` Nobody gets it twice within ${plural(reentryAfterDays, 'day', 'days')}.`
    : ''
  return `begins${many}.${once}`
}

function laterWords(offset: Definition['steps'][number]['offset']): string {
  const { amount, unit } = amountOf(offset)
  if (amount === 0) return 'at once'
  const isDays = unit === 'days' || amount % 24 === 0
  const much = unit === 'hours' && isDays ? amount / 24 : amount
  return `${isDays ? plural(much, 'day', 'days') : plural(much, 'hour', 'hours')} later`
}

/** False where it is marketing and nobody has ever noted that they agreed; whether it still holds the arbiter decides. */
export function reaches(
  { purpose }: Pick<Definition, 'purpose'>,
  consents: readonly Pick<Schemas['Consent'], 'purpose' | 'state'>[],
): boolean {
  return (
    purpose !== 'marketing' ||
    consents.some(
      ({ purpose, state }) => state === 'granted' && (purpose === 'marketing' || purpose === 'all'),
    )
  )
}
