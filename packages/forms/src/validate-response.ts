/** Whether a response is an answer to its questionnaire: in shape, in what was asked, and in every value. */

import { filledOf } from './build-response.ts'
import { checkFilled, type Issue } from './check.ts'
import { enablementOf } from './enablement.ts'
import { type Path, pathOf, placeOf } from './filled.ts'
import type { Form } from './form.ts'
import type { Item } from './questionnaire.ts'
import type { QuestionnaireResponse, ResponseItem } from './response.ts'

/**
 * Empty where nothing is wrong. `isPartial`: what is missing, or not yet right, is no fault; what was never asked is.
 */
export function validateResponse(
  form: Form,
  response: QuestionnaireResponse,
  { isPartial = false }: { isPartial?: boolean } = {},
): Issue[] {
  const shape = checkShape(form.items, response.item ?? [], [])
  // Values at places that are none cannot be judged.
  if (shape.length > 0) return shape
  const filled = filledOf(response)
  const isEnabled = enablementOf(form, filled)
  const disabled = Object.keys(filled).flatMap((at): Issue[] => {
    const path = pathOf(at)
    const linkId = path.at(-1)?.[0] ?? ''
    return isEnabled(path) ? [] : [{ code: 'disabled', linkId, at }]
  })
  if (isPartial || disabled.length > 0) return disabled
  return checkFilled(form, filled, { isEnabled })
}

/** Every item where the questionnaire has it, in its order, as often as it may be there, and with answers where it asks. */
function checkShape(asked: readonly Item[], given: readonly ResponseItem[], above: Path): Issue[] {
  const issues: Issue[] = []
  let last = 0
  const times = new Map<string, number>()
  for (const { linkId, answer = [], item = [] } of given) {
    const place = asked.findIndex((one) => one.linkId === linkId)
    const index = times.get(linkId) ?? 0
    const path: Path = [...above, [linkId, index]]
    const issue = (code: Issue['code']) => issues.push({ code, linkId, at: placeOf(path) })
    times.set(linkId, index + 1)
    const known = asked[place]
    if (!known) {
      issue('unknown')
      continue
    }
    if (place < last) issue('order')
    last = place
    const isGroup = known.type === 'group'
    // Of a question all answers stand in one item; a group that repeats is there several times.
    if (index > 0 && !(isGroup && known.repeats)) issue('too_many')
    if (answer.length > 1 && !known.repeats) issue('too_many')
    if (known.type === 'display' || (isGroup ? answer.length > 0 : item.length > 0 || answer.length === 0)) {
      issue('misplaced')
      continue
    }
    issues.push(...checkShape(known.item ?? [], item, path))
    answer.forEach((one, i) => {
      issues.push(...checkShape(known.item ?? [], one.item ?? [], [...above, [linkId, i]]))
    })
  }
  return issues
}
