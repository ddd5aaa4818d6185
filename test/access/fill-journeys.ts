/** Rows in every table of the journeys, each with a mark that no other clinic may read. */
import { markWarmLead } from '../../src/desk/contacts/mark-warm-lead.ts'
import { chooseNoticeTemplate } from '../../src/desk/journeys/choose-notice-template.ts'
import type { JourneyDefinition } from '../../src/desk/journeys/definition.ts'
import { enrollSegment } from '../../src/desk/journeys/enroll-segment.ts'
import { openTask } from '../../src/desk/journeys/open-task.ts'
import { approveVersion, saveJourney, switchJourney } from '../../src/desk/journeys/save-journey.ts'
import { system } from '../../src/kit/events.ts'
import type { TestClinic, TestDesk } from '../desk.ts'

const OPEN: JourneyDefinition = {
  purpose: 'care',
  trigger: { event: 'patient.lapsed' },
  anchor: 'enrolled',
  lane: 'open',
  reentryAfterDays: 90,
  replaces: [],
  holdoutPercent: 0,
  exits: [],
  follows: null,
  needsClinician: false,
  steps: [{ do: 'task', key: 'call', offset: { days: 30 }, title: 'Call them' }],
}

export async function fillJourneys(
  desk: TestDesk,
  clinic: TestClinic,
  { mark, contactId }: { mark: string; contactId: string },
): Promise<void> {
  await desk.foyer.database.inClinic(clinic.clinicId, async (tx) => {
    await approveVersion(tx, system, { key: 'reminders', version: 1 })
    await saveJourney(tx, system, {
      key: 'open',
      name: `a journey of ${mark}`,
      definition: OPEN,
      note: null,
      basedOn: 0,
    })
    await switchJourney(tx, system, { key: 'open', isActive: true })
    await enrollSegment(tx, system, {
      journey: 'open',
      segment: { is: 'contacts', ids: [contactId] },
      after: null,
    })
    await chooseNoticeTemplate(tx, system, {
      kind: 'confirmation',
      whatsapp: { template: 'see_you', parameters: [`for ${mark}`] },
    })
    await markWarmLead(tx, system, { contactId, serviceId: null })
    await openTask(tx, {
      contactId,
      appointmentId: null,
      touchpointId: null,
      title: `a task of ${mark}`,
      detail: null,
    })
  })
}
