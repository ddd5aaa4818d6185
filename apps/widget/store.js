// @ts-check
// What is kept in this browser; where that is forbidden, for as long as the page.
import { chat, clinic } from './state.js'

/** @type {Map<string, string>} */
const memory = new Map()

export function prefix() {
  return `foyer:${clinic}:${chat.user ? `user=${chat.user.user_id}:` : ''}`
}

/**
 * @template T
 * @param {(store: Storage) => T} work
 */
function inStore(work) {
  try {
    return work(localStorage)
  } catch {
    return null
  }
}

/** @param {string} name */
export function recall(name) {
  const key = prefix() + name
  return JSON.parse(inStore((store) => store.getItem(key)) ?? memory.get(key) ?? 'null')
}

/** @param {string} name @param {unknown} value */
export function keep(name, value) {
  const text = JSON.stringify(value)
  memory.set(prefix() + name, text)
  inStore((store) => store.setItem(prefix() + name, text))
}

/** @param {string} name */
export function forget(name) {
  memory.delete(prefix() + name)
  inStore((store) => store.removeItem(prefix() + name))
}

/**
 * In the order in which they were written. Each has a key of its own, so that two tabs never write over each other.
 * @returns {import('./state.js').Letter[]}
 */
export function findLetters() {
  const names = new Set([...memory.keys(), ...(inStore((store) => Object.keys(store)) ?? [])])
  return [...names]
    .filter((name) => name.startsWith(`${prefix()}letter:`))
    .map((name) => recall(name.slice(prefix().length)))
    .filter(Boolean)
    .sort((a, b) => a.at - b.at)
}

/** A user is known by the site's proof on every page: no token stays behind for who comes next. */
export function keepSession() {
  if (!chat.session) return
  const { lines: _, ...kept } = chat.session
  keep('session', chat.user ? { has_written: kept.has_written } : kept)
}
