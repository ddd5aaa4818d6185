/**
 * What a version of a journey says: whom it takes in, what it does for them and when, and what ends it. A version never
 * changes; whoever has begun stays on theirs.
 */
import { z } from 'zod'
import { CHANNELS, PURPOSES } from '../outreach/message.ts'
import { PROCEDURES } from '../services/procedure.ts'
import { hasBrokenGap, unknownVariables } from '../wording/template.ts'

const Key = z.string().regex(/^[a-z0-9_]{1,60}$/)
const EventType = z.string().regex(/^[a-z]+(\.[a-z_]+)+$/)
const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** `days` are calendar days at the same wall time (they cross a clock change), `hours` are exact. */
export const Offset = z.union([
  z.strictObject({ days: z.int().min(-365).max(365) }),
  z.strictObject({ hours: z.int().min(-8760).max(8760) }),
])
export type Offset = z.infer<typeof Offset>

const Gaps = z
  .string()
  .trim()
  .min(1)
  .refine((text) => !hasBrokenGap(text), 'has braces that are no gap')
  .refine((text) => unknownVariables(text).length === 0, 'has a gap that no value exists for')

const Mail = z.strictObject({ subject: Gaps.max(200), body: Gaps.max(10_000) })
/** What is said, by language. `chat` is for text messages, WhatsApp and the like. */
export const StepText = z.strictObject({
  email: z.strictObject({ en: Mail, es: Mail }).optional(),
  chat: z.strictObject({ en: Gaps.max(1000), es: Gaps.max(1000) }),
})
export type StepText = z.infer<typeof StepText>

const Guide = z.strictObject({
  title: z.string().trim().min(1).max(120),
  body: z.string().trim().min(1).max(20_000),
})

/** True or not when the step is due; `answered`: the person wrote since they were enrolled. */
export const Condition = z.union([
  z.strictObject({ answered: z.boolean() }),
  z.strictObject({ happened: EventType }),
  z.strictObject({ form: Key, is: z.enum(['completed', 'open']) }),
])
export type Condition = z.infer<typeof Condition>

const timing = {
  /** Names the step within its journey, for instance `3_days_before`. */
  key: Key,
  offset: Offset,
  /** Default: the journey's anchor. `previous`: when the wait or branch before it was over. */
  from: z.enum(['anchor', 'previous']).optional(),
  /** Wall time of the person, within one day; a step outside of it moves to its next opening. */
  window: z
    .strictObject({ from: WallTime, to: WallTime })
    .refine(({ from, to }) => from < to, 'ends before it begins')
    .optional(),
  /** 1 is Monday, as in ISO 8601. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).optional(),
  /** May move within its window to when this person usually answers. */
  isLearned: z.boolean().optional(),
}

/** The goal of a message and what a model is told about it; without a model the approved text goes out. */
const wording = { text: StepText, objective: z.string().max(300), prompt: z.string().max(2000).optional() }

/**
 * What goes out on WhatsApp when its window is closed: a template that Meta has approved, in the language of the person. What fills
 * its gaps, in their order; Meta takes no line breaks in them. One that is not approved is no way to them.
 */
export const ApprovedTemplate = z.strictObject({
  template: z.string().regex(/^[a-z0-9_]{1,512}$/),
  parameters: z.array(Gaps.max(300).refine((text) => !text.includes('\n'), 'has more than one line')).max(20),
})
export type ApprovedTemplate = z.infer<typeof ApprovedTemplate>

const approved = { whatsapp: ApprovedTemplate.optional() }

export const Step = z.discriminatedUnion('do', [
  /** A text of Settings > Templates about the visit. */
  z.strictObject({ do: z.literal('notice'), ...timing, ...approved, template: z.enum(['reminder']) }),
  z.strictObject({
    do: z.literal('message'),
    ...timing,
    ...wording,
    ...approved,
    /** Only these, most wanted first; default: what this person prefers. */
    channels: z.array(z.enum(CHANNELS)).min(1).optional(),
    /** What is read behind {{guide_link}}: paragraphs, and lines that begin with a dash. */
    guide: z.strictObject({ en: Guide, es: Guide }).optional(),
  }),
  z.strictObject({
    do: z.literal('form'),
    ...timing,
    ...wording,
    ...approved,
    questionnaire: Key,
    /** So long one that was filled in for another visit will do; 0: each visit has its own. Default 365. */
    validDays: z.int().min(0).max(3650).optional(),
  }),
  z.strictObject({
    do: z.literal('task'),
    ...timing,
    title: z.string().trim().min(1).max(200),
    detail: z.string().trim().max(2000).optional(),
  }),
  /** Steps behind it are planned when `until` happens, or at the latest at its own time. */
  z.strictObject({ do: z.literal('wait'), ...timing, until: EventType }),
  z.strictObject({
    do: z.literal('branch'),
    ...timing,
    when: Condition,
    /** The step to go on with. */
    yes: z.union([Key, z.literal('end')]),
    no: z.union([Key, z.literal('end')]),
  }),
])
export type Step = z.infer<typeof Step>
export type SpokenStep = Extract<Step, { do: 'notice' | 'message' | 'form' }>

