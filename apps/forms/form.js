/** Asks for the form of this address and puts it on the page; in a preview, whatever the editor around it shows. */
import { filledOf, initiallyFilled, openForm, readFilled } from '@foyer/forms'
import { el, say } from './elements.js'
import { ask, kept, openAnswers } from './keep.js'
import { openPage } from './page.js'

const main = /** @type {HTMLElement} */ (document.getElementById('main'))
const isPreview = document.body.hasAttribute('data-preview')

async function start() {
  const { status, body } = await ask('open', 'POST')
  // Ended, or sent already, since the page was loaded.
  if (status === 409 || status === 410) return location.reload()
  if (status !== 200) {
    main.replaceChildren(el('h1', {}, say('broken_title')), el('p', {}, say('broken')))
    return
  }
  const form = openForm(body.questionnaire)
  const here = kept()
  const filled = body.response ? filledOf(body.response) : initiallyFilled(form)
  const answers = openAnswers(form, { filled, revision: body.revision, touched: [] })
  // What this tab could not send before it was loaded again goes over what the clinic has.
  for (const place of here?.touched ?? []) answers.set(place, here?.filled[place])
  openPage(main, { form, answers, isPreview, begun: readFilled(body.response ? filled : {}) })
}

/** @param {MessageEvent} message */
function showPreview({ origin, source, data }) {
  if (origin !== location.origin || source !== parent || !data?.questionnaire) return
  const form = openForm(data.questionnaire)
  const answers = openAnswers(form, { filled: initiallyFilled(form), revision: 0, touched: [] })
  openPage(main, { form, answers, isPreview, begun: readFilled({}) })
}

if (isPreview) {
  addEventListener('message', showPreview)
  parent.postMessage({ isReady: true }, location.origin)
} else void start()
