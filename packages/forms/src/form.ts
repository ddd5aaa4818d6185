/** A form is a questionnaire with its items found by their names. */
import type { AnswerOption, Item, Questionnaire } from './questionnaire.ts'

export interface Form {
  questionnaire: Questionnaire
  items: readonly Item[]
  item(linkId: string): Item | undefined
  /** The item's own name behind those it stands below. */
  lineage(linkId: string): readonly string[]
  /** What a choice is made from; empty where a value set says it, see `expandValueSets`. */
  options(item: Item): readonly AnswerOption[]
}

export function openForm(questionnaire: Questionnaire): Form {
  const found = new Map<string, { item: Item; lineage: readonly string[] }>()
  const walk = (items: readonly Item[], above: readonly string[]) => {
    for (const item of items) {
      const lineage = [...above, item.linkId]
      if (!found.has(item.linkId)) found.set(item.linkId, { item, lineage })
      walk(item.item ?? [], lineage)
    }
  }
  const items = questionnaire.item ?? []
  walk(items, [])
  return {
    questionnaire,
    items,
    item: (linkId) => found.get(linkId)?.item,
    lineage: (linkId) => found.get(linkId)?.lineage ?? [],
    options: (item) => item.answerOption ?? [],
  }
}
