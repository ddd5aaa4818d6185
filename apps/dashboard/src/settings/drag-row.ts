/** A row of a list is drawn to another place by mouse or finger; the others make room as it passes. */

/** `onDrop` hears its new place, from 0. Escape, or a pointer that is taken away, leaves it where it was. */
export function dragRow(
  event: globalThis.PointerEvent,
  /** Inside of the row; the pointer is its own until the end. */
  handle: HTMLElement,
  onDrop: (place: number) => void,
): void {
  const row = handle.closest('li')
  const list = row?.parentElement
  if (!row || !list) return
  event.preventDefault()
  const rows = [...list.children].filter((child): child is HTMLElement => child instanceof HTMLElement)
  const from = rows.indexOf(row)
  // Of the list, not of the screen, which may scroll meanwhile.
  const tops = rows.map((each) => each.offsetTop)
  const height = row.offsetHeight
  const yIn = (clientY: number) => clientY - list.getBoundingClientRect().top
  const grip = yIn(event.clientY)
  let place = from

  const draw = ({ clientY }: globalThis.PointerEvent) => {
    const by = yIn(clientY) - grip
    const top = (tops[from] ?? 0) + by
    // A row is passed when the edge that leads crosses its middle.
    const isAbove = (i: number) =>
      top + (i > from ? height : 0) > (tops[i] ?? 0) + (rows[i]?.offsetHeight ?? 0) / 2
    place = rows.filter((_, i) => i !== from && isAbove(i)).length
    rows.forEach((each, i) => {
      const isPassed = i > from ? i <= place : i >= place
      each.style.transform =
        i === from ? `translateY(${by}px)` : isPassed ? `translateY(${i > from ? -height : height}px)` : ''
    })
    row.scrollIntoView({ block: 'nearest' })
  }
  const end = (isDropped: boolean) => {
    listening.abort()
    row.classList.remove('is-dragged')
    for (const each of rows) each.style.transform = ''
    if (isDropped && place !== from) onDrop(place)
  }

  const listening = new AbortController()
  const { signal } = listening
  handle.setPointerCapture(event.pointerId)
  row.classList.add('is-dragged')
  handle.addEventListener('pointermove', draw, { signal })
  handle.addEventListener('pointerup', () => end(true), { signal })
  handle.addEventListener('pointercancel', () => end(false), { signal })
  addEventListener('keydown', ({ key }) => key === 'Escape' && end(false), { signal })
}
