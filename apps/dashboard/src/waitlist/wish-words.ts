/** What suits somebody who waits, in words, and the times of day that they are asked by. */
import type { ClinicTime } from '../clinic-time.ts'
import type { WaitlistEntry } from './waitlist-queries.ts'

/** As the clinic's page asks it. */
export const DAY_PARTS = {
  any: { label: 'Any time', from: '00:00', to: '24:00' },
  morning: { label: 'Morning', from: '00:00', to: '12:00' },
  afternoon: { label: 'Afternoon', from: '12:00', to: '17:00' },
  evening: { label: 'Evening', from: '17:00', to: '24:00' },
} as const

export type DayPart = keyof typeof DAY_PARTS

type Wish = Pick<WaitlistEntry, 'earliest_date' | 'latest_date' | 'days' | 'from_time' | 'to_time'>

/** `Mon, Wed, in the morning, from Tue, Nov 24 to Fri, Dec 4`; `Any day, any time` for who takes whatever comes. */
export function wishInWords(wish: Wish, time: ClinicTime): string {
  return [daysInWords(wish.days, time), hoursInWords(wish, time), datesInWords(wish, time)]
    .filter(Boolean)
    .join(', ')
}

function daysInWords(days: readonly number[], time: ClinicTime): string {
  const ordered = Array.from({ length: 7 }, (_, i) => (time.firstWeekday + i) % 7)
  const names = ordered.filter((day) => days.includes(day)).map((day) => dayName(day, time))
  return names.length === 0 || names.length === 7 ? 'Any day' : names.join(', ')
}

/** `Mon`; 0 is Sunday. */
export function dayName(day: number, time: ClinicTime): string {
  // The first of November 2026 is a Sunday.
  return time.weekday(`2026-11-0${day + 1}`).split(' ')[0] ?? ''
}

function hoursInWords({ from_time, to_time }: Wish, time: ClinicTime): string {
  const [from, to] = [from_time ?? '00:00', to_time ?? '24:00']
  const part = Object.values(DAY_PARTS).find((each) => each.from === from && each.to === to)
  if (part) return part === DAY_PARTS.any ? 'any time' : `in the ${part.label.toLowerCase()}`
  return `${wallTime(from, time)} to ${wallTime(to, time)}`
}

function wallTime(text: string, time: ClinicTime): string {
  const [hours = 0, minutes = 0] = text.split(':').map(Number)
  return hours === 24 ? 'midnight' : time.time(time.instantAt('2026-11-04', hours * 60 + minutes))
}

function datesInWords({ earliest_date, latest_date }: Wish, time: ClinicTime): string {
  const isOpen = earliest_date <= time.today()
  if (latest_date) {
    const until = `until ${time.shortDay(latest_date)}`
    return isOpen ? until : `from ${time.shortDay(earliest_date)} ${until}`
  }
  return isOpen ? '' : `from ${time.shortDay(earliest_date)}`
}

/** What has become of the newest offer; null where none was made, or where it is still open. */
export function lastOfferInWords({ offer, status }: WaitlistEntry, time: ClinicTime): string | null {
  if (!offer || status === 'offered') return null
  const when = time.dateTime(offer.start_at)
  switch (offer.status) {
    case 'declined':
      return `Said no to ${when}`
    case 'expired':
      return `Did not answer about ${when}`
    case 'lost':
      return `Somebody else was faster with ${when}`
    case 'accepted':
      return `Took ${when}`
    case 'open':
      return null
  }
}
