import { sql } from 'kysely'
import { z } from 'zod'
import { sha256Hex } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'
import { normalizePhone } from '../../kit/phone.ts'
import { candidatesOf } from '../outreach/policy.ts'
import { queueMessage } from '../outreach/queue-message.ts'
import { isOpen } from '../outreach/quiet-hours.ts'
import { OWN_SOURCE } from '../scheduling/write-booking.ts'
import { composeText } from '../wording/compose-text.ts'
import { languageOf } from '../wording/default-templates.ts'
import type { Values } from '../wording/template.ts'
import { type Asking, action, refused } from './action.ts'

const Told = z.strictObject({
  /** As the person tells them; they prove nothing. */
  phone: z.string().trim().max(40).nullish(),
  email: z.string().trim().max(254).nullish(),
})
type Told = z.infer<typeof Told>

const Sent = z.strictObject({
  linkIsOnItsWay: z.literal(true),
  /** It is night where the number is, or at the clinic: a text message waits until morning. */
  waitsForMorning: z.boolean(),
})

/** Different numbers and addresses that one conversation may ask about in a day: a family's, and no list of somebody else's. */
export const LINKS_PER_CALLER = 3
/** Of all conversations together, those that did lead to a visit: whoever begins a new one for each number comes no further. */
export const LINKS_PER_HOUR = 60
/** The same with those that led nowhere: made-up numbers do not use up what others need. */
const ASKED_PER_HOUR = 1_000
/** Of one number or address the next visits: their links are sent, each once a day, whoever asks. */
const VISITS_PER_NUMBER = 3

/**
 * For whatever number or address is told the answer is the same, whether somebody is known there or not: if there is a visit
 * under it, its link is on its way to where that visit was booked. A text message goes out in nobody's night. Refused: more
 * numbers and addresses than `LINKS_PER_CALLER` in a day or `LINKS_PER_HOUR` in all, and whoever is known for certain, who sees
 * the visits themselves.
 */
export const sendManageLink = action<Told, z.infer<typeof Sent>>({
  name: 'send_manage_link',
  description:
    'Sends the links to visits that were booked with the phone or e-mail that the person has told, to where they were booked. Shows nothing, and says nothing of whether there are any.',
  input: Told,
  output: Sent,
  callers: ['contact', 'voice'],
  topics: ['visit'],
  isWriting: true,
  async perform(tx, asking, told) {
    if (asking.isOwner) return refused('known_person')
    const { clinic } = asking
    const phone = told.phone ? normalizePhone(told.phone, clinic.country).e164 : null
    const email = told.email?.trim().toLowerCase() || null
    const day = tx.clock.now().toZonedDateTimeISO(clinic.timeZone).toPlainDate()
    if (!(await isWithinLimit(tx, asking, { day, told: [phone, email] }))) return refused('too_many_asked')
    const isFound = await sendLinks(tx, asking, { phone, email, day })
    if (isFound) await noteFound(tx, asking, day)
    return { ok: true, output: { linkIsOnItsWay: true, waitsForMorning: isNightAt(tx, asking, phone) } }
  },
})

/** Kept before anybody is looked for: what is refused tells nothing of who is known. */
async function isWithinLimit(
  tx: Tx,
  { conversation }: Asking,
  { day, told }: { day: Temporal.PlainDate; told: readonly (string | null)[] },
): Promise<boolean> {
  const now = tx.clock.now()
  const hashes = told.filter((each) => each !== null).map(sha256Hex)
  await tx.run(sql`
    with over as (
      delete from link_requests
      where clinic_id = ${tx.clinicId} and asked_at < ${now.subtract({ hours: 48 })})
    insert into link_requests (clinic_id, conversation_id, day, told_hash, asked_at)
    select ${tx.clinicId}, ${conversation.id}, ${day}, unnest(${hashes}::text[]), ${now}::timestamptz
    on conflict do nothing`)
  const row = await tx.one(sql<{ own: number; found: number; all: number }>`
    select count(*) filter (where conversation_id = ${conversation.id} and day = ${day})::integer as own,
      count(distinct told_hash) filter (where asked_at > ${now.subtract({ hours: 1 })} and is_found)::integer as found,
      count(*) filter (where asked_at > ${now.subtract({ hours: 1 })})::integer as all
    from link_requests
    where clinic_id = ${tx.clinicId}
      and (conversation_id = ${conversation.id} and day = ${day} or asked_at > ${now.subtract({ hours: 1 })})`)
  const { own = 0, found = 0, all = 0 } = row ?? {}
  // Asked of whoever comes next, found or not: a refusal tells nothing of this number.
  return own <= LINKS_PER_CALLER && found < LINKS_PER_HOUR && all <= ASKED_PER_HOUR
}

