/**
 * What staff do to appointments: shown at once, sent, and taken back on the screen where the server refuses. Each can
 * be undone, except the end of a series: all its patients have been told.
 */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { byMe, say } from '../announce.ts'
import { type Appointment, answer, api } from '../api.ts'
import type { ClinicTime } from '../clinic-time.ts'
import { appointmentQuery, useClinicTime } from '../queries.ts'
import { STATUS_DEEDS, STATUS_WORDS } from '../words.ts'
import { practitionersOf } from './calendar-search.ts'
import { type Refusal, refusalOf } from './refusal.ts'
import { offerUndo } from './undo-toast.tsx'
import { inTurn, patchVisit } from './visit-cache.ts'

/** Of a series: this visit, or this and all after it. */
export type Scope = 'this' | 'following'

export interface Target {
  startAt: string
  minutes: number
  practitioner: Appointment['practitioner']
  resources: Appointment['resources']
  scope?: Scope
}

/** A move that came too late, with what to do instead. */
export interface LostRace {
  visit: Appointment
  target: Target
  refusal: Extract<Refusal, { kind: 'taken' }>
}

export type NewStatus = Exclude<Appointment['status'], 'proposed' | 'pending'>

export interface VisitChanges {
  move(visit: Appointment, target: Target): Promise<void>
  setStatus(visit: Appointment, status: NewStatus, more?: { reason?: string; scope?: Scope }): Promise<void>
}

export function useVisitChanges(onLost: (race: LostRace) => void): VisitChanges {
  const queries = useQueryClient()
  const time = useClinicTime()
  return useMemo(() => {
    const context = { queries, time, onLost }
    return {
      move: (visit, target) => move(visit, target, context),
      setStatus: (visit, status, more) => setStatus(visit, { status, ...more }, context),
    }
  }, [queries, time, onLost])
}

interface Context {
  queries: QueryClient
  time: ClinicTime
  onLost: (race: LostRace) => void
}

export function targetOf({ start_at, duration_minutes, practitioner, resources }: Appointment): Target {
  return { startAt: start_at, minutes: duration_minutes, practitioner, resources }
}

/** The newest that this screen knows of each; an answer may come before the list that shows it. */
const sequences = new Map<string, number>()

async function move(visit: Appointment, target: Target, context: Context, isUndo = false): Promise<void> {
  const { queries, time } = context
  const before = targetOf(visit)
  await queries.cancelQueries({ queryKey: ['appointments'] })
  patchVisit(queries, visit.id, asPatch(visit, target))
  try {
    const { appointment } = await inTurn(visit.id, () =>
      byMe(sendMove(visit, before, target), () => visit.id),
    )
    sequences.set(visit.id, appointment.sequence)
    patchVisit(queries, visit.id, appointment)
    // In the words of what has become of it: a wish that the server passed over is none of its deeds.
    const moved = moveInWords(before, targetOf(appointment), time)
    const isSeries = target.scope === 'following'
    if (moved === null) say(`Nothing has changed: ${visit.attendee_name}`, placeInWords(before, time))
    else if (isUndo)
      say(`Taken back: ${visit.attendee_name}`, isSeries ? `${moved}, and all after it` : moved)
    else {
      const back = isSeries ? { ...before, scope: target.scope } : before
      const takeBack = () => move(appointment, back, context, true)
      offerUndo({ words: isSeries ? `${moved}, and all after it` : moved, takeBack }, visit.attendee_name)
    }
  } catch (error) {
    patchVisit(queries, visit.id, asPatch(visit, before))
    await explain(refusalOf(error), visit, target, context)
  } finally {
    reread(queries)
  }
}

function sendMove(visit: Appointment, before: Target, target: Target) {
  const resourceIds = target.resources.map(({ id }) => id)
  const isSameRooms = resourceIds.join() === before.resources.map(({ id }) => id).join()
  return answer(
    api.POST('/api/appointments/{id}/move', {
      params: { path: { id: visit.id } },
      body: {
        start_at: target.startAt,
        duration_minutes: target.minutes,
        ...(target.practitioner && target.practitioner.id !== before.practitioner?.id
          ? { practitioner_id: target.practitioner.id }
          : {}),
        ...(isSameRooms ? {} : { resource_ids: resourceIds }),
        sequence: Math.max(visit.sequence, sequences.get(visit.id) ?? 0),
        ...(target.scope ? { scope: target.scope } : {}),
      },
    }),
  )
}

