/** Keys of the whole calendar: T today, arrows back and forward, D W M A the views, Ctrl+Z takes back. */
import { useHotkeys } from '@mantine/hooks'
import { say } from '../announce.ts'
import { useLetterKeys } from '../letter-keys.ts'
import { stepDay, type View } from './calendar-search.ts'
import { undo } from './undo.ts'

export function useCalendarKeys({
  isOff,
  view,
  day,
  goTo,
  show,
  today,
}: {
  /** While a drawer lies over it. */
  isOff: boolean
  view: View
  day: string
  today: string
  goTo: (day: string) => void
  show: (view: View) => void
}): void {
  const onPage = (deed: () => void) => (event: KeyboardEvent) => {
    if (!isOver(event)) deed()
  }
  const [hasLetters] = useLetterKeys()
  const arrows: [string, () => void][] = [
    ['ArrowLeft', () => goTo(stepDay(view, day, -1))],
    ['ArrowRight', () => goTo(stepDay(view, day, 1))],
  ]
  const letters: [string, () => void][] = [
    ['t', () => goTo(today)],
    ['d', () => show('day')],
    ['w', () => show('week')],
    ['m', () => show('month')],
    ['a', () => show('agenda')],
  ]
  useHotkeys([
    ...(isOff ? [] : hasLetters ? [...arrows, ...letters] : arrows).map(
      ([key, deed]): [string, (event: KeyboardEvent) => void, { preventDefault: false }] => [
        key,
        onPage(deed),
        { preventDefault: false },
      ],
    ),
    ['mod+z', () => void undo().then((isDone) => isDone || say('Nothing left to take back'))],
  ])
}

/** In a month, menu or dialog that lies over the page and has keys of its own. */
function isOver(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest('[role="dialog"], [role="menu"]') !== null
}
