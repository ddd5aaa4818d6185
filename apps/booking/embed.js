// @ts-check
// A clinic's booking page on its own site, by one line:
//
//   <script src="https://foyer.example.com/embed.js" data-clinic="riverside" data-service="botox" async></script>
//
//   data-service  leads to one service; without it all are listed
//   data-mode     "inline" (default): here, as high as the page is. "popup": a button here opens it over the site
//   data-label    what the button says       data-lang    "es": the page's language, else the browser's
//   data-source   where the bookings come from ("instagram"); utm_… of the site's own address go along by themselves
//
// window hears "foyer:booked" after a booking.
;(() => {
  const script = document.currentScript
  if (!(script instanceof HTMLScriptElement)) return
  const { clinic, service, mode, label, lang, source } = script.dataset
  if (!clinic) throw new Error('Foyer: the script names no clinic; add data-clinic="…"')
  const origin = new URL(script.src).origin

  const address = new URL([clinic, service].filter(Boolean).join('/'), `${origin}/`)
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (/^(utm_(source|medium|campaign)|campaign)$/.test(name)) address.searchParams.set(name, value)
  }
  if (source) address.searchParams.set('source', source)
  if (lang) address.searchParams.set('lang', lang)
  address.searchParams.set('embed', '1')

  const isSpanish = (lang || document.documentElement.lang).startsWith('es')
  const title = label || (isSpanish ? 'Pedir una cita' : 'Book an appointment')

  function makeFrame() {
    const frame = document.createElement('iframe')
    frame.src = address.href
    frame.title = title
    Object.assign(frame.style, { display: 'block', width: '100%', height: '640px', border: '0' })
    return frame
  }

  /**
   * What the page in the frame says; nobody else is listened to.
   * @param {HTMLIFrameElement} frame
   * @param {(said: { foyer: string, height?: number }) => void} hear
   */
  function listen(frame, hear) {
    addEventListener('message', ({ origin: from, source: window, data }) => {
      if (from !== origin || window !== frame.contentWindow || typeof data?.foyer !== 'string') return
      if (data.foyer === 'booked') dispatchEvent(new CustomEvent('foyer:booked'))
      hear(data)
    })
  }

  function inline() {
    const frame = makeFrame()
    let pages = 0
    listen(frame, ({ foyer, height }) => {
      if (foyer === 'height' && height) frame.style.height = `${Math.min(Math.ceil(height), 20_000)}px`
      // Another page in the frame begins at its top, which may be out of sight.
      const isNext = foyer === 'page' || foyer === 'booked'
      if (isNext && pages++ > 0 && frame.getBoundingClientRect().top < 0) frame.scrollIntoView()
    })
    script?.after(frame)
  }

  function popup() {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'foyer-button'
    button.textContent = title
    const dialog = document.createElement('dialog')
    dialog.setAttribute('aria-label', title)
    Object.assign(dialog.style, {
      width: 'min(48rem, 100vw)',
      height: 'min(56rem, 100dvh)',
      maxWidth: '100vw',
      maxHeight: '100dvh',
      padding: '0',
      border: '0',
      borderRadius: '12px',
      overflow: 'hidden',
    })
    const close = document.createElement('button')
    close.type = 'button'
    close.textContent = '×'
    close.setAttribute('aria-label', isSpanish ? 'Cerrar' : 'Close')
    Object.assign(close.style, {
      position: 'absolute',
      top: '4px',
      insetInlineEnd: '4px',
      width: '44px',
      height: '44px',
      border: '0',
      borderRadius: '22px',
      background: 'rgb(255 255 255 / 85%)',
      color: '#14191d',
      font: '24px/1 system-ui, sans-serif',
      cursor: 'pointer',
    })
    close.addEventListener('click', () => dialog.close())
    button.addEventListener('click', () => {
      // Loaded when it is first wanted, and kept: whoever closes it by mistake finds what they typed.
      if (!dialog.querySelector('iframe')) {
        const frame = makeFrame()
        frame.style.height = '100%'
        listen(frame, ({ foyer }) => {
          if (foyer === 'close') dialog.close()
        })
        dialog.append(frame, close)
      }
      dialog.showModal()
    })
    script?.after(button, dialog)
  }

  if (mode === 'popup') popup()
  else inline()
})()