async function explain(
  refusal: Refusal,
  visit: Appointment,
  target: Target,
  context: Context,
): Promise<void> {
  const { queries, time, onLost } = context
  if (refusal.kind === 'taken') return onLost({ visit, target, refusal })
  if (refusal.kind === 'other') return say(`Not moved: ${visit.attendee_name}`, refusal.detail)
  const found = await queries.fetchQuery({ ...appointmentQuery(visit.id), staleTime: 0 }).catch(() => null)
  if (found) {
    sequences.set(visit.id, found.appointment.sequence)
    patchVisit(queries, visit.id, found.appointment)
  }
  const where = found && placeInWords(targetOf(found.appointment), time)
  say(
    `Somebody else has moved ${visit.attendee_name} meanwhile`,
    where ? `It is at ${where} now. Look again before you move it.` : 'Look again before you move it.',
  )
}

async function setStatus(
  visit: Appointment,
  change: { status: NewStatus; reason?: string; scope?: Scope },
  context: Context,
  isUndo = false,
): Promise<void> {
  const { queries } = context
  const { status } = change
  const before = visit.status
  // What is being read may still be the status before.
  await queries.cancelQueries({ queryKey: ['appointments'] })
  patchVisit(queries, visit.id, { status })
  try {
    const { appointment } = await inTurn(visit.id, () =>
      byMe(
        answer(
          api.POST('/api/appointments/{id}/status', { params: { path: { id: visit.id } }, body: change }),
        ),
        () => visit.id,
      ),
    )
    patchVisit(queries, visit.id, appointment)
    const isSeries = change.scope === 'following'
    const words = `${visit.attendee_name}: ${STATUS_DEEDS[status]}${isSeries ? ', and all after it' : ''}`
    if (isSeries) {
      say(
        words,
        'Whoever was to come has been told, so this cannot be taken back. Book them anew if need be.',
      )
    } else if (isUndo || before === 'pending' || before === 'proposed') say(words)
    else {
      const takeBack = () => setStatus(appointment, { status: before }, context, true)
      offerUndo({ words, takeBack })
    }
  } catch (error) {
    patchVisit(queries, visit.id, { status: before })
    const refusal = refusalOf(error)
    const why = refusal.kind === 'stale' ? 'Somebody else changed it meanwhile.' : refusal.detail
    say(`Still “${STATUS_WORDS[before]}”: ${visit.attendee_name}`, why)
  } finally {
    reread(queries)
  }
}

/** `Moved to 10:30 AM with Dr. Chen`, `Now 45 minutes, until 11:15 AM`. Null where both are the same. */
export function moveInWords(before: Target, target: Target, time: ClinicTime): string | null {
  const isMoved =
    Date.parse(before.startAt) !== Date.parse(target.startAt) ||
    before.practitioner?.id !== target.practitioner?.id
  if (isMoved) return `Moved to ${placeInWords(target, time, before)}`
  if (before.minutes === target.minutes) {
    const fresh = target.resources.filter(({ id }) => !before.resources.some((other) => other.id === id))
    return fresh.length > 0 ? `Moved to ${fresh.map(({ name }) => name).join(', ')}` : null
  }
  const end = new Date(Date.parse(target.startAt) + target.minutes * 60_000).toISOString()
  return `Now ${target.minutes} minutes, until ${time.time(end)}`
}

function placeInWords({ startAt, practitioner }: Target, time: ClinicTime, before?: Target): string {
  const isSameDay = time.day(startAt) === (before ? time.day(before.startAt) : time.today())
  const when = isSameDay ? time.time(startAt) : time.dateTime(startAt)
  return practitioner ? `${when} with ${practitioner.name}` : when
}

/** A team stays together wherever it goes; whoever is new to the visit has it alone. */
export function asPatch(
  visit: Appointment,
  { startAt, minutes, practitioner, resources }: Target,
): Partial<Appointment> {
  const ids = practitionersOf(visit)
  const isNew = practitioner !== null && !ids.includes(practitioner.id)
  return {
    practitioner_ids: isNew ? [practitioner.id] : [...ids],
    start_at: startAt,
    end_at: new Date(Date.parse(startAt) + minutes * 60_000).toISOString(),
    duration_minutes: minutes,
    practitioner,
    resources,
  }
}

function reread(queries: QueryClient): void {
  for (const key of ['appointments', 'availability', 'calendar-days', 'timeline', 'contacts'])
    void queries.invalidateQueries({ queryKey: [key] })
}
