import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import type { SelfSigned } from './certificate.ts'

export interface ReceivedMail {
  /** As the SMTP dialogue said it, whatever the headers claim. */
  envelope: { from: string; to: string[] }
  /** Whether it came over TLS. */
  isEncrypted: boolean
  from: { name: string; address: string }
  to: { name: string; address: string }
  messageId: string
  subject: string
  text: string
  html: string | null
  calendar: { method: string; content: string } | null
  attachments: { filename: string; contentType: string; bytes: Buffer }[]
  /** Lower-cased names; values unfolded and decoded; a repeated header keeps all its values. */
  headers: Map<string, string[]>
  /** The message as it came over the wire. */
  raw: string
}

export interface Mailbox {
  /** An `SMTP_URL`. */
  url: string
  messages: ReceivedMail[]
  /** The first message that fits, now or within `ms`. */
  waitFor(predicate: (mail: ReceivedMail) => boolean, ms?: number): Promise<ReceivedMail>
  /** Answers every recipient (or every whole message) with this code from now on; `null` accepts again. */
  refuse(code: number | null, options?: { at?: 'recipient' | 'message' }): void
  /** Breaks the connection while a message comes in, or once it is whole and kept but not yet answered. */
  hangUp(at: 'mid_message' | 'after_message' | null): void
  close(): Promise<void>
}

/**
 * A mail server in this process, on 127.0.0.1, that keeps what it receives. With an account it insists on it. With
 * `tls` it offers STARTTLS, or speaks TLS from the first byte.
 */
