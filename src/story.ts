/**
 * What follows what. `with` runs inside the transaction that records the event and touches only the database;
 * `then` runs afterwards, as jobs. This is the table of contents of the program: a new reaction is one file and one
 * line here.
 */
import { addDefaultQuestionnaires } from './desk/forms/add-default-questionnaires.ts'
import { addDefaultJourneys } from './desk/journeys/add-journeys.ts'
import { advanceWaitingJourneys } from './desk/journeys/advance-journey.ts'
import { endStepWithItsMessage, followJourney } from './desk/journeys/end-journeys.ts'
import { correctCalendar } from './desk/journeys/reactors/correct-calendar.ts'
import {
  offerPlace,
  offerToTheNext,
  tellWhoLost,
  withdrawOffer,
} from './desk/journeys/reactors/offer-places.ts'
import {
  acknowledgeRequest,
  sendCancellation,
  sendConfirmation,
  sendNewTime,
} from './desk/journeys/reactors/send-notices.ts'
import { tryNextWay } from './desk/journeys/reactors/try-next-way.ts'
import { rearmJourneys, resumeJourneys, startJourneys } from './desk/journeys/start-journeys.ts'
import {
  stopJourneysOfWhoBooked,
  stopJourneysOnExit,
  stopJourneysOnOptOut,
  stopJourneysTwiceInLane,
} from './desk/journeys/stop-journeys.ts'
import { TAKE_STEP } from './desk/journeys/sweep-touchpoints.ts'
import { takeStep } from './desk/journeys/take-step.ts'
import { withdrawCompletedForm } from './desk/journeys/withdraw-completed-form.ts'
import type { Writer } from './desk/journeys/writing.ts'
import type { Channel } from './desk/outreach/message.ts'
import { type Carriers, dispatchMessage, sendOne } from './desk/outreach/reactors/dispatch-message.ts'
import { tellWhoAnswers } from './desk/outreach/reactors/tell-who-answers.ts'
import { SEND_MESSAGE } from './desk/outreach/sweep-messages.ts'
import { withdrawOutdatedMessages } from './desk/outreach/withdraw-messages.ts'
import { planAnswer } from './desk/receptionist/gather.ts'
import { freePlace } from './desk/scheduling/free-place.ts'
import { keepPlace, retakePlace } from './desk/scheduling/keep-place.ts'
import type { OfferNextWave } from './desk/scheduling/sweep-holds.ts'
import type { Story } from './kit/events.ts'
import type { Task } from './kit/jobs.ts'
import type { Links } from './links.ts'

export function tellStory(carriers: Carriers, publicUrl: string, links?: Links): Story {
  const carried = channelsOf(carriers)
  const outside = { carried, publicUrl }
  const notices = { carried, ...links }
  return {
    'clinic.created': { with: [addDefaultJourneys, addDefaultQuestionnaires] },

    'contact.consent_changed': { with: [stopJourneysOnOptOut] },
    'contact.merged': { with: [stopJourneysTwiceInLane, stopJourneysOfWhoBooked] },
    'lead.quiet': { with: [startJourneys] },
    'patient.lapsed': { with: [startJourneys] },

    'appointment.requested': { with: [keepPlace, stopJourneysOnExit], then: [acknowledgeRequest(notices)] },
    'appointment.booked': {
      with: [keepPlace, stopJourneysOnExit, advanceWaitingJourneys, startJourneys],
      then: [sendConfirmation(notices)],
    },
    'appointment.rescheduled': {
      with: [keepPlace, withdrawOutdatedMessages, stopJourneysOnExit, rearmJourneys],
      then: [sendNewTime(notices)],
    },
    'appointment.cancelled': {
      with: [freePlace, withdrawOutdatedMessages, stopJourneysOnExit],
      then: [sendCancellation(notices)],
    },
    'appointment.cancellation_undone': {
      with: [retakePlace, withdrawOutdatedMessages, stopJourneysOfWhoBooked, resumeJourneys],
      then: [sendConfirmation(notices)],
    },
    'appointment.absorbed': {
      with: [freePlace, withdrawOutdatedMessages, stopJourneysOnExit],
      then: [correctCalendar(carried)],
    },
    'appointment.no_show': { with: [freePlace, withdrawOutdatedMessages, stopJourneysOnExit, startJourneys] },
    'appointment.no_show_undone': { with: [retakePlace, stopJourneysOnExit, resumeJourneys] },
    'appointment.fulfilled': { with: [stopJourneysOnExit, startJourneys] },

    'slot.freed': { then: [offerPlace(outside)] },
    'waitlist.accepted': { with: [withdrawOffer] },
    'waitlist.declined': { with: [withdrawOffer] },
    'waitlist.lost': { with: [withdrawOffer], then: [tellWhoLost(outside)] },
    'waitlist.offer_expired': { with: [withdrawOffer] },

    'message.received': { with: [stopJourneysOnExit, advanceWaitingJourneys, planAnswer] },
    'conversation.handed_over': { then: [tellWhoAnswers(carriers.chat)] },
    'conversation.taken': { then: [tellWhoAnswers(carriers.chat)] },
    'conversation.released': { then: [tellWhoAnswers(carriers.chat)] },

    'form.completed': { with: [stopJourneysOnExit, withdrawCompletedForm, advanceWaitingJourneys] },
    'journey.completed': { with: [followJourney] },

    'message.queued': { then: [dispatchMessage(carriers)] },
    'message.sent': { with: [endStepWithItsMessage] },
    'message.refused': { with: [tryNextWay(notices), endStepWithItsMessage] },
    'message.withdrawn': { with: [endStepWithItsMessage] },
    'message.failed': { with: [tryNextWay(notices), endStepWithItsMessage] },
  }
}

/** What sweepers put into the queue when a row becomes due. */
export function tasksOf(
  carriers: Carriers,
  links?: Links,
  writer: Writer | null = null,
): Record<string, Task> {
  const outside = { carried: channelsOf(carriers), ...links, writer }
  return {
    [TAKE_STEP]: (desk, job) =>
      desk.database.inClinic(job.clinicId, (tx) => takeStep(tx, { touchpointId: job.id, ...outside })),
    [SEND_MESSAGE]: (desk, job) => sendOne(desk, carriers, job),
  }
}

/** Who asks the next ones on the waitlist, when the sweeper of holds finds that nobody answered. */
export function nextWaveOf(carriers: Carriers, publicUrl: string): OfferNextWave {
  return offerToTheNext({ carried: channelsOf(carriers), publicUrl })
}

/** What this process carries for every clinic; their own connections come to it, see `findCarried`. */
export function channelsOf(carriers: Carriers): Channel[] {
  return carriers.email ? ['email'] : []
}