export const ANCHORS = ['enrolled', 'appointment.start', 'appointment.end'] as const
export type Anchor = (typeof ANCHORS)[number]

/** A lane of which each appointment has its own. */
export const APPOINTMENT_LANE = 'appointment'
/** What wins people back shares one lane: nobody is in two of them. */
export const WINBACK_LANE = 'winback'

export const JourneyDefinition = z
  .strictObject({
    purpose: z.enum(PURPOSES),
    trigger: z.strictObject({
      event: EventType,
      /** All that are given must hold. A journey without takes in everybody. */
      filter: z
        .strictObject({
          procedures: z.array(z.enum(PROCEDURES)).min(1).optional(),
          serviceIds: z.array(z.uuid()).min(1).optional(),
          /** Where the booking came from. */
          sources: z.array(z.string()).min(1).optional(),
        })
        .optional(),
    }),
    anchor: z.enum(ANCHORS),
    /** One live enrollment per contact and lane. */
    lane: Key,
    /** How long after the last time somebody may be taken in again; null: at once. */
    reentryAfterDays: z.int().min(1).max(3650).nullable(),
    /** Journeys of the same lane that end when this one begins. */
    replaces: z.array(Key),
    /** Of a hundred people so many get nothing, so that what it brings can be told. */
    holdoutPercent: z.int().min(0).max(50),
    /** Events that end it: of its appointment in the lane of appointments, of the contact in any other. */
    exits: z.array(EventType),
    /** The journey into which those go who came to its end. */
    follows: Key.nullable(),
    /** Takes nobody in until a clinician has approved this version. */
    needsClinician: z.boolean(),
    steps: z.array(Step).min(1).max(60),
  })
  .superRefine((journey, context) => {
    const fault = (message: string, ...path: (string | number)[]) =>
      context.addIssue({ code: 'custom', message, path })
    const keys = journey.steps.map(({ key }) => key)
    keys.forEach((key, i) => {
      if (keys.indexOf(key) !== i) fault(`Two steps are called ${key}`, 'steps', i, 'key')
    })
    journey.steps.forEach((step, i) => {
      if (step.do === 'branch') {
        for (const way of ['yes', 'no'] as const) {
          const to = step[way]
          // Only forward: nobody goes round in circles.
          if (to !== 'end' && keys.indexOf(to) <= i)
            fault(`${step.key} does not lead to a later step: ${to}`, 'steps', i, way)
        }
      }
      const isAfterStop = journey.steps.slice(0, i).some(isStop)
      if (step.from === 'previous' && !isAfterStop)
        fault(`${step.key} has no wait or branch before it`, 'steps', i, 'from')
      if (step.do === 'notice' && journey.anchor === 'enrolled')
        fault(`${step.key} speaks of a visit`, 'steps', i, 'template')
    })
    // An event about no visit brings no time of one.
    if (journey.anchor !== 'enrolled' && !journey.trigger.event.startsWith('appointment.')) {
      fault('What begins it is about no visit: count the steps from when it begins', 'anchor')
    }
    if (journey.holdoutPercent > 0 && journey.purpose === 'transactional') {
      fault('Nobody is held out of messages about their own visit', 'holdoutPercent')
    }
  })
export type JourneyDefinition = z.infer<typeof JourneyDefinition>

/** What comes after it is not planned until it is over. */
export function isStop(step: Step): boolean {
  return step.do === 'wait' || step.do === 'branch'
}

export function isSpoken(step: Step): step is SpokenStep {
  return step.do === 'notice' || step.do === 'message' || step.do === 'form'
}
