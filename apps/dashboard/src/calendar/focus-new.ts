/** Puts the focus on what is about to appear on a day, where it is on the screen. */
import { isFocusLost } from '../parts/focus-back.ts'

const PATIENCE_MS = 2000
const STEP_MS = 50

export function focusVisit(id: string): void {
  focusSoon(visit(id), show)
}

export function focusBusyTime(id: string): void {
  focusSoon(`[data-busy-time="${CSS.escape(id)}"]`, show)
}

/**
 * Gives the focus to the card of a visit whose drawer has closed, unless it is put elsewhere meanwhile. Returns what ends the
 * waiting.
 */
export function focusVisitAgain(id: string): () => void {
  return focusSoon(visit(id), (card) => card.focus({ preventScroll: true }), isFocusLost)
}

const visit = (id: string) => `[data-appointment="${CSS.escape(id)}"]`

function show(element: HTMLElement): void {
  element.focus({ preventScroll: true })
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

/** Once it is there and nothing lies over it any more, as long as it is wanted. */
function focusSoon(
  selector: string,
  focus: (element: HTMLElement) => void,
  isWanted: () => boolean = () => true,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = (patience: number) => {
    if (!isWanted()) return
    const found = document.querySelector<HTMLElement>(selector)
    const isCovered = document.querySelector('[aria-modal="true"]') !== null
    if (found && !isCovered) focus(found)
    else if (patience > 0) timer = setTimeout(() => look(patience - STEP_MS), STEP_MS)
  }
  look(PATIENCE_MS)
  return () => clearTimeout(timer)
}
