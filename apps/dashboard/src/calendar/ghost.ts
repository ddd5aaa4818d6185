/**
 * The copy that shows where something would land, while it is dragged or nudged. It moves at each frame, so it is no
 * part of React: one element, moved by a transform, beside the appointments in their one parent.
 */
import { type Bounds, PIXELS_PER_MINUTE, type Spot } from './spot.ts'

/** What is said of a spot. */
export interface Reading {
  /** `10:30 AM – 11:00 AM` */
  when: string
  /** `Dr. Chen` */
  where: string
  /** `Overlaps Chloe Tran` */
  warning: string | null
}

export interface Ghost {
  show(spot: Spot, reading: Reading): void
  remove(): void
}

const GAP = 5
/** Pixels: below this name and time share a line. */
const ONE_LINE = 40

export function raiseGhost(
  field: HTMLElement,
  { from, columns }: Bounds,
  { name, look, lifted }: { name: string; look: string; lifted: readonly Element[] },
): Ghost {
  const width = field.clientWidth / columns
  const ghost = document.createElement('div')
  ghost.className = `ghost ${look}`
  ghost.setAttribute('aria-hidden', 'true')
  ghost.style.width = `${Math.min(width - 2 * GAP, 440)}px`
  const [title, when, warning] = ['ghost-name', 'ghost-when', 'ghost-warning'].map((className) => {
    const line = document.createElement('span')
    line.className = className
    return line
  })
  if (title) title.textContent = name
  ghost.append(...[title, when, warning].filter((line) => line !== undefined))
  field.append(ghost)
  for (const element of lifted) element.classList.add('is-lifted')

  let height = 0
  return {
    show(spot, reading) {
      const left = spot.column * width + GAP
      const top = (spot.start - from) * PIXELS_PER_MINUTE + 1
      ghost.style.transform = `translate3d(${left}px, ${top}px, 0)`
      const tall = Math.max((spot.end - spot.start) * PIXELS_PER_MINUTE - 2, 20)
      if (tall !== height) {
        ghost.style.height = `${tall}px`
        ghost.classList.toggle('is-short', tall < ONE_LINE)
      }
      height = tall
      if (when) when.textContent = reading.when
      if (warning) warning.textContent = reading.warning ?? ''
      ghost.classList.toggle('is-clash', reading.warning !== null)
    },
    remove() {
      ghost.remove()
      for (const element of lifted) element.classList.remove('is-lifted')
    },
  }
}
