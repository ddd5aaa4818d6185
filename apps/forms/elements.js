/** Elements, made in one line, and the words of the page. */

/**
 * @typedef {Node | string | null | undefined | false | Child[]} Child
 * @typedef {Record<string, unknown>} Attributes
 */

/**
 * Attributes with a function are listeners, `true` is an empty attribute, `null` and `false` are none.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Attributes} attributes
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key, /** @type {EventListener} */ (value))
    else if (value === true) element.setAttribute(key, '')
    else if ((value ?? false) !== false) element.setAttribute(key, String(value))
  }
  // Listed as they are, so that "" and null leave nothing behind.
  const all = /** @type {(Node | string)[]} */ (children.flat(9).filter(Boolean))
  element.append(...all)
  return element
}

/**
 * A text of paragraphs: what is set apart by empty lines.
 * @param {string} text
 */
export function paragraphs(text) {
  return text.split(/\n{2,}/).map((part) => el('p', {}, part))
}

/** In the language of the page; the server put them there. @type {Record<string, string>} */
const texts = JSON.parse(document.getElementById('texts')?.textContent ?? '{}')

/** @param {string} key @param {Record<string, string | number | undefined>} [gaps] */
export function say(key, gaps = {}) {
  return (texts[key] ?? key).replace(/\{(\w+)\}/g, (_, gap) => String(gaps[gap] ?? ''))
}

export const { lang: language } = document.documentElement
