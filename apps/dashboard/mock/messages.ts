/** The Outbox and its texts. */
import { randomUUID } from 'node:crypto'
import { type Body, ok, page, type Route } from './answers.ts'
import { ago, at, people } from './cast.ts'

const message = (name: string, kind: string, channel: string, status: string, more: Body = {}) => ({
  id: randomUUID(),
  contact_id: people[name]?.id,
  contact_name: name,
  to_name: name,
  appointment_id: null,
  kind,
  purpose: 'transactional',
  channel,
  to_address: channel === 'email' ? people[name]?.email : people[name]?.phone_e164,
  subject: channel === 'email' ? 'Your appointment at Riverside Family Clinic: Monday, November 23' : null,
  body:
    channel === 'email'
      ? `Hello ${name.split(' ')[0]},\n\nyour appointment at Riverside Family Clinic is booked for Monday, November 23 at 8:45 AM.\n\nWhere: 12 Water Street, Chicago\nWith: Dr. Amy Lee\n\nHere's what to know before your visit:\n- Please come ten minutes early and bring a photo ID.\n- Bring a list of the medicines that you take.\n\nQuestions? Call us at (312) 555-0100.\nRiverside Family Clinic`
      : `Riverside Family Clinic: ${name.split(' ')[0]}, you are booked for Monday, November 23 at 8:45 AM. Reply STOP to opt out.`,
  has_invitation: channel === 'email' && kind === 'confirmation',
  text_hash: 'a'.repeat(64),
  is_as_previewed: null,
  step: null,
  status,
  reason: null,
  carrier: { kept: 'outbox', sent: 'smtp' }[status] ?? null,
  due_at: null,
  sent_at: status === 'sent' || status === 'kept' ? ago(90) : null,
  created_at: ago(91),
  ...more,
})

export const messages = [
  message('Ben Cole', 'confirmation', 'email', 'kept'),
  message('Ana Ruiz', 'reminder', 'sms', 'held', { reason: 'quiet_hours', due_at: at(8, 0, 1) }),
  message('Chloe Tran', 'confirmation', 'email', 'failed', {
    reason: 'The mail server refused the address: 550 no such user.',
  }),
  message('Derek Osei', 'request_received', 'email', 'sent', { is_as_previewed: true }),
  message('Gus Hart', 'reminder', 'sms', 'refused', { reason: 'opted_out' }),
  message('Omar Said', 'reminder', 'sms', 'withdrawn', { reason: 'cancelled' }),
  message('Omar Said', 'cancellation', 'email', 'kept'),
  message('Lena Fox', 'confirmation', 'sms', 'queued'),
]

const TEXTS = [
  'confirmation',
  'request_received',
  'rescheduled',
  'cancellation',
  'rejection',
  'reminder',
  'calendar_correction',
  'waitlist_offer',
  'waitlist_lost',
]
const templates = TEXTS.flatMap((key) =>
  ['email', 'sms'].flatMap((channel) =>
    ['en', 'es'].map((language) => ({
      key,
      channel,
      language,
      version: 0,
      changed_at: null,
      subject: channel === 'email' ? 'Your appointment at {{clinic_name}}: {{weekday}}, {{date}}' : null,
      body:
        channel === 'email'
          ? 'Hello {{first_name}},\n\nyour appointment at {{clinic_name}} is booked for {{weekday}}, {{date}} at {{time}}.\n\nWhere: {{location}}\nWith: {{practitioner}}\n\nQuestions? Call us at {{clinic_phone}}.\n{{clinic_name}}'
          : '{{clinic_name}}: {{first_name}}, you are booked for {{weekday}}, {{date}} at {{time}}. Reply STOP to opt out.',
    })),
  ),
)
const VALUES: Record<string, string> = {
  first_name: 'Ana',
  patient_name: 'Ana Ruiz',
  clinic_name: 'Riverside Family Clinic',
  clinic_phone: '(312) 555-0100',
  clinic_address: '12 Water Street',
  weekday: 'Monday',
  date: 'November 23',
  time: '8:15 AM',
  location: '12 Water Street, Chicago',
  practitioner: 'Dr. Amy Lee',
  service: '',
}
const variables = Object.keys(VALUES).map((name) => ({ name, meaning: `The ${name.replaceAll('_', ' ')}` }))
const fill = (text: string) => text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => VALUES[name] ?? '')

export const messageRoutes: Route[] = [
  [
    'GET',
    '/api/messages',
    ({ query }) =>
      ok({
        messages: page(
          messages.filter((item) =>
            ['contact_id', 'status', 'channel'].every(
              (key) => !query.get(key) || item[key as 'status'] === query.get(key),
            ),
          ),
          query,
        ),
      }),
  ],
  ['GET', '/api/templates', () => ok({ templates, variables })],
  [
    'PUT',
    '/api/templates',
    ({ body }) => {
      for (const item of templates)
        if (item.key === body.key && item.channel === body.channel && item.language === body.language)
          Object.assign(item, body, { version: item.version + 1, changed_at: ago(0) })
      return ok({ version: 1 })
    },
  ],
  [
    'POST',
    '/api/templates/preview',
    ({ body }) =>
      ok({
        subject: body.subject === null ? null : fill(String(body.subject)),
        body: fill(String(body.body)),
        unknown_variables: [...String(body.body).matchAll(/\{\{\s*(\w+)\s*\}\}/g)]
          .map((match) => match[1] ?? '')
          .filter((name) => !(name in VALUES)),
      }),
  ],
]
