/** The live channel: tells the browsers of a clinic what happened, so that they ask again. It carries ids, no data. */
import { sign, verify } from 'hono/jwt'
import type { WSContext, WSEvents } from 'hono/ws'
import type { Clock } from '../kit/clock.ts'
import type { Committed, Database } from '../kit/db.ts'
import type { ClinicId } from '../kit/ids.ts'

const CHANNEL = 'foyer_live'
const ALGORITHM = 'HS256'
const TOKEN_SECONDS = 60
const SILENCE_MS = 5_000
/** Then the browser comes back with a fresh token: whoever lost the clinic meanwhile gets none. */
const SOCKET_MS = 15 * 60_000
/** PostgreSQL takes 8,000 bytes in a notification. */
const PAYLOAD_BYTES = 7_000
const GATHER_MS = 25
const GOODBYE_MS = 500

/** Close codes of ours, in the range that RFC 6455, 7.4.2 leaves to applications. */
const REFUSED = 4401
const RENEW = 4408

export interface LiveTokens {
  issue(claims: {
    clinicId: ClinicId
    subject: string
  }): Promise<{ token: string; expiresAt: Temporal.Instant }>
  /** The clinic of a token, or why it is none. */
  read(text: string): Promise<{ ok: true; clinicId: string } | { ok: false; reason: string }>
}

export function liveTokens(options: { secret: string; clock: Clock }): LiveTokens {
  const { secret, clock } = options
  return {
    async issue({ clinicId, subject }) {
      const expiresAt = clock.now().add({ seconds: TOKEN_SECONDS })
      const exp = Math.floor(expiresAt.epochMilliseconds / 1000)
      const token = await sign({ sub: subject, clinic: clinicId, use: 'live', exp }, secret, ALGORITHM)
      return { token, expiresAt }
    },
    async read(text) {
      if (text.split('.').length !== 3) return { ok: false, reason: 'a token has three parts' }
      try {
        // Its expiry is checked below, on the app's clock.
        const claims = await verify(text, secret, { alg: ALGORITHM, exp: false })
        const now = clock.now().epochMilliseconds / 1000
        if (typeof claims.exp !== 'number' || claims.exp <= now)
          return { ok: false, reason: 'the token has expired' }
        if (claims.use !== 'live' || typeof claims.clinic !== 'string') {
          return { ok: false, reason: 'the token is for something else' }
        }
        return { ok: true, clinicId: claims.clinic }
      } catch {
        return { ok: false, reason: 'the signature is wrong' }
      }
    },
  }
}

export interface LiveEvent {
  type: string
  contact_id: string | null
  appointment_id: string | null
}

/** Somebody else in this process who wants to know. */
export interface LiveListener {
  /** Null: something happened, and it is not known what; ask for everything again. */
  hear(events: readonly LiveEvent[] | null): void
  /** The server stops: nothing is told any more. */
  end(): void
}

export interface Live {
  /** Passes on what was committed here; many commits become one notification. */
  tell(committed: Committed): void
  /** The server's side of one socket. */
  socket(): WSEvents
  /** Tells a clinic's events to a listener until the returned function is called. A server that stops ends it at once. */
  subscribe(clinicId: ClinicId, listener: LiveListener): () => void
  listen(): Promise<void>
  close(): Promise<void>
}

