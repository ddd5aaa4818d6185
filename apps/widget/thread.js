// @ts-check
// The lines of the conversation: what the server told, in its order, and after them what waits to be sent.
import { isFrameForbidden, showBooking } from './booking.js'
import {
  back,
  badge,
  book,
  close,
  field,
  host,
  launcher,
  log,
  make,
  panel,
  person,
  send,
  tab,
  title,
  typing,
  welcome,
  who,
} from './elements.js'
import { away, chat, clinic, openChat, origin, say } from './state.js'
import { forget } from './store.js'
import { write } from './wire.js'

/** What stands in the log, by the line's id; a letter's by its own until the server has it. @type {Map<string, HTMLElement>} */
const shown = new Map()

export function showTexts() {
  const { session } = chat
  title.textContent = say('title') || openChat
  welcome.textContent = say(session?.state.answers === 'person' ? 'welcome_person' : 'welcome') || away
  field.placeholder = say('message')
  close.ariaLabel = say('close') || 'Close'
  log.ariaLabel = say('messages') || openChat
  field.ariaLabel = say('message') || openChat
  send.ariaLabel = say('send') || 'Send'
  person.textContent = say('person')
  book.textContent = say('book')
  book.hidden = !session?.clinic.books
  back.textContent = say('back')
  tab.textContent = say('new_tab')
  typing.textContent = say('typing')
  if (session) host.lang = session.language
  settle()
}

/** After every change. */
export function settle() {
  const all = /** @type {HTMLElement[]} */ ([...log.querySelectorAll('.line')])
  const lastOwn = all.findLastIndex((element) => element.classList.contains('visitor'))
  // What was offered can be tapped until something else was said.
  for (const [i, element] of all.entries()) {
    const choices = element.querySelector('.choices')
    if (choices instanceof HTMLElement) choices.hidden = i < lastOwn
  }
  const unread = newLines().length
  badge.hidden = !panel.hidden || unread === 0
  badge.textContent = String(unread)
  const count = badge.hidden ? '' : `. ${say('unread').replace('{count}', String(unread))}`
  launcher.ariaLabel = (say('title') || openChat) + count
  launcher.ariaExpanded = String(!panel.hidden)
  showState(all.at(-1))
}

/** What the clinic wrote since the visitor last looked. */
export function newLines() {
  return [...chat.lines.values()].filter(({ id, from }) => from !== 'visitor' && id > chat.readUpTo)
}

/** @param {HTMLElement | undefined} final */
function showState(final) {
  if (!chat.session) return
  const { answers, is_typing: isTyping, is_seen: isSeen, is_stopped: isStopped } = chat.session.state
  const isLeft = answers === 'waiting' || answers === 'person'
  who.textContent = say(`who_${isStopped ? 'stopped' : isLeft ? answers : 'assistant'}`)
  person.hidden = isLeft && !isStopped
  typing.hidden = !isTyping
  log.querySelector('.seen')?.remove()
  if (isSeen && answers === 'person' && final?.className === 'line visitor') {
    final.append(make('span', { class: 'quiet seen', text: say('seen') }))
  }
}

/** Foyer's own links can be followed; every other address is only text. @param {string} text */
function withLinks(text) {
  return text.split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/).map((part) => {
    if (!/^https?:/.test(part) || !URL.canParse(part)) return part
    const url = new URL(part)
    if (url.origin !== origin && url.origin !== chat.session?.clinic.origin) return part
    const link = make('a', { href: url.href, target: '_blank', rel: 'noopener', text: part })
    const [, first, second = ''] = url.pathname.split('/')
    // Where an appointment is changed is shown in no other site's frame.
    if (first === clinic && !/^(manage|offer)$/.test(second)) {
      link.addEventListener('click', (event) => {
        if (isFrameForbidden) return
        event.preventDefault()
        showBooking(url)
      })
    }
    return link
  })
}

/** @param {HTMLElement} element @param {Pick<import('./state.js').Line, 'from' | 'name' | 'text' | 'choices'>} line */
function fill(element, { from, name, text, choices }) {
  element.className = `line ${from}`
  element.replaceChildren(
    make('span', { class: 'quiet name', text: name ?? say(from === 'visitor' ? 'you' : from) }),
    make('p', {}, ...withLinks(text)),
    make('div', { class: 'choices' }, ...choices.map(offer)),
  )
}

/** @param {import('./state.js').Choice} choice */
function offer(choice) {
  const button = make('button', { type: 'button', text: choice.title })
  button.addEventListener('click', () => {
    field.focus()
    write(choice.title, { choice })
  })
  return button
}

/** Whether what is new shall be scrolled to. */
function isAtEnd() {
  return log.scrollHeight - log.scrollTop - log.clientHeight < 80
}

/** The answer while it is being written. Read out is its line alone, once, when it has come. */
const draft = make('div', { class: 'line assistant draft', 'aria-hidden': 'true' })

/** @param {string} text  All there is so far; empty: it is withdrawn. */
export function putDraft(text) {
  const isFollowed = isAtEnd()
  if (!text) return draft.remove()
  draft.replaceChildren(make('span', { class: 'quiet name', text: say('assistant') }), make('p', { text }))
  if (!draft.isConnected) log.insertBefore(draft, log.querySelector('.letter'))
  if (isFollowed) scrollDown()
}

/** @param {import('./state.js').Line} line  One that came before is replaced. */
export function put(line) {
  const { id, key } = line
  const { lines } = chat
  const isFollowed = isAtEnd()
  const element = shown.get(id) ?? shown.get(key ?? '') ?? make('div')
  if (key) {
    shown.delete(key)
    forget(`letter:${key}`)
  }
  lines.set(id, line)
  shown.set(id, element)
  if (id > chat.last) chat.last = id
  fill(element, line)
  if (line.from !== 'visitor' && draft.isConnected) {
    // In its place, without a blink.
    element.dataset.drafted = ''
    draft.remove()
  }
  const next = [...lines.keys()].filter((other) => other > id).sort()[0]
  const place = (next && shown.get(next)) || log.querySelector('.draft, .letter')
  if (!element.isConnected || element.nextElementSibling !== place) log.insertBefore(element, place)
  settle()
  if (isFollowed) scrollDown()
}

/** @param {import('./state.js').Letter} letter */
export function putLetter({ id, text }) {
  if (shown.has(id) || [...chat.lines.values()].some(({ key }) => key === id)) return
  const element = make('div')
  fill(element, { from: 'visitor', name: null, text, choices: [] })
  element.classList.add('letter')
  element.append(make('span', { class: 'quiet mark', text: say('waiting') }))
  shown.set(id, element)
  log.append(element)
  settle()
  scrollDown()
}

/** The server has it, or will not have it: then `why` is said. @param {string} id @param {string} [why] */
export function endLetter(id, why) {
  const element = shown.get(id)
  element?.classList.remove('letter')
  const mark = element?.querySelector('.mark')
  if (mark && why) mark.textContent = why
  else mark?.remove()
}

/** @param {string} id */
export function takeBack(id) {
  shown.get(id)?.remove()
  shown.delete(id)
}

/** Said by the chat itself. @param {...(Node | string)} content */
export function putNotice(...content) {
  log.append(make('div', { class: 'line notice' }, make('p', {}, ...content)))
  scrollDown()
}

export function scrollDown() {
  log.scrollTop = log.scrollHeight
}
