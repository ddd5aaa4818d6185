/**
 * Dragging on the grid by mouse, pen and finger: to move, to resize by the lower edge, to draw on empty space.
 * While it lasts nothing is rendered; what came of it is told once, at the end.
 */
import { type Ghost, type Reading, raiseGhost } from './ghost.ts'
import {
  type Bounds,
  drawSpot,
  isSameSpot,
  moveSpot,
  PIXELS_PER_MINUTE,
  resizeSpot,
  type Spot,
} from './spot.ts'

export interface Draggable {
  spot: Spot
  name: string
  look: string
  mayResize: boolean
}

export interface DragHost {
  field: HTMLElement
  scroller: HTMLElement
  /** How much of the scroller's left and top the heads cover. */
  heads: { left: number; top: number }
  bounds(): Bounds
  /** What has this key; undefined where it may not be dragged. */
  find(key: string): Draggable | undefined
  read(spot: Spot, key: string | null): Reading
  onChange(key: string, spot: Spot): void
  onDraw(spot: Spot): void
  /** A press on empty space, without dragging. */
  onPoint(at: { column: number; minutes: number }): void
}

const MOUSE_SLACK = 4
const FINGER_SLACK = 10
const LONG_PRESS_MS = 380
/** So much of a card's lower end resizes it. */
const EDGE = 7
/** So near to the rim the grid scrolls along, at most this many pixels a frame. */
const RIM = 40
const RIM_SPEED = 14

type Deed = { kind: 'move' | 'resize'; key: string; thing: Draggable } | { kind: 'draw' }

interface Grip {
  deed: Deed
  pointerId: number
  isTouch: boolean
  /** Where the pointer went down, and where it is now, on the screen. */
  downX: number
  downY: number
  x: number
  y: number
  timer: ReturnType<typeof setTimeout> | undefined
  lift: Lift | null
}

interface Lift {
  ghost: Ghost
  spot: Spot
  bounds: Bounds
  columnWidth: number
  /** The field's corner in the scroller's own coordinates: it does not change while the grid scrolls. */
  fieldLeft: number
  fieldTop: number
  pressed: { column: number; minutes: number }
  /** What is seen of the field between its heads and the scroller's rims, on the screen. */
  view: { left: number; right: number; top: number; bottom: number }
  frame: number
}

