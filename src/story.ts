/**
 * What follows what. `with` runs inside the transaction that records the event and touches only the database;
 * `then` runs afterwards, as jobs. This is the table of contents of the program: a new reaction is one file and one
 * line here.
 */
import { addDefaultJourneys } from './desk/journeys/add-journey.ts'
import {
  acknowledgeRequest,
  sendCancellation,
  sendConfirmation,
  sendNewTime,
} from './desk/journeys/reactors/send-notices.ts'
import { rearmJourneys, resumeJourneys, startJourneys } from './desk/journeys/start-journeys.ts'
import { stopJourneysOnExit } from './desk/journeys/stop-journeys.ts'
import { TAKE_STEP } from './desk/journeys/sweep-touchpoints.ts'
import { endStepWithItsMessage, takeStep } from './desk/journeys/take-step.ts'
import type { Channel } from './desk/outreach/message.ts'
import { type Carriers, dispatchMessage, sendOne } from './desk/outreach/reactors/dispatch-message.ts'
import { SEND_MESSAGE } from './desk/outreach/sweep-messages.ts'
import { withdrawOutdatedMessages } from './desk/outreach/withdraw-messages.ts'
import type { Story } from './kit/events.ts'
import type { Task } from './kit/jobs.ts'

export function tellStory(carriers: Carriers): Story {
  const carried = channelsOf(carriers)
  return {
    'clinic.created': { with: [addDefaultJourneys] },

    'appointment.requested': { then: [acknowledgeRequest(carried)] },
    'appointment.booked': { with: [startJourneys], then: [sendConfirmation(carried)] },
    'appointment.rescheduled': {
      with: [withdrawOutdatedMessages, rearmJourneys],
      then: [sendNewTime(carried)],
    },
    'appointment.cancelled': {
      with: [withdrawOutdatedMessages, stopJourneysOnExit],
      then: [sendCancellation(carried)],
    },
    'appointment.absorbed': { with: [withdrawOutdatedMessages, stopJourneysOnExit] },
    'appointment.no_show': { with: [withdrawOutdatedMessages, stopJourneysOnExit] },
    'appointment.no_show_undone': { with: [resumeJourneys] },

    'message.queued': { then: [dispatchMessage(carriers)] },
    'message.sent': { with: [endStepWithItsMessage] },
    'message.refused': { with: [endStepWithItsMessage] },
    'message.withdrawn': { with: [endStepWithItsMessage] },
    'message.failed': { with: [endStepWithItsMessage] },
  }
}

/** What sweepers put into the queue when a row becomes due. */
export function tasksOf(carriers: Carriers): Record<string, Task> {
  const carried = channelsOf(carriers)
  return {
    [TAKE_STEP]: (desk, job) =>
      desk.database.inClinic(job.clinicId, (tx) => takeStep(tx, { touchpointId: job.id, carried })),
    [SEND_MESSAGE]: (desk, job) => sendOne(desk, carriers, job),
  }
}

function channelsOf(carriers: Carriers): Channel[] {
  return carriers.email ? ['email'] : []
}
