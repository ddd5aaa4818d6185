/** What is wrong with a questionnaire before anybody is asked. */
import { EXTENSIONS, extensionOf, inLanguage, isSignature, optionText, textOf } from './extensions.ts'
import { openForm } from './form.ts'
import { type EnableWhen, ITEM_TYPES, type Item, OPERATORS, type Questionnaire } from './questionnaire.ts'
import { valueKeyOf } from './value.ts'
import { expandValueSets } from './value-sets.ts'

export interface LintIssue {
  /** An error keeps it from being published; a warning is worth a look. */
  severity: 'error' | 'warning'
  code: string
  /** Null: of the whole. */
  linkId: string | null
  /** A sentence for whoever writes the form. */
  detail: string
}

const MAX_ITEMS = 500
const MAX_DEPTH = 6

/** `languages`: in which it should read, besides the one it is written in. */
export function lintQuestionnaire(
  questionnaire: Questionnaire,
  { languages = [] }: { languages?: readonly string[] } = {},
): LintIssue[] {
  const form = openForm(expandValueSets(questionnaire))
  const all = flatten(form.items)
  const issues: LintIssue[] = []
  const say = (severity: LintIssue['severity'], code: string, linkId: string | null, detail: string) =>
    issues.push({ severity, code, linkId, detail })

  if (all.length === 0) say('error', 'empty', null, 'It has no items: add a question')
  if (all.length > MAX_ITEMS) say('error', 'too_long', null, `It has more than ${MAX_ITEMS} items`)
  const seen = new Set<string>()
  for (const { item, depth, parent } of all) {
    const error = (code: string, detail: string) => say('error', code, item.linkId || null, detail)
    if (!item.linkId) error('no_link_id', 'An item has no linkId')
    else if (seen.has(item.linkId)) error('duplicate_link_id', 'Two items have this linkId')
    seen.add(item.linkId)
    if (depth > MAX_DEPTH) error('too_deep', `It stands more than ${MAX_DEPTH} levels deep`)
    if (parent?.type === 'display') error('below_display', 'Nothing can stand below a text')
    for (const [code, detail] of lintItem(item, form.options(item).length)) error(code, detail)
    for (const condition of item.enableWhen ?? []) {
      const wrong = lintCondition(condition, item, form.item(condition.question))
      if (wrong) error(wrong[0], wrong[1])
    }
    for (const language of languages) {
      if (!isTranslated(item, language)) {
        say('warning', 'not_translated', item.linkId, `Its words are missing in ${language}`)
      }
    }
  }
  for (const linkId of findCircles(all.map(({ item }) => item))) {
    say('error', 'circle', linkId, 'Whether it is asked depends on itself')
  }
  return issues
}

interface Placed {
  item: Item
  depth: number
  parent: Item | null
}

function flatten(items: readonly Item[], depth = 1, parent: Item | null = null): Placed[] {
  return items.flatMap((item) => [{ item, depth, parent }, ...flatten(item.item ?? [], depth + 1, item)])
}