export function makeDraggable(host: DragHost): () => void {
  const { field, scroller } = host
  const stop = new AbortController()
  const { signal } = stop
  let grip: Grip | null = null

  field.addEventListener('pointerdown', onPointerDown, { signal })
  field.addEventListener('pointermove', onPointerMove, { signal })
  field.addEventListener('pointerup', onPointerUp, { signal })
  field.addEventListener('pointercancel', () => end(), { signal })
  // A finger scrolls the page unless this says no, and it only may while nothing scrolls yet.
  field.addEventListener('touchmove', (event) => grip?.lift && event.preventDefault(), {
    signal,
    passive: false,
  })
  field.addEventListener('contextmenu', (event) => grip?.isTouch && event.preventDefault(), { signal })
  addEventListener('keydown', onKeyDown, { signal, capture: true })

  return () => {
    end()
    stop.abort()
  }

  function onPointerDown(event: PointerEvent) {
    if (!event.isPrimary || event.button !== 0 || !(event.target instanceof Element)) return
    if (event.target.closest('[data-tool]')) return
    end()
    const deed = deedAt(event.target, event.clientY)
    if (!deed) return
    const isTouch = event.pointerType === 'touch'
    const { pointerId, clientX: x, clientY: y } = event
    grip = { deed, pointerId, isTouch, downX: x, downY: y, x, y, lift: null, timer: undefined }
    if (isTouch) grip.timer = setTimeout(lift, LONG_PRESS_MS)
  }

  function deedAt(target: Element, y: number): Deed | null {
    const card = target.closest('[data-entry]')
    if (!card) return { kind: 'draw' }
    const key = card.getAttribute('data-entry') ?? ''
    const thing = host.find(key)
    if (!thing) return null
    // By its place: Firefox tells of the button, never of what is in it.
    const isEdge = thing.mayResize && card.getBoundingClientRect().bottom - y <= EDGE
    return { kind: isEdge ? 'resize' : 'move', key, thing }
  }

  function onPointerMove(event: PointerEvent) {
    if (!grip || event.pointerId !== grip.pointerId) return
    grip.x = event.clientX
    grip.y = event.clientY
    if (grip.lift) return
    const way = Math.hypot(grip.x - grip.downX, grip.y - grip.downY)
    if (grip.isTouch && way > FINGER_SLACK) end()
    else if (!grip.isTouch && way > MOUSE_SLACK) lift()
  }

  function onPointerUp(event: PointerEvent) {
    if (!grip || event.pointerId !== grip.pointerId) return
    const { deed, lift } = grip
    if (!lift) {
      end()
      if (deed.kind === 'draw') host.onPoint(placeOf(event.clientX, event.clientY))
      return
    }
    grip.x = event.clientX
    grip.y = event.clientY
    const spot = spotNow(deed, lift)
    end()
    swallowClick()
    if (lift.bounds.which !== host.bounds().which) return
    if (deed.kind === 'draw') host.onDraw(spot)
    else if (!isSameSpot(spot, deed.thing.spot)) host.onChange(deed.key, spot)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !grip?.lift) return
    event.preventDefault()
    event.stopPropagation()
    end()
    swallowClick()
  }

  function lift() {
    if (!grip) return
    const { deed, pointerId, isTouch } = grip
    const bounds = host.bounds()
    const rect = field.getBoundingClientRect()
    const columnWidth = rect.width / bounds.columns
    const pressed = placeOf(grip.downX, grip.downY)
    const isThing = deed.kind !== 'draw'
    grip.lift = {
      bounds,
      columnWidth,
      fieldLeft: rect.left + scroller.scrollLeft,
      fieldTop: rect.top + scroller.scrollTop,
      pressed,
      view: viewOf(scroller, host.heads),
      spot: isThing ? deed.thing.spot : drawSpot(pressed.column, pressed.minutes, pressed.minutes, bounds),
      ghost: raiseGhost(field, bounds, {
        name: isThing ? deed.thing.name : '',
        look: isThing ? deed.thing.look : 'ghost-new',
        lifted: isThing ? [...field.querySelectorAll(`[data-entry="${CSS.escape(deed.key)}"]`)] : [],
      }),
      frame: 0,
    }
    field.setPointerCapture(pointerId)
    document.documentElement.classList.add(deed.kind === 'resize' ? 'is-resizing' : 'is-dragging')
    if (isTouch) navigator.vibrate?.(12)
    show(grip.lift, deed, grip.lift.spot)
    grip.lift.frame = requestAnimationFrame(onFrame)
  }

  function onFrame() {
    if (!grip?.lift) return
    const { deed, lift } = grip
    scrollAtRim(grip, lift)
    const spot = spotNow(deed, lift)
    if (!isSameSpot(spot, lift.spot)) show(lift, deed, spot)
    lift.frame = requestAnimationFrame(onFrame)
  }

  function show(lift: Lift, deed: Deed, spot: Spot) {
    lift.spot = spot
    lift.ghost.show(spot, host.read(spot, deed.kind === 'draw' ? null : deed.key))
  }

  function spotNow(deed: Deed, lift: Lift): Spot {
    const { bounds, columnWidth, fieldLeft, fieldTop, pressed } = lift
    const minutes = bounds.from + ((grip?.y ?? 0) + scroller.scrollTop - fieldTop) / PIXELS_PER_MINUTE
    if (deed.kind === 'draw') return drawSpot(pressed.column, pressed.minutes, minutes, bounds)
    const { spot } = deed.thing
    if (deed.kind === 'resize') return resizeSpot(spot, spot.end + minutes - pressed.minutes, bounds)
    const column = Math.floor(((grip?.x ?? 0) + scroller.scrollLeft - fieldLeft) / columnWidth)
    return moveSpot(spot, { column, start: spot.start + minutes - pressed.minutes }, bounds)
  }

  function placeOf(x: number, y: number) {
    const rect = field.getBoundingClientRect()
    const { from, to, columns } = host.bounds()
    return {
      column: Math.min(Math.max(Math.floor(((x - rect.left) / rect.width) * columns), 0), columns - 1),
      minutes: Math.min(Math.max(from + (y - rect.top) / PIXELS_PER_MINUTE, from), to),
    }
  }

  function scrollAtRim({ x, y }: Grip, { view }: Lift) {
    const [left, top] = [pull(x, view.left, view.right), pull(y, view.top, view.bottom)]
    if (left !== 0 || top !== 0) scroller.scrollBy(left, top)
  }

  function end() {
    if (!grip) return
    clearTimeout(grip.timer)
    if (grip.lift) {
      cancelAnimationFrame(grip.lift.frame)
      grip.lift.ghost.remove()
    }
    document.documentElement.classList.remove('is-dragging', 'is-resizing')
    grip = null
  }
}

function viewOf(scroller: HTMLElement, heads: DragHost['heads']): Lift['view'] {
  const { left, right, top, bottom } = scroller.getBoundingClientRect()
  return { left: left + heads.left, right, top: top + heads.top, bottom }
}

/** The nearer to a rim, and past it, the faster. */
function pull(at: number, low: number, high: number): number {
  if (at < low + RIM) return -RIM_SPEED * Math.min((low + RIM - at) / RIM, 1)
  if (at > high - RIM) return RIM_SPEED * Math.min((at - high + RIM) / RIM, 1)
  return 0
}

/** The click that follows the release was meant for the drag. */
function swallowClick() {
  const swallow = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => removeEventListener('click', swallow, { capture: true }), 50)
}
