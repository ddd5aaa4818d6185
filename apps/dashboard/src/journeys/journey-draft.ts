/** A journey while it is written: its steps have names of their own, so that a row stays itself while its key is typed. */
import type { Definition, Journey, Step } from './journey-queries.ts'
import { anchorsOf, isRunOfVisit, KIND_WORDS, keyOf } from './journey-words.ts'

export interface DraftStep {
  /** Of this screen only. */
  id: number
  step: Step
}

export interface Draft {
  name: string
  note: string
  rules: Omit<Definition, 'steps'>
  steps: DraftStep[]
}

/** So long somebody is left alone by what wins people back, unless it is said otherwise. */
const AGAIN_DAYS = 90

let lastId = 0

export function draftOf({ name, versions }: Journey): Draft {
  const [newest] = versions
  if (!newest) throw new Error('a journey has a version')
  const { steps, ...rules } = newest.definition
  return { name, note: '', rules, steps: steps.map((step) => ({ id: ++lastId, step })) }
}

export function definitionOf({ rules, steps }: Draft): Definition {
  return { ...rules, steps: steps.map(({ step }) => step) }
}

/** Whether saving would add a version that says something else. */
export function isChanged(draft: Draft, known: Draft): boolean {
  const told = (one: Draft) => JSON.stringify([one.name, definitionOf(one)])
  return told(draft) !== told(known)
}

/**
 * What begins it decides what goes with it: a lane of visits or of winning people back, and from what steps are counted.
 * Between two events of one kind these stay as they were written, as far as they fit.
 */
export function withTrigger(rules: Draft['rules'], event: string): Draft['rules'] {
  const changed = { ...rules, trigger: { ...rules.trigger, event } }
  const isOfVisit = isRunOfVisit(event)
  if (isOfVisit && !isRunOfVisit(rules.trigger.event)) {
    const anchor = event === 'appointment.booked' ? 'appointment.start' : 'appointment.end'
    return { ...changed, anchor, lane: 'appointment', reentryAfterDays: null }
  }
  const isInLaneOfVisits = rules.lane === 'appointment' && !isOfVisit
  if (anchorsOf(event).includes(rules.anchor) && !isInLaneOfVisits) return changed
  const lane = rules.lane === 'appointment' ? 'winback' : rules.lane
  return { ...changed, anchor: 'enrolled', lane, reentryAfterDays: rules.reentryAfterDays ?? AGAIN_DAYS }
}

export function withStep(draft: Draft, kind: Step['do']): { draft: Draft; id: number } {
  const id = ++lastId
  const step = newStep(kind, freeKey(draft, keyOf(KIND_WORDS[kind])), draft.rules.anchor)
  return { draft: { ...draft, steps: [...draft.steps, { id, step }] }, id }
}

/** A step that is called otherwise is followed by the branches that lead to it. */
export function changeStep(draft: Draft, id: number, step: Step): Draft {
  const was = draft.steps.find((each) => each.id === id)?.step.key
  const follow = (to: string) => (to === was ? step.key : to)
  return {
    ...draft,
    steps: draft.steps.map((each) => {
      if (each.id === id) return { id, step }
      if (each.step.do !== 'branch' || was === step.key) return each
      return { ...each, step: { ...each.step, yes: follow(each.step.yes), no: follow(each.step.no) } }
    }),
  }
}

export function removeStep(draft: Draft, id: number): Draft {
  return { ...draft, steps: draft.steps.filter((each) => each.id !== id) }
}

export function moveStep(draft: Draft, id: number, place: number): Draft {
  const from = draft.steps.findIndex((each) => each.id === id)
  const moved = draft.steps[from]
  if (!moved || place < 0 || place >= draft.steps.length) return draft
  return { ...draft, steps: draft.steps.toSpliced(from, 1).toSpliced(place, 0, moved) }
}

function freeKey({ steps }: Draft, wish: string): string {
  const taken = new Set(steps.map(({ step }) => step.key))
  if (!taken.has(wish)) return wish
  for (let number = 2; ; number++) if (!taken.has(`${wish}_${number}`)) return `${wish}_${number}`
}

function newStep(kind: Step['do'], key: string, anchor: Definition['anchor']): Step {
  const timing = { key, offset: { days: anchor === 'appointment.start' ? -1 : 1 } }
  const text = { chat: { en: '', es: '' } }
  switch (kind) {
    case 'message':
      return { do: 'message', ...timing, objective: '', text }
    case 'form':
      return { do: 'form', ...timing, objective: '', questionnaire: '', text }
    case 'notice':
      return { do: 'notice', ...timing, template: 'reminder' }
    case 'task':
      return { do: 'task', ...timing, title: '' }
    case 'wait':
      return { do: 'wait', ...timing, until: 'message.received' }
    case 'branch':
      return { do: 'branch', ...timing, when: { answered: true }, yes: 'end', no: 'end' }
  }
}
