/** Puts the focus on what is about to appear on a day, where it is on the screen. */

const PATIENCE_MS = 2000
const STEP_MS = 50

export function focusVisit(id: string): void {
  focusSoon(`[data-appointment="${CSS.escape(id)}"]`, PATIENCE_MS)
}

export function focusBusyTime(id: string): void {
  focusSoon(`[data-busy-time="${CSS.escape(id)}"]`, PATIENCE_MS)
}

/** Once it is there, and nothing lies over it any more. */
function focusSoon(selector: string, patience: number): void {
  const found = document.querySelector<HTMLElement>(selector)
  const isCovered = document.querySelector('[aria-modal="true"]') !== null
  if (found && !isCovered) {
    found.focus({ preventScroll: true })
    found.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  } else if (patience > 0) setTimeout(() => focusSoon(selector, patience - STEP_MS), STEP_MS)
}
