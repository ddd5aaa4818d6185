// @ts-check
// What is on the screen. Nothing is ever read as HTML, and no style stands in an attribute: the strictest policy allows it.
import { openChat } from './state.js'

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} [attributes]  `text` is what stands in it.
 * @param {...(Node | string)} children
 */
export function make(tag, { text = '', ...attributes } = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(text, ...children)
  return element
}

/** @param {string} path */
function icon(path) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const shape = document.createElementNS(svg.namespaceURI ?? '', 'path')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  shape.setAttribute('d', path)
  svg.append(shape)
  return svg
}

/** @param {string} name @param {...(Node | string)} children */
function button(name, ...children) {
  return make('button', { type: 'button', class: name }, ...children)
}

export const badge = make('span', { class: 'badge', 'aria-hidden': 'true', hidden: '' })
export const launcher = button('launcher', icon('M4 4h16v12H8l-4 4z'), badge)
launcher.setAttribute('aria-haspopup', 'dialog')
export const title = make('h2', { id: 'title', text: openChat })
export const who = make('p', { class: 'quiet' })
export const close = button('icon', icon('M6 6l12 12M18 6L6 18'))
export const welcome = make('p', { class: 'quiet' })
export const book = button('book')
export const log = make('div', { role: 'log', tabindex: '0', class: 'log' }, welcome, book)
export const typing = make('p', { class: 'quiet told', hidden: '' })
export const told = make('p', { class: 'quiet told', role: 'status' })
export const person = button('person')
export const field = make('textarea', { rows: '1', maxlength: '2000', enterkeyhint: 'send' })
export const send = make('button', { class: 'icon send' }, icon('M4 12h14M12 5l7 7-7 7'))
export const form = make('form', {}, field, send)
export const talk = make('div', { class: 'talk' }, log, typing, told, person, form)
export const back = button('back')
export const tab = make('a', { target: '_blank', rel: 'noopener' })
export const booking = make('div', { class: 'talk', hidden: '' }, make('nav', {}, back, tab))
export const panel = make(
  'section',
  { class: 'panel', role: 'dialog', 'aria-labelledby': 'title', hidden: '' },
  make('header', {}, make('div', {}, title, who), close),
  talk,
  booking,
)
person.hidden = true
book.hidden = true

export const host = document.createElement('foyer-chat')
const sheet = new CSSStyleSheet()
sheet.replaceSync('@look.css')
const root = host.attachShadow({ mode: 'open' })
root.adoptedStyleSheets = [sheet]
root.append(panel, launcher)

/** @param {string} text */
export function notify(text) {
  told.textContent = text
}
