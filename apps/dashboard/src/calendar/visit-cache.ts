/** The appointments that were read, changed in place before the server has answered. */
import type { QueryClient } from '@tanstack/react-query'
import type { Appointment } from '../api.ts'

/** Changes one appointment in every list and page that holds it. */
export function patchVisit(queries: QueryClient, id: string, change: Partial<Appointment>): void {
  queries.setQueriesData({ queryKey: ['appointments'] }, (held: unknown) => patched(held, id, change))
}

/** A list, one appointment, or pages of lists. */
function patched(held: unknown, id: string, change: Partial<Appointment>): unknown {
  if (typeof held !== 'object' || held === null) return held
  if ('appointments' in held && Array.isArray(held.appointments)) {
    const appointments = held.appointments as Appointment[]
    if (!appointments.some((visit) => visit.id === id)) return held
    return {
      ...held,
      appointments: appointments.map((visit) => (visit.id === id ? { ...visit, ...change } : visit)),
    }
  }
  if ('appointment' in held) {
    const visit = held.appointment as Appointment
    return visit.id === id ? { ...held, appointment: { ...visit, ...change } } : held
  }
  if ('pages' in held && Array.isArray(held.pages)) {
    return { ...held, pages: held.pages.map((page) => patched(page, id, change)) }
  }
  return held
}

const turns = new Map<string, Promise<unknown>>()

/** One after the other for the same thing: a second move must not overtake the first. */
export function inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
  const before = turns.get(id) ?? Promise.resolve()
  const mine = before.catch(() => {}).then(work)
  turns.set(id, mine)
  void mine
    .catch(() => {})
    .then(() => {
      if (turns.get(id) === mine) turns.delete(id)
    })
  return mine
}
