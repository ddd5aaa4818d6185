import { sql } from 'kysely'
import { showPhone } from '../../kit/phone.ts'
import type { ClinicFacts } from '../actions/answer-from-clinic-texts.ts'
import { isTheirs } from '../actions/find-own-appointments.ts'
import { wallTime } from '../actions/wished-service.ts'
import { findClinicHours, findClosures } from '../services/find-hours.ts'
import type { Deed as Claimed } from './claim-words.ts'
import { findReceptionistSettings } from './find-receptionist-settings.ts'
import { findStandingOffers } from './find-standing-offers.ts'
import type { GateFacts } from './gate.ts'
import type { Fact } from './gate-claims.ts'
import type { Known, Look } from './gate-times.ts'
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
    approved: [...(said.approved ?? []), ...(by === 'model' ? textsLookedUp(turn) : [])],
    secret,
    isModels: by === 'model',
    ...(by === 'model' ? { known: await findKnown(turn) } : {}),
  }
}

/** The clinic's own texts that a model was given to say: its answers, what it says of a service, where it is. */
function textsLookedUp({ deeds, clinic }: Turn): string[] {
  const looked = deeds.flatMap(({ call, result }) => {
    if (call.name !== 'answer_from_clinic_texts' || !result.ok) return []
    const { approved, service } = result.output as ClinicFacts
    return [approved, service?.description, service?.consultation, service?.benefit]
  })
  return [...looked, clinic.address].filter(
    (text) => typeof text === 'string' && /\S\s+\S/.test(text),
  ) as string[]
}

/** What was looked up, stands offered or was wished for, against which a model's sentences are read. */
async function findKnown(turn: Turn): Promise<Known> {
  const { tx, memory, messages, services, practitioners } = turn
  const looks = looksOf(turn)
  const { date, time } = memory.state
  return {
    offered: [...looks.flatMap(({ times }) => times), ...(await findStandingOffers(turn))],
    looks,
    wishes: messages.map(({ body }) => body),
    wish: {
      date: date ? { from: date.from, to: date.to } : null,
      time: time ? ('at' in time ? { from: time.at, to: time.at } : time) : null,
    },
    practitioners: practitioners.map(({ name }) => name),
    services: services.map(({ name }) => name),
    people: [memory.state.name, memory.writerName, memory.patientName, turn.person.name].filter(
      (name) => typeof name === 'string',
    ),
    hours: await findClinicHours(tx),
    closures: await findClosures(tx, { from: wallTime(turn.now, turn.clinic).slice(0, 10) }),
  }
}

interface Availability {
  service: string
  times: { startAt: string; practitioner: string }[]
}

function looksOf({ deeds, now, clinic, practitioners }: Turn): Look[] {
  return deeds.flatMap(({ call, result }): Look[] => {
    if (call.name !== 'check_availability' || !result.ok) return []
    const { service, times } = result.output as Availability
    const asked = call.input as { from?: string; to?: string; practitionerId?: string }
    const from = asked.from
      ? Temporal.PlainDate.from(asked.from)
      : now.toZonedDateTimeISO(clinic.timeZone).toPlainDate()
    const shown = times.map(({ startAt, practitioner }) => ({
      startAt: Temporal.Instant.from(startAt),
      practitioner: practitioner || null,
      service,
    }))
    // Only the first times are told: behind the last of them there may be more.
    const last = shown.at(-1)?.startAt.toZonedDateTimeISO(clinic.timeZone).toPlainDate()
    const to = asked.to ? Temporal.PlainDate.from(asked.to) : from.add({ days: LOOKED_AHEAD_DAYS })
    return [
      {
        from,
        until: last ? last.subtract({ days: 1 }) : to,
        service,
        practitioner: asked.practitionerId
          ? (practitioners.find(({ id }) => id === asked.practitionerId)?.name ?? '')
          : null,
        times: shown,
      },
    ]
  })
}

/** Of `check_availability`, where no end is given. */
const LOOKED_AHEAD_DAYS = 14

interface Output {
  startAt?: string
  fromStartAt?: string
  status?: string
}

const DEEDS: Record<string, Claimed> = {
  book_appointment: 'booked',
  reschedule_appointment: 'moved',
  cancel_appointment: 'cancelled',
  hold_slot: 'held',
  hand_to_human: 'handed_over',
  join_waitlist: 'waitlisted',
  opt_out: 'stopped',
  send_manage_link: 'sent',
}

function doneNow({ deeds }: Turn): Fact[] {
  return deeds.flatMap(({ call, result }): Fact[] => {
    if (!result.ok) return []
    const output = result.output as Output
    const startAt = output.startAt ? Temporal.Instant.from(output.startAt) : null
    const deed = DEEDS[call.name]
    if (!deed) return []
    const isRequest = call.name === 'book_appointment' && output.status === 'pending'
    const fromStartAt = output.fromStartAt ? Temporal.Instant.from(output.fromStartAt) : null
    return [{ deed: isRequest ? ('requested' as const) : deed, startAt, fromStartAt }]
  })
}

interface VisitRow {
  serviceId: string | null
  status: string
  startAt: Temporal.Instant
  practitioner: string | null
  service: string | null
}

/** Their visits to come, and what was cancelled lately: by what is proven, or booked in this conversation. */
async function findVisits({ tx, asking, now, services }: Turn): Promise<Fact[]> {
  const rows = await tx.many(sql<VisitRow>`
    select a.status, a.start_at as "startAt", p.name as practitioner, a.service_name as service,
      a.service_id as "serviceId"
    from appointments a
    left join practitioners p on p.clinic_id = a.clinic_id and p.id = a.practitioner_id
    where a.clinic_id = ${tx.clinicId} and a.status in ('pending', 'booked', 'cancelled') and a.end_at > ${now}
      and a.absorbed_into_id is null
      and ${isTheirs(tx, asking)}
    limit 50`)
  const held = asking.standing.hold
  const isHeld = held !== null && Temporal.Instant.compare(held.expiresAt, now) > 0
  return [
    ...rows.map(({ status, startAt, practitioner, service, serviceId }) => ({
      deed:
        status === 'booked'
          ? ('booked' as const)
          : status === 'pending'
            ? ('requested' as const)
            : ('cancelled' as const),
      startAt,
      practitioner,
      // As it is called in this conversation.
      service: services.find(({ id }) => id === serviceId)?.name ?? service,
    })),
    ...(isHeld ? [{ deed: 'held' as const, startAt: Temporal.Instant.from(held.startAt) }] : []),
  ]
}
