import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { normalizePhone } from '../../kit/phone.ts'
import { queueMessage } from '../outreach/queue-message.ts'
import { OWN_SOURCE } from '../scheduling/write-booking.ts'
import { composeText } from '../wording/compose-text.ts'
import { languageOf } from '../wording/default-templates.ts'
import type { Values } from '../wording/template.ts'
import type { Asking } from './action.ts'

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
 * Sends the links of the visits that were booked with this number or address, each to what that visit itself was booked with:
 * neither to whoever asks nor to what else its contact has got since. Whether there were any is told to nobody; of one visit at most once a day.
 */
export async function sendManageLink(
  tx: Tx,
  asking: Asking,
  told: { phone: string | null; email: string | null },
): Promise<void> {
  const { clinic, links } = asking
  const phone = told.phone ? normalizePhone(told.phone, clinic.country).e164 : null
  const email = told.email?.trim().toLowerCase() ?? null
  if (!phone && !email) return
  const visits = await tx.many(sql<Row>`
    select a.id, coalesce(owner.merged_into_id, owner.id) as contact_id, a.attendee_name as name, a.attendee_locale as locale,
      a.attendee_phone_e164 as phone, a.attendee_email as email
    from appointments a
    join contacts owner on owner.clinic_id = a.clinic_id and owner.id = a.contact_id
    where a.clinic_id = ${tx.clinicId} and (a.attendee_phone_e164 = ${phone} or a.attendee_email = ${email})
      and a.source = ${OWN_SOURCE} and a.status in ('pending', 'booked') and a.start_at > ${tx.clock.now()}
      and a.absorbed_into_id is null
    order by a.start_at
    limit 6`)
  const day = tx.clock.now().toZonedDateTimeISO(clinic.timeZone).toPlainDate().toString()
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
}
