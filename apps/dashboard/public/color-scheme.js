// Sets light or dark before the first paint; a file of its own, since the page allows no inline scripts.
;(() => {
  let chosen = 'auto'
  try {
    chosen = localStorage.getItem('foyer-color-scheme') || 'auto'
  } catch {}
  const dark = chosen === 'dark' || (chosen === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
