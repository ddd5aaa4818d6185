/** Two clinics in which everything that a clinic can have has happened: people, messages, merges, refusals. */
import { expect } from 'vitest'
import { type Body, calcomBooking } from '../calcom.ts'
import type { TestClinic, TestDesk } from '../desk.ts'
import { fillConversations } from './fill-conversations.ts'
import { fillForms } from './fill-forms.ts'
import { fillJourneys } from './fill-journeys.ts'
import { fillSchedule } from './fill-schedule.ts'

/** Only added to: proof and history. */
export const APPEND_ONLY = [
  'public.events',
  'public.consents',
  'public.journey_versions',
  'public.journey_approvals',
  'public.composed_texts',
  'public.questionnaire_versions',
]

/** What PostgreSQL says to whoever lacks a privilege, and of a row that a policy refuses. */
export const DENIED = '42501'

/** Delivers, as Cal.com does, whatever leaves rows in the clinic's tables. Every text holds the clinic's mark. */
export async function fill(desk: TestDesk, clinic: TestClinic, mark: string): Promise<void> {
  const ana = { name: `Ana ${mark}`, email: `ana@${mark.toLowerCase()}.example` }
  const ben = { name: `Ben ${mark}`, email: `ben@${mark.toLowerCase()}.example` }
  const notes = { notes: { label: 'additional_notes', value: `Notes ${mark}` } }
  const first = calcomBooking({
    attendee: ana,
    phone: phoneOf(mark, 1),
    answers: notes,
    title: `Visit ${mark}`,
  })
  const second = calcomBooking({ attendee: ben, phone: phoneOf(mark, 2), title: `Visit ${mark}` })
  // Ana's phone with Ben's address: a question for staff.
  const between = calcomBooking({
    attendee: { name: `Who ${mark}`, email: ben.email },
    phone: phoneOf(mark, 1),
    title: `Visit ${mark}`,
  })
  const again = calcomBooking({
    attendee: { name: `Who Else ${mark}`, email: ben.email },
    phone: phoneOf(mark, 1),
    title: `Visit ${mark}`,
  })
  const moved = first.movedTo({ startAt: '2026-12-02T16:00:00Z', title: `Visit ${mark}` })
  for (const body of [
    first.created(),
    second.created(),
    between.created(),
    again.created(),
    moved.rescheduled(),
    second.cancelled({ cancellationReason: `Reason ${mark}` }),
  ]) {
    expect((await desk.deliver(body, { to: clinic.calcom })).status).toBe(200)
    await desk.settle()
  }
  expect((await desk.deliver(first.created(), { to: clinic.calcom, signature: 'wrong' })).status).toBe(401)

  const as = clinic.keys.owner
  const { body: people } = await desk.api('GET', '/api/contacts', { as })
  for (const contact of people.contacts as Body[]) {
    await desk.api('POST', `/api/contacts/${contact.id}/consents`, {
      as,
      body: { purpose: 'marketing', channel: 'all', state: 'granted', text_shown: `Shown ${mark}` },
    })
  }
  const { body: open } = await desk.api('GET', '/api/identity-conflicts', { as })
  expect(open.conflicts.length).toBeGreaterThan(0)
  const resolved = await desk.api('POST', `/api/identity-conflicts/${open.conflicts.at(-1).id}/resolve`, {
    as,
    body: { resolution: 'phone_contact' },
  })
  expect(resolved.status).toBe(200)
  const { body: texts } = await desk.api('GET', '/api/templates', { as })
  const { key, channel, language, subject } = texts.templates[0] as Body
  const saved = await desk.api('PUT', '/api/templates', {
    as,
    body: { key, channel, language, subject, body: `Text of ${mark} for {{first_name}}` },
  })
  expect(saved.status).toBe(200)
  await fillSchedule(desk, clinic, mark)
  const { contactId } = await fillConversations(desk, clinic, mark)
  await fillJourneys(desk, clinic, { mark, contactId })
  await fillForms(desk, clinic, { mark, contactId })
  await desk.settle()
}

function phoneOf(mark: string, number: number): string {
  return `+1312555${String((mark.charCodeAt(0) % 10) * 1000 + number).padStart(4, '0')}`
}

export interface ClinicTable {
  name: string
  /** Columns without generated ones. */
  columns: string[]
  primaryKey: string[]
}

/** Every table that holds a clinic's rows, from the catalogue. */
export async function clinicTables(desk: Pick<TestDesk, 'rows'>): Promise<ClinicTable[]> {
  return desk.rows(`
    select format('%I.%I', n.nspname, c.relname) as name,
      (select array_agg(a.attname::text order by a.attnum)
        from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select array_agg(a.attname::text order by k.place)
        from pg_index i
        cross join lateral unnest(i.indkey) with ordinality k(attnum, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
        where i.indrelid = c.oid and i.indisprimary), '{}') as "primaryKey"
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'f', 'm', 'v')
      and n.nspname not in ('auth', 'pgboss', 'information_schema')
      and n.nspname !~ '^pg_'
      and c.relname <> 'foyer_migrations'
    order by 1`)
}