async function noteFound(tx: Tx, { conversation }: Asking, day: Temporal.PlainDate): Promise<void> {
  await tx.run(sql`
    update link_requests
    set is_found = true
    where clinic_id = ${tx.clinicId} and conversation_id = ${conversation.id} and day = ${day}`)
}

/** By the number and the clinic alone: what the visit's own zone says would tell that there is one. */
function isNightAt(tx: Tx, { clinic }: Asking, phone: string | null): boolean {
  if (!phone) return false
  const where = { ownZone: null, clinicZone: clinic.timeZone, phone, clinicPhone: clinic.phoneE164 }
  const { zones, regions } = candidatesOf(where)
  return !isOpen(tx.clock.now(), zones, 'transactional', regions)
}

const TEXTS = {
  en: {
    subject: 'Your visit at {{clinic_name}}',
    body: '{{clinic_name}}: here you can see, move or cancel your visit: {{manage_link}}',
  },
  es: {
    subject: 'Su cita en {{clinic_name}}',
    body: '{{clinic_name}}: aquí puede ver, cambiar o cancelar su cita: {{manage_link}}',
  },
}

interface Row {
  id: string
  contact_id: string
  name: string
  locale: string | null
  phone: string | null
  email: string | null
}

/**
 * The links of the visits that were booked with this number or address, each to what that visit itself was booked with:
 * neither to whoever asks nor to what else its contact has got since. True where there is any.
 */
async function sendLinks(
  tx: Tx,
  asking: Asking,
  { phone, email, day }: { phone: string | null; email: string | null; day: Temporal.PlainDate },
): Promise<boolean> {
  const { clinic, links } = asking
  if (!phone && !email) return false
  const visits = await tx.many(sql<Row>`
    select a.id, coalesce(owner.merged_into_id, owner.id) as contact_id, a.attendee_name as name, a.attendee_locale as locale,
      a.attendee_phone_e164 as phone, a.attendee_email as email
    from appointments a
    join contacts owner on owner.clinic_id = a.clinic_id and owner.id = a.contact_id
    where a.clinic_id = ${tx.clinicId} and (a.attendee_phone_e164 = ${phone} or a.attendee_email = ${email})
      and a.source = ${OWN_SOURCE} and a.status in ('pending', 'booked') and a.start_at > ${tx.clock.now()}
      and a.absorbed_into_id is null
    order by a.start_at
    limit ${VISITS_PER_NUMBER}`)
  for (const visit of visits) {
    const channel = visit.email ? 'email' : 'sms'
    const address = visit.email ?? visit.phone
    if (!address) continue
    const language = languageOf(visit.locale ?? clinic.locale)
    const link = links.manageLink({ clinicId: tx.clinicId, clinicSlug: clinic.slug, appointmentId: visit.id })
    const template = {
      key: 'confirmation' as const,
      channel: channel as 'email' | 'sms',
      language,
      ...TEXTS[language],
    }
    const values = { clinic_name: clinic.name, manage_link: link } as Values
    const text = await composeText(tx, { template, values })
    await queueMessage(tx, asking.actor, {
      contactId: visit.contact_id,
      appointmentId: visit.id,
      appointmentSequence: null,
      kind: 'reply',
      purpose: 'transactional',
      channel,
      to: { name: visit.name, address },
      text,
      invitation: null,
      dedupeKey: `manage_link:${visit.id}:${day}`,
    })
  }
  return visits.length > 0
}