export async function startMailbox(
  account?: { user: string; password: string } | null,
  tls?: SelfSigned & { from: 'starttls' | 'first_byte' },
): Promise<Mailbox> {
  const messages: ReceivedMail[] = []
  const waiting = new Set<() => void>()
  let refusal: { code: number; at: 'recipient' | 'message' } | null = null
  let hangUpAt: 'mid_message' | 'after_message' | null = null

  const server = new SMTPServer({
    disabledCommands: [...(tls ? [] : ['STARTTLS']), ...(account ? [] : ['AUTH'])],
    ...(tls ? { secure: tls.from === 'first_byte', key: tls.key, cert: tls.cert } : {}),
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 1,
    logger: false,
    onAuth(auth, _session, done) {
      if (auth.username === account?.user && auth.password === account?.password)
        done(null, { user: auth.username })
      else done(new Error('Invalid user or password'))
    },
    onRcptTo(recipient, _session, done) {
      if (refusal?.at === 'recipient') done(refuseWith(refusal.code, `<${recipient.address}>`))
      else done()
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        if (hangUpAt === 'mid_message') cut(session)
      })
      stream.on('end', () => {
        if (hangUpAt === 'mid_message') return
        if (refusal?.at === 'message') return done(refuseWith(refusal.code, 'message'))
        messages.push(readMail(Buffer.concat(chunks), session))
        for (const wake of waiting) wake()
        if (hangUpAt === 'after_message') return cut(session)
        done(null, 'kept')
      })
    },
  })
  server.on('error', () => {}) // a client that vanishes is part of the play

  function cut(session: SMTPServerSession) {
    for (const connection of server.connections)
      if (connection.session === session) connection._socket.destroy()
  }

  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.server.address() as AddressInfo
  const login = account ? `${encodeURIComponent(account.user)}:${encodeURIComponent(account.password)}@` : ''

  return {
    url: `${tls?.from === 'first_byte' ? 'smtps' : 'smtp'}://${login}127.0.0.1:${port}`,
    messages,
    waitFor(predicate, ms = 5000) {
      const { promise, resolve, reject } = Promise.withResolvers<ReceivedMail>()
      const look = () => {
        const mail = messages.find(predicate)
        if (!mail) return
        clearTimeout(timer)
        waiting.delete(look)
        resolve(mail)
      }
      const timer = setTimeout(() => {
        waiting.delete(look)
        reject(new Error(`no such mail within ${ms} ms; ${messages.length} others came`))
      }, ms)
      waiting.add(look)
      look()
      return promise
    },
    refuse(code, { at = 'recipient' } = {}) {
      refusal = code === null ? null : { code, at }
    },
    hangUp(at) {
      hangUpAt = at
    },
    close() {
      for (const connection of server.connections) connection._socket.destroy()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

function refuseWith(responseCode: number, subject: string) {
  return Object.assign(new Error(`${subject} not taken`), { responseCode })
}

interface Part {
  headers: Map<string, string[]>
  contentType: { type: string; parameters: Map<string, string> }
  disposition: { type: string; parameters: Map<string, string> }
  /** Transfer encoding undone; empty for a multipart. */
  bytes: Buffer
  parts: Part[]
}

/** Reads a message by RFC 5322, 2045–2047 and 2231: enough for any letter that we or a common mail program write. */
export function readMail(raw: Buffer, session?: SMTPServerSession): ReceivedMail {
  const root = readPart(raw.toString('latin1'))
  const leaves = flatten(root)
  const bodies = leaves.filter((part) => part.disposition.type !== 'attachment')
  const find = (type: string) => bodies.find((part) => part.contentType.type === type)
  const html = find('text/html')
  const calendar = find('text/calendar')
  const header = (name: string) => root.headers.get(name)?.[0] ?? ''
  const from = session?.envelope.mailFrom
  return {
    envelope: {
      from: from ? from.address : '',
      to: session?.envelope.rcptTo.map((recipient) => recipient.address) ?? [],
    },
    isEncrypted: session?.secure ?? false,
    from: readAddress(header('from')),
    to: readAddress(header('to')),
    messageId: header('message-id'),
    subject: decodeWords(header('subject')),
    text: toLines(readText(find('text/plain'))),
    html: html ? toLines(readText(html)) : null,
    calendar: calendar
      ? { method: calendar.contentType.parameters.get('method') ?? '', content: readText(calendar) }
      : null,
    attachments: leaves
      .filter((part) => part.disposition.type === 'attachment')
      .map((part) => ({
        filename:
          part.disposition.parameters.get('filename') ?? part.contentType.parameters.get('name') ?? '',
        contentType: part.contentType.type,
        bytes: part.bytes,
      })),
    headers: new Map([...root.headers].map(([name, values]) => [name, values.map(decodeWords)])),
    raw: raw.toString('utf8'),
  }
}

function flatten(part: Part): Part[] {
  return part.parts.length > 0 ? part.parts.flatMap(flatten) : [part]
}

// Works on latin1 strings, one character a byte, until a charset is known.
function readPart(source: string): Part {
  // The line break in front lets a part without headers begin with its empty line.
  const lines = `\r\n${source}`
  const gap = /\r?\n\r?\n/.exec(lines)
  const headers = readHeaders(gap ? lines.slice(0, gap.index) : lines)
  const body = gap ? lines.slice(gap.index + gap[0].length) : ''
  const contentType = readParameters(headers.get('content-type')?.[0] ?? 'text/plain; charset=us-ascii')
  const disposition = readParameters(headers.get('content-disposition')?.[0] ?? 'inline')
  const boundary = contentType.parameters.get('boundary')
  if (contentType.type.startsWith('multipart/') && boundary) {
    return {
      headers,
      contentType,
      disposition,
      bytes: Buffer.alloc(0),
      parts: splitParts(body, boundary).map(readPart),
    }
  }
  const encoding = headers.get('content-transfer-encoding')?.[0]?.trim().toLowerCase() ?? '7bit'
  return { headers, contentType, disposition, bytes: decodeTransfer(body, encoding), parts: [] }
}

function readHeaders(head: string) {
  const headers = new Map<string, string[]>()
  for (const line of head.replace(/\r?\n(?=[ \t])/g, '').split(/\r?\n/)) {
    const colon = line.indexOf(':')
    if (colon < 1) continue
    const name = line.slice(0, colon).trim().toLowerCase()
    // 8-bit headers are UTF-8 (RFC 6532).
    const value = Buffer.from(line.slice(colon + 1).trim(), 'latin1').toString('utf8')
    headers.set(name, [...(headers.get(name) ?? []), value])
  }
  return headers
}

function readParameters(value: string) {
  const [type = '', ...rest] = value.match(/(?:[^;"]|"(?:\\.|[^"\\])*")+/g) ?? []
  const parameters = new Map<string, string>()
  const pieces = new Map<string, { text: string; encoded: boolean }[]>()
  for (const piece of rest) {
    const equals = piece.indexOf('=')
    if (equals < 1) continue
    const key = piece.slice(0, equals).trim().toLowerCase()
    const text = piece
      .slice(equals + 1)
      .trim()
      .replace(/^"(.*)"$/s, (_, inner: string) => inner.replace(/\\(.)/gs, '$1'))
    // RFC 2231: name*, name*0, name*0*
    const [, name = key, index = '0', star] = /^([^*]+)(?:\*(\d+))?(\*)?$/.exec(key) ?? []
    if (key.includes('*')) {
      const list = pieces.get(name) ?? []
      list[Number(index)] = { text, encoded: star === '*' }
      pieces.set(name, list)
    } else parameters.set(name, decodeWords(text))
  }
  for (const [name, list] of pieces) {
    const charset = /^([^']*)'[^']*'/.exec(list[0]?.text ?? '')
    const bytes = list.map(({ text, encoded }, at) => {
      const plain = at === 0 && charset ? text.slice(charset[0].length) : text
      return encoded ? decodeHex(plain, '%') : plain
    })
    parameters.set(name, decodeText(Buffer.from(bytes.join(''), 'latin1'), charset?.[1] || 'utf-8'))
  }
  return { type: type.trim().toLowerCase(), parameters }
}

function splitParts(body: string, boundary: string) {
  const mark = boundary.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const [whole = ''] = `\r\n${body}`.split(new RegExp(`\r?\n--${mark}--[ \t]*(?:\r?\n|$)`))
  return whole.split(new RegExp(`\r?\n--${mark}[ \t]*\r?\n`)).slice(1)
}

function decodeTransfer(body: string, encoding: string) {
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  return Buffer.from(encoding === 'quoted-printable' ? decodeQuotedPrintable(body) : body, 'latin1')
}

function decodeQuotedPrintable(text: string) {
  // White space at a line's end was added on the way (RFC 2045 6.7); a `=` there continues the line.
  return decodeHex(text.replace(/[ \t]+(?=\r?\n|$)/g, '').replace(/=\r?\n/g, ''), '=')
}

function readText(part: Part | undefined) {
  return part ? decodeText(part.bytes, part.contentType.parameters.get('charset') ?? 'utf-8') : ''
}

function toLines(text: string) {
  return text.replaceAll('\r\n', '\n').replace(/\n$/, '')
}

/** RFC 2047: `=?utf-8?B?…?=`; white space between two encoded words is not part of the text. */
function decodeWords(value: string) {
  const word = /=\?([^?*]+)(?:\*[^?]*)?\?([bq])\?([^? ]*)\?=/gi
  return value
    .replace(/(=\?[^?]+\?[bq]\?[^? ]*\?=)\s+(?==\?[^?]+\?[bq]\?[^? ]*\?=)/gi, '$1')
    .replace(word, (_, charset: string, kind: string, text: string) => {
      const bytes =
        kind.toLowerCase() === 'b'
          ? Buffer.from(text, 'base64')
          : Buffer.from(decodeHex(text.replaceAll('_', ' '), '='), 'latin1')
      return decodeText(bytes, charset)
    })
}

/** `name <address>`, `"quoted, name" <address>` or a bare address. Names are decoded after their quotes are off. */
function readAddress(value: string) {
  const [, name = '', address = value] = /^(.*?)\s*<([^<>]*)>$/s.exec(value.trim()) ?? []
  const unquoted = name.trim().replace(/^"(.*)"$/s, (_, inner: string) => inner.replace(/\\(.)/gs, '$1'))
  return { name: decodeWords(unquoted), address: address.trim() }
}

function decodeHex(text: string, mark: '=' | '%') {
  return text.replace(new RegExp(`${mark}([0-9a-f]{2})`, 'gi'), (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

function decodeText(bytes: Buffer, charset: string) {
  return new TextDecoder(charset, { ignoreBOM: true }).decode(bytes)
}
