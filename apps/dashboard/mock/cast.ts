/** People and visits for the mock; nothing of it is real. */
import { randomUUID } from 'node:crypto'

const HOUR_MS = 3_600_000
export const ZONE = 'America/Chicago'

/** An instant of today (or `days` later) at a wall time of Chicago in winter. */
export function at(hour: number, minute = 0, days = 0): string {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(Date.now() + days * 24 * HOUR_MS)
  return new Date(Date.parse(`${today}T00:00:00-06:00`) + hour * HOUR_MS + minute * 60_000).toISOString()
}

export const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

export const DOCTORS = ['Dr. Amy Lee', 'Dr. Raj Shah', 'Sara Kim, NP', 'Dr. Omar Haddad'].map((name) => ({
  id: randomUUID(),
  name,
}))

export function contact(name: string, more: Record<string, unknown> = {}) {
  const digits = String(100 + ((name.length * 37) % 900))
  const phone = `+1312555${digits.padStart(4, '0')}`
  const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@example.com`
  return {
    id: randomUUID(),
    display_name: name,
    phone_e164: phone,
    email,
    time_zone: ZONE,
    locale: 'en',
    source: 'calcom',
    is_provisional: false,
    created_at: ago(60 * 24 * 40),
    identifiers: [
      {
        kind: 'phone',
        value: phone,
        raw_text: `312 555 ${digits}`,
        source: 'calcom',
        created_at: ago(60 * 24 * 40),
      },
      { kind: 'email', value: email, raw_text: null, source: 'calcom', created_at: ago(60 * 24 * 40) },
    ],
    ...more,
  }
}

type Person = ReturnType<typeof contact>

export function visit(
  person: Person,
  doctor: number,
  start: string,
  minutes: number,
  service: string,
  status = 'booked',
  more: Record<string, unknown> = {},
) {
  const uid = randomUUID().slice(0, 12)
  return {
    id: randomUUID(),
    status,
    mode: 'visit',
    title: `${service} between Riverside and ${person.display_name}`,
    service_id: null as string | null,
    service_name: service,
    start_at: start,
    end_at: new Date(Date.parse(start) + minutes * 60_000).toISOString(),
    duration_minutes: minutes,
    buffer_before_minutes: 0,
    buffer_after_minutes: 0,
    time_zone: ZONE,
    uid: `${uid}@Cal.com`,
    sequence: 0,
    source: 'calcom',
    booking_channel: ['whatsapp', 'direct', 'sms', 'voice', 'widget'][person.display_name.length % 5],
    practitioner: DOCTORS[doctor] ?? null,
    resources: [] as { id: string; kind: string; name: string }[],
    series_id: null as string | null,
    has_conflict: false,
    attendee_name: person.display_name,
    attendee_email: person.email,
    attendee_phone_e164: person.phone_e164,
    attendee_phone_raw: person.phone_e164,
    place: 'Evanston, IL',
    location: 'Riverside Family Clinic, 12 Water Street',
    notes: 'First time here. I am a little nervous about needles.',
    answers: [
      { key: 'insurance', label: 'Insurance', value: 'Blue Cross PPO' },
      { key: 'referred_by', label: 'Who referred you?', value: 'My sister, Lena' },
      { key: 'utm_source', label: 'utm_source', value: 'instagram' },
    ],
    cancellation_reason: status === 'cancelled' ? 'Has a cold' : null,
    paid_at: null,
    attendance_confirmed_at: null,
    external_references: [
      { vendor: 'calcom', kind: 'uid', value: uid, is_superseded: false },
      {
        vendor: 'calcom',
        kind: 'id',
        value: String(4000 + person.display_name.length),
        is_superseded: false,
      },
    ],
    created_at: ago(60 * 24 * 3),
    updated_at: ago(60 * 24 * 3),
    contact: person,
    patient_profile: {
      id: randomUUID(),
      contact_id: person.id,
      full_name: person.display_name,
      place: 'Evanston, IL',
      birth_date: null,
      hint: null as string | null,
    },
    ...more,
  }
}

export const people = Object.fromEntries(
  [
    'Ana Ruiz',
    'Ben Cole',
    'Chloe Tran',
    'Derek Osei',
    'Nora Quinn',
    'Eli Novak',
    'Fatima Ali',
    'Gus Hart',
    'Hana Ito',
    'Ivan Petrov',
    'Joy Adeyemi',
    'Kai Brown',
    'Omar Said',
    'Lena Fox',
    'Marco Diaz',
    'Maximiliana Featherstonehaugh-Cholmondeley',
  ].map((name) => [name, contact(name)]),
) as Record<string, Person>

const person = (name: string): Person => people[name] ?? contact(name)

export const visits = [
  visit(person('Ana Ruiz'), 0, at(8), 30, 'New patient', 'fulfilled'),
  visit(person('Ben Cole'), 0, at(8, 45), 45, 'Annual physical', 'arrived'),
  visit(person('Chloe Tran'), 0, at(10), 20, 'Flu shot'),
  visit(person('Derek Osei'), 0, at(10, 30), 60, 'New patient', 'pending'),
  visit(person('Nora Quinn'), 0, at(12), 30, 'Follow-up'),
  visit(person('Eli Novak'), 1, at(8, 15), 30, 'Well child', 'noshow'),
  visit(person('Fatima Ali'), 1, at(9), 30, 'Vaccines', 'arrived'),
  visit(person('Gus Hart'), 1, at(10), 45, 'Asthma review'),
  visit(person('Maximiliana Featherstonehaugh-Cholmondeley'), 1, at(10, 15), 45, 'Allergy consultation'),
  visit(person('Hana Ito'), 1, at(11, 30), 30, 'Ear pain'),
  visit(person('Ivan Petrov'), 2, at(8), 15, 'Blood pressure', 'fulfilled'),
  visit(person('Joy Adeyemi'), 2, at(9, 30), 30, 'Medication check', 'booked', {
    mode: 'video',
    location: 'https://app.cal.com/video/abc',
  }),
  visit(person('Kai Brown'), 2, at(11), 30, 'Video visit', 'pending', { mode: 'video' }),
  visit(person('Omar Said'), 2, at(12, 15), 20, 'Lab results', 'cancelled'),
  visit(person('Lena Fox'), 3, at(9, 15), 75, 'Mole removal'),
  visit(person('Marco Diaz'), 3, at(12), 45, 'Joint injection'),
  visit(person('Ana Ruiz'), 0, at(14, 0, 1), 30, 'Follow-up', 'booked', { sequence: 1 }),
]
for (const item of visits)
  if (item.attendee_name === 'Gus Hart') item.patient_profile.hint = 'same_contact_another_name'
