/** From what was filled in to a response, and back. */
import { enablementOf } from './enablement.ts'
import { textOf } from './extensions.ts'
import { type Filled, type Path, placeOf, readFilled } from './filled.ts'
import type { Form } from './form.ts'
import type { Item, Value } from './questionnaire.ts'
import type { Answer, QuestionnaireResponse, ResponseItem, ResponseStatus } from './response.ts'

/** In the questionnaire's order and with its words in this language; what is not asked is left out. */
export function buildResponse(
  form: Form,
  filled: Filled,
  about: { status: ResponseStatus; language: string; authored?: string },
): QuestionnaireResponse {
  const { url, version } = form.questionnaire
  const reading = readFilled(filled)
  const isEnabled = enablementOf(form, filled)

  const itemsBelow = (items: readonly Item[], above: Path): ResponseItem[] =>
    items.flatMap((item): ResponseItem[] => {
      const { linkId, type } = item
      if (type === 'display' || !isEnabled([...above, [linkId, 0]])) return []
      const text = textOf(item, about.language)
      const named = { linkId, ...(text ? { text } : {}) }
      const below = reading
        .indexesOf(above, linkId)
        .map((index): { value?: Value; items: ResponseItem[] } => {
          const path: Path = [...above, [linkId, index]]
          return { value: filled[placeOf(path)], items: itemsBelow(item.item ?? [], path) }
        })
      if (type === 'group') {
        return below.flatMap(({ items }) => (items.length > 0 ? [{ ...named, item: items }] : []))
      }
      const answer = below.flatMap(({ value, items }): Answer[] =>
        value ? [{ ...value, ...(items.length > 0 ? { item: items } : {}) }] : [],
      )
      return answer.length > 0 ? [{ ...named, answer }] : []
    })

  const item = itemsBelow(form.items, [])
  return {
    resourceType: 'QuestionnaireResponse',
    ...(url ? { questionnaire: version ? `${url}|${version}` : url } : {}),
    status: about.status,
    language: about.language,
    ...(about.authored ? { authored: about.authored } : {}),
    ...(item.length > 0 ? { item } : {}),
  }
}

/** What a response says, place by place; what the questionnaire has not is left out. */
export function filledOf(response: Pick<QuestionnaireResponse, 'item'>): Filled {
  const filled: Record<string, Value> = {}
  const walk = (items: readonly ResponseItem[] = [], above: Path) => {
    const times = new Map<string, number>()
    for (const { linkId, answer, item } of items) {
      const index = times.get(linkId) ?? 0
      times.set(linkId, index + 1)
      answer?.forEach(({ item: below, ...value }, i) => {
        const path: Path = [...above, [linkId, index + i]]
        filled[placeOf(path)] = value
        walk(below, path)
      })
      walk(item, [...above, [linkId, index]])
    }
  }
  walk(response.item, [])
  return filled
}

/** What a form begins with: `initial`, and options that are chosen from the start. */
export function initiallyFilled(form: Form): Filled {
  const filled: Record<string, Value> = {}
  const walk = (items: readonly Item[], above: Path) => {
    for (const item of items) {
      const chosen = form.options(item).flatMap(({ initialSelected, ...option }) => {
        const { extension: _, _valueString: __, ...value } = option
        return initialSelected ? [value] : []
      })
      const values = item.initial ?? chosen
      values.forEach((value, index) => {
        filled[placeOf([...above, [item.linkId, index]])] = value
      })
      if (item.type === 'group' || values.length > 0) walk(item.item ?? [], [...above, [item.linkId, 0]])
    }
  }
  walk(form.items, [])
  return filled
}
