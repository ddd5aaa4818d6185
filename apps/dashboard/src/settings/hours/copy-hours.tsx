/** Takes the hours of one day to others: chosen one by one, or all workdays at once. */
import '@mantine/core/styles/Checkbox.css'
import { Button, Checkbox, Popover } from '@mantine/core'
import { useState } from 'react'
import { say } from '../../announce.ts'
import { IconCopy } from '../../icons.ts'
import { useClinicTime } from '../../queries.ts'
import { weekdayName, weekdaysFrom } from './weekly-hours.ts'

const WORKDAYS = [1, 2, 3, 4, 5]

export function CopyHours({ day, onCopy }: { day: number; onCopy: (to: number[]) => void }) {
  const { firstWeekday } = useClinicTime()
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState<number[]>([])
  const others = weekdaysFrom(firstWeekday).filter((other) => other !== day)
  const choose = (days: number[]) => setChosen(days.filter((other) => other !== day))
  function copy() {
    onCopy(chosen)
    setOpen(false)
    say(`${weekdayName(day)}’s hours copied`, `To ${chosen.map(weekdayName).join(', ')}. Not saved yet.`)
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          className="copy-hours"
          leftSection={<IconCopy size={14} />}
          onClick={() => {
            choose(WORKDAYS.includes(day) ? WORKDAYS : [])
            setOpen((was) => !was)
          }}
        >
          Copy to…<span className="visually-hidden"> other days: the hours of {weekdayName(day)}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={`Copy the hours of ${weekdayName(day)} to`}>
        <div className="copy-choices">
          <div className="button-row">
            <Button variant="default" size="compact-sm" onClick={() => choose(WORKDAYS)}>
              Monday to Friday
            </Button>
            <Button variant="default" size="compact-sm" onClick={() => choose(others)}>
              All
            </Button>
          </div>
          {others.map((other) => (
            <Checkbox
              key={other}
              label={weekdayName(other)}
              checked={chosen.includes(other)}
              onChange={(event) =>
                setChosen(
                  event.currentTarget.checked ? [...chosen, other] : chosen.filter((each) => each !== other),
                )
              }
            />
          ))}
          <Button onClick={copy} disabled={chosen.length === 0}>
            Copy
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