export function openLive(options: { tokens: LiveTokens; database: () => Database }): Live {
  const sockets = new Map<string, Set<WSContext>>()
  /** Those too that have shown no token yet. */
  const open = new Set<WSContext>()
  const listeners = new Map<string, Set<LiveListener>>()
  let isStopping = false
  let gathered = new Map<string, LiveEvent[]>()
  let timer: NodeJS.Timeout | undefined
  let stopListening: (() => Promise<void>) | undefined

  function tell({ clinicId, events }: Committed): void {
    const list = gathered.get(clinicId) ?? []
    for (const event of events) {
      list.push({ type: event.type, contact_id: event.contactId, appointment_id: event.appointmentId })
    }
    gathered.set(clinicId, list)
    timer ??= setTimeout(flush, GATHER_MS)
  }

  function flush(): void {
    timer = undefined
    const batch = gathered
    gathered = new Map()
    for (const [clinicId, events] of batch) {
      // A lost notification costs a late screen, never a fact: screens ask again when they reconnect.
      for (const payload of payloads(clinicId, events)) {
        options
          .database()
          .notify(CHANNEL, payload)
          .catch(() => {})
      }
    }
  }

  function deliver(payload: string): void {
    const { clinic_id: clinicId, events } = JSON.parse(payload) as {
      clinic_id: string
      events: LiveEvent[] | null
    }
    // Null: too many to name; ask for everything again.
    const text = JSON.stringify(events ? { type: 'events', events } : { type: 'reload' })
    for (const socket of sockets.get(clinicId) ?? []) socket.send(text)
    for (const listener of listeners.get(clinicId) ?? []) listener.hear(events)
  }

  /** Whoever does not answer the goodbye would hold the server open for half a minute. */
  function cutOff(): void {
    for (const socket of open) (socket.raw as { terminate?: () => void } | undefined)?.terminate?.()
  }

  return {
    tell,
    socket() {
      let clinicId: string | undefined
      let hasSpoken = false
      let isClosed = false
      let silence: NodeJS.Timeout | undefined
      let life: NodeJS.Timeout | undefined
      return {
        onOpen(_event, socket) {
          open.add(socket)
          silence = setTimeout(() => socket.close(REFUSED, 'no token within 5 s'), SILENCE_MS)
        },
        async onMessage(event, socket) {
          // The first message decides: a second one may come while its token is still being read.
          if (hasSpoken) return
          hasSpoken = true
          clearTimeout(silence)
          const read = await options.tokens.read(tokenIn(event.data))
          if (isClosed) return
          if (!read.ok) return socket.close(REFUSED, read.reason)
          clinicId = read.clinicId
          sockets.set(clinicId, (sockets.get(clinicId) ?? new Set()).add(socket))
          life = setTimeout(() => socket.close(RENEW, 'come back with a fresh token'), SOCKET_MS)
          socket.send(JSON.stringify({ type: 'ready' }))
        },
        onClose(_event, socket) {
          isClosed = true
          open.delete(socket)
          clearTimeout(silence)
          clearTimeout(life)
          if (!clinicId) return
          const group = sockets.get(clinicId)
          group?.delete(socket)
          if (group?.size === 0) sockets.delete(clinicId)
        },
      }
    },
    subscribe(clinicId, listener) {
      if (isStopping) {
        listener.end()
        return () => {}
      }
      listeners.set(clinicId, (listeners.get(clinicId) ?? new Set()).add(listener))
      return () => {
        const group = listeners.get(clinicId)
        group?.delete(listener)
        if (group?.size === 0) listeners.delete(clinicId)
      }
    },
    async listen() {
      const reload = () => {
        // Notifications may have been missed meanwhile.
        const clinicIds = new Set([...sockets.keys(), ...listeners.keys()])
        for (const clinicId of clinicIds) deliver(JSON.stringify({ clinic_id: clinicId, events: null }))
      }
      stopListening = await options.database().listen(CHANNEL, deliver, reload)
    },
    async close() {
      isStopping = true
      clearTimeout(timer)
      for (const listener of [...listeners.values()].flatMap((group) => [...group])) listener.end()
      for (const socket of open) socket.close(1001, 'server stops')
      setTimeout(cutOff, GOODBYE_MS).unref()
      await stopListening?.()
    },
  }
}

/** The first message: `{"token":"…"}`, or the token alone. */
function tokenIn(data: unknown): string {
  const text = typeof data === 'string' ? data : ''
  try {
    const parsed: unknown = JSON.parse(text)
    const { token } = parsed as { token?: unknown }
    return typeof token === 'string' ? token : ''
  } catch {
    return text
  }
}

function payloads(clinicId: string, events: LiveEvent[]): string[] {
  const whole = JSON.stringify({ clinic_id: clinicId, events })
  if (whole.length <= PAYLOAD_BYTES) return [whole]
  return [JSON.stringify({ clinic_id: clinicId, events: null })]
}
