/** One form on a page: step by step, kept after each, sent at the end. */
import { checkFilled, enablementOf, pathOf, placeOf, readFilled, textOf } from '@foyer/forms'
import { el, language, paragraphs, say } from './elements.js'
import { renderItem } from './fields.js'
import { ask, keep, kept } from './keep.js'

/**
 * @typedef {import('@foyer/forms').Form} Form
 * @typedef {import('@foyer/forms').Item} Item
 * @typedef {import('@foyer/forms').Path} Path
 * @typedef {import('@foyer/forms').Issue} Issue
 * @typedef {import('@foyer/forms').Value} Value
 * @typedef {ReturnType<typeof import('./keep.js').openAnswers>} Answers
 * @typedef {{ contentType: string, url: string, size: number } | { fault: string }} Sent
 * @typedef {ReturnType<typeof openPage>} FormPage
 */

const MOST_BYTES = 8_000_000
/** At which step this tab is is kept too: another language is another page. */
const STEP = '#'

/**
 * @param {HTMLElement} main
 * @param {{ form: Form, answers: Answers, isPreview: boolean, begun: ReturnType<typeof readFilled> }} start `begun`: what was answered before
 */
export function openPage(main, { form, answers, isPreview, begun }) {
  const steps = stepsOf(form.items)
  let step = 0
  /** @type {Map<string, string>} */
  let faults = new Map()
  /** @type {(() => void)[]} */
  let watchers = []
  let isEnabled = enablementOf(form, answers.filled)
  /** Repetitions that were added or taken away, by their place. @type {Map<string, number[]>} */
  const repetitions = new Map()
  /** What is being sent. @type {Promise<unknown>} */
  let uploading = Promise.resolve()
  /** What is done before a step is left; false: it could not be. @type {(() => Promise<boolean>)[]} */
  let leavers = []
  let isLeaving = false

  const refresh = () => {
    isEnabled = enablementOf(form, answers.filled)
    for (const watcher of watchers) watcher()
  }
  const isAsked = (/** @type {Item[]} */ items) => items.some((item) => isEnabled([[item.linkId, 0]]))
  /** The nearest step with something to ask, from `at` in a direction. @param {number} at @param {1 | -1} by */
  const nearest = (at, by) => {
    let found = at
    while (steps[found] && !isAsked(steps[found] ?? [])) found += by
    return found
  }

  const page = {
    form,
    get faults() {
      return faults
    },
    /** @param {() => void} watcher */
    watch(watcher) {
      watchers.push(watcher)
    },
    /** @param {Path} path */
    isEnabled: (path) => isEnabled(path),
    /** @param {string} place */
    valueAt: (place) => answers.filled[place],
    /** @param {string} place @param {Value | undefined} value */
    set(place, value) {
      answers.set(place, value)
      refresh()
    },
    /** @param {Path} above @param {Item} item */
    valuesOf: (above, { linkId }) =>
      readFilled(answers.filled)
        .indexesOf(above, linkId)
        .flatMap((index) => answers.filled[placeOf([...above, [linkId, index]])] ?? []),
    /** @param {Path} above @param {Item} item @param {Value[]} values */
    setAll(above, { linkId }, values) {
      const before = readFilled(answers.filled).indexesOf(above, linkId)
      for (let index = 0; index <= Math.max(values.length - 1, ...before); index++) {
        answers.set(placeOf([...above, [linkId, index]]), values[index])
      }
      refresh()
    },
    /** @param {Path} above @param {Item} item */
    indexesOf(above, item) {
      const place = placeOf([...above, [item.linkId, 0]])
      const known = repetitions.get(place) ?? readFilled(answers.filled).indexesOf(above, item.linkId)
      const indexes = known.length > 0 || (item.type === 'group' && !item.required) ? [...known] : [0]
      repetitions.set(place, indexes)
      return indexes
    },
    /** @param {Path} above @param {Item} item */
    addTo(above, item) {
      const indexes = page.indexesOf(above, item)
      const index = Math.max(-1, ...indexes) + 1
      indexes.push(index)
      draw()
      const fresh = document.getElementById(`f-${placeOf([...above, [item.linkId, index]])}`)
      const input = fresh?.matches('input') ? fresh : fresh?.querySelector('input, textarea, select')
      if (input instanceof HTMLElement) input.focus()
    },
    /** @param {Path} above @param {Item} item @param {number} index */
    removeAt(above, item, index) {
      const gone = placeOf([...above, [item.linkId, index]])
      const indexes = page.indexesOf(above, item)
      indexes.splice(indexes.indexOf(index), 1)
      for (const place of Object.keys(answers.filled)) {
        if (`${place}/`.startsWith(`${gone}/`)) answers.set(place, undefined)
      }
      refresh()
      draw()
      main.querySelector('h2')?.focus()
    },
    /** @param {Blob} blob @returns {Promise<Sent>} */
    upload(blob) {
      const sent = uploadFile(blob, isPreview)
      uploading = sent
      return sent
    },
    /** @param {() => Promise<boolean>} leaver */
    onLeave(leaver) {
      leavers.push(leaver)
    },
  }

  /** @param {'title' | 'description'} part */
  const own = (part) =>
    textOf({ text: form.questionnaire[part], _text: form.questionnaire[`_${part}`] }, language)
  const told = el('p', { class: 'told', role: 'status' })

  function draw() {
    watchers = []
    leavers = []
    const items = steps[step] ?? []
    const last = nearest(step + 1, 1) >= steps.length
    const asked = steps.filter(isAsked)
    const n = asked.indexOf(items) + 1
    const [only] = items
    const heading = only?.type === 'group' && items.length === 1 ? textOf(only, language) : ''
    const description = step === nearest(0, 1) && own('description')
    const drawn = el(
      'div',
      {},
      el('h1', {}, own('title')),
      asked.length > 1 &&
        el('p', { class: 'progress', id: 'progress' }, say('step', { n, of: asked.length })),
      asked.length > 1 && el('progress', { max: asked.length, value: n, 'aria-labelledby': 'progress' }),
      description && el('div', { class: 'words' }, paragraphs(description)),
      el(
        'h2',
        { tabindex: -1, class: !heading && 'unseen' },
        heading || say('step', { n, of: asked.length }),
      ),
      faultSummary(),
      el(
        'form',
        { novalidate: true, submit: forward },
        items.map((item) => renderItem(page, item, [])),
        el(
          'div',
          { class: 'buttons' },
          nearest(step - 1, -1) >= 0 && el('button', { type: 'button', click: backward }, say('back')),
          el('button', { class: 'main' }, say(last ? 'send' : 'next')),
        ),
      ),
      told,
    )
    main.replaceChildren(drawn)
    refresh()
  }

  function faultSummary() {
    const issues = [...faults]
    if (issues.length === 0) return null
    return el(
      'div',
      { class: 'faults', role: 'alert', tabindex: -1, id: 'faults' },
      el('h3', {}, say('faults')),
      el(
        'ul',
        {},
        issues.map(([at, text]) => {
          const item = form.item(pathOf(at).at(-1)?.[0] ?? '')
          const label = item ? `${textOf(item, language)} – ` : ''
          const focus = (/** @type {Event} */ event) => {
            event.preventDefault()
            document.getElementById(`f-${at}`)?.focus()
          }
          return el('li', {}, el('a', { href: `#f-${at}`, click: focus }, `${label}${text}`))
        }),
      ),
    )
  }

  /** @param {Issue[]} issues */
  function showFaults(issues) {
    faults = new Map(issues.map((issue) => [issue.at, wordsOf(issue)]))
    draw()
    document.getElementById('faults')?.focus()
  }

  /** @param {Issue} issue */
  function wordsOf({ code, linkId, limit }) {
    const type = form.item(linkId)?.type ?? ''
    /** @type {Record<string, string>} */
    const kinds = {
      integer: 'kind_integer',
      decimal: 'kind_number',
      quantity: 'kind_number',
      date: 'kind_date',
    }
    return say((code === 'kind' && kinds[type]) || code, { limit })
  }

  /** @param {number} to */
  function goTo(to) {
    step = to
    keep(to, STEP)
    faults = new Map()
    draw()
    scrollTo(0, 0)
    main.querySelector('h2')?.focus()
  }

  /** False where something could not be sent, or somebody was faster. */
  async function leave() {
    if (isLeaving) return false
    isLeaving = true
    told.textContent = say('uploading')
    await uploading
    const all = await Promise.all(leavers.map((leaver) => leaver()))
    isLeaving = false
    const isDone = all.every(Boolean)
    told.textContent = isDone ? '' : say('upload_failed')
    return isDone
  }

  async function backward() {
    if (!(await leave())) return
    goTo(nearest(step - 1, -1))
    await save()
  }

  /** @param {Event} event */
  async function forward(event) {
    event.preventDefault()
    if (!(await leave())) return
    const items = steps[step] ?? []
    const issues = checkFilled(form, answers.filled, { items })
    if (issues.length > 0) return showFaults(issues)
    const next = nearest(step + 1, 1)
    if (next < steps.length) {
      goTo(next)
      await save()
      return
    }
    await complete()
  }

  async function save() {
    if (isPreview || answers.isSaved) return
    const { outcome } = await answers.save()
    if (outcome === 'saved') told.textContent = say('saved')
    else if (outcome === 'offline') told.textContent = say('offline')
    else end(outcome)
  }

  async function complete() {
    if (isPreview) return end('done')
    const button = main.querySelector('button.main')
    button?.setAttribute('disabled', '')
    told.textContent = say('uploading')
    const { outcome, issues } = await answers.complete()
    button?.removeAttribute('disabled')
    if (outcome === 'saved') return end('done')
    if (outcome === 'offline') {
      told.textContent = say('not_sent')
      return
    }
    const first =
      issues[0] &&
      steps.findIndex((items) => items.some(({ linkId }) => linkId === pathOf(issues[0]?.at ?? '')[0]?.[0]))
    if (first === undefined || first < 0) return end(outcome)
    step = first
    showFaults(issues)
  }

  /** Nothing more can be done here. @param {string} how */
  function end(how) {
    keep(0, STEP)
    // The server says it better: with whom to call.
    if (how === 'completed' || how === 'expired') return location.reload()
    main.replaceChildren(el('h1', { tabindex: -1, class: 'end' }, say(`${how}_title`)), el('p', {}, say(how)))
    main.querySelector('h1')?.focus()
  }

  addEventListener('online', () => void save())
  // Another tab or phone left off behind the last step with answers.
  const left = steps.findLastIndex((items) => items.some((item) => begun.indexesOf([], item.linkId).length))
  step = nearest(Math.min(kept(STEP) ?? left + 1, steps.length - 1), -1)
  if (step < 0) step = nearest(0, 1)
  draw()

  return page
}

/** A step for each group; what stands between them together. @param {readonly Item[]} items @returns {Item[][]} */
function stepsOf(items) {
  /** @type {Item[][]} */
  const steps = []
  let isOpen = false
  for (const item of items) {
    if (item.type === 'group' || !isOpen) steps.push([item])
    else steps.at(-1)?.push(item)
    isOpen = item.type !== 'group'
  }
  return steps
}

/** @param {Blob} blob @param {boolean} isPreview @returns {Promise<Sent>} */
async function uploadFile(blob, isPreview) {
  if (blob.size > MOST_BYTES) return { fault: 'upload_large' }
  if (isPreview) return { contentType: blob.type, url: 'attachments/preview', size: blob.size }
  const { status, body } = await ask('attachments', 'POST', blob)
  if (status === 201) return { contentType: body.content_type, url: body.url, size: body.size }
  return { fault: status === 422 ? 'upload_kind' : status === 413 ? 'upload_large' : 'upload_failed' }
}
