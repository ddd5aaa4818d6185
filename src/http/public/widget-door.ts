/**
 * The widget's door, for browsers on clinics' own sites: a visitor begins or resumes, writes, listens, and asks for a person.
 * Whoever asks shows a token in a header and no cookie, so every site may call it and none acts for a visitor (CSRF).
 */
import { type Context, Hono } from 'hono'
import { findUserNames } from '../../desk/access/find-team.ts'
import { clinicFinder, findClinic } from '../../desk/clinics/find-clinic.ts'
import { isClinicAddress } from '../../desk/clinics/public-address.ts'
import { type ConnectionFinder, findConnections } from '../../desk/connections/find-connection.ts'
import {
  findVisitorConversation,
  findVisitorThread,
  type VisitorConversation,
  type VisitorLine,
} from '../../desk/conversations/find-visitor-thread.ts'
import { type ReceiveMessage, receiveMessage } from '../../desk/conversations/receive-message.ts'
import { noteRead } from '../../desk/outreach/note-read.ts'
import { findReceptionistSettings } from '../../desk/receptionist/find-receptionist-settings.ts'
import type { Clock } from '../../kit/clock.ts'
import type { Keyring } from '../../kit/crypto.ts'
import type { Database, Tx } from '../../kit/db.ts'
import { type ClinicId, isUuid } from '../../kit/ids.ts'
import type { Log } from '../../kit/log.ts'
import { badRequest, invariant, notFound, notSignedIn, tooManyRequests } from '../../kit/problem.ts'
import { callerAddress } from '../caller-address.ts'
import { limitBody } from '../limit-body.ts'
import type { Live } from '../live.ts'
import type { FoyerEnv } from '../visitor.ts'
import { chatReference } from './booking-chat.ts'
import { speakTo } from './language.ts'
import { networkOf } from './visitor-limits.ts'
import { widgetDrafts } from './widget-drafts.ts'
import { widgetLimits } from './widget-limits.ts'
import { type Names, presentLine, presentState } from './widget-lines.ts'
import { askForPerson } from './widget-person.ts'
import { AskForPerson, BeginSession, MarkRead, readBody, WriteMessage } from './widget-requests.ts'
import { openStream } from './widget-stream.ts'
import { widgetTexts } from './widget-texts.ts'
import { isUser, isVouchedFor, newVisitor, type VisitorId, visitorTokens } from './widget-visitor.ts'

const MAX_BYTES = 16 * 1024
const LINES = 50

export interface WidgetDoors {
  database: Database
  clock: Clock
  keyring: Keyring
  log: Log
  live: Live
  connections: ConnectionFinder
  /** Without a slash at the end. */
  publicUrl: string
  trustedProxies: number
}

interface Host {
  clinicId: ClinicId
  clinic: NonNullable<Awaited<ReturnType<typeof findClinic>>>
  connectionId: string
}

