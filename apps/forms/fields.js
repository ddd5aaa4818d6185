/** The items of a step: each with its label, hint and fault as a screen reader needs them. */
import {
  codingText,
  consentOf,
  EXTENSIONS,
  extensionOf,
  isChoice,
  isSignature,
  mimeTypesOf,
  optionFor,
  optionText,
  placeOf,
  sameValue,
  textOf,
  unitsOf,
} from '@foyer/forms'
import { el, language, paragraphs, say } from './elements.js'
import { amountIn, inputFor, valueTyped } from './inputs.js'
import { signaturePad } from './signature.js'

/**
 * @typedef {import('@foyer/forms').Item} Item
 * @typedef {import('@foyer/forms').Path} Path
 * @typedef {import('@foyer/forms').Value} Value
 * @typedef {import('./page.js').FormPage} FormPage
 */

const LONG_LIST = 8

/** @param {FormPage} page @param {Item} item @param {Path} above @returns {HTMLElement} */
export function renderItem(page, item, above) {
  const element =
    item.type === 'group'
      ? renderGroup(page, item, above)
      : item.type === 'display'
        ? el('div', { class: 'words' }, paragraphs(textOf(item, language)))
        : renderQuestion(page, item, above)
  page.watch(() => {
    element.hidden = !page.isEnabled([...above, [item.linkId, 0]])
  })
  return element
}

/** @param {FormPage} page @param {Item} item @param {Path} above */
function renderGroup(page, item, above) {
  const text = textOf(item, language)
  const below = (/** @type {number} */ index) =>
    (item.item ?? []).map((child) => renderItem(page, child, [...above, [item.linkId, index]]))
  if (!item.repeats) {
    // A step's own group has its name as the step's heading.
    return above.length === 0
      ? el('div', {}, below(0))
      : el('fieldset', { class: 'group' }, text && el('legend', {}, text), below(0))
  }
  const list = el('div', {})
  const draw = () => {
    const indexes = page.indexesOf(above, item)
    list.replaceChildren(
      ...indexes.map((index, i) =>
        el(
          'fieldset',
          { class: 'group', id: idOf([...above, [item.linkId, index]]), tabindex: -1 },
          el('legend', {}, `${text} ${i + 1}`),
          faultAt(page, [...above, [item.linkId, index]]),
          below(index),
          (indexes.length > 1 || !item.required) &&
            removeButton(`${text} ${i + 1}`, () => page.removeAt(above, item, index)),
        ),
      ),
      addButton(indexes.length, text, () => page.addTo(above, item)),
    )
  }
  draw()
  return list
}

/** @param {FormPage} page @param {Item} item @param {Path} above */
function renderQuestion(page, item, above) {
  /** @type {Path} */
  const path = [...above, [item.linkId, 0]]
  const consent = consentOf(item, language)
  if (isSignature(item)) return renderSignature(page, item, path)
  if (item.type === 'attachment') return renderAttachments(page, item, above)
  if (consent) return renderConsent(page, item, path, consent)
  if (item.type === 'boolean' || isChoice(item)) return renderChoice(page, item, above)
  if (item.repeats) return renderList(page, item, above)
  return el(
    'div',
    { class: 'field' },
    el('label', { for: idOf(path) }, textOf(item, language), optionalMark(item)),
    hintsOf(item),
    faultAt(page, path),
    renderInput(page, item, path),
    childrenOf(page, item, path),
  )
}

/** @param {FormPage} page @param {Item} item @param {Path} path @param {string} [label] */
function renderInput(page, item, path, label) {
  const place = placeOf(path)
  const value = page.valueAt(place)
  const attributes = {
    id: idOf(path),
    'aria-label': label,
    required: !!item.required,
    ...describe(page, path),
  }
  if (item.type !== 'quantity') {
    const input = inputFor(item, attributes, value)
    input.addEventListener('input', () => page.set(place, valueTyped(item, input.value)))
    return input
  }
  const units = unitsOf(item)
  const { valueQuantity: held } = value ?? {}
  const amount = el('input', {
    ...attributes,
    inputmode: 'decimal',
    value: held?.value ?? value?.valueString ?? '',
  })
  const unit = el(
    'select',
    { 'aria-label': `${textOf(item, language)}: ${say('unit')}` },
    units.map((each) =>
      el('option', { value: each.code, selected: each.code === held?.code }, codingText(each, language)),
    ),
  )
  const change = () => {
    const number = amountIn(amount.value)
    const { system, code, display } = units.find((each) => each.code === unit.value) ?? units[0] ?? {}
    const known = Number.isFinite(number)
    page.set(
      place,
      amount.value.trim() === ''
        ? undefined
        : known
          ? { valueQuantity: { value: number, ...(code ? { unit: display ?? code, system, code } : {}) } }
          : { valueString: amount.value },
    )
  }
  amount.addEventListener('input', change)
  unit.addEventListener('change', change)
  const only = units.length === 1 && units[0]
  return el(
    'div',
    { class: 'amount' },
    amount,
    only ? el('span', {}, codingText(only, language)) : units.length > 1 && unit,
  )
}

