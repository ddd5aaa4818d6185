/** What one version of a journey says otherwise than another. */
import { humanize } from '../words.ts'
import type { Definition, Step } from './journey-queries.ts'

export interface Change {
  kind: 'added' | 'removed' | 'changed' | 'moved'
  /** A step's name, or “Rules”. */
  title: string
  members: { label: string; before: string | null; after: string | null }[]
}

/** Steps are the same where they have the same name. */
export function diffDefinitions(before: Definition, after: Definition): Change[] {
  const { steps: stepsBefore, ...rulesBefore } = before
  const { steps: stepsAfter, ...rulesAfter } = after
  const rules = diffMembers(rulesBefore, rulesAfter)
  const changes: Change[] = rules.length > 0 ? [{ kind: 'changed', title: 'Rules', members: rules }] : []
  const shared = (steps: readonly Step[], others: readonly Step[]) =>
    steps.map(({ key }) => key).filter((key) => others.some((other) => other.key === key))
  const orderBefore = shared(stepsBefore, stepsAfter)
  const orderAfter = shared(stepsAfter, stepsBefore)
  for (const step of stepsAfter) {
    const was = stepsBefore.find(({ key }) => key === step.key)
    const title = humanize(step.key)
    if (!was) {
      changes.push({ kind: 'added', title, members: diffMembers({}, step) })
      continue
    }
    const members = diffMembers(was, step)
    if (members.length > 0) changes.push({ kind: 'changed', title, members })
    else if (orderBefore.indexOf(step.key) !== orderAfter.indexOf(step.key))
      changes.push({ kind: 'moved', title, members: [] })
  }
  for (const step of stepsBefore)
    if (!stepsAfter.some(({ key }) => key === step.key))
      changes.push({ kind: 'removed', title: humanize(step.key), members: [] })
  return changes
}

function diffMembers(before: object, after: object): Change['members'] {
  const was = membersOf(before)
  const is = membersOf(after)
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((path) => was.get(path) !== is.get(path))
    .map((path) => ({
      label: labelOf(path),
      before: was.get(path) ?? null,
      after: is.get(path) ?? null,
    }))
}

/** Each single value under its path; lists are one value. */
function membersOf(value: object, under = ''): Map<string, string> {
  return new Map(
    Object.entries(value).flatMap(([name, each]): [string, string][] => {
      const path = under ? `${under}.${name}` : name
      if (path === 'key' || path === 'do' || each === undefined || each === null) return []
      if (Array.isArray(each)) return each.length > 0 ? [[path, each.map(String).join(', ')]] : []
      if (typeof each === 'object') return [...membersOf(each, path)]
      if (typeof each === 'boolean') return [[path, each ? 'yes' : 'no']]
      return [[path, String(each)]]
    }),
  )
}

const LANGUAGES: Record<string, string> = { en: 'English', es: 'Spanish' }
const LABELS: Record<string, string> = {
  'text.chat': 'Text',
  'text.email': 'E-mail',
  'offset.days': 'Days from it',
  'offset.hours': 'Hours from it',
  'window.from': 'Not before',
  'window.to': 'Not after',
  isLearned: 'When they usually answer',
  'whatsapp.template': 'Approved template on WhatsApp',
  'whatsapp.parameters': 'What fills the template',
  'trigger.event': 'Begins when',
  'trigger.filter.procedures': 'Only for',
  holdoutPercent: 'Held out of a hundred',
  reentryAfterDays: 'Again after days',
  needsClinician: 'Needs a clinician',
  validDays: 'Valid for days',
  exits: 'Ends when',
  follows: 'Followed by',
}

function labelOf(path: string): string {
  const known = LABELS[path]
  if (known) return known
  const parts = path.split('.')
  const language = parts.map((part) => LANGUAGES[part]).find(Boolean)
  const rest = parts.filter((part) => !LANGUAGES[part])
  const name =
    LABELS[rest.join('.')] ??
    (rest[0] === 'text' && rest[1] === 'email' ? `E-mail ${rest[2] ?? ''}`.trim() : humanize(rest.join(' ')))
  return language ? `${name}, ${language}` : name
}
