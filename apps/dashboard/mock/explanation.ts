/** Made-up reasons why times are not free: Tuesdays are full, whoever comes first is mostly busy, the others stop early. */
import type { Body } from './answers.ts'
import { ZONE } from './cast.ts'
import { clock, type Item, one } from './offer.ts'
import { at, datesBetween, isSunday, later } from './plan.ts'

const REASONS = [
  { code: 'busy', text: 'busy until 11:00 AM' },
  { code: 'ends_after_hours', text: 'would end after working hours' },
  { code: 'buffer', text: 'the time around an appointment from 9:00 AM to 9:30 AM is kept free' },
] as const

export function explain(query: URLSearchParams): Body {
  const service = one('services', query.get('service_id'))
  const dates = datesBetween(String(query.get('from')), String(query.get('to')))
  const hosts = ((service?.practitioners ?? []) as Body[])
    .map(({ practitioner_id }) => one('practitioners', String(practitioner_id)))
    .filter((host) => host?.is_bookable && (query.get('practitioner_id') ?? host.id) === host.id) as Item[]
  if (hosts.length === 0) {
    const reason = `Nobody does ${service?.name} yet: choose who does at Settings > Services`
    return { time_zone: ZONE, candidates: [], days: dates.map((date) => ({ date, reason })) }
  }
  return {
    time_zone: ZONE,
    candidates: dates.flatMap((date) => startsOn(date, hosts)),
    days: dates.map((date) => ({ date, reason: dayReason(date, hosts) })),
  }
}

function startsOn(date: string, hosts: Item[]) {
  if (isSunday(date) || closureOn(date)) return []
  const isFull = new Date(`${date}T12:00:00Z`).getUTCDay() === 2
  return Array.from({ length: 16 }, (_, index) => {
    const start_at = at(date, 8, index * 30)
    const is_offered = !isFull && index % 3 === 0
    const reasons = hosts.map((host, place) => {
      const { code, text } = REASONS[isFull || place === 0 ? 0 : index > 12 ? 1 : 2]
      const until = code === 'busy' ? { until: later(start_at, 30) } : {}
      return { code, text: `${host.name}: ${text}`, practitioner_id: host.id, ...until }
    })
    return { start_at, is_offered, reasons: is_offered ? [] : reasons }
  })
}

function dayReason(date: string, hosts: Item[]): string | null {
  if (isSunday(date)) return 'Nobody works on this day of the week'
  const closure = closureOn(date)
  if (closure) return `Closed: ${closure.name}`
  return startsOn(date, hosts).some(({ is_offered }) => is_offered) ? null : 'Fully booked'
}

const closureOn = (date: string) => clock.closures.find((closure) => closure.date === date)