/** @param {FormPage} page @param {Item} item @param {Path} above */
function renderList(page, item, above) {
  const text = textOf(item, language)
  const indexes = page.indexesOf(above, item)
  return el(
    'fieldset',
    { class: 'field' },
    el('legend', {}, text, optionalMark(item)),
    hintsOf(item),
    indexes.map((index, i) => {
      /** @type {Path} */
      const path = [...above, [item.linkId, index]]
      const input = renderInput(page, item, path, `${text} ${i + 1}`)
      const remove =
        indexes.length > 1 && removeButton(`${text} ${i + 1}`, () => page.removeAt(above, item, index))
      return [faultAt(page, path), el('div', { class: 'row' }, input, remove), childrenOf(page, item, path)]
    }),
    addButton(indexes.length, text, () => page.addTo(above, item)),
  )
}

/** @param {FormPage} page @param {Item} item @param {Path} above */
function renderChoice(page, item, above) {
  /** @type {(index: number) => Path} */
  const pathAt = (index) => [...above, [item.linkId, index]]
  const isMany = !!item.repeats
  const { form } = page
  const given = page.valuesOf(above, item)
  /** @type {{ label: string, value: Value, isExclusive: boolean }[]} */
  const options =
    item.type === 'boolean'
      ? [true, false].map((valueBoolean) => ({
          label: say(valueBoolean ? 'yes' : 'no'),
          value: { valueBoolean },
          isExclusive: false,
        }))
      : form.options(item).map((option) => {
          const { extension: _, initialSelected: __, _valueString: ___, ...value } = option
          return {
            label: optionText(option, language),
            value,
            isExclusive: !!extensionOf(option, EXTENSIONS.exclusive),
          }
        })
  const written = given.find((value) => value.valueString !== undefined && !optionFor(form, item, value))
  const id = idOf(pathAt(0))
  const legend = [textOf(item, language), optionalMark(item)]
  const hint = [hintsOf(item), faultAt(page, pathAt(0))]

  if (item.type === 'choice' && !isMany && options.length > LONG_LIST) {
    const select = el(
      'select',
      {
        id,
        ...describe(page, pathAt(0)),
        change: () => page.set(placeOf(pathAt(0)), options[select.selectedIndex - 1]?.value),
      },
      el('option', { value: '' }, say('choose')),
      options.map(({ label, value }) =>
        el('option', { selected: given.some((one) => sameValue(one, value)) }, label),
      ),
    )
    return el(
      'div',
      { class: 'field' },
      el('label', { for: id }, legend),
      hint,
      select,
      childrenOf(page, item, pathAt(0)),
    )
  }

  const other = el('input', {
    type: 'text',
    id: `${id}-text`,
    'aria-label': say('other'),
    value: written?.valueString ?? '',
    input: () => {
      otherBox.checked = true
      change(otherBox)
    },
  })
  const box = (/** @type {string} */ at, /** @type {boolean} */ checked) =>
    el('input', {
      type: isMany ? 'checkbox' : 'radio',
      name: id,
      id: at,
      checked,
      change: () => change(null),
    })
  const boxes = options.map(({ value }, i) =>
    box(
      `${id}-${i}`,
      given.some((one) => sameValue(one, value)),
    ),
  )
  const otherBox = box(`${id}-other`, !!written)

  /** @param {HTMLInputElement | null} last */
  const change = (last) => {
    const active = last ?? document.activeElement
    const newest = boxes.indexOf(/** @type {HTMLInputElement} */ (active))
    if (isMany && newest >= 0 && boxes[newest]?.checked) {
      // "None of these" and the others take turns.
      boxes.forEach((each, i) => {
        if (i !== newest && (options[newest]?.isExclusive || options[i]?.isExclusive)) each.checked = false
      })
      if (options[newest]?.isExclusive) otherBox.checked = false
    }
    other.hidden = !otherBox.checked
    const values = options.filter((_, i) => boxes[i]?.checked).map(({ value }) => value)
    if (otherBox.checked && other.value.trim()) values.push({ valueString: other.value.trim() })
    page.setAll(above, item, values)
  }
  other.hidden = !otherBox.checked
  const line = (/** @type {HTMLInputElement} */ each, /** @type {string} */ label) =>
    el('div', { class: 'option' }, each, el('label', { for: each.id }, label))
  return el(
    'fieldset',
    { class: 'field', ...describe(page, pathAt(0)) },
    el('legend', { id, tabindex: -1 }, legend),
    hint,
    el(
      'div',
      { class: item.type === 'boolean' ? 'pair' : '' },
      boxes.map((each, i) => line(each, options[i]?.label ?? '')),
    ),
    item.type === 'open-choice' && [line(otherBox, say('other')), other],
    childrenOf(page, item, pathAt(0)),
  )
}

