/** By whom a visit is held, by name. */
import { useQuery } from '@tanstack/react-query'
import type { Appointment } from '../api.ts'
import { practitionersQuery } from './calendar-queries.ts'
import { practitionersOf } from './calendar-search.ts'

/** All of a team, the one that the visit is named after first; asked for only where there are several. */
export function usePractitionersOf(visit: Appointment): { id: string; name: string }[] {
  const ids = practitionersOf(visit)
  const { data } = useQuery({ ...practitionersQuery, enabled: ids.length > 1 })
  const known = [...(visit.practitioner ? [visit.practitioner] : []), ...(data?.practitioners ?? [])]
  return ids.flatMap((id) => known.find((practitioner) => practitioner.id === id) ?? [])
}
