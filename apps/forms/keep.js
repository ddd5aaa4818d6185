/** Where answers are kept: with the clinic after each step, in this tab until they are there. */
import { buildResponse, filledOf } from '@foyer/forms'
import { language } from './elements.js'

/**
 * @typedef {import('@foyer/forms').Filled} Filled
 * @typedef {import('@foyer/forms').Form} Form
 * @typedef {import('@foyer/forms').Issue} Issue
 * @typedef {'saved' | 'offline' | 'completed' | 'expired' | 'broken'} Outcome
 * @typedef {{ status: number, body: any }} Reply
 */

const HERE = location.pathname.replace(/\/$/, '')
const KEY = `form:${HERE}`

/**
 * @param {string} part
 * @param {string} method
 * @param {BodyInit} [body]
 * @returns {Promise<Reply>} Status 0: nobody answered.
 */
export async function ask(part, method, body) {
  try {
    const headers = typeof body === 'string' ? { 'content-type': 'application/json' } : undefined
    const reply = await fetch(`${HERE}/${part}`, { method, body, headers })
    return { status: reply.status, body: await reply.json().catch(() => null) }
  } catch {
    return { status: 0, body: null }
  }
}

/** What this tab keeps; a browser that keeps nothing has none, and the clinic has each step. @param {string} [part] */
export function kept(part = '') {
  try {
    return JSON.parse(sessionStorage.getItem(KEY + part) ?? 'null')
  } catch {
    return null
  }
}

/** @param {unknown} what @param {string} [part] */
export function keep(what, part = '') {
  try {
    sessionStorage.setItem(KEY + part, JSON.stringify(what))
  } catch {
    // As above.
  }
}

/**
 * One form's answers. `touched` are the places changed since the clinic had them.
 * @param {Form} form
 * @param {{ filled: Filled, revision: number, touched: string[] }} start
 */
export function openAnswers(form, start) {
  let { filled, revision } = start
  const touched = new Set(start.touched)

  /** @param {Filled} theirs */
  const mergeOver = (theirs) => {
    const merged = { ...theirs }
    for (const place of touched) {
      const own = filled[place]
      if (own) merged[place] = own
      else delete merged[place]
    }
    filled = merged
  }

  /**
   * @param {string} part
   * @param {string} method
   * @param {'in-progress' | 'completed'} status
   * @returns {Promise<{ outcome: Outcome, issues: Issue[] }>}
   */
  async function send(part, method, status) {
    for (let attempt = 0; attempt < 3; attempt++) {
      const sent = new Set(touched)
      const response = buildResponse(form, filled, { status, language })
      const reply = await ask(part, method, JSON.stringify({ revision, response }))
      const type = String(reply.body?.type ?? '').replace('/problems/', '')
      if (reply.status === 200) {
        revision = reply.body.revision ?? revision
        for (const place of sent) touched.delete(place)
        if (touched.size === 0) keep(null)
        return { outcome: 'saved', issues: [] }
      }
      if (type === 'form-completed') return { outcome: 'completed', issues: [] }
      if (type === 'form-expired') return { outcome: 'expired', issues: [] }
      if (type !== 'form-changed') {
        const isAway = reply.status === 0 || reply.status === 429 || reply.status >= 500
        return { outcome: isAway ? 'offline' : 'broken', issues: reply.body?.issues ?? [] }
      }
      // Another tab was faster: what it said stays, but for what was said here.
      mergeOver(filledOf(reply.body.response))
      revision = reply.body.revision
    }
    return { outcome: 'offline', issues: [] }
  }

  return {
    get filled() {
      return filled
    },
    /** @param {string} place @param {import('@foyer/forms').Value | undefined} value */
    set(place, value) {
      const next = { ...filled }
      if (value) next[place] = value
      else delete next[place]
      filled = next
      touched.add(place)
      keep({ filled, revision, touched: [...touched] })
    },
    save: () => send('answers', 'PUT', 'in-progress'),
    complete: () => send('complete', 'POST', 'completed'),
    get isSaved() {
      return touched.size === 0
    },
  }
}
