/** Gives the focus back when something that lay over the page has closed. */
import { useEffect, useRef } from 'react'

/** Nobody has put it anywhere since what lay over the page began to close. */
export function isFocusLost(): boolean {
  const now = document.activeElement
  return !now || now === document.body || now.closest('[role="dialog"]') !== null
}

/**
 * To where it was when this opened. Mantine's own way back misses what is open from its first moment, as everything
 * is that is loaded when it is first wanted: there, `returnFocus` has to be off.
 */
export function useFocusBack(isOpen: boolean): void {
  const from = useRef<Element | null>(null)
  if (isOpen && !from.current) from.current = document.activeElement
  useEffect(() => {
    if (isOpen || !from.current) return
    const target = from.current
    from.current = null
    // After the dialog has let go of it; and not from where it was put meanwhile.
    const timer = setTimeout(() => {
      if (isFocusLost() && target instanceof HTMLElement && target.isConnected)
        target.focus({ preventScroll: true })
    }, 20)
    return () => clearTimeout(timer)
  }, [isOpen])
}
