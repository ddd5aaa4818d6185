/** What must hold whatever happens: a sentence each, and one statement that finds where it does not. */
import { windowOn } from '../../src/desk/outreach/policy.ts'
import { ANY_TIME, KEEP_SENDS, MAY_HAVE_REACHED, QUIET } from './invariants-sql.ts'
import { INVARIANTS_OF_STEPS } from './invariants-steps.ts'
import type { Rows } from './ledger.ts'

export interface Violation {
  sentence: string
  clinicId: string | null
  contactId: string | null
  what: string
}

/** By sentence: on how many days it was looked at, and at how many things. */
export type Looks = Map<string, { times: number; things: number }>

export interface Invariant {
  sentence: string
  /** From what is counted how many things were looked at, with the same parameters. */
  things: string
  /** Rows with `clinic_id`, `contact_id` and `what`; $1 is since when something may have changed, $2 is now. */
  sql: string
  /** Of rows that are suspect only: whether it is broken. */
  // biome-ignore lint/suspicious/noExplicitAny: each has rows of its own.
  isBroken?: (row: any) => boolean
}

/** Beside the row itself, its contact, as the root of whoever was merged. */
export const INVARIANTS: readonly Invariant[] = [
  {
    sentence: 'nobody and nothing is booked twice at the same time',
    things: `from appointments where end_at > $1 and end_at <= $2 and status in ('booked', 'arrived', 'fulfilled', 'noshow')`,
    sql: `
      select one.clinic_id, a.contact_id, 'taken by ' || one.appointment_id || ' and ' || other.appointment_id as what
      from appointment_allocations one
      join appointment_allocations other on other.clinic_id = one.clinic_id and other.resource_id = one.resource_id
        and other.group_id <> one.group_id and other.blocked && one.blocked
      join appointments a on a.clinic_id = one.clinic_id and a.id = one.appointment_id
      where upper(one.blocked) > $1 and $2::timestamptz is not null
      union all
      select one.clinic_id, one.contact_id, 'the visits ' || one.id || ' and ' || other.id
      from appointments one
      join appointments other on other.clinic_id = one.clinic_id and other.practitioner_id = one.practitioner_id and other.id <> one.id
        and other.start_at < one.end_at and other.end_at > one.start_at
      where one.end_at > $1 and one.status in ('booked', 'arrived', 'fulfilled') and other.status in ('booked', 'arrived', 'fulfilled')
        and not one.is_conflicting and not other.is_conflicting`,
  },
  {
    sentence:
      'nothing begins to go out after STOP, but one acknowledgement and answers to the person’s own next words',
    things: `from simulation.sends send where ${ANY_TIME} and exists (select from contact_identifiers i join simulation.said s on s.clinic_id = i.clinic_id and s.phone = i.value and s.word = 'stop' and s.at <= send.at where i.clinic_id = send.clinic_id and i.kind = 'phone' and i.contact_id = any(send.family))`,
    sql: `
      select send.clinic_id, send.contact_id, send.kind || ' ' || send.id || ' of ' || send.purpose || ' at ' || send.at as what
      from simulation.sends send
      join contact_identifiers i on i.clinic_id = send.clinic_id and i.kind = 'phone' and i.contact_id = any(send.family)
        -- Of a number that only claims to be theirs it counts for what goes there.
        and (i.standing <> 'claimed' or ltrim(i.value, '+') = regexp_replace(send.to_address, '^(US\\.1349|\\+)', ''))
      join lateral (
        select s.word, s.at, s.from_at
        from simulation.said s
        where s.clinic_id = i.clinic_id and s.phone = i.value and s.word <> 'else' and s.at <= send.at
        order by s.at desc
        limit 1
      ) last on last.word = 'stop' and last.from_at < send.at
      where ${ANY_TIME} and send.kind not in ('opt_out_ack', 'emergency_notice')
        and not (send.is_talk and exists (
          select
          from simulation.said s
          where s.clinic_id = i.clinic_id and s.phone = i.value and s.at > last.at and s.at <= send.at))`,
  },
  {
    sentence: 'nothing begins to go out under a withdrawn consent, in the order of the locks',
    things: `from simulation.sends send where ${ANY_TIME} and exists (select from simulation.turns e where e.of = 'event' and e.now = 'contact.consent_changed' and e.clinic_id = send.clinic_id and e.id = any(send.family) and e.n < send.n)`,
    sql: `
      select send.clinic_id, send.contact_id, send.kind || ' ' || send.id || ' at ' || send.at as what
      from simulation.sends send
      join lateral (
        select e.about, e.at
        from simulation.turns e
        where e.of = 'event' and e.now = 'contact.consent_changed' and e.clinic_id = send.clinic_id and e.id = any(send.family)
          and e.n < send.n and e.about ->> 'purpose' in ('all', send.purpose) and e.about ->> 'channel' in ('all', send.channel)
          and not exists (
            select
            from consents k
            where k.clinic_id = e.clinic_id and k.contact_id = any(send.family) and k.created_at = e.at and (k.conversation_id is not null or k.phone_e164 is not null)
              and k.phone_e164 is distinct from send.to_address)
        order by e.n desc
        limit 1
      ) last on last.about ->> 'state' = 'withdrawn'
      where ${ANY_TIME} and send.kind not in ('opt_out_ack', 'emergency_notice') and not send.is_talk`,
  },
  {
    sentence: 'no STOP is acknowledged twice',
    things: `from simulation.said where word = 'stop' and at >= $1 and at < $2`,
    sql: `
      select m.clinic_id, m.contact_id, count(*) || ' acknowledgements of ' || s.at as what
      from simulation.said s
      join messages m on m.clinic_id = s.clinic_id and m.to_address = s.phone and m.kind = 'opt_out_ack' and m.created_at >= s.at
        and m.created_at < s.at + interval '1 hour'
      where s.word = 'stop' and s.at >= $1 and s.at < $2
      group by m.clinic_id, m.contact_id, s.at
      having count(*) > 1`,
  },
  {
    sentence: 'nothing begins to go out by phone in quiet hours',
    things: `from (${QUIET}) send`,
    sql: QUIET,
    isBroken: ({ minute, day, purpose, regions }) =>
      regions.some((region: string) => {
        const window = windowOn(Temporal.PlainDate.from(day), purpose, region)
        return window === null || minute < window.opens || minute >= window.closes
      }),
  },
  {
    sentence:
      'nothing of a sequence begins to go out after a booking, or another time for the visit that was missed',
    things: `from simulation.sends send join touchpoints t on t.clinic_id = send.clinic_id and t.message_id = send.id join enrollments e on e.clinic_id = t.clinic_id and e.id = t.enrollment_id and not e.is_about_visit and 'appointment.booked' = any(e.exits) where ${ANY_TIME}`,
    sql: `
      select send.clinic_id, send.contact_id, t.step_key || ' at ' || send.at || ' after ' || booked.now || ' at ' || booked.at as what
      from simulation.sends send
      join touchpoints t on t.clinic_id = send.clinic_id and t.message_id = send.id
      join enrollments e on e.clinic_id = t.clinic_id and e.id = t.enrollment_id and not e.is_about_visit and 'appointment.booked' = any(e.exits)
      join simulation.turns began on began.of = 'touchpoint' and began.id = t.id and began.was is null
      join simulation.turns booked on booked.of = 'event' and booked.now in ('appointment.booked', 'appointment.rescheduled') and booked.clinic_id = send.clinic_id
        and booked.id = any(send.family) and booked.n < send.n and booked.n > began.n
      where ${ANY_TIME}
      union all
      select send.clinic_id, send.contact_id, t.step_key || ' at ' || send.at || ' before the visit ' || a.id || ' at ' || a.start_at
      from simulation.sends send
      join touchpoints t on t.clinic_id = send.clinic_id and t.message_id = send.id
      join enrollments e on e.clinic_id = t.clinic_id and e.id = t.enrollment_id and not e.is_about_visit and 'appointment.booked' = any(e.exits)
        and e.purpose <> 'transactional'
      join appointments a on a.clinic_id = send.clinic_id and a.contact_id = any(send.family) and a.id is distinct from e.appointment_id
        and a.status in ('pending', 'booked') and a.created_at < send.at and a.start_at > send.at
      where ${ANY_TIME} and not exists (
          select
          from events undone
          where undone.clinic_id = a.clinic_id and undone.appointment_id = a.id and undone.recorded_at >= send.at
            and undone.type in ('appointment.rescheduled', 'appointment.cancellation_undone', 'appointment.no_show_undone'))`,
  },
  {
    sentence:
      'nobody gets more care and marketing than one message a day and three a week, or the offers that the clinic allows',
    things: `from simulation.sends where ${ANY_TIME} and purpose <> 'transactional' and not is_talk`,
    sql: `
      select clinic_id, contact_id, what
      from (
        select send.clinic_id, send.contact_id, send.at, 'at ' || send.at || ' after ' || coalesce(day.at::text, '') || ', ' || coalesce(week.at::text, '') as what,
          day.at > send.at - interval '24 hours' as is_daily, week.at > send.at - interval '7 days' as is_weekly
        from simulation.sends send
        join clinics clinic on clinic.clinic_id = send.clinic_id
        left join lateral (${formerSend('0')}) day on true
        left join lateral (${formerSend(`case when send.purpose = 'marketing' then clinic.marketing_per_week - 1 else 2 end`)}) week on true
        where ${ANY_TIME} and send.purpose <> 'transactional' and not send.is_talk
          -- What the vendor has refused reached nobody, and its mail instead may go out at once.
          and exists (select from messages m where m.clinic_id = send.clinic_id and m.id = send.id and ${MAY_HAVE_REACHED})
      ) counted
      where is_daily or is_weekly`,
  },
  {
    sentence: 'no message reaches its person twice',
    things: `from simulation.reached where at >= $1 and at <= $2`,
    sql: `
      select clinic_id, (select contact_id from messages m where m.id = message_id) as contact_id, 'message ' || message_id || ' ' || count(*) || ' times' as what
      from simulation.reached
      where message_id in (select message_id from simulation.reached where at >= $1 and at <= $2)
      group by clinic_id, message_id
      having count(*) > 1`,
  },
  {
    sentence: 'no row speaks of another clinic’s person',
    things: `from messages where created_at >= $1 and created_at <= $2`,
    sql: `
      select m.clinic_id, m.contact_id, 'message ' || m.id || ' to ' || m.to_address as what
      from messages m
      where m.created_at >= $1 and m.created_at <= $2 and not exists (
          select
          from simulation.people p
          where p.clinic_id = m.clinic_id and m.to_address in (p.phone, p.email, p.whatsapp))
      union all
      select m.clinic_id, m.contact_id, 'message ' || m.id || ' names ' || other.name
      from messages m
      join clinics other on other.clinic_id <> m.clinic_id and strpos(concat(m.subject, m.body), other.name) > 0
      where m.created_at >= $1 and m.created_at <= $2
      union all
      select i.clinic_id, i.contact_id, i.kind || ' of nobody here'
      from contact_identifiers i
      where i.created_at >= $1 and i.created_at <= $2 and not exists (
          select
          from simulation.people p
          where p.clinic_id = i.clinic_id and i.value in (p.phone, p.email, p.whatsapp))
      union all
      select r.clinic_id, null, 'reached ' || r.address
      from simulation.reached r
      where r.at >= $1 and r.at <= $2 and not exists (
          select
          from messages m
          where m.clinic_id = r.clinic_id and m.id = r.message_id)`,
  },
  ...INVARIANTS_OF_STEPS,
  {
    sentence: 'no job, delivery or answer is given up',
    things: `from inbound_deliveries where received_at >= $1 and received_at <= $2`,
    sql: `
      select (data ->> 'clinicId')::uuid as clinic_id, null as contact_id, 'job ' || (data ->> 'name') || ' of ' || (data ->> 'id') as what
      from pgboss.job
      where name = 'work' and state = 'failed' and $1::timestamptz < $2::timestamptz
      union all
      select clinic_id, null, 'delivery ' || id || ': ' || reason
      from inbound_deliveries
      where status = 'failed' and received_at >= $1`,
  },
]

