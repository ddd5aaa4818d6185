/** The live connection: the server tells what happened, and what is shown of it is read again. */
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { announceBookings, newsOfOthers } from './announce.ts'
import { answer, api, ProblemError } from './api.ts'
import { announceWaiting } from './inbox/announce-waiting.ts'
import { readAgain } from './read-again.ts'

export interface LiveEvent {
  type: string
  contact_id?: string | null
  appointment_id?: string | null
}

export type LiveState = 'connecting' | 'live' | 'reconnecting'

const COALESCE_MS = 100
const BACKOFF_MS = { first: 1000, max: 30_000 }
const HIGHLIGHT_MS = 6000
const RENEW = 4408

let state: LiveState = 'connecting'
let touched: ReadonlySet<string> = new Set()
const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function tell() {
  for (const listener of listeners) listener()
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(subscribe, () => state)
}

/** Ids of appointments that were booked or changed a few seconds ago. */
export function useTouchedAppointments(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, () => touched)
}

/** What is free, and what is not. */
const TIMES = ['availability', 'busy-times', 'holds', 'calendar-days']

/** Which queries an event makes stale, by the first word of their key. */
function keysFor(type: string): string[] {
  const subject = type.split('.')[0] ?? ''
  switch (subject) {
    case 'appointment':
      return [
        'appointments',
        'contacts',
        'conflicts',
        'timeline',
        'steps',
        'messages',
        'deliveries',
        'tasks',
        'report',
        'conversations',
        ...TIMES,
      ]
    case 'contact':
    case 'patient_profile':
      return [
        'contacts',
        'conflicts',
        'tasks',
        'appointments',
        'timeline',
        'steps',
        'messages',
        'conversations',
      ]
    case 'message':
      return ['messages', 'tasks', 'steps', 'timeline', 'conversations', 'thread']
    case 'conversation':
      return ['conversations', 'thread', 'tasks', 'timeline']
    case 'journey':
      return ['steps', 'timeline', 'journeys', 'enrollments']
    case 'task':
      return ['tasks', 'staff-tasks', 'timeline']
    case 'form':
    case 'questionnaire':
      return ['forms', 'tasks', 'steps', 'timeline', 'contacts']
    case 'lead':
      return ['contacts', 'timeline', 'steps']
    case 'patient':
      return ['timeline', 'steps']
    case 'delivery':
    case 'connection':
      return ['connections', 'deliveries', 'tasks']
    case 'template':
      return ['templates', 'steps']
    case 'clinic':
      // Also where it is closed or open again on some dates.
      return ['me', 'steps', 'closures', 'working-days', ...TIMES]
    case 'api_key':
      return ['keys']
    case 'busy_time':
    case 'hold':
    case 'slot':
    case 'time':
      return TIMES
    case 'service':
    case 'practitioner':
    case 'resource':
    case 'hours':
      return ['services', 'practitioners', 'resources', 'hours', 'working-days', 'appointments', ...TIMES]
    case 'waitlist':
      return ['waitlist', ...TIMES]
    case 'receptionist':
      return ['receptionist']
    case 'saved_reply':
      return ['saved-replies']
    case 'preference':
      return ['contacts', 'timeline']
    case 'member':
    case 'invitation':
      return ['team']
    default:
      return []
  }
}

/** Stays connected until the returned function is called. */
export function connectLive(queries: QueryClient): () => void {
  let socket: WebSocket | null = null
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let flushTimer: ReturnType<typeof setTimeout> | undefined
  let tries = 0
  let isStopped = false
  let waiting: LiveEvent[] = []

  function setState(next: LiveState) {
    state = next
    tell()
  }

  function flush() {
    flushTimer = undefined
    const events = waiting
    waiting = []
    const keys = new Set(events.flatMap((event) => keysFor(event.type)))
    for (const key of keys) readAgain(queries, [key])
    void newsOfOthers(events).then((news) => {
      const about = news.flatMap((event) =>
        event.appointment_id && event.type.startsWith('appointment.') ? [event.appointment_id] : [],
      )
      if (about.length > 0) highlight(about)
      void announceBookings(queries, news)
      void announceWaiting(queries, events)
    })
  }

  function highlight(ids: string[]) {
    touched = new Set([...touched, ...ids])
    tell()
    setTimeout(() => {
      touched = new Set([...touched].filter((id) => !ids.includes(id)))
      tell()
    }, HIGHLIGHT_MS)
  }

  async function open() {
    retryTimer = undefined
    try {
      const { token } = await answer(api.POST('/api/live/token'))
      if (isStopped) return
      listen(token)
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) {
        void queries.invalidateQueries({ queryKey: ['me'] })
      }
      retry()
    }
  }

  function listen(token: string) {
    const opened = new WebSocket(new URL('/api/live', location.href.replace(/^http/, 'ws')))
    socket = opened
    let wasReady = false
    opened.onopen = () => opened.send(JSON.stringify({ token }))
    opened.onmessage = (message) => {
      const said = JSON.parse(String(message.data)) as { type: string; events?: LiveEvent[] }
      if (said.type === 'ready') {
        wasReady = true
        tries = 0
        setState('live')
        // Whatever happened before we listened is read once more.
        readAgain(queries)
      }
      // Too much happened to name it all.
      if (said.type === 'reload') readAgain(queries)
      if (said.type === 'events' && said.events) {
        waiting.push(...said.events)
        flushTimer ??= setTimeout(flush, COALESCE_MS)
      }
    }
    opened.onclose = (closed) => {
      if (socket !== opened || isStopped) return
      socket = null
      if (closed.code === RENEW && wasReady) void open()
      else retry()
    }
  }

  function retry() {
    if (isStopped || retryTimer) return
    setState(state === 'connecting' && tries === 0 ? 'connecting' : 'reconnecting')
    const wait = Math.min(BACKOFF_MS.max, BACKOFF_MS.first * 2 ** tries) * (0.5 + Math.random() / 2)
    tries += 1
    retryTimer = setTimeout(() => void open(), wait)
  }

  /** The machine woke up or is on the network again: no need to wait any longer. */
  function hurry() {
    if (document.visibilityState !== 'visible' || !retryTimer) return
    clearTimeout(retryTimer)
    void open()
  }

  addEventListener('online', hurry)
  document.addEventListener('visibilitychange', hurry)
  void open()

  return () => {
    isStopped = true
    clearTimeout(retryTimer)
    clearTimeout(flushTimer)
    removeEventListener('online', hurry)
    document.removeEventListener('visibilitychange', hurry)
    socket?.close()
    state = 'connecting'
  }
}
