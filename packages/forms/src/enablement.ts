/** Which items are asked, as the answers stand. */
import { type Filled, type Path, placeOf, readFilled, type Step } from './filled.ts'
import type { Form } from './form.ts'
import type { EnableWhen, Item } from './questionnaire.ts'
import { fits } from './value.ts'

/** Says of an item's place whether it is asked there; the number of the last step is of no account. */
export type Enablement = (path: Path) => boolean

/**
 * By R4's rules for `enableWhen`: an item below one that is not asked is not asked; what is not asked counts as not
 * answered; where a question repeats, its answers nearest to the item count: those below the ancestor that both share.
 * What stands below a question is asked once that is answered. Conditions in a circle, which the lint refuses, do not hold.
 */
export function enablementOf(form: Form, filled: Filled): Enablement {
  const reading = readFilled(filled)
  const known = new Map<string, boolean>()

  const isEnabled: Enablement = (path) => {
    const [linkId] = path[path.length - 1] as Step
    const above = path.slice(0, -1)
    const place = placeOf([...above, [linkId, 0]])
    const before = known.get(place)
    if (before !== undefined) return before
    known.set(place, false)
    const item = form.item(linkId)
    const result = !!item && isReached(above, item) && meets(item, path)
    known.set(place, result)
    return result
  }

  function isReached(above: Path, item: Item): boolean {
    if (above.length === 0) return true
    if (!isEnabled(above)) return false
    const [parent] = above[above.length - 1] as Step
    return form.item(parent)?.type === 'group' || item.type === 'display' || placeOf(above) in filled
  }

  function meets({ enableWhen = [], enableBehavior }: Item, path: Path): boolean {
    if (enableWhen.length === 0) return true
    const holds = (condition: EnableWhen) => holdsAt(condition, path)
    return enableBehavior === 'any' ? enableWhen.some(holds) : enableWhen.every(holds)
  }

  function holdsAt(condition: EnableWhen, path: Path): boolean {
    const lineage = form.lineage(condition.question)
    let shared = 0
    while (shared < path.length - 1 && path[shared]?.[0] === lineage[shared]) shared++
    const answers = reading
      .answersOf(condition.question)
      .filter((entry) =>
        entry.path.every(([, index], depth) => depth >= shared || index === path[depth]?.[1]),
      )
      .filter((entry) => isEnabled(entry.path))
    if (condition.operator === 'exists') return answers.length > 0 === (condition.answerBoolean ?? true)
    const isOneFit = answers.some(({ value }) => fits(value, condition))
    // R4: "no answer has a value that is equal", which is so where there is none.
    return condition.operator === '!=' ? !isOneFit : isOneFit
  }

  return isEnabled
}
