/** Somebody fills in a form by its link: at once or in two sittings, and now and then sends it twice. */
import {
  buildResponse,
  checkFilled,
  EXTENSIONS,
  extensionOf,
  type Filled,
  type Form,
  type Item,
  initiallyFilled,
  isSignature,
  openForm,
  optionFor,
  type Value,
} from '@foyer/forms'

import type { Dice } from './dice.ts'
import type { Person } from './person.ts'
import type { World } from './world.ts'

const LINK = /http:\/\/foyer\.test\/f\/([\w.~-]+)/g

/** The tokens of the forms that a text leads to. */
export function formsIn(text: string): string[] {
  return [...text.matchAll(LINK)].flatMap(([, token]) => (token ? [token] : []))
}

export async function fillIn(world: World, person: Person, token: string): Promise<void> {
  const { dice, language, name } = person
  const send = (deed: string, method: string, body?: unknown) =>
    world.visit(person, `/f/${token}/${deed}`, method, body)
  const opened = await send('open', 'POST')
  if (opened.status !== 200) return world.count(`form not opened: ${opened.body.type}`)
  const form = openForm(opened.body.questionnaire)
  const filled = fillOut(form, { name, dice })
  const answered = (revision: number, status: 'in-progress' | 'completed') => ({
    revision,
    response: buildResponse(form, filled, { status, language }),
  })
  let { revision } = opened.body
  if (dice.chance(0.3)) {
    const saved = await send('answers', 'PUT', answered(revision, 'in-progress'))
    if (saved.status !== 200) return world.count(`form not kept: ${saved.body.type}`)
    revision = saved.body.revision
    world.count('form kept for later')
    const later = world.clock.now().add({ minutes: dice.between(5, 600) })
    return world.agenda.add(later, complete)
  }
  await complete()

  async function complete(): Promise<void> {
    const sent = await send('complete', 'POST', answered(revision, 'completed'))
    const wrong = (sent.body.issues ?? []).map((issue: { linkId: string }) => issue.linkId)
    world.count(
      sent.status === 200 ? 'form filled in' : `form not taken: ${[sent.body.type, ...wrong].join(' ')}`,
    )
    if (sent.status !== 200 || !dice.chance(0.2)) return
    const again = await send('complete', 'POST', answered(revision, 'completed'))
    world.count(`form sent twice: ${again.body.is_repeat ? 'a repeat' : again.status}`)
  }
}

/** Enough for every form: each answer may ask for more. */
const ROUNDS = 12

/** What has to be said, and of the rest whatever the dice say: until the form has nothing to ask any more. */
function fillOut(form: Form, person: { name: string; dice: Dice }): Filled {
  let filled: Record<string, Value> = { ...initiallyFilled(form) }
  for (let round = 0; round < ROUNDS; round += 1) {
    const issues = checkFilled(form, filled)
    if (issues.length === 0) break
    for (const { linkId, at } of issues) {
      const item = form.item(linkId)
      if (!item) continue
      if (item.type === 'group') filled = { ...filled, ...below(form, item, { at, person }) }
      else filled[at] = answerTo(form, item, person)
    }
  }
  return filled
}

function below(
  form: Form,
  group: Item,
  { at, person }: { at: string; person: { name: string; dice: Dice } },
): Record<string, Value> {
  const [first] = (group.item ?? []).filter(({ type }) => type !== 'display' && type !== 'group')
  return first ? { [`${at}/${first.linkId}:0`]: answerTo(form, first, person) } : {}
}

function answerTo(form: Form, item: Item, { name, dice }: { name: string; dice: Dice }): Value {
  switch (item.type) {
    case 'boolean':
      return { valueBoolean: extensionOf(item, EXTENSIONS.consent) ? true : dice.chance(0.3) }
    case 'choice':
    case 'open-choice': {
      const { extension: _, _valueString: __, initialSelected: ___, ...value } = dice.pick(form.options(item))
      return optionFor(form, item, value) ? value : {}
    }
    case 'date':
      return { valueDate: `19${dice.between(50, 99)}-05-06` }
    case 'integer':
      return { valueInteger: 3 }
    case 'decimal':
      return { valueDecimal: 3 }
    case 'attachment':
      return isSignature(item) ? { valueAttachment: { contentType: 'text/plain', title: name } } : {}
    default:
      return { valueString: item.linkId === 'name' ? name : 'Nothing special' }
  }
}
