/** What a clinic has to settle before it may care and advertise, as Riverside has: care plans that a clinician approved, and consent. */
import { recognizeContact } from './desk/contacts/recognize-contact.ts'
import { recordConsent } from './desk/contacts/record-consent.ts'
import { DEFAULT_JOURNEYS } from './desk/journeys/default-journeys.ts'
import { approveVersion } from './desk/journeys/save-journey.ts'
import { findPractitioners } from './desk/services/find-practitioners.ts'
import type { Tx } from './kit/db.ts'
import type { Actor } from './kit/events.ts'
import { invariant } from './kit/problem.ts'

/** Written consent to advertising names the seller and says that it is no condition (47 CFR 64.1200(f)(9)). */
const TEXT_SHOWN =
  'Yes, Riverside may send me news and invitations by text message and e-mail, also automatically, up to three a week. I need not agree in order to be treated, and can end it at any time by replying STOP.'

const PEOPLE = [
  {
    name: 'Nora Ellis',
    phone: '+13125550161',
    phoneRaw: '(312) 555-0161',
    email: 'nora.ellis@example.com',
    locale: 'en-US',
  },
  {
    name: 'Mateo Rivas',
    phone: '+13125550162',
    phoneRaw: '(312) 555-0162',
    email: 'mateo.rivas@example.com',
    locale: 'es-US',
  },
]

/** In the transaction that makes the clinic, after its practitioners: the first of them has approved the texts. */
export async function settleDemoCare(tx: Tx, owner: Actor): Promise<void> {
  const [clinician] = await findPractitioners(tx)
  invariant(clinician, 'the demo has nobody who treats')
  for (const { key, definition } of DEFAULT_JOURNEYS) {
    if (!definition.needsClinician) continue
    const approved = await approveVersion(tx, owner, { key, version: 1, practitionerId: clinician.id })
    invariant(approved.ok, 'a care plan of the demo was not approved')
  }
  for (const person of PEOPLE) {
    const source = 'front_desk_form'
    const { contactId } = await recognizeContact(tx, owner, {
      ...person,
      timeZone: 'America/Chicago',
      source,
    })
    await recordConsent(tx, owner, {
      contactId,
      purpose: 'marketing',
      channel: 'all',
      state: 'granted',
      source,
      textShown: TEXT_SHOWN,
    })
  }
}
