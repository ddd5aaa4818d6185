/** After a good visit: one question how it was. */
import type { JourneyDraft } from './default-journeys.ts'
import { touch, WAKING, WINBACK } from './default-sequences-words.ts'

/**
 * Nobody is chosen by what they think of the clinic (16 CFR 465.7 forbids suppressing bad reviews): left out is only whom a
 * person has been talking with since the visit. Nine days after it, since until then aftercare and its check-ins need the
 * one message a day and three a week that somebody may get; a booking in between is no reason not to ask.
 */
export const REVIEW_REQUEST: JourneyDraft = {
  key: 'review_request',
  name: 'How was your visit?',
  definition: {
    ...WINBACK,
    lane: 'review',
    purpose: 'marketing',
    trigger: { event: 'appointment.fulfilled' },
    reentryAfterDays: 180,
    replaces: [],
    holdoutPercent: 10,
    exits: ['appointment.no_show'],
    follows: null,
    steps: [
      {
        do: 'branch',
        key: 'is_all_well',
        offset: { days: 9 },
        window: WAKING,
        when: { happened: 'conversation.handed_over' },
        yes: 'end',
        no: 'ask',
      },
      touch(
        { key: 'ask', from: 'previous', offset: { hours: 0 }, window: WAKING, isLearned: true },
        {
          objective: 'The patient says in their own words how the visit was',
          prompt:
            'Thank them for coming and ask how it was. Good or bad, both are welcome; offer nothing for it.',
          en: {
            subject: 'How was your visit at {{clinic_name}}?',
            body: `Thank you for coming. How was your visit? We would be glad of a sentence or two: reply to this message. Good or bad, we read it.`,
            chat: 'thank you for coming. How was your visit? We would be glad of a sentence or two: reply here. Good or bad, we read it.',
          },
          es: {
            subject: '¿Qué tal fue su visita en {{clinic_name}}?',
            body: `Gracias por venir. ¿Qué tal fue su visita? Nos alegraría leer unas palabras suyas: responda a este mensaje. Bueno o malo, lo leemos.`,
            chat: 'gracias por venir. ¿Qué tal fue su visita? Nos alegra leer unas palabras suyas: responda a este mensaje. Bueno o malo, lo leemos.',
          },
        },
      ),
      { do: 'wait', key: 'answer', from: 'previous', offset: { days: 5 }, until: 'message.received' },
      {
        do: 'branch',
        key: 'is_answered',
        from: 'previous',
        offset: { hours: 0 },
        when: { answered: true },
        yes: 'read',
        no: 'end',
      },
      {
        do: 'task',
        key: 'read',
        from: 'previous',
        offset: { hours: 0 },
        title: 'Read what the patient says about the visit',
        detail: 'Thank them. If it is praise, ask whether it may be shown; if it is not, call them.',
      },
    ],
  },
}
