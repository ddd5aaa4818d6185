// @ts-check
// The last file: what the visitor does, and what other tabs do.
import { hideBooking, showBooking } from './booking.js'
import { back, book, booking, close, field, form, host, launcher, notify, panel, person } from './elements.js'
import { away, chat, clinic, say } from './state.js'
import { findLetters, prefix, recall } from './store.js'
import { endLetter, putLetter, scrollDown, settle, showTexts } from './thread.js'
import { begin, deliver, listen, markRead, stopListening, tryAgain, write } from './wire.js'

/** @param {boolean} isOpen */
function turn(isOpen) {
  panel.hidden = !isOpen
  host.classList.toggle('open', isOpen)
  settle()
  if (!isOpen) return launcher.focus()
  field.focus()
  scrollDown()
  if (chat.session) return markRead()
  notify('')
  begin().then((isDone) => (isDone ? markRead() : notify(away)))
}

launcher.addEventListener('click', () => turn(Boolean(panel.hidden)))
close.addEventListener('click', () => turn(false))
panel.addEventListener('keydown', (event) => {
  // The page around may have shortcuts of its own.
  event.stopPropagation()
  if (event.key !== 'Escape') return
  if (booking.hidden) turn(false)
  else hideBooking()
})
field.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  form.requestSubmit()
})
form.addEventListener('submit', (event) => {
  event.preventDefault()
  const text = field.value.trim()
  if (!text) return
  field.value = ''
  write(text)
})
person.addEventListener('click', () => {
  person.hidden = true
  field.focus()
  write(say('person_asked'), { isPerson: true })
})
book.addEventListener('click', () => showBooking(new URL(`${chat.session?.clinic.origin}/${clinic}`)))
back.addEventListener('click', hideBooking)

addEventListener('online', () => {
  notify('')
  tryAgain()
})
addEventListener('offline', () => notify(say('offline') || away))
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return stopListening()
  listen()
  markRead()
})

addEventListener('storage', ({ key, newValue }) => {
  if (!key?.startsWith(prefix())) return
  const name = key.slice(prefix().length)
  const { session, user } = chat
  if (name === 'read') {
    chat.readUpTo = recall('read') ?? ''
    settle()
  }
  if (name === 'session' && newValue && session && !user) {
    const other = JSON.parse(newValue)
    if (!session.has_written) session.token = other.token
    session.has_written ||= other.has_written
    listen()
  }
  if (!name.startsWith('letter:')) return
  if (!newValue) endLetter(name.slice('letter:'.length))
  else if (session) putLetter(JSON.parse(newValue))
})

function mount() {
  document.body.append(host)
  chat.readUpTo = recall('read') ?? ''
  showTexts()
  // Nobody who never wrote is asked about.
  if (recall('session')?.has_written || findLetters().length > 0) begin().then(deliver)
}
customElements.define('foyer-chat', class extends HTMLElement {})
if (document.readyState === 'loading') addEventListener('DOMContentLoaded', mount)
else mount()
