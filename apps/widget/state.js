// @ts-check
// A clinic's chat on its own site, by one line:
//
//   <script src="https://foyer.example.com/widget.js" data-clinic="riverside" async></script>
//
//   data-language                  "es": the chat's language, else the page's
//   data-user-id, data-user-hash   who your visitor is, and your server's proof of it
//
// window hears "foyer:booked" after a booking. The server joins these files to one script (widget-asset.ts); this is the
// first: whose chat it is, and what is known of it.

const script = /** @type {HTMLScriptElement} */ (document.currentScript)
const { userId, userHash } = script.dataset

export const clinic = script.dataset.clinic ?? ''
if (!clinic) throw new Error('Foyer: the script names no clinic; add data-clinic="…"')
export const origin = new URL(script.src).origin
export const language = script.dataset.language || document.documentElement.lang || navigator.language

/**
 * @typedef {{ id: string, title: string }} Choice
 * @typedef {'visitor' | 'assistant' | 'staff' | 'notice'} Author
 * @typedef {{ id: string, key: string | null, from: Author, name: string | null, text: string, choices: Choice[] }} Line
 *   `key`: the visitor's own id of it
 * @typedef {{ id: string, text: string, at: number, choice?: Choice, isPerson?: boolean }} Letter  What waits to be sent.
 * @typedef {{ answers: 'assistant' | 'waiting' | 'person' | 'closed', is_typing: boolean, is_seen: boolean, is_stopped: boolean }} State
 * @typedef {object} Session
 * @property {string} token
 * @property {string} booking
 * @property {{ name: string, origin: string, books: boolean }} clinic
 * @property {string} language
 * @property {Record<string, string>} texts
 * @property {boolean} has_written
 * @property {State} state
 * @property {Line[]} lines
 */

export const chat = {
  /** Whom the site vouches for; nobody once that was refused. */
  user: userId && userHash ? { user_id: userId, user_hash: userHash } : null,
  /** @type {Session | null} */
  session: null,
  /** @type {Map<string, Line>} */
  lines: new Map(),
  /** The newest line's id. */
  last: '',
  readUpTo: '',
}

/** Said before the server has said anything, or where it cannot. */
export const [openChat, away] = language.startsWith('es')
  ? ['Abrir el chat', 'Ahora no hay conexión con el chat. Inténtelo de nuevo en un momento.']
  : ['Open chat', 'The chat cannot be reached right now. Please try again in a moment.']

/** @param {string} phrase */
export function say(phrase) {
  return chat.session?.texts[phrase] ?? ''
}
