// @ts-check
// What the booking page does beyond what it does without JavaScript: months and days without a new page, asked for when
// a finger comes near; the visitor's own zone and clock; the hold's last minute; forms that are sent once; the frame's
// height, for the site around it. No library, sent as it stands.

const locale = document.documentElement.dataset.locale || undefined
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
/** @type {(what: string) => HTMLElement | null} */
const find = (what) => document.querySelector(what)

// Months and days

/** @type {Map<string, Promise<Document>>} Pages asked for a moment ago. */
const asked = new Map()
const FRESH_MS = 20_000
let turn = 0
/** Without its fragment: a jump within the page is no other page. */
let shownAt = location.href.split('#')[0]

/** @param {string} address */
function ask(address) {
  const url = address.split('#')[0] ?? address
  let page = asked.get(url)
  if (!page) {
    page = fetch(url, { headers: { accept: 'text/html' } }).then(async (answer) => {
      if (!answer.ok) throw new Error(String(answer.status))
      return new DOMParser().parseFromString(await answer.text(), 'text/html')
    })
    page.catch(() => asked.delete(url))
    asked.set(url, page)
    setTimeout(() => asked.delete(url), FRESH_MS)
  }
  return page
}

/**
 * Puts the calendar of another address into this page. Whatever goes wrong, the browser goes there as it would have.
 * @param {string} address
 * @param {{ key?: string, isBack?: boolean, toTimes?: boolean }} [how]
 */
async function swap(address, { key, isBack, toTimes } = {}) {
  const mine = ++turn
  const offer = find('#offer')
  offer?.setAttribute('aria-busy', 'true')
  try {
    const page = await ask(address)
    if (mine !== turn) return
    const next = page.querySelector('#offer')
    if (!offer || !(next instanceof HTMLElement)) throw new Error('no calendar')
    const fresh = /** @type {HTMLElement} */ (document.importNode(next, true))
    offer.replaceWith(fresh)
    document.title = page.title
    if (!isBack) history.pushState(null, '', address)
    shownAt = location.href.split('#')[0]
    // Where the focus was, it stays; else the keyboard would begin at the top again.
    const same = key && fresh.querySelector(`[data-key="${CSS.escape(key)}"]`)
    if (same instanceof HTMLElement) same.focus({ preventScroll: true })
    const told = find('#told')
    if (told) told.textContent = fresh.dataset.told || ''
    if (toTimes) showTimes()
    settle()
  } catch {
    location.assign(address)
  }
}

/** On a phone the times lie below the month: whoever chose a day is brought there. */
function showTimes() {
  const times = find('#times')
  if (times && times.getBoundingClientRect().top > innerHeight * 0.7) times.scrollIntoView({ block: 'start' })
}

/** @param {Event} event */
function linkOf({ target }) {
  return target instanceof Element
    ? /** @type {HTMLAnchorElement | null} */ (target.closest('a[data-swap]'))
    : null
}

for (const near of ['pointerover', 'pointerdown', 'focusin']) {
  document.addEventListener(
    near,
    (event) => {
      const link = linkOf(event)
      if (link) ask(link.href).catch(() => {})
    },
    { passive: true },
  )
}

document.addEventListener('click', (event) => {
  const link = linkOf(event)
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  swap(link.href, { key: link.dataset.key, toTimes: link.dataset.swap === 'times' })
})

document.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLSelectElement && target.form?.matches('[data-swap]')) target.form.requestSubmit()
})

addEventListener('popstate', () => {
  if (find('#offer') && location.href.split('#')[0] !== shownAt) swap(location.href, { isBack: true })
})

// Forms

/** A hold that was taken on this page's form, so that going back and choosing again gives it back. */
const HOLD = 'foyer-hold'

/** @param {(store: Storage) => void} work */
function remembering(work) {
  try {
    work(sessionStorage)
  } catch {
    // Storage may be forbidden in a frame; the hold then ends by itself.
  }
}

document.addEventListener('submit', (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target)
  if (form.matches('[data-swap]')) {
    event.preventDefault()
    const said = /** @type {[string, string][]} */ ([...new FormData(form)])
    const select = form.querySelector('select')
    return swap(`${form.action.split('?')[0]}?${new URLSearchParams(said)}`, { key: select?.dataset.key })
  }
  const wait = form.dataset.once
  if (!wait) return
  if (form.dataset.sent) return event.preventDefault()
  form.dataset.sent = 'yes'
  const button = form.querySelector('button')
  if (!button) return
  button.dataset.label = button.textContent ?? ''
  // After the form is read: a disabled button would not be sent.
  setTimeout(() => {
    button.disabled = true
    button.textContent = wait
  })
})

