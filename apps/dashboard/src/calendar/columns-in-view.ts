/** Of many columns only those in view are drawn, and a few on either side. */
import { type RefObject, useLayoutEffect, useState } from 'react'

/** Up to here all are drawn: leaving some out would not be felt. */
const FEW = 12
const MORE = 2
const USUAL_WIDTH = 172

export interface ColumnsInView {
  first: number
  last: number
}

export function useColumnsInView(
  scroller: RefObject<HTMLElement | null>,
  field: RefObject<HTMLElement | null>,
  count: number,
): ColumnsInView {
  const [view, setView] = useState(() => ({ first: 0, last: Math.ceil(innerWidth / USUAL_WIDTH) }))
  const isMany = count > FEW

  useLayoutEffect(() => {
    const element = scroller.current
    if (!isMany || !element) return
    let frame = 0
    const look = () => {
      frame = 0
      const width = (field.current?.clientWidth ?? 0) / count || USUAL_WIDTH
      const first = Math.max(0, Math.floor(element.scrollLeft / width) - MORE)
      const last = Math.min(count - 1, Math.ceil((element.scrollLeft + element.clientWidth) / width) + MORE)
      setView((before) => (before.first === first && before.last === last ? before : { first, last }))
    }
    const lookSoon = () => {
      frame ||= requestAnimationFrame(look)
    }
    look()
    element.addEventListener('scroll', lookSoon, { passive: true })
    const resizing = new ResizeObserver(lookSoon)
    resizing.observe(element)
    return () => {
      cancelAnimationFrame(frame)
      element.removeEventListener('scroll', lookSoon)
      resizing.disconnect()
    }
  }, [scroller, field, count, isMany])

  return isMany ? view : { first: 0, last: count - 1 }
}
