// @ts-check
// The booking page inside the chat, and beside it where the site's policy forbids frames of ours.
import { back, booking, field, make, tab, talk } from './elements.js'
import { chat, say } from './state.js'
import { putNotice } from './thread.js'

/** @type {HTMLIFrameElement | null} */
let frame = null
export let isFrameForbidden = false

/** @param {URL} url */
export function showBooking(url) {
  if (!url.searchParams.has('source')) url.searchParams.set('source', 'widget')
  if (chat.session) {
    url.searchParams.set('lang', chat.session.language)
    url.searchParams.set('chat', chat.session.booking)
  }
  tab.href = url.href
  if (isFrameForbidden) {
    window.open(url.href, '_blank', 'noopener')
    return
  }
  const inside = new URL(url)
  inside.searchParams.set('embed', '1')
  frame?.remove()
  frame = make('iframe', { src: inside.href, title: say('book') })
  booking.append(frame)
  talk.hidden = true
  booking.hidden = false
  back.focus()
}

export function hideBooking() {
  frame?.remove()
  frame = null
  booking.hidden = true
  talk.hidden = false
  field.focus()
}

addEventListener('message', ({ source, origin: from, data }) => {
  if (!frame || source !== frame.contentWindow || from !== new URL(frame.src).origin) return
  if (data?.foyer === 'close') hideBooking()
  if (data?.foyer === 'booked') {
    // Where something was written the booking stands in the talk as a line.
    if (!chat.session?.has_written) putNotice(say('booked'))
    dispatchEvent(new CustomEvent('foyer:booked'))
  }
})

document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  if (!frame || effectiveDirective !== 'frame-src' || !frame.src.startsWith(blockedURI)) return
  isFrameForbidden = true
  hideBooking()
  putNotice(make('a', { href: tab.href, target: '_blank', rel: 'noopener', text: say('book') }))
})
