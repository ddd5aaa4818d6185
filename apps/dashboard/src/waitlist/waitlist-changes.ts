/** Who is put on the waitlist by staff, and who is taken off. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { say } from '../announce.ts'
import { answer, api } from '../api.ts'
import { DAY_PARTS, type DayPart } from './wish-words.ts'

export interface NewEntry {
  contactId: string
  serviceId: string
  /** Null: anybody of the service. */
  practitionerId: string | null
  earliestOn: string
  /** Empty: as long as it takes. */
  latestOn: string
  /** 0 is Sunday; none is any. */
  days: readonly number[]
  part: DayPart
}

export function useJoin(onJoined: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (entry: NewEntry) =>
      answer(
        api.POST('/api/waitlist', {
          body: {
            contact_id: entry.contactId,
            service_id: entry.serviceId,
            ...(entry.practitionerId ? { practitioner_id: entry.practitionerId } : {}),
            earliest_date: entry.earliestOn,
            ...(entry.latestOn ? { latest_date: entry.latestOn } : {}),
            ...(entry.days.length > 0 ? { days: [...entry.days] } : {}),
            from_time: DAY_PARTS[entry.part].from,
            to_time: DAY_PARTS[entry.part].to,
          },
        }),
      ),
    onSuccess: ({ entry }) => {
      say(`On the waitlist: ${entry.contact.display_name}`, entry.service_name)
      void queries.invalidateQueries({ queryKey: ['waitlist'] })
      onJoined()
    },
  })
}

export function useLeave(onLeft: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id }: { id: string; name: string }) =>
      answer(api.DELETE('/api/waitlist/{id}', { params: { path: { id } } })),
    onSuccess: (_done, { name }) => {
      say(`Off the waitlist: ${name}`)
      onLeft()
    },
    // Also where somebody was booked meanwhile: the list then says so.
    onSettled: () => queries.invalidateQueries({ queryKey: ['waitlist'] }),
  })
}
