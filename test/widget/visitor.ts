/** A visitor of a clinic's site, as the widget speaks to the door; and what stands on their stream. */
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { createConnection } from '../../src/desk/connections/create-connection.ts'
import { writeToPerson } from '../../src/desk/outreach/write-to-person.ts'
import { saveReceptionistSettings } from '../../src/desk/receptionist/save-receptionist-settings.ts'
import type { ToldLine, ToldState } from '../../src/http/public/widget-lines.ts'
import type { Tx } from '../../src/kit/db.ts'
import { system } from '../../src/kit/events.ts'
import type { TestClinic, TestDesk } from '../desk.ts'

export interface Chat {
  connectionId: string
  inClinic: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  secret: string
  slug: string
}

/** Connects the chat to a clinic. */
export async function openChat(desk: TestDesk, clinic: TestClinic = desk.clinic): Promise<Chat> {
  const [row] = await desk.rows('select slug from clinics where clinic_id = $1', [clinic.clinicId])
  const { id, secret } = await desk.foyer.database.inClinic(clinic.clinicId, (tx) =>
    createConnection(tx, system, { vendor: 'widget', name: 'Website', keyring: desk.foyer.keyring }),
  )
  return {
    connectionId: id,
    secret,
    slug: row.slug,
    inClinic: (work) => desk.foyer.database.inClinic(clinic.clinicId, work),
  }
}

/** Every line is then a visitor's or written by staff. */
export async function silenceAssistant(desk: TestDesk, clinic: TestClinic): Promise<void> {
  await desk.foyer.database.inClinic(clinic.clinicId, (tx) =>
    saveReceptionistSettings(tx, system, { isOn: false }),
  )
}

let callers = 0
/** Everybody comes from a network of their own, unless told. */
function fromAnywhere(): Record<string, string> {
  callers += 1
  return { 'x-forwarded-for': `203.0.${callers >> 8}.${callers & 255}` }
}

export interface Asked {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape.
  body: any
}

export async function ask(
  desk: TestDesk,
  path: string,
  {
    body,
    token,
    method = 'POST',
    headers = {},
  }: {
    body?: unknown
    token?: string
    method?: string
    headers?: Record<string, string>
  } = {},
): Promise<Asked> {
  const response = await desk.foyer.request(`/widget/${path}`, {
    method,
    headers: {
      ...fromAnywhere(),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null }
}

export interface Visitor {
  token: string
  /** Writes, and returns the id that it was written under. */
  write(text: string, id?: string): Promise<string>
  post(path: string, body: unknown): Promise<Asked>
  /** One of the staff writes, and it is sent. */
  isAnswered(text: string): Promise<void>
  listen(after?: string | null): Promise<Stream>
  /** The conversation that this visitor writes in. */
  conversationId(): Promise<string>
}

export async function visit(desk: TestDesk, chat: Chat, session: object = {}): Promise<Visitor> {
  const { status, body } = await ask(desk, `${chat.slug}/session`, { body: session })
  expect(status).toBe(200)
  const { token } = body
  const post = (path: string, said: unknown) => ask(desk, `${chat.slug}/${path}`, { body: said, token })
  let lastId = ''
  const conversationId = async () => {
    const [row] = await desk.rows(
      'select conversation_id from received_messages where vendor_message_id = $1',
      [lastId],
    )
    return row.conversation_id
  }
  return {
    token,
    post,
    conversationId,
    async isAnswered(text) {
      const to = { conversationId: await conversationId(), userId: null, requestKey: null }
      await chat.inClinic((tx) => writeToPerson(tx, system, { ...to, text }))
      await desk.settle()
    },
    async write(text, id = randomUUID()) {
      lastId = id
      expect((await post('messages', { id, text })).status).toBe(202)
      return id
    },
    listen: (after = null) => listen(desk, chat, { token, after }),
  }
}

export interface Stream {
  lines: Map<string, ToldLine>
  state: ToldState | undefined
  /** Every id of a line as it was told, repeats included. */
  told: string[]
  lastId: string
  /** What was to be seen of a draft, one after the other; empty where it was gone. */
  drafts: string[]
  /** The kinds of events, in order. */
  kinds: string[]
  isOver: boolean
  close(): Promise<void>
}

/** Reads on until it is closed. */
export async function listen(
  desk: TestDesk,
  chat: Chat,
  { token, after }: { token: string; after: string | null },
): Promise<Stream> {
  const response = await desk.foyer.request(`/widget/${chat.slug}/events`, {
    headers: {
      ...fromAnywhere(),
      authorization: `Bearer ${token}`,
      ...(after ? { 'last-event-id': after } : {}),
    },
  })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const reader = response.body?.getReader()
  const stream: Stream = {
    lines: new Map(),
    state: undefined,
    told: [],
    lastId: '',
    drafts: [],
    kinds: [],
    isOver: false,
    close: async () => reader?.cancel(),
  }
  void (async () => {
    const decoder = new TextDecoder()
    let rest = ''
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
      if (done) break
      const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1]
        if (!data) continue
        const kind = /^event: (.*)$/m.exec(block)?.[1] ?? ''
        stream.kinds.push(kind)
        if (kind === 'state') stream.state = JSON.parse(data)
        else if (kind === 'draft') stream.drafts.push(JSON.parse(data).text)
        else {
          const line = JSON.parse(data) as ToldLine
          stream.lines.set(line.id, line)
          stream.told.push(line.id)
          stream.lastId = /^id: (.*)$/m.exec(block)?.[1] ?? stream.lastId
        }
      }
    }
    stream.isOver = true
  })()
  return stream
}

export function textsOf(stream: Stream): string[] {
  return [...stream.lines.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ text }) => text)
}
