/** A keep-alive HTTP client that costs next to nothing: the request is one prepared buffer, the answer barely read. */
import { connect, type Socket } from 'node:net'
import type { Signed } from './bookings.ts'

export interface Answer {
  /** 0 when the connection broke before an answer. */
  status: number
  body: string
}

export interface Line {
  send(request: Buffer): Promise<Answer>
  close(): void
}

export function requestOf(target: { port: number; path: string }, signed: Signed): Buffer {
  const head = `POST ${target.path} HTTP/1.1\r\nhost: 127.0.0.1:${target.port}\r\ncontent-type: application/json\r\nx-cal-signature-256: ${signed.signature}\r\nx-cal-webhook-version: 2021-10-20\r\nuser-agent: node\r\ncontent-length: ${signed.body.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), signed.body])
}

/** One connection, one request at a time; it connects again by itself after a break. */
export function openLine(port: number): Line {
  let socket: Socket | undefined
  let answered: ((answer: Answer) => void) | undefined
  let heard = ''

  function finish(answer: Answer): void {
    heard = ''
    const resolve = answered
    answered = undefined
    resolve?.(answer)
  }

  function open(): Socket {
    const next = connect(port, '127.0.0.1')
    next.setNoDelay(true)
    next.setEncoding('latin1')
    next.on('data', (chunk: string) => {
      heard += chunk
      const headEnd = heard.indexOf('\r\n\r\n')
      if (headEnd === -1) return
      const head = heard.slice(0, headEnd)
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN)
      if (Number.isNaN(length)) throw new Error(`an answer without a length:\n${head}`)
      if (heard.length < headEnd + 4 + length) return
      if (/connection: close/i.test(head)) drop(next)
      finish({ status: Number(head.slice(9, 12)), body: heard.slice(headEnd + 4) })
    })
    next.on('error', () => {})
    next.on('close', () => {
      if (socket === next) socket = undefined
      finish({ status: 0, body: '' })
    })
    return next
  }

  function drop(one: Socket): void {
    if (socket === one) socket = undefined
    one.removeAllListeners('close')
    one.destroy()
  }

  return {
    send(request) {
      return new Promise((resolve) => {
        answered = resolve
        socket ??= open()
        socket.write(request)
      })
    },
    close() {
      if (socket) drop(socket)
    },
  }
}
