/** Rows in every table of the journeys, each with a mark that no other clinic may read. */
import { markWarmLead } from '../../src/desk/contacts/mark-warm-lead.ts'
import { openTask } from '../../src/desk/journeys/open-task.ts'
import { approveVersion } from '../../src/desk/journeys/save-journey.ts'
import { system } from '../../src/kit/events.ts'
import type { TestClinic, TestDesk } from '../desk.ts'

export async function fillJourneys(
  desk: TestDesk,
  clinic: TestClinic,
  { mark, contactId }: { mark: string; contactId: string },
): Promise<void> {
  await desk.foyer.database.inClinic(clinic.clinicId, async (tx) => {
    await approveVersion(tx, system, { key: 'reminders', version: 1 })
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
