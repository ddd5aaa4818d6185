/**
 * The care plans that every clinic starts with: for each procedure a guide before the visit, and a guide and check-ins after
 * it; for each form one that asks for it. They are drafts: nobody is taken in before a clinician approves a version.
 */
import { BOTOX } from './default-care-plans-botox.ts'
import { CHEMICAL_PEEL } from './default-care-plans-chemical-peel.ts'
import { CONSULTATION } from './default-care-plans-consultation.ts'
import { DENTAL_HYGIENE } from './default-care-plans-dental-hygiene.ts'
import { FILLER } from './default-care-plans-filler.ts'
import { HAIR_TRANSPLANT } from './default-care-plans-hair-transplant.ts'
import { HYDRAFACIAL } from './default-care-plans-hydrafacial.ts'
import { LASER } from './default-care-plans-laser.ts'
import {
  AFTERCARE,
  ASK_FORM,
  ASK_FORM_AGAIN,
  type CarePlan,
  CHECK_IN,
  PREPARE,
  READ_ANSWER,
} from './default-care-plans-words.ts'
import type { JourneyDraft } from './default-journeys.ts'
import { APPOINTMENT_LANE, type JourneyDefinition, type Step } from './definition.ts'

export const CARE_PLANS: readonly CarePlan[] = [
  BOTOX,
  FILLER,
  LASER,
  CHEMICAL_PEEL,
  HYDRAFACIAL,
  HAIR_TRANSPLANT,
  DENTAL_HYGIENE,
  CONSULTATION,
]

const FORM_NAMES: Record<CarePlan['form'], string> = {
  medical_history: 'medical history',
  botox_consent: 'Botox consent',
  laser_consent: 'laser consent',
  dental_intake: 'dental intake',
}

const CARE = {
  purpose: 'care',
  lane: APPOINTMENT_LANE,
  reentryAfterDays: null,
  replaces: [],
  holdoutPercent: 0,
  exits: ['appointment.cancelled', 'appointment.no_show', 'appointment.absorbed'],
  follows: null,
  needsClinician: true,
} as const satisfies Partial<JourneyDefinition>

/**
 * Both go out with the reminder of their day (`find-companions.ts`). The second is for whoever booked too late for the
 * first.
 */
function beforeVisit({ procedure, name, before: guide }: CarePlan): JourneyDraft {
  return {
    key: `${procedure}_before`,
    name: `${name}: before the visit`,
    definition: {
      ...CARE,
      exits: [...CARE.exits],
      replaces: [],
      trigger: { event: 'appointment.booked', filter: { procedures: [procedure] } },
      anchor: 'appointment.start',
      steps: [
        { do: 'message', key: 'guide_3_days_before', offset: { days: -3 }, ...PREPARE, guide },
        { do: 'message', key: 'guide_1_day_before', offset: { days: -1 }, ...PREPARE, guide },
      ],
    },
  }
}

/**
 * A journey of its own, since two messages of one journey are never due at the same time. Neither asks for what was filled in
 * (`find-form.ts`), so the second is for a form that is still open then. `form.completed` ends nothing: a visit may have other
 * forms, and an exit does not tell them apart.
 */
function formBefore(questionnaire: CarePlan['form']): JourneyDraft {
  // What somebody agrees to they agree to for one visit; what they told of themselves holds for a while.
  const asked = { questionnaire, validDays: questionnaire.endsWith('_consent') ? 0 : 365 }
  const procedures = CARE_PLANS.filter(({ form }) => form === questionnaire).map(({ procedure }) => procedure)
  return {
    key: `form_${questionnaire}`,
    name: `Form before the visit: ${FORM_NAMES[questionnaire]}`,
    definition: {
      ...CARE,
      exits: [...CARE.exits],
      replaces: [],
      trigger: { event: 'appointment.booked', filter: { procedures } },
      anchor: 'appointment.start',
      steps: [
        { do: 'form', key: 'form_3_days_before', offset: { days: -3 }, ...ASK_FORM, ...asked },
        { do: 'form', key: 'form_1_day_before', offset: { days: -1 }, ...ASK_FORM_AGAIN, ...asked },
      ],
    },
  }
}

/**
 * The guide comes two hours after the visit, or at once where staff tell only later that it took place. Check-ins count from
 * the visit, except one on the next day: the guide has to be a day old by then (`CAPS` in `outreach/arbiter.ts`).
 */
function afterVisit({ procedure, name, after: guide, checkIns }: CarePlan): JourneyDraft {
  return {
    key: `${procedure}_after`,
    name: `${name}: after the visit`,
    definition: {
      ...CARE,
      exits: [...CARE.exits],
      replaces: [],
      trigger: { event: 'appointment.fulfilled', filter: { procedures: [procedure] } },
      anchor: 'appointment.end',
      steps: [
        { do: 'wait', key: 'on_the_way_home', offset: { hours: 2 }, until: 'message.received' },
        {
          do: 'message',
          key: 'guide_after_visit',
          from: 'previous',
          offset: { hours: 0 },
          ...AFTERCARE,
          guide,
        },
        ...checkIns.flatMap((day, i) => checkIn(day, { next: checkIns[i + 1], guide })),
      ],
    },
  }
}

/**
 * Asks, waits for an answer, and has staff read it. It begins with a branch, so that an answer is awaited from the question
 * on, and whoever a person of the clinic has been talking with since the visit is not asked by a machine.
 */
function checkIn(
  day: number,
  { next, guide }: { next: number | undefined; guide: CarePlan['after'] },
): Step[] {
  const onwards = next === undefined ? 'end' : `day_${next}`
  return [
    {
      do: 'branch',
      key: `day_${day}`,
      ...(day === 1 ? { from: 'previous', offset: { hours: 25 } } : { offset: { days: day } }),
      window: { from: '09:00', to: '20:00' },
      when: { happened: 'conversation.handed_over' },
      yes: onwards,
      no: `check_in_day_${day}`,
    },
    {
      do: 'message',
      key: `check_in_day_${day}`,
      from: 'previous',
      offset: { hours: 0 },
      ...CHECK_IN,
      guide,
    },
    {
      do: 'wait',
      key: `answer_day_${day}`,
      from: 'previous',
      offset: { days: 3 },
      until: 'message.received',
    },
    {
      do: 'branch',
      key: `is_answered_day_${day}`,
      from: 'previous',
      offset: { hours: 0 },
      when: { answered: true },
      yes: `read_day_${day}`,
      no: onwards,
    },
    { do: 'task', key: `read_day_${day}`, from: 'previous', offset: { hours: 0 }, ...READ_ANSWER },
  ]
}

export const DEFAULT_CARE_PLANS: readonly JourneyDraft[] = [
  ...CARE_PLANS.map(beforeVisit),
  ...(Object.keys(FORM_NAMES) as CarePlan['form'][]).map(formBefore),
  ...CARE_PLANS.map(afterVisit),
]
