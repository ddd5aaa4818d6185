/** Blocking time, moving what was blocked, and freeing it again. Each can be undone. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { say } from '../announce.ts'
import { answer, api, type BusyTime, detailOf } from '../api.ts'
import type { ClinicTime } from '../clinic-time.ts'
import { useClinicTime } from '../queries.ts'
import { offerUndo } from './undo-toast.tsx'

export interface BlockedStretch {
  startAt: string
  endAt: string
  practitionerId: string | null
  roomId: string | null
  title: string | null
}

export interface BlockChanges {
  /** Throws what the server refuses: the form shows it. */
  add(stretch: BlockedStretch): Promise<BusyTime>
  change(busy: BusyTime, to: Partial<BlockedStretch>): Promise<void>
  remove(busy: BusyTime): Promise<void>
}

export function useBlockChanges(): BlockChanges {
  const queries = useQueryClient()
  const time = useClinicTime()
  return useMemo(
    () => ({
      add: (stretch) => add(stretch, queries, time),
      change: (busy, to) => change(busy, to, queries, time),
      remove: (busy) => remove(busy, queries, time),
    }),
    [queries, time],
  )
}

async function add(stretch: BlockedStretch, queries: QueryClient, time: ClinicTime): Promise<BusyTime> {
  const { busy_time: busy } = await answer(api.POST('/api/busy-times', { body: asBody(stretch) }))
  await reread(queries)
  const words = `Blocked ${time.timeRange(stretch.startAt, stretch.endAt)}`
  offerUndo({ words, takeBack: () => free(busy, queries) })
  return busy
}

async function change(
  busy: BusyTime,
  to: Partial<BlockedStretch>,
  queries: QueryClient,
  time: ClinicTime,
): Promise<void> {
  const before = stretchOf(busy)
  const after = { ...before, ...to }
  patch(queries, busy.id, after)
  try {
    await send(busy.id, after)
    const words = `Blocked time is now ${time.timeRange(after.startAt, after.endAt)}`
    const takeBack = async () => {
      await send(busy.id, before)
      await reread(queries)
      say('Blocked time is back where it was')
    }
    offerUndo({ words, takeBack })
  } catch (error) {
    patch(queries, busy.id, before)
    say('The blocked time stays as it was', detailOf(error))
  }
  await reread(queries)
}

async function remove(busy: BusyTime, queries: QueryClient, time: ClinicTime): Promise<void> {
  try {
    await answer(api.DELETE('/api/busy-times/{id}', { params: { path: { id: busy.id } } }))
    const words = `Free again: ${time.timeRange(busy.start_at, busy.end_at)}`
    const takeBack = async () => {
      await answer(api.POST('/api/busy-times', { body: asBody(stretchOf(busy)) }))
      await reread(queries)
      say('Blocked again')
    }
    offerUndo({ words, takeBack })
  } catch (error) {
    say('The time stays blocked', detailOf(error))
  }
  await reread(queries)
}

async function free(busy: BusyTime, queries: QueryClient): Promise<void> {
  await answer(api.DELETE('/api/busy-times/{id}', { params: { path: { id: busy.id } } }))
  await reread(queries)
  say('Not blocked any more')
}

function send(id: string, stretch: BlockedStretch) {
  return answer(api.PATCH('/api/busy-times/{id}', { params: { path: { id } }, body: asBody(stretch) }))
}

function asBody({ startAt, endAt, practitionerId, roomId, title }: BlockedStretch) {
  return {
    start_at: startAt,
    end_at: endAt,
    ...(practitionerId ? { practitioner_id: practitionerId } : {}),
    ...(roomId ? { resource_id: roomId } : {}),
    ...(title ? { title } : {}),
  }
}

function stretchOf(busy: BusyTime): BlockedStretch {
  return {
    startAt: busy.start_at,
    endAt: busy.end_at,
    practitionerId: busy.practitioner_id,
    roomId: busy.resource_id,
    title: busy.title,
  }
}

function patch(
  queries: QueryClient,
  id: string,
  { startAt, endAt, practitionerId, roomId }: BlockedStretch,
): void {
  queries.setQueriesData<{ busy_times: BusyTime[] }>(
    { queryKey: ['busy-times'] },
    (held) =>
      held && {
        busy_times: held.busy_times.map((busy) =>
          busy.id === id
            ? {
                ...busy,
                start_at: startAt,
                end_at: endAt,
                practitioner_id: practitionerId,
                resource_id: roomId,
              }
            : busy,
        ),
      },
  )
}

async function reread(queries: QueryClient): Promise<void> {
  await Promise.all(
    ['busy-times', 'availability', 'calendar-days'].map((key) =>
      queries.invalidateQueries({ queryKey: [key] }),
    ),
  )
}
