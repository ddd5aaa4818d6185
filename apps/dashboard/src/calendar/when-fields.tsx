import '@mantine/dates/styles.css'
import './booking.css'
import { Button, TextInput } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Appointment, Schemas } from '../api.ts'
import { addDays, addMonths, monthStart } from '../clinic-time.ts'
import { Lines } from '../parts/page.tsx'
import { useClinicTime } from '../queries.ts'
import { WhyNothingLink } from '../settings/services/why-nothing-link.tsx'
import { availabilityQuery } from './calendar-queries.ts'
import { NotOffered } from './not-offered.tsx'

type Slot = Schemas['Slot']

export interface When {
  day: string
  /** Null: not chosen yet. */
  startAt: string | null
}

/** A month, and the free times of the day chosen in it; any other time can be typed. */
export function WhenFields({
  serviceId,
  practitionerId,
  minutes,
  own,
  value,
  onChange,
  error,
  isFolded = false,
}: {
  /** Null: there is nothing to be asked about yet, and every time is typed. */
  serviceId: string | null
  practitionerId: string | null
  minutes: number
  /** What is moved: its own time does not stand in its way. */
  own?: Appointment
  value: When
  onChange: (when: When) => void
  error?: string | undefined
  /** Begins as one line, where the time was chosen on the calendar. */
  isFolded?: boolean
}) {
  const time = useClinicTime()
  const today = time.today()
  const [isOpen, setOpen] = useState(!isFolded)
  const [month, setMonth] = useState(monthStart(value.day))
  const from = month < today ? monthStart(today) : month
  const question = {
    serviceId: serviceId ?? '',
    practitionerId: practitionerId ?? undefined,
    durationMinutes: minutes,
    exceptId: own?.id,
    from,
    to: addDays(addMonths(from, 1), -1),
  }
  const free = useQuery({ ...availabilityQuery(question), enabled: serviceId !== null })
  const slotsOf = (day: string) => free.data?.days.find(({ date }) => date === day)?.slots ?? []
  const slots = slotsOf(value.day)
  const isOffered =
    slots.some(({ start_at }) => isSame(start_at, value.startAt)) ||
    (own !== undefined && isSame(own.start_at, value.startAt))
  const next = free.data?.days.find(({ date, slots: found }) => date > value.day && found.length > 0)

  if (!isOpen && value.startAt) {
    const end = new Date(Date.parse(value.startAt) + minutes * 60_000).toISOString()
    return (
      <div>
        <p className="form-label">When</p>
        <div className="when-line">
          <strong>
            {time.date(value.startAt)}, {time.timeRange(value.startAt, end)}
          </strong>
          <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
            Change
          </Button>
        </div>
        {free.data && !isOffered && (
          <NotOffered startAt={value.startAt} question={{ ...question, from: value.day, to: value.day }} />
        )}
      </div>
    )
  }
  return (
    <div className="when">
      <DatePicker
        value={value.day}
        date={month}
        onDateChange={(shown) => setMonth(monthStart(shown))}
        onChange={(day) => day && onChange({ day, startAt: null })}
        firstDayOfWeek={time.firstWeekday as 0 | 1 | 6}
        size="sm"
        getDayProps={(day) => ({
          className: dayClass(day, today, slotsOf(day).length > 0),
          'aria-label': dayName(time.longDay(day), free.data ? slotsOf(day).length : null),
        })}
        ariaLabels={{ nextMonth: 'Next month', previousMonth: 'Month before' }}
      />
      <div className="when-times">
        <p className="form-label">{time.longDay(value.day)}</p>
        {serviceId && free.isPending && <Lines count={3} height={30} />}
        {serviceId && free.data && slots.length === 0 && (
          <p className="muted small">
            Nothing is free on this day.{' '}
            <WhyNothingLink
              serviceId={serviceId}
              practitionerId={practitionerId}
              minutes={minutes}
              day={value.day}
            />{' '}
            {next && (
              <button
                type="button"
                className="text-link"
                onClick={() => onChange({ day: next.date, startAt: null })}
              >
                Next: {time.longDay(next.date)}
              </button>
            )}
          </p>
        )}
        <SlotChoice
          slots={slots}
          startAt={value.startAt}
          onPick={(startAt) => onChange({ ...value, startAt })}
        />
        <OtherTime value={value} isOffered={isOffered} error={error} onChange={onChange} />
        {value.startAt && serviceId && free.data && !isOffered && (
          <NotOffered startAt={value.startAt} question={{ ...question, from: value.day, to: value.day }} />
        )}
      </div>
    </div>
  )
}

const PARTS = [
  { label: 'Morning', until: 12 * 60 },
  { label: 'Afternoon', until: 17 * 60 },
  { label: 'Evening', until: 24 * 60 },
]

/** One choice of all: a single stop of the Tab key, arrows go from time to time. */
function SlotChoice({
  slots,
  startAt,
  onPick,
}: {
  slots: readonly Slot[]
  startAt: string | null
  onPick: (startAt: string) => void
}) {
  const time = useClinicTime()
  const name = useId()
  if (slots.length === 0) return null
  return (
    <div role="radiogroup" aria-label="Free times">
      {PARTS.map(({ label, until }, index) => {
        const since = PARTS[index - 1]?.until ?? 0
        const here = slots.filter(({ start_at }) => {
          const minutes = time.minutes(start_at)
          return minutes >= since && minutes < until
        })
        if (here.length === 0) return null
        return (
          <div key={label} className="slot-part">
            <p className="muted small">{label}</p>
            <div className="slot-choice">
              {here.map(({ start_at }) => (
                <label key={start_at} className="slot">
                  <input
                    type="radio"
                    name={name}
                    checked={isSame(start_at, startAt)}
                    onChange={() => onPick(start_at)}
                  />
                  <span>{time.time(start_at)}</span>
                </label>
              ))}
            </div>
          </div>
        )
      })}
    </div>
  )
}

/** Any time of that day: staff may book what is not offered. */
function OtherTime({
  value,
  isOffered,
  error,
  onChange,
}: {
  value: When
  isOffered: boolean
  error: string | undefined
  onChange: (when: When) => void
}) {
  const time = useClinicTime()
  const shown = value.startAt && !isOffered ? clockText(time.minutes(value.startAt)) : ''
  const [typed, setTyped] = useState(shown)
  return (
    <TextInput
      label="Another time"
      type="time"
      step={300}
      maw={150}
      error={error}
      value={isOffered ? '' : typed || shown}
      onChange={(event) => {
        const text = event.currentTarget.value
        setTyped(text)
        const [hours, minutes] = text.split(':').map(Number)
        if (hours === undefined || minutes === undefined || Number.isNaN(hours + minutes)) return
        onChange({ ...value, startAt: time.instantAt(value.day, hours * 60 + minutes) })
      }}
    />
  )
}

function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function isSame(a: string, b: string | null): boolean {
  return b !== null && Date.parse(a) === Date.parse(b)
}

function dayClass(day: string, today: string, isFree: boolean): string {
  return [isFree ? 'day-free' : 'day-full', day === today ? 'picker-today' : ''].join(' ').trim()
}

function dayName(day: string, free: number | null): string {
  return free === null ? day : `${day}, ${free === 0 ? 'nothing free' : `${free} free`}`
}
