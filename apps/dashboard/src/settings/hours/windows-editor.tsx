/** The working hours of one day: one window or several, past midnight where the end lies before the start. */
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { useId, useRef } from 'react'
import { IconPlus, IconX } from '../../icons.ts'
import { useClinicTime } from '../../queries.ts'
import { type HoursWindow, isComplete, isPastMidnight, minutesOf, nextWindow } from './weekly-hours.ts'

export function WindowsEditor({
  day,
  windows,
  flaws,
  onChange,
}: {
  /** Whose hours: `Monday`. */
  day: string
  windows: HoursWindow[]
  flaws: ReadonlyMap<number, string>
  onChange: (windows: HoursWindow[]) => void
}) {
  const list = useRef<HTMLUListElement>(null)
  const add = useRef<HTMLButtonElement>(null)
  const name = useId()
  const change = (index: number, changed: Partial<HoursWindow>) =>
    onChange(windows.map((window, at) => (at === index ? { ...window, ...changed } : window)))
  function addWindow() {
    onChange([...windows, nextWindow(windows)])
    requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus())
  }
  return (
    <div className="windows">
      <ul className="windows-list" ref={list} aria-label={`Hours of ${day}`}>
        {windows.map((window, index) => {
          const flaw = flaws.get(index)
          const flawId = flaw && `${name}-flaw-${index}`
          const which = windows.length > 1 ? `${day}, ${index + 1}` : day
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: windows have no names, and two may be equal while typing
            <li key={index}>
              <div className="window">
                <TimeField
                  label={`${which}, from`}
                  value={window.start}
                  flawId={flawId}
                  onChange={(start) => change(index, { start })}
                />
                <span aria-hidden="true">–</span>
                <TimeField
                  label={`${which}, until`}
                  value={window.end}
                  flawId={flawId}
                  onChange={(end) => change(index, { end })}
                />
                {windows.length > 1 && (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={36}
                    className="plain-icon"
                    aria-label={`Take away the hours of ${which}`}
                    onClick={() => {
                      onChange(windows.filter((_, at) => at !== index))
                      add.current?.focus()
                    }}
                  >
                    <IconX size={16} />
                  </ActionIcon>
                )}
              </div>
              {flaw ? (
                <p className="field-flaw" role="alert" id={flawId}>
                  {flaw}
                </p>
              ) : (
                <WindowHint window={window} />
              )}
            </li>
          )
        })}
      </ul>
      <Button
        ref={add}
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        aria-label={`Add hours to ${day}`}
        onClick={addWindow}
      >
        Add hours
      </Button>
    </div>
  )
}

/** What the two fields alone do not tell. */
function WindowHint({ window }: { window: HoursWindow }) {
  const time = useClinicTime()
  if (!isComplete(window)) return null
  if (window.start === window.end) return <p className="window-hint">24 hours</p>
  if (!isPastMidnight(window)) return null
  return <p className="window-hint">until {time.hour(minutesOf(window.end))} next day</p>
}

function TimeField({
  label,
  value,
  flawId,
  onChange,
}: {
  label: string
  value: string
  /** Of the text that says what is wrong. */
  flawId: string | undefined
  onChange: (time: string) => void
}) {
  return (
    <TextInput
      type="time"
      step={300}
      className="time-field"
      aria-label={label}
      value={value}
      error={flawId !== undefined}
      aria-errormessage={flawId}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