// Back from the next page by the browser's button: the form can be sent again.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    form.removeAttribute('data-sent')
    const button = form.querySelector('button')
    if (button?.dataset.label) button.textContent = button.dataset.label
    if (button) button.disabled = false
  }
  remembering((store) => {
    const field = find('[data-hold]')
    if (field instanceof HTMLInputElement) field.value ||= store.getItem(HOLD) || ''
  })
})

const hold = find('[data-hold-until]')
if (hold) {
  remembering((store) => store.setItem(HOLD, hold.dataset.holdToken || ''))
  const left = Date.parse(hold.dataset.holdUntil || '') - serverNow()
  setTimeout(
    () => {
      hold.textContent = hold.dataset.expired || ''
      hold.setAttribute('role', 'status')
    },
    Math.max(0, Math.min(left, 2 ** 31 - 1)),
  )
}
if (find('[data-booked]')) remembering((store) => store.removeItem(HOLD))

/** Devices' clocks are wrong by minutes; the page says when it was made. */
function serverNow() {
  return Date.parse(document.documentElement.dataset.now || '') || Date.now()
}

find('[data-focus]')?.focus()

// The visitor's zone and clock

/** @param {string} timeZone */
function nameOfZone(timeZone) {
  const part = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' })
    .formatToParts()
    .find(({ type }) => type === 'timeZoneName')
  const city = timeZone.split('/').pop()?.replaceAll('_', ' ')
  return part && timeZone.includes('/') ? `${part.value} (${city})` : timeZone
}

/**
 * Whether the two clocks differ on that day: places that share a clock need no second name.
 * @param {string} other
 * @param {string | undefined} at
 */
function differs(other, at) {
  const show = (/** @type {string} */ timeZone) =>
    new Date(at || Date.now()).toLocaleString('en', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  return show(other) !== show(zone)
}

/** After every change of the calendar. */
function settle() {
  const offer = find('#offer')
  const own = offer?.querySelector('[data-own-zone]')
  const shown = offer?.dataset.zone
  const first = offer?.querySelector('time')?.dateTime
  if (own instanceof HTMLElement && shown && zone && differs(shown, first)) {
    const url = new URL(own.dataset.href || '', location.href)
    url.searchParams.set('tz', zone)
    const link = own.querySelector('a')
    const name = own.querySelector('[data-zone-name]')
    if (own.dataset.ownZone === 'take') {
      history.replaceState(null, '', url)
      swap(url.href, { isBack: true })
    } else if (link && name) {
      link.href = url.href
      name.textContent = nameOfZone(zone)
      own.hidden = false
    }
  }
  if (shown) useOwnClock(shown)
}

/**
 * Twelve or twenty-four hours, where the device says otherwise than the page's locale.
 * @param {string} timeZone
 */
function useOwnClock(timeZone) {
  const clock = (/** @type {string | undefined} */ tag) =>
    new Intl.DateTimeFormat(tag, { hour: 'numeric' }).resolvedOptions().hour12
  const hour12 = clock(undefined)
  if (hour12 === clock(locale)) return
  for (const time of document.querySelectorAll('#offer time')) {
    if (!(time instanceof HTMLTimeElement)) continue
    const isTwice = time.dataset.twice !== undefined
    time.textContent = new Date(time.dateTime).toLocaleTimeString(locale, {
      hour: 'numeric',
      minute: '2-digit',
      hour12,
      timeZone,
      ...(isTwice ? { timeZoneName: 'short' } : {}),
    })
  }
}

settle()

// In a frame: embed.js around it makes the frame as high as the page.

if (parent !== window && document.documentElement.classList.contains('embedded')) {
  const tell = () =>
    parent.postMessage({ foyer: 'height', height: document.documentElement.offsetHeight }, '*')
  new ResizeObserver(tell).observe(document.body)
  tell()
  parent.postMessage({ foyer: find('[data-booked]') ? 'booked' : 'page' }, '*')
  addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') parent.postMessage({ foyer: 'close' }, '*')
  })
}
