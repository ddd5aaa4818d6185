/** Keys of the inbox: J and K, or the arrows, go through the list; Enter opens; R answers; Escape leaves the answer. */
import { useHotkeys } from '@mantine/hooks'
import type { RefObject } from 'react'
import { useLetterKeys } from '../letter-keys.ts'

export function useInboxKeys(screen: RefObject<HTMLElement | null>): void {
  const [hasLetters] = useLetterKeys()
  const rows = () => [...(screen.current?.querySelectorAll<HTMLElement>('.conversation-row') ?? [])]

  function step(by: 1 | -1) {
    const all = rows()
    const focused = all.indexOf(document.activeElement as HTMLElement)
    const from = focused >= 0 ? focused : all.findIndex((row) => row.hasAttribute('aria-current'))
    const next = all[from < 0 ? (by > 0 ? 0 : all.length - 1) : from + by]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }

  /** Where the arrows scroll something else they are left to it. */
  const arrow = (by: 1 | -1) => (event: KeyboardEvent) => {
    const target = event.target instanceof Element ? event.target : null
    if (target !== document.body && !target?.closest('.inbox-list, #main:focus')) return
    if (target?.closest('[role="dialog"], [role="menu"], [role="listbox"]')) return
    event.preventDefault()
    step(by)
  }

  const letter = (deed: () => void) => (event: KeyboardEvent) => {
    if (event.target instanceof Element && event.target.closest('[role="dialog"], [role="menu"]')) return
    event.preventDefault()
    deed()
  }

  useHotkeys([
    ['ArrowDown', arrow(1), { preventDefault: false }],
    ['ArrowUp', arrow(-1), { preventDefault: false }],
    ...(hasLetters
      ? ([
          ['j', letter(() => step(1)), { preventDefault: false }],
          ['k', letter(() => step(-1)), { preventDefault: false }],
          [
            'r',
            letter(() => screen.current?.querySelector<HTMLElement>('.composer-field textarea')?.focus()),
            { preventDefault: false },
          ],
        ] as [string, (event: KeyboardEvent) => void, { preventDefault: false }][])
      : []),
  ])
}