/** What stands under `/widget`. */
export function widgetDoor(doors: WidgetDoors): Hono<FoyerEnv> {
  const { database, clock, publicUrl } = doors
  const clinicOf = clinicFinder({ database, nowMs: () => performance.now() })
  const limits = widgetLimits(clock)
  const drafts = widgetDrafts(doors)
  const tokens = visitorTokens(doors.keyring)
  const door = new Hono<FoyerEnv>()

  door.use(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(headersOf(publicUrl))) c.res.headers.set(name, value)
  })
  door.options('*', (c) =>
    c.body(null, 204, {
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization, content-type, last-event-id',
      'access-control-max-age': '7200',
    }),
  )
  door.use(limitBody(MAX_BYTES))
  door.use('/:clinic/:deed', async (c, next) => {
    const kind = c.req.param('deed') === 'session' ? 'session' : 'request'
    refuseTooMany(limits.take(kind, networkOfCaller(c)))
    return next()
  })

  door.post('/:clinic/session', async (c) => {
    const said = await readBody(c, BeginSession)
    const clinicId = await clinicIdOf(c)
    const { host, visitor, conversation, lines, isOn } = await database.inClinic(clinicId, async (tx) => {
      const host = await hostOf(tx)
      const visitor = await recognize(host, said)
      return {
        host,
        visitor,
        ...(await readThread(tx, { ...host, visitor })),
        ...(await findReceptionistSettings(tx)),
      }
    })
    const { clinic } = host
    const speech = speakTo({
      chosen: said.language?.split('-')[0]?.toLowerCase() ?? null,
      acceptLanguage: c.req.header('accept-language') ?? null,
      clinic,
    })
    const names = await namesOf(lines)
    return c.json({
      token: tokens.issue(clinicId, visitor, clock.now()),
      booking: chatReference(doors.keyring, { clinicId, visitor, now: clock.now() }),
      clinic: { name: clinic.name, origin: publicUrl, books: clinic.bookingEnabled },
      ...widgetTexts(speech.language, clinic.name),
      has_written: conversation !== undefined,
      state: presentState(conversation, isOn ? 'assistant' : 'person'),
      lines: lines.map((line) => presentLine(line, names)),
    })
  })

  door.post('/:clinic/messages', async (c) => {
    const said = await readBody(c, WriteMessage)
    const { clinicId, visitor } = await visitorOf(c)
    refuseTooMany(limits.take('message', `${clinicId} ${visitor}`))
    const { isRepeat } = await database.inClinic(clinicId, async (tx) => {
      const { connectionId } = await hostOf(tx)
      return receiveMessage(tx, actorOf(connectionId), messageOf(tx, { ...said, connectionId, visitor }))
    })
    return c.json({ id: said.id, is_repeat: isRepeat }, 202)
  })

  door.post('/:clinic/person', async (c) => {
    const { id, language } = await readBody(c, AskForPerson)
    const { clinicId, visitor } = await visitorOf(c)
    refuseTooMany(limits.take('message', `${clinicId} ${visitor}`))
    const isAsked = await database.inClinic(clinicId, async (tx) => {
      const { connectionId, clinic } = await hostOf(tx)
      const known = await findVisitorConversation(tx, { connectionId, address: visitor })
      const { language: spoken, texts } = widgetTexts(
        (known?.language ?? language ?? clinic.locale).split('-')[0] ?? 'en',
        clinic.name,
      )
      const message = messageOf(tx, { id, text: texts.person_asked, connectionId, visitor })
      return askForPerson(tx, actorOf(connectionId), { message, language: spoken })
    })
    return c.json({ id, is_asked: isAsked }, 202)
  })

  door.post('/:clinic/read', async (c) => {
    const { up_to: upTo, as: status } = await readBody(c, MarkRead)
    const { clinicId, visitor } = await visitorOf(c)
    await database.inClinic(clinicId, async (tx) => {
      const { connectionId } = await hostOf(tx)
      const conversation = await findVisitorConversation(tx, { connectionId, address: visitor })
      if (conversation) await noteRead(tx, { conversationId: conversation.id, upTo, status })
    })
    return c.body(null, 204)
  })

  door.get('/:clinic/events', async (c) => {
    const after = c.req.header('last-event-id') ?? c.req.query('after') ?? ''
    if (after && !isUuid(after)) {
      throw badRequest('`after` is no id of a line; leave it out to begin with the latest lines')
    }
    const { clinicId, visitor } = await visitorOf(c)
    const onEnd = limits.openStream(networkOfCaller(c), `${clinicId} ${visitor}`)
    if (!onEnd) {
      throw tooManyRequests(30, { title: 'This chat is open in too many places' })
    }
    const look = async (from: string | null) => {
      const thread = await database.inClinic(clinicId, async (tx) =>
        readThread(tx, { ...(await hostOf(tx)), visitor, after: from }),
      )
      return { ...thread, names: await namesOf(thread.lines) }
    }
    const { live, log } = doors
    return openStream(c, { clinicId, live, drafts, log, after: after || null, look, onEnd })
  })

  async function clinicIdOf(c: Context): Promise<ClinicId> {
    const slug = (c.req.param('clinic') ?? '').toLowerCase()
    const clinicId = isClinicAddress(slug) ? await clinicOf(slug) : undefined
    if (!clinicId) throw notFound('No clinic has this address; compare data-clinic with Settings > Clinic')
    return clinicId
  }

  async function hostOf(tx: Tx): Promise<Host> {
    const clinic = await findClinic(tx)
    invariant(clinic, 'the clinic of an address vanished')
    const connection = (await findConnections(tx)).find(({ vendor }) => vendor === 'widget')
    if (!connection) {
      throw notFound('This clinic has no chat on websites; connect it under Settings > Connections', {
        type: 'no-widget',
      })
    }
    return { clinicId: tx.clinicId, clinic, connectionId: connection.id }
  }

  /** Whom the site vouches for, else whom the token names, else somebody new. */
  async function recognize(host: Host, said: BeginSession): Promise<VisitorId> {
    const { token, user_id: userId, user_hash: hash } = said
    if (userId !== undefined && hash !== undefined) {
      const connection = await doors.connections.byId('widget', host.connectionId)
      if (connection && isVouchedFor({ userId, hash }, connection.secret)) return `user:${userId}`
      throw notSignedIn(
        'data-user-hash does not fit data-user-id; make it with the secret from Settings > Connections',
        { type: 'wrong-user-hash' },
      )
    }
    const known = token ? tokens.read(host.clinicId, token, clock.now()) : null
    // A user's token is good until the page is left: the next to sit at this computer may be another one.
    return known && !isUser(known) ? known : newVisitor()
  }

  async function visitorOf(c: Context): Promise<{ clinicId: ClinicId; visitor: VisitorId }> {
    const clinicId = await clinicIdOf(c)
    const token = /^Bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    const visitor = token ? tokens.read(clinicId, token, clock.now()) : null
    if (!visitor) {
      throw notSignedIn('The token is missing, has expired or is another clinic’s; begin a session again')
    }
    return { clinicId, visitor }
  }

  function namesOf(lines: readonly VisitorLine[]): Promise<Names> {
    return findUserNames(database, [...new Set(lines.flatMap(({ authorId }) => authorId ?? []))])
  }

  function networkOfCaller(c: Context): string {
    return networkOf(callerAddress(c, doors.trustedProxies))
  }

  return door
}