/** @param {FormPage} page @param {Item} item @param {Path} path @param {{ text: string, version: string }} consent */
function renderConsent(page, item, path, { text, version }) {
  const id = idOf(path)
  const place = placeOf(path)
  const words = `${id}-words`
  const box = el('input', {
    type: 'checkbox',
    id,
    checked: page.valueAt(place)?.valueBoolean === true,
    'aria-describedby': [words, faultIdAt(page, path)].filter(Boolean).join(' '),
    'aria-invalid': page.faults.has(place) ? 'true' : null,
    change: () => page.set(place, box.checked ? { valueBoolean: true } : undefined),
  })
  return el(
    'div',
    { class: 'field' },
    el(
      'div',
      { class: 'consent', id: words },
      paragraphs(text),
      version && el('p', { class: 'hint' }, say('version', { n: version })),
    ),
    faultAt(page, path),
    el('div', { class: 'option' }, box, el('label', { for: id }, textOf(item, language))),
  )
}

/** @param {FormPage} page @param {Item} item @param {Path} path */
function renderSignature(page, item, path) {
  const place = placeOf(path)
  const { valueAttachment: held } = page.valueAt(place) ?? {}
  const name = held?.contentType === 'text/plain' ? (held.title ?? '') : ''
  return el(
    'fieldset',
    { class: 'field' },
    el('legend', {}, textOf(item, language), optionalMark(item)),
    faultAt(page, path),
    signaturePad({
      id: idOf(path),
      describedBy: faultIdAt(page, path),
      isSigned: !!held,
      name,
      onLeave: page.onLeave,
      onDrawn: async (png) => {
        const sent = await page.upload(png)
        if ('fault' in sent) return false
        page.set(place, { valueAttachment: sent })
        return true
      },
      onTyped: (title) =>
        page.set(place, {
          valueAttachment: { contentType: 'text/plain', title },
        }),
      onCleared: () => page.set(place, undefined),
    }),
  )
}

/** @param {FormPage} page @param {Item} item @param {Path} above */
function renderAttachments(page, item, above) {
  /** @type {Path} */
  const first = [...above, [item.linkId, 0]]
  const told = el('p', { class: 'hint', role: 'status' })
  const list = el('ul', { class: 'files' })
  const draw = () =>
    list.replaceChildren(
      ...page.valuesOf(above, item).map((value, i, all) => {
        const name = value.valueAttachment?.title ?? value.valueAttachment?.contentType ?? ''
        const remove = () => {
          page.setAll(
            above,
            item,
            all.filter((_, at) => at !== i),
          )
          draw()
        }
        return el('li', {}, say('uploaded', { name }), removeButton(name, remove))
      }),
    )
  const input = el('input', {
    type: 'file',
    id: idOf(first),
    accept: mimeTypesOf(item).join() || 'image/*,application/pdf',
    ...describe(page, first),
    change: async () => {
      const file = input.files?.[0]
      if (!file) return
      told.textContent = say('uploading')
      const sent = await page.upload(file)
      told.textContent = 'fault' in sent ? say(sent.fault) : ''
      input.value = ''
      if ('fault' in sent) return
      const value = { valueAttachment: { ...sent, title: file.name.slice(-80) } }
      page.setAll(above, item, item.repeats ? [...page.valuesOf(above, item), value] : [value])
      draw()
    },
  })
  draw()
  return el(
    'div',
    { class: 'field' },
    el('label', { for: input.id }, textOf(item, language), optionalMark(item)),
    hintsOf(item),
    el('p', { class: 'hint' }, say('photo_limit')),
    faultAt(page, first),
    input,
    told,
    list,
  )
}

/** What is read beside a question. @param {Item} item */
function hintsOf(item) {
  const texts = (item.item ?? []).filter(({ type }) => type === 'display')
  return texts.map((each) => el('p', { class: 'hint' }, textOf(each, language)))
}

/** What is asked below an answer. @param {FormPage} page @param {Item} item @param {Path} path */
function childrenOf(page, item, path) {
  const asked = (item.item ?? []).filter(({ type }) => type !== 'display')
  return asked.map((child) => renderItem(page, child, path))
}

/** @param {Path} path */
export function idOf(path) {
  return `f-${placeOf(path)}`
}

/** @param {FormPage} page @param {Path} path */
function faultIdAt(page, path) {
  return page.faults.has(placeOf(path)) ? `${idOf(path)}-fault` : null
}

/** @param {FormPage} page @param {Path} path */
function faultAt(page, path) {
  const fault = page.faults.get(placeOf(path))
  return fault && el('p', { class: 'fault', id: `${idOf(path)}-fault` }, fault)
}

/** @param {FormPage} page @param {Path} path */
function describe(page, path) {
  const fault = faultIdAt(page, path)
  return { 'aria-describedby': fault, 'aria-invalid': fault && 'true' }
}

/** @param {Item} item */
function optionalMark(item) {
  return !item.required && [' ', el('span', { class: 'hint' }, say('optional'))]
}

/** @param {number} count @param {string} text @param {() => void} click */
function addButton(count, text, click) {
  const label = say(count ? 'add' : 'add_first')
  return el(
    'button',
    { type: 'button', class: 'small', 'aria-label': `${label}: ${text}`, click },
    `+ ${label}`,
  )
}

/** @param {string} what @param {() => void} click */
function removeButton(what, click) {
  return el(
    'button',
    { type: 'button', class: 'small', 'aria-label': `${say('remove')}: ${what}`, click },
    say('remove'),
  )
}
