import { sql } from 'kysely'
import { showPhone } from '../../kit/phone.ts'
import type { Deed as Claimed } from './claim-words.ts'
import { findReceptionistSettings } from './find-receptionist-settings.ts'
import type { GateFacts } from './gate.ts'
import type { Fact } from './gate-claims.ts'
import { emergencyNumberOf } from './heed-emergency.ts'
import type { Said, Turn } from './turn.ts'

/** What is so: what was done with this answer, and the visits that this person may be told of. */
export async function findGateFacts(
  turn: Turn,
  { said, by }: { said: Said; by: 'rules' | 'model' },
  secret = '',
): Promise<GateFacts> {
  const settings = await findReceptionistSettings(turn.tx)
  const { asking, clinic, services, memory, person, now } = turn
  const { phoneE164: phone } = clinic
  const priced = services.filter(({ priceMinor, currency }) => priceMinor !== null && currency !== null)
  return {
    now,
    timeZone: clinic.timeZone,
    channel: asking.channel,
    facts: [...doneNow(turn), ...(await findVisits(turn))],
    links: [`${asking.links.publicUrl}/${clinic.slug}`],
    prices: priced.map(({ priceMinor, currency, name }) => ({
      amountMinor: priceMinor ?? 0,
      currency: currency ?? '',
      service: name,
    })),
    freeServices: services.filter(({ isFree }) => isFree).map(({ name }) => name),
    addresses: [clinic.email, memory.state.email]
      .filter((each) => typeof each === 'string')
      .map((each) => each.toLowerCase()),
    numbers: [
      ...(phone ? [phone, showPhone(phone, clinic.country)] : []),
      ...(memory.state.phone ? [memory.state.phone] : []),
      ...(person.phone ? [person.phone] : []),
      emergencyNumberOf(clinic.country),
      ...(settings.emergencyNumber ? [settings.emergencyNumber] : []),
    ],
    approved: said.approved ?? [],
    secret,
    isModels: by === 'model',
  }
}

interface Output {
  startAt?: string
  fromStartAt?: string
  status?: string
  linkIsOnItsWay?: boolean
}

const DEEDS: Record<string, Claimed> = {
  book_appointment: 'booked',
  reschedule_appointment: 'moved',
  cancel_appointment: 'cancelled',
  hold_slot: 'held',
  hand_to_human: 'handed_over',
  join_waitlist: 'waitlisted',
  opt_out: 'stopped',
}

function doneNow({ deeds }: Turn): Fact[] {
  return deeds.flatMap(({ call, result }): Fact[] => {
    if (!result.ok) return []
    const output = result.output as Output
    const startAt = output.startAt ? Temporal.Instant.from(output.startAt) : null
    if (call.name === 'list_my_appointments')
      return output.linkIsOnItsWay ? [{ deed: 'sent' as const, startAt }] : []
    const deed = DEEDS[call.name]
    if (!deed) return []
    const isRequest = call.name === 'book_appointment' && output.status === 'pending'
    const fromStartAt = output.fromStartAt ? Temporal.Instant.from(output.fromStartAt) : null
    return [{ deed: isRequest ? ('requested' as const) : deed, startAt, fromStartAt }]
  })
}

/** Their visits to come, and what was cancelled lately: by what is proven, or booked in this conversation. */
async function findVisits({ tx, asking, now }: Turn): Promise<Fact[]> {
  const rows = await tx.many(sql<{ status: string; startAt: Temporal.Instant }>`
    select a.status, a.start_at as "startAt"
    from appointments a
    join contacts owner on owner.clinic_id = a.clinic_id and owner.id = a.contact_id
    where a.clinic_id = ${tx.clinicId} and a.status in ('pending', 'booked', 'cancelled') and a.end_at > ${now}
      and a.absorbed_into_id is null
      and (${asking.isProven} and (owner.id = ${asking.contactId} or owner.merged_into_id = ${asking.contactId}) or a.id in (
        select appointment_id
        from attribution_touches
        where clinic_id = ${tx.clinicId} and conversation_id = ${asking.conversation.id}))
    limit 50`)
  const held = asking.standing.hold
  const isHeld = held !== null && Temporal.Instant.compare(held.expiresAt, now) > 0
  return [
    ...rows.map(({ status, startAt }) => ({
      deed:
        status === 'booked'
          ? ('booked' as const)
          : status === 'pending'
            ? ('requested' as const)
            : ('cancelled' as const),
      startAt,
    })),
    ...(isHeld ? [{ deed: 'held' as const, startAt: Temporal.Instant.from(held.startAt) }] : []),
  ]
}