/** By the invariants of R4 (que-1 to que-13) and what Foyer can ask. */
function lintItem(item: Item, options: number): [code: string, detail: string][] {
  const { type } = item
  const found: [string, string][] = []
  const isQuestion = type !== 'group' && type !== 'display'
  const isChoice = type === 'choice' || type === 'open-choice'
  if (!ITEM_TYPES.includes(type)) {
    return [['unsupported_type', `Items of type ${type} cannot be asked here; choose another type`]]
  }
  if (type === 'group' && !item.item?.length) found.push(['empty_group', 'The group has no items'])
  if (type === 'display' && (item.required || item.repeats || item.answerOption || item.item)) {
    found.push([
      'display_asks',
      'A text is only read: it is not required, repeats nothing and has no options',
    ])
  }
  if (!isQuestion && item.initial) found.push(['initial', 'Only a question begins with an answer'])
  if ((item.initial?.length ?? 0) > 1 && !item.repeats) {
    found.push(['initial', 'It begins with several answers and may have one'])
  }
  if (!isChoice && (item.answerOption || item.answerValueSet)) {
    found.push(['options', 'Options belong to a choice'])
  }
  if (type === 'choice' && options === 0 && !item.answerValueSet)
    found.push(['no_options', 'There is nothing to choose from'])
  if (item.answerValueSet) {
    found.push([
      'value_set',
      'Value sets of others, or that are not here, are not looked up; list the options',
    ])
  }
  if (item.maxLength !== undefined && !['string', 'text', 'open-choice'].includes(type)) {
    found.push(['max_length', 'Only a text has a greatest length'])
  }
  if ((item.enableWhen?.length ?? 0) > 1 && !item.enableBehavior) {
    found.push(['enable_behavior', 'It has several conditions: say whether all or any must hold'])
  }
  if (extensionOf(item, EXTENSIONS.consent) && type !== 'boolean') {
    found.push(['consent', 'Consent is given by a yes: make it a boolean'])
  }
  if (extensionOf(item, EXTENSIONS.signature) && !isSignature(item)) {
    found.push(['signature', 'A signature is an attachment'])
  }
  if (isQuestion && !item.text) found.push(['no_text', 'The question has no words'])
  return found
}

function lintCondition(
  condition: EnableWhen,
  item: Item,
  asked: Item | undefined,
): [code: string, detail: string] | undefined {
  const { question, operator } = condition
  if (!asked) return ['unknown_question', `Its condition names ${question}, which there is not`]
  if (!OPERATORS.includes(operator)) return ['operator', `Its condition has no operator ${operator}`]
  if (flatten(item.item ?? []).some((below) => below.item === asked) || asked === item) {
    return ['circle', 'Its condition looks at itself or at what stands below it']
  }
  const key = Object.keys(condition).find((name) => name.startsWith('answer'))
  if (operator === 'exists') {
    return key === 'answerBoolean'
      ? undefined
      : ['condition', 'Whether there is an answer is compared with yes or no']
  }
  const expected = valueKeyOf(asked)?.replace('value', 'answer')
  if (!expected) return ['condition', `Its condition looks at ${question}, which is no question`]
  const isOpen = asked.type === 'choice' || asked.type === 'open-choice'
  if (key !== expected && !isOpen)
    return ['condition', `Its condition compares ${question} with another kind of value`]
  const isOrdered = !['boolean', 'choice', 'open-choice', 'attachment', 'string', 'text'].includes(asked.type)
  if (operator !== '=' && operator !== '!=' && !isOrdered) {
    return ['condition', `Answers to ${question} are not greater or less than others`]
  }
  return undefined
}

function isTranslated(item: Item, language: string): boolean {
  const probe = { ...item, text: undefined }
  if (item.text && !textOf(probe, language)) return false
  const consent = extensionOf(extensionOf(item, EXTENSIONS.consent), 'text')
  if (consent && !inLanguage('', consent._valueMarkdown, language)) return false
  return (item.answerOption ?? []).every((option) => {
    const { valueCoding: coding } = option
    if (!coding?.display) return true
    return optionText({ valueCoding: { ...coding, code: undefined, display: undefined } }, language) !== ''
  })
}

/** Items that depend on themselves: by their conditions, and by those of what they stand below. */
function findCircles(items: readonly Item[]): string[] {
  const needs = new Map<string, string[]>()
  for (const item of items) {
    const own = (item.enableWhen ?? []).map(({ question }) => question)
    needs.set(item.linkId, [...(needs.get(item.linkId) ?? []), ...own])
    for (const child of item.item ?? []) {
      needs.set(child.linkId, [...(needs.get(child.linkId) ?? []), item.linkId])
    }
  }
  const reaches = (from: string): boolean => {
    const waiting = [...(needs.get(from) ?? [])]
    const seen = new Set<string>()
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next === from) return true
      if (seen.has(next)) continue
      seen.add(next)
      waiting.push(...(needs.get(next) ?? []))
    }
    return false
  }
  return [...needs.keys()].filter(reaches)
}