/** The nth send to the same person before this one that counts for the caps, from zero. */
/** `nth`: in SQL; 0 is the last before. */
function formerSend(nth: string): string {
  return `
    select former.sending_since as at
    from messages former
    where former.clinic_id = send.clinic_id and former.contact_id = any(send.family) and former.purpose <> 'transactional' and former.id <> send.id
      and exists (select from messages m where m.clinic_id = former.clinic_id and m.id = former.id and ${MAY_HAVE_REACHED}) and former.sending_since <= send.at
      and former.kind not in ('reply', 'staff_message', 'opt_out_ack', 'emergency_notice', 'handoff_notice')
    order by former.sending_since desc
    offset ${nth}
    limit 1`
}

/** The first that is broken. */
export async function checkInvariants(
  rows: Rows,
  { since, now, looks }: { since: Temporal.Instant; now: Temporal.Instant; looks: Looks },
): Promise<Violation | null> {
  const ask = (sql: string) => askFor(rows, sql, { since, now })
  await rows('truncate simulation.sends')
  await ask(KEEP_SENDS)
  for (const { sentence, things, sql, isBroken } of INVARIANTS) {
    const found = await ask(sql)
    const broken = isBroken ? found.find(isBroken) : found[0]
    const [counted] = await ask(`select count(*)::integer as things ${things}`)
    const before = looks.get(sentence) ?? { times: 0, things: 0 }
    looks.set(sentence, { times: before.times + 1, things: before.things + counted.things })
    if (!broken) continue
    const { clinic_id: clinicId, contact_id: contactId, what } = broken
    return { sentence, clinicId, contactId, what }
  }
  return null
}

async function askFor(
  rows: Rows,
  sql: string,
  { since, now }: { since: Temporal.Instant; now: Temporal.Instant },
) {
  try {
    return await rows(sql, [since, now])
  } catch (error) {
    throw new Error(`an invariant cannot be asked for:\n${sql}`, { cause: error })
  }
}
