import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import { normalizePhone } from '../../kit/phone.ts'
import { TOLD_IN_CHAT } from '../contacts/contact.ts'
import { findContact } from '../contacts/find-contacts.ts'
import { learnIdentifiers } from '../contacts/learn-identifiers.ts'
import { mergeContacts } from '../contacts/merge-contacts.ts'
import { nameContact } from '../contacts/name-contact.ts'
import { lockContacts } from '../contacts/recognize-contact.ts'
import { CLAIMED } from '../conversations/find-talks.ts'
import { NAMELESS } from '../conversations/recognize-writer.ts'
import { bookOnline } from '../scheduling/book-online.ts'
import { type Asking, action, refused } from './action.ts'
import { findIdentity } from './find-identity.ts'
import { hashOf, type Proposal } from './proposal.ts'
import { findService, readStart, ServiceWord, StartWord, wallTime } from './wished-service.ts'

const Wish = z.strictObject({
  service: ServiceWord,
  startAt: StartWord,
  practitionerId: z.uuid().nullish(),
  durationMinutes: z.int().positive().optional(),
  /** Who writes. */
  name: z.string().trim().min(1).max(120),
  /** As it was told; not needed where the channel proves the number. */
  phone: z.string().trim().max(40).nullish(),
  email: z.email().max(254).nullish(),
  /** Who is treated, where that is somebody else. */
  patientName: z.string().trim().min(1).max(120).nullish(),
  answers: z
    .array(z.strictObject({ key: z.string(), label: z.string(), value: z.string().max(4000) }))
    .max(30)
    .optional(),
})
type Wish = z.infer<typeof Wish>

const Booked = z.strictObject({
  appointmentId: z.string(),
  status: z.enum(['booked', 'pending']),
  startAt: z.string(),
  local: z.string(),
  service: z.string(),
  practitioner: z.string().nullable(),
  manageUrl: z.string(),
})

/**
 * Books what the person said yes to: this service, this day, this time. What the booking page would not offer at this
 * moment is not booked, and nobody has more visits to come than the page lets them have.
 */
export const bookAppointment = action<Wish, z.infer<typeof Booked>>({
  name: 'book_appointment',
  description:
    'Books a visit. Done only where the person has said yes to exactly this service, day and time; else they are asked first.',
  input: Wish,
  output: Booked,
  callers: ['contact', 'voice'],
  topics: ['booking'],
  isWriting: true,
  isPermitted: ({ mayBook }) => mayBook,
  async proposalOf(tx, { clinic }, wish) {
    const service = await findService(tx, wish.service)
    const startAt = readStart(wish.startAt, clinic)
    if (!service) return refused('no_service')
    if (!startAt) return refused('no_time')
    return {
      do: 'book',
      serviceId: service.id,
      startAt: startAt.toString(),
      durationMinutes: wish.durationMinutes ?? service.durationMinutes,
      practitionerId: wish.practitionerId ?? null,
    } satisfies Proposal
  },
  async perform(tx, asking, wish) {
    const { clinic, conversation, standing } = asking
    const service = await findService(tx, wish.service, asking.language)
    const startAt = readStart(wish.startAt, clinic)
    if (!service) return refused('no_service')
    if (!startAt) return refused('no_time')
    const identity = await findIdentity(tx, conversation)
    const phone = identity.phone ?? wish.phone ?? ''
    const phoneE164 = normalizePhone(phone, clinic.country).e164
    if (!phoneE164) return refused('phone_needed')
    await learnIdentifiers(tx, asking.actor, {
      contactId: asking.contactId,
      phone: phoneE164,
      phoneRaw: phone,
      email: null,
      source: TOLD_IN_CHAT,
    })
    const durationMinutes = wish.durationMinutes ?? service.durationMinutes
    const practitionerId = wish.practitionerId ?? null
    const hash = hashOf({
      do: 'book',
      serviceId: service.id,
      startAt: startAt.toString(),
      durationMinutes,
      practitionerId,
    })
    const booked = await bookOnline(tx, {
      clinic,
      service,
      startAt,
      durationMinutes,
      practitionerId,
      hold: standing.hold,
      // The same yes twice is one booking.
      key: `chat:${conversation.id}:${standing.confirmed?.messageId ?? ''}:${hash}`,
      person: {
        name: wish.name,
        phone,
        email: null,
        timeZone: null,
        locale: localeOf(asking),
        patientName: wish.patientName ?? null,
      },
      answers: [
        ...(wish.answers ?? []),
        { key: 'booking_source', label: 'booking_source', value: asking.channel },
      ],
    })
    if (!booked.ok) return refused(booked.reason)
    const { appointmentId } = booked
    await joinContact(tx, asking, { appointmentId, phone: phoneE164, name: wish.name })
    nameContact(tx, {
      contactId: asking.contactId,
      name: wish.name,
      placeholders: Object.values(NAMELESS),
    })
    // An address that is only told makes nobody known: it is this visit's, whose messages go there.
    tx.send(sql`
      update appointments
      set attendee_email = ${wish.email?.trim().toLowerCase() ?? null}
      where clinic_id = ${tx.clinicId} and id = ${appointmentId} and attendee_email is null`)
    tx.send(sql`
      update attribution_touches
      set conversation_id = ${conversation.id}
      where clinic_id = ${tx.clinicId} and appointment_id = ${appointmentId}`)
    asking.standing = { offered: null, confirmed: null, hold: null }
    const written = await tx.one(sql<{ status: 'booked' | 'pending'; practitioner: string | null }>`
      select a.status, p.name as practitioner
      from appointments a
      left join practitioners p on p.clinic_id = a.clinic_id and p.id = a.practitioner_id
      where a.clinic_id = ${tx.clinicId} and a.id = ${appointmentId}`)
    return {
      ok: true,
      output: {
        appointmentId,
        status: written?.status ?? 'booked',
        startAt: startAt.toString(),
        local: wallTime(startAt, clinic),
        service: service.name,
        practitioner: written?.practitioner ?? null,
        manageUrl: asking.links.manageLink({
          clinicId: tx.clinicId,
          clinicSlug: clinic.slug,
          appointmentId,
        }),
      },
    }
  },
})

function localeOf({ language, clinic }: Asking): string {
  const home = new Intl.Locale(clinic.locale)
  return home.language === language ? clinic.locale : `${language}-${clinic.country}`
}

/**
 * Who wrote and whom the number led to are one contact from now on, with the reason kept (REQUIREMENTS A9); but only where
 * nothing else is known of whoever wrote. It proves nothing: what was kept under the number is not shown here.
 */
async function joinContact(
  tx: Tx,
  asking: Asking,
  { appointmentId, phone, name }: { appointmentId: string; phone: string; name: string },
): Promise<void> {
  const row = await tx.one(sql<{ root: string }>`
    select coalesce(c.merged_into_id, c.id) as root
    from appointments a
    join contacts c on c.clinic_id = a.clinic_id and c.id = a.contact_id
    where a.clinic_id = ${tx.clinicId} and a.id = ${appointmentId}`)
  if (!row || row.root === asking.contactId) return
  const writer = await findContact(tx, asking.contactId)
  if (!writer || writer.identifiers.length > 0 || writer.isProvisional) return
  await lockContacts(tx, [row.root, asking.contactId])
  await mergeContacts(tx, asking.actor, {
    fromContactId: asking.contactId,
    intoContactId: row.root,
    reason: CLAIMED,
    evidence: { phone, name, conversationId: asking.conversation.id },
  })
  asking.contactId = row.root
}