function headersOf(publicUrl: string): Record<string, string> {
  return {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'retry-after',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    // nginx would keep lines back until its buffer is full.
    'x-accel-buffering': 'no',
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}

function refuseTooMany(waitSeconds: number): void {
  if (waitSeconds > 0) throw tooManyRequests(waitSeconds)
}

async function readThread(
  tx: Tx,
  {
    connectionId,
    visitor,
    after = null,
  }: { connectionId: string; visitor: VisitorId; after?: string | null },
): Promise<{ conversation: VisitorConversation | undefined; lines: VisitorLine[] }> {
  const conversation = await findVisitorConversation(tx, { connectionId, address: visitor })
  if (!conversation) return { conversation, lines: [] }
  return {
    conversation,
    lines: await findVisitorThread(tx, { conversationId: conversation.id, after, limit: LINES }),
  }
}

function actorOf(connectionId: string) {
  return { kind: 'integration', id: connectionId } as const
}

function messageOf(
  tx: Tx,
  said: WriteMessage & { connectionId: string; visitor: VisitorId },
): ReceiveMessage {
  return {
    connectionId: said.connectionId,
    channel: 'widget',
    writer: { id: said.visitor, aliases: [], phone: null, name: null },
    threadId: null,
    vendorMessageId: said.id,
    at: tx.clock.now(),
    text: said.text,
    attachments: [],
    choice: said.choice ?? null,
    repliesTo: null,
  }
}
