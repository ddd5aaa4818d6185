/** Value sets that a questionnaire holds itself become plain options, so that whoever asks it needs no terminology. */
import type { AnswerOption, Coding, Item, Questionnaire } from './questionnaire.ts'

interface ValueSet {
  compose?: { include?: { system?: string; concept?: Coding[] }[] }
}

/** With the options of each contained value set (`#colours`) listed where it was named; those of others stay named. */
export function expandValueSets(questionnaire: Questionnaire): Questionnaire {
  const { contained, item, ...rest } = questionnaire
  if (!contained || !item) return questionnaire
  const expand = (items: Item[]): Item[] =>
    items.map((each) => {
      const below = each.item ? { item: expand(each.item) } : {}
      const { answerValueSet, ...own } = each
      const options = optionsOf(contained, answerValueSet)
      return options.length > 0 ? { ...own, answerOption: options, ...below } : { ...each, ...below }
    })
  return { ...rest, contained, item: expand(item) }
}

function optionsOf(contained: NonNullable<Questionnaire['contained']>, reference = ''): AnswerOption[] {
  const set = contained.find(({ id }) => reference === `#${id}`) as ValueSet | undefined
  return (set?.compose?.include ?? []).flatMap(({ system, concept = [] }) =>
    concept.map((each) => ({ valueCoding: { ...(system ? { system } : {}), ...each } })),
  )
}
