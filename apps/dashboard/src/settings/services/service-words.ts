/** How a service is said in one line. */
import type { Practitioner, Service } from '../../api.ts'
import { MODE_WORDS } from '../../words.ts'
import { priceInWords } from './money.ts'

export function minutesInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return `${rest} min`
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}

const either = new Intl.ListFormat('en', { type: 'disjunction' })

/** `30 min, 45 min, or 1 h` */
function lengthsInWords(durations: readonly number[]): string {
  return either.format(durations.map(minutesInWords))
}

/** `30 min · At the clinic · Dr. Lee, Dr. Shah · $45` */
export function serviceInWords(
  service: Service,
  practitioners: ReadonlyMap<string, Practitioner>,
  locale: string,
): string {
  const price = service.is_free
    ? 'Free'
    : service.price_minor !== null && service.currency
      ? priceInWords(service.price_minor, service.currency, locale)
      : null
  const names = service.practitioners.flatMap(({ practitioner_id }) => {
    const name = practitioners.get(practitioner_id)?.name
    return name ? [name] : []
  })
  return [
    lengthsInWords(service.durations_minutes),
    MODE_WORDS[service.mode],
    names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', '),
    price,
  ]
    .filter(Boolean)
    .join(' · ')
}
