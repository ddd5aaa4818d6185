/**
 * A model behind the real wires, on this machine: OpenAI's chat completions and Anthropic's Messages, whole or streamed.
 * What it says is scripted; what it is asked is checked as strictly as the vendors do.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as sleep, setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { anthropicWire } from './model-anthropic.ts'
import { openAiWire } from './model-openai.ts'
import {
  type AskedQuestion,
  Refusal,
  type RefusalKind,
  type ScriptedFault,
  type ScriptedReply,
  type ScriptedTurn,
  type Wire,
} from './model-script.ts'

export type {
  AskedMessage,
  AskedQuestion,
  ScriptedFault,
  ScriptedReply,
  ScriptedTurn,
} from './model-script.ts'

export interface ModelServer {
  /** `http://127.0.0.1:…/v1`: what MODEL_BASE_URL would be. */
  url: string
  model: string
  /** Empty where the server asks for none. */
  key: string
  /** All questions that were taken, oldest first; what was refused for its form is in `refused`. */
  asked: AskedQuestion[]
  refused: Refusal[]
  /** Said once each, in this order, before what `always` says. */
  script(...replies: ScriptedReply[]): void
  /** Said whenever the script is at its end: the same again and again, or what the function makes of the question. */
  always(reply: ScriptedReply | ((question: AskedQuestion) => ScriptedReply)): void
  /** Forgets script and questions. */
  clear(): void
  /** How many lines are open: an abandoned question must not keep one. */
  openLines(): Promise<number>
  close(): Promise<void>
}

export interface ModelServerOptions {
  model?: string
  /** Null: asks for no key, as local servers do. */
  key?: string | null
  /** What OpenAI's limit of tokens is called; see `openAiWire`. */
  limitName?: 'max_tokens' | 'max_completion_tokens'
}

export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const { model = 'clinic-1', key = 'sk-test-of-the-clinic' } = options
  const wires = [openAiWire(options.limitName), anthropicWire()]
  const asked: AskedQuestion[] = []
  const refused: Refusal[] = []
  const replies: ScriptedReply[] = []
  const answering = new Set<Socket>()
  let otherwise: (question: AskedQuestion) => ScriptedReply = () => ({
    ...{ fault: 'answer', status: 500, body: 'the script of the model has ended' },
  })

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const path = (incoming.url ?? '/').replace(/\?.*/, '')
    const wire = wires.find((each) => each.path === path && incoming.method === 'POST')
    if (!wire) {
      const isAnthropic = 'anthropic-version' in incoming.headers
      throw (wires[isAnthropic ? 1 : 0] as Wire).refusal({ kind: 'unknown_path', path })
    }
    const headers = incoming.headers as Record<string, string | undefined>
    const question = wire.read({ headers, body: Buffer.concat(chunks).toString('utf8') }, { key, model })
    asked.push(question)
    await say(wire, replies.shift() ?? otherwise(question), question, response)
  }

  const server = createServer((incoming, response) => {
    answering.add(incoming.socket)
    response.on('close', () => answering.delete(incoming.socket))
    serve(incoming, response).catch((error: unknown) => {
      if (incoming.socket.destroyed) return
      const refusal = error instanceof Refusal ? error : new Refusal(500, `the fake broke: ${String(error)}`)
      if (error instanceof Refusal && error.status < 429) refused.push(error)
      reply(response, refusal)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    model,
    key: key ?? '',
    asked,
    refused,
    script: (...more) => void replies.push(...more),
    always(given) {
      otherwise = typeof given === 'function' ? given : () => given
    },
    clear() {
      for (const list of [asked, refused, replies]) list.length = 0
    },
    async openLines() {
      await turnOfTheLoop()
      return answering.size
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function say(wire: Wire, what: ScriptedReply, question: AskedQuestion, response: ServerResponse) {
  if (!('fault' in what)) return sayTurn(wire, what, question, response)
  switch (what.fault) {
    case 'silence':
      return
    case 'hang':
    case 'break':
    case 'unfinished':
    case 'error_in_stream':
      return saySome(wire, what, question, response)
    case 'garbage':
      if (question.isStreamed)
        return stream(response, [`data: {"id":"x","choices":[{"del\n\n`, 'data: [DONE]\n\n'])
      return reply(response, { status: 200, body: '{"id":"x","choices":[{"mess' })
    case 'page':
      return reply(response, { status: 200, body: '<!doctype html><title>Sign in to the Wi-Fi</title>' })
    case 'redirect':
      return reply(response, { status: 307, body: '', headers: { location: what.to } })
    case 'answer':
      return reply(response, what)
    case 'rate_limited':
      throw wire.refusal({ kind: 'rate_limited', retryAfterSeconds: what.retryAfterSeconds })
    default:
      throw wire.refusal({ kind: what.fault } as RefusalKind)
  }
}

async function sayTurn(wire: Wire, turn: ScriptedTurn, question: AskedQuestion, response: ServerResponse) {
  if (question.isStreamed) return stream(response, wire.stream(turn, question), turn.paceMs)
  reply(response, { status: 200, body: wire.whole(turn, question) })
}

type PartialFault = Extract<ScriptedFault, { turn: ScriptedTurn }>

async function saySome(wire: Wire, what: PartialFault, question: AskedQuestion, response: ServerResponse) {
  const whole = question.isStreamed ? wire.stream(what.turn, question) : null
  if (what.fault === 'unfinished') {
    if (whole)
      return stream(
        response,
        whole.filter((event) => !wire.isEnding(event)),
        what.turn.paceMs,
      )
    const { choices, stop_reason, ...body } = wire.whole(what.turn, question)
    return reply(response, { status: 200, body })
  }
  if (what.fault === 'error_in_stream') {
    if (!whole) throw wire.refusal({ kind: what.kind })
    return stream(response, [...firstHalf(whole), wire.errorEvent(what.kind)], what.turn.paceMs)
  }
  if (whole) {
    await write(response, firstHalf(whole), what.turn.paceMs)
  } else {
    const body = JSON.stringify(wire.whole(what.turn, question))
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    response.write(body.slice(0, body.length / 2))
    await turnOfTheLoop()
  }
  if (what.fault === 'break') response.socket?.resetAndDestroy()
}

const firstHalf = (events: string[]) => events.slice(0, events.length / 2)

async function stream(response: ServerResponse, events: string[], paceMs = 0): Promise<void> {
  await write(response, events, paceMs)
  response.end()
}

/** In writes of a few bytes: events, lines and letters are cut anywhere, as a network does. With a pace one by one. */
async function write(response: ServerResponse, events: string[], paceMs = 0): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' })
  if (paceMs > 0) {
    for (const event of events) {
      if (response.destroyed) return
      response.write(event)
      await sleep(paceMs)
    }
    return
  }
  const bytes = Buffer.from(events.join(''))
  for (let at = 0, round = 0; at < bytes.length && !response.destroyed; round += 1) {
    const size = WRITE_SIZES[round % WRITE_SIZES.length] as number
    response.write(bytes.subarray(at, at + size))
    at += size
    await turnOfTheLoop()
  }
}

const WRITE_SIZES = [1, 211, 7, 64, 997, 3]

function reply(
  response: ServerResponse,
  { status, body, headers = {} }: { status: number; body: unknown; headers?: Record<string, string> },
): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const type = text.startsWith('<') ? 'text/html' : 'application/json'
  response.writeHead(status, { 'content-type': type, ...headers }).end(text)
}
