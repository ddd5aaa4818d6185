/**
 * Moving on the grid by keyboard. With Alt held, each arrow moves a copy; letting go of Alt drops it, Escape takes it
 * back. So ten presses are one move, and the patient hears of one.
 */
import { sayAloud } from '../announce.ts'
import type { Draggable, DragHost } from './drag.ts'
import { type Ghost, raiseGhost } from './ghost.ts'
import { isSameSpot, moveSpot, resizeSpot, SNAP_MINUTES, type Spot } from './spot.ts'

export interface NudgeHost extends Pick<DragHost, 'field' | 'bounds' | 'find' | 'read' | 'onChange'> {
  showSpot(spot: Spot): void
}

interface Nudge {
  key: string
  thing: Draggable
  spot: Spot
  ghost: Ghost
  which: string | undefined
}

type Step = { minutes: number } | { columns: number } | { length: number }

export function makeNudgeable(host: NudgeHost): () => void {
  const { field } = host
  const stop = new AbortController()
  const { signal } = stop
  let nudge: Nudge | null = null

  field.addEventListener('keydown', onKeyDown, { signal })
  addEventListener('keyup', (event) => event.key === 'Alt' && nudge && drop(event), { signal })
  // The window lost the keyboard: Alt+Tab, for one. What was not dropped stays where it was.
  addEventListener('blur', takeBack, { signal })
  field.addEventListener('focusout', takeBack, { signal })

  return () => {
    takeBack()
    stop.abort()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' && nudge) {
      event.preventDefault()
      event.stopPropagation()
      sayAloud('Left where it was')
      takeBack()
      return
    }
    const step = stepOf(event)
    const key =
      event.target instanceof Element && event.target.closest('[data-entry]')?.getAttribute('data-entry')
    if (!step || !key) return
    event.preventDefault()
    event.stopPropagation()
    nudge ??= begin(key)
    if (nudge) take(nudge, step)
  }

  function begin(key: string): Nudge | null {
    const thing = host.find(key)
    if (!thing) return null
    const lifted = [...field.querySelectorAll(`[data-entry="${CSS.escape(key)}"]`)]
    const bounds = host.bounds()
    const ghost = raiseGhost(field, bounds, { ...thing, lifted })
    return { key, thing, spot: thing.spot, ghost, which: bounds.which }
  }

  function take(current: Nudge, step: Step) {
    const bounds = host.bounds()
    const { column, start, end } = current.spot
    if ('length' in step) {
      if (!current.thing.mayResize) return
      current.spot = resizeSpot(current.spot, end + step.length, bounds)
    } else {
      const target =
        'columns' in step ? { column: column + step.columns, start } : { column, start: start + step.minutes }
      current.spot = moveSpot(current.spot, target, bounds)
    }
    const reading = host.read(current.spot, current.key)
    current.ghost.show(current.spot, reading)
    host.showSpot(current.spot)
    sayAloud([reading.when, reading.where, reading.warning].filter(Boolean).join(', '))
  }

  function drop(event: KeyboardEvent) {
    // Else the browser's menu bar takes the keyboard.
    event.preventDefault()
    const dropped = nudge
    takeBack()
    if (dropped?.which !== host.bounds().which) return
    if (dropped && !isSameSpot(dropped.spot, dropped.thing.spot)) host.onChange(dropped.key, dropped.spot)
  }

  function takeBack() {
    nudge?.ghost.remove()
    nudge = null
  }
}

function stepOf({ key, altKey, shiftKey, ctrlKey, metaKey }: KeyboardEvent): Step | null {
  if (!altKey || ctrlKey || metaKey) return null
  if (shiftKey) {
    if (key === 'ArrowDown') return { length: SNAP_MINUTES }
    return key === 'ArrowUp' ? { length: -SNAP_MINUTES } : null
  }
  switch (key) {
    case 'ArrowDown':
      return { minutes: SNAP_MINUTES }
    case 'ArrowUp':
      return { minutes: -SNAP_MINUTES }
    case 'ArrowRight':
      return { columns: 1 }
    case 'ArrowLeft':
      return { columns: -1 }
    default:
      return null
  }
}
