/** What a worker looks for by itself, and how often: deliveries, steps and messages that are due, answers, alerts, holds that are over. */
import type { OpenVendor } from './desk/connections/ask-vendor.ts'
import { type ApplyDelivery, sweepDeliveries } from './desk/connections/sweep-deliveries.ts'
import { sweepTemplates } from './desk/connections/sweep-templates.ts'
import { sweepTokens } from './desk/connections/sweep-tokens.ts'
import { sweepAlerts } from './desk/conversations/sweep-alerts.ts'
import type { StepOutside } from './desk/journeys/compose-step.ts'
import { sweepLapsed } from './desk/journeys/sweep-lapsed.ts'
import { sweepQuiet } from './desk/journeys/sweep-quiet.ts'
import { ASKED_AT_ONCE, sweepTouchpoints } from './desk/journeys/sweep-touchpoints.ts'
import { applyChatDelivery } from './desk/outreach/sweep-chat-deliveries.ts'
import { sweepMessages } from './desk/outreach/sweep-messages.ts'
import { answerConversation, type Reception } from './desk/receptionist/answer-conversation.ts'
import { sweepAnswers } from './desk/receptionist/sweep-answers.ts'
import { applyBookingDelivery } from './desk/scheduling/sweep-booking-deliveries.ts'
import { type OfferNextWave, sweepHolds } from './desk/scheduling/sweep-holds.ts'
import type { Keyring } from './kit/crypto.ts'
import type { Desk } from './kit/events.ts'
import { lanes } from './kit/in-background.ts'
import type { Sweep } from './kit/sweep.ts'
import { calcom } from './providers/bookings/calcom.ts'
import type { MessagingVendor } from './providers/messaging/port.ts'

/** Who reads which vendor's deliveries. */
function appliersOf(
  chatVendors: readonly MessagingVendor[],
  keyring: Keyring,
): Record<string, ApplyDelivery> {
  const chat = chatVendors.map((vendor) => [vendor.vendor, applyChatDelivery(vendor, keyring)])
  return { calcom: applyBookingDelivery(calcom), ...Object.fromEntries(chat) }
}

/** In no order: each finds its own work, and none waits for another. */
export function sweepsOf(
  desk: Desk,
  {
    chatVendors,
    outside,
    offerNextWave,
    reception,
    keyring,
    open,
  }: {
    chatVendors: readonly MessagingVendor[]
    outside: StepOutside
    offerNextWave: OfferNextWave
    reception: Reception
    keyring: Keyring
    open: OpenVendor
  },
): Sweep[] {
  const { log } = desk
  const appliers = appliersOf(chatVendors, keyring)
  const inFlight = new Set<string>()
  const answering = new Set<string>()
  const asking = lanes(ASKED_AT_ONCE)
  return [
    {
      name: 'sweepDeliveries',
      everyMs: 500,
      log,
      run: (pass) => sweepDeliveries(desk, { appliers, inFlight, ...pass }),
    },
    {
      name: 'sweepTouchpoints',
      everyMs: 1000,
      log,
      run: () => sweepTouchpoints(desk, outside, asking),
    },
    {
      name: 'sweepTemplates',
      everyMs: 5000,
      log,
      run: () => sweepTemplates(desk, open),
    },
    {
      name: 'sweepTokens',
      everyMs: 60_000,
      log,
      run: () => sweepTokens(desk, { open, keyring }),
    },
    { name: 'sweepQuiet', everyMs: 60_000, log, run: () => sweepQuiet(desk) },
    { name: 'sweepLapsed', everyMs: 60_000, log, run: () => sweepLapsed(desk) },
    { name: 'sweepMessages', everyMs: 1000, log, run: () => sweepMessages(desk) },
    {
      name: 'sweepAnswers',
      everyMs: 250,
      log,
      run: (pass) =>
        sweepAnswers(desk, {
          ...pass,
          inFlight: answering,
          answer: (conversation) => answerConversation(desk, reception, conversation),
        }),
    },
    { name: 'sweepAlerts', everyMs: 1000, log, run: () => sweepAlerts(desk) },
    { name: 'sweepHolds', everyMs: 1000, log, run: () => sweepHolds(desk, offerNextWave) },
  ]
}
