// @ts-check
// What is sent and heard. A letter bears its id, so that sending it twice is sending it once; the stream says where it was.
import { notify, panel } from './elements.js'
import { away, chat, clinic, language, origin, say } from './state.js'
import { findLetters, forget, keep, keepSession, recall } from './store.js'
import { endLetter, newLines, put, putDraft, putLetter, settle, showTexts, takeBack } from './thread.js'

/** The server's heart beats every 20 s. */
const SILENCE_MS = 45_000
const PAUSE_MS_MAX = 30_000

/** @param {string} path @param {unknown} [body]  Without one it is a GET. @param {AbortSignal} [signal] */
function call(path, body, signal) {
  return fetch(`${origin}/widget/${clinic}/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(chat.session ? { authorization: `Bearer ${chat.session.token}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    ...(signal ? { signal } : {}),
    credentials: 'omit',
    cache: 'no-store',
  })
}

/** Status 0: there was no answer. @param {string} path @param {unknown} body */
async function ask(path, body) {
  try {
    const answer = await call(path, body)
    const wait = Number(answer.headers.get('retry-after'))
    return { status: answer.status, wait, json: await answer.json().catch(() => null) }
  } catch {
    return { status: 0, wait: 0, json: null }
  }
}

/** @param {number} times */
function pauseMs(times) {
  return Math.min(PAUSE_MS_MAX, 500 * 2 ** times) * (0.5 + Math.random() / 2)
}

/** @type {Promise<boolean> | null} */
let beginning = null

/** Begins or resumes. False where the server cannot be reached or knows no such chat. */
export function begin() {
  beginning ??= resume().finally(() => {
    beginning = null
  })
  return beginning
}

/** @returns {Promise<boolean>} */
async function resume() {
  const sent = chat.user ? undefined : recall('session')?.token
  const { status, json } = await ask('session', {
    token: sent,
    language: language.slice(0, 35),
    ...chat.user,
  })
  if (status === 401 && chat.user) {
    // biome-ignore lint/suspicious/noConsole: for whoever builds the site.
    console.warn('Foyer:', json?.detail)
    chat.user = null
    return resume()
  }
  if (status !== 200) return false
  const hadWritten = chat.session?.has_written
  const session = /** @type {import('./state.js').Session} */ (json)
  const other = chat.user ? null : recall('session')
  // Another tab began in the same moment: there is one visitor here.
  if (other && other.token !== sent && !session.has_written) {
    session.token = other.token
    session.has_written = other.has_written
  }
  session.has_written ||= Boolean(hadWritten)
  chat.session = session
  keepSession()
  for (const line of session.lines) put(line)
  for (const letter of findLetters()) putLetter(letter)
  showTexts()
  listen()
  return true
}

/** @param {string} text @param {{ choice?: import('./state.js').Choice, isPerson?: boolean }} [how] */
export function write(text, how = {}) {
  const letter = { id: newId(), text, at: Date.now(), ...how }
  keep(`letter:${letter.id}`, letter)
  putLetter(letter)
  deliver()
}

/** A UUIDv4. `crypto.randomUUID` is for pages over https alone. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})/, '$1-$2-4$3-a$4-')
}

let isSending = false
let failures = 0
/** @type {ReturnType<typeof setTimeout> | undefined} */
let later

/** Sends what waits, in the order in which it was written. */
export async function deliver() {
  if (isSending) return
  isSending = true
  clearTimeout(later)
  for (let letter = findLetters()[0]; letter; letter = findLetters()[0]) {
    const wait = await sendOne(letter)
    if (wait === null) continue
    later = setTimeout(deliver, wait)
    break
  }
  isSending = false
}

/** Null: it is done with, one way or the other. Else after how many milliseconds it may be tried again. @param {import('./state.js').Letter} letter */
async function sendOne({ id, text, choice, isPerson }) {
  if (!chat.session && !(await begin())) return putOff()
  const spoken = chat.session?.language
  const { status, wait, json } = isPerson
    ? await ask('person', { id, language: spoken })
    : await ask('messages', { id, text, choice })
  if (status === 429) {
    notify(say('slow'))
    return wait * 1000
  }
  // A token that is over is made new; one that is refused at once is not asked for forever.
  if (status === 401 && failures++ === 0 && (await begin())) return 0
  if (status === 0 || status === 401 || status >= 500) return putOff()
  failures = 0
  notify('')
  forget(`letter:${id}`)
  if (json?.is_asked === false) takeBack(id)
  else endLetter(id, status >= 400 ? say('refused') : '')
  if (status < 400 && chat.session && !chat.session.has_written) {
    chat.session.has_written = true
    keepSession()
  }
  listen()
  return null
}

function putOff() {
  notify(say('offline') || away)
  return pauseMs(++failures)
}

/** @type {AbortController | null} */
let ear = null

/** Whoever has written is answered here, while somebody looks at the page. */
export function listen() {
  if (ear || !chat.session?.has_written || document.hidden) return
  ear = new AbortController()
  hearOut(ear.signal)
}

export function stopListening() {
  ear?.abort()
  ear = null
}

/** The line is back: nothing waits any longer. */
export function tryAgain() {
  failures = 0
  stopListening()
  listen()
  deliver()
}

/** @param {AbortSignal} signal */
async function hearOut(signal) {
  for (let times = 0; !signal.aborted; times++) {
    try {
      const answer = await call(chat.last ? `events?after=${chat.last}` : 'events', null, signal)
      if (answer.status === 401) await begin()
      if (answer.ok && answer.body) {
        times = 0
        notify('')
        deliver()
        await hear(answer.body.getReader())
      }
    } catch {
      if (!signal.aborted) notify(say('offline'))
    }
    // Whoever listens anew is told all of it.
    putDraft('')
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, pauseMs(times)))
  }
}

/** Reads server-sent events until they end. @param {ReadableStreamDefaultReader<Uint8Array>} reader */
async function hear(reader) {
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    // A connection that is cut ends silently: the heartbeat is missed instead.
    const silence = setTimeout(() => reader.cancel(), SILENCE_MS)
    const { done, value } = await reader.read().finally(() => clearTimeout(silence))
    if (done) return
    const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1]
      if (data) take(/^event: (.*)$/m.exec(block)?.[1], JSON.parse(data))
    }
  }
}

/** @param {string | undefined} event @param {any} data */
function take(event, data) {
  if (event === 'state' && chat.session) {
    chat.session.state = data
    settle()
  }
  if (event === 'draft') putDraft(data.text)
  if (event !== 'line') return
  const isNew = !chat.lines.has(data.id)
  put(data)
  if (isNew) markRead()
}

/** What came since is read where the chat is open, else delivered. */
export function markRead() {
  if (document.hidden || newLines().length === 0) return
  if (!panel.hidden) {
    chat.readUpTo = chat.last
    keep('read', chat.readUpTo)
    settle()
  }
  ask('read', { up_to: chat.last, as: panel.hidden ? 'delivered' : 'read' })
}
