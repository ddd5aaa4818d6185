import type { Readable } from 'node:stream'
import { createTransport, type NodemailerError, type SendMailOptions } from 'nodemailer'
import { ProviderError } from '../../kit/problem.ts'
import type { EmailAddress, EmailFailure, EmailPort, OutgoingEmail } from './port.ts'

export interface SmtpEmailOptions {
  /**
   * `smtp://user:password@host:587` (STARTTLS where offered, and insisted on before a password goes to another
   * machine) or `smtps://…:465`, user and password percent-encoded. Nodemailer's query parameters work
   * (`?requireTLS=false`; `?tls.rejectUnauthorized=false`, with which anybody in between may read the mail). A
   * certificate of one's own authority is trusted where Node is told of it by NODE_EXTRA_CA_CERTS.
   */
  url: string
  /** To connect and be greeted. */
  connectTimeoutMs?: number
  /** Without a byte from the server. RFC 5321 4.5.3.2 allows it minutes; a job would rather try again. */
  idleTimeoutMs?: number
  /** For one message altogether, waiting for a free connection included. */
  sendTimeoutMs?: number
}

/**
 * Mail over SMTP by a pool of connections.
 * @throws TypeError when the URL is not an SMTP one, without repeating it (it may hold a password)
 */
export function smtpEmail(options: SmtpEmailOptions): EmailPort & { close(): void } {
  const { connectTimeoutMs = 10_000, idleTimeoutMs = 30_000, sendTimeoutMs = 60_000 } = options
  const transport = createTransport({
    pool: true,
    url: options.url,
    requireTLS: carriesPasswordAbroad(options.url),
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    dnsTimeout: connectTimeoutMs,
    socketTimeout: idleTimeoutMs,
    // Only for a pooled connection that the server had closed before a byte was sent. Real retries are the jobs'.
    maxRequeues: 2,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  // The stream that nodemailer reads the message from tells how far it came when a connection breaks.
  transport.use('stream', (mail, done) => {
    const { onStream } = mail.data as TrackedMail
    mail.message.processFunc((stream: Readable) => {
      onStream(stream)
      return stream
    })
    done()
  })

  return {
    async send(email) {
      const mail = composeMail(email)
      let stream: Readable | undefined
      const tracked: TrackedMail = {
        ...mail,
        signal: AbortSignal.timeout(sendTimeoutMs),
        onStream: (opened) => {
          stream = opened
        },
      }
      try {
        const sent = await transport.sendMail(tracked)
        return { vendorMessageId: sent.serverMessageId ?? email.messageId }
      } catch (error) {
        // The final dot goes out after the stream's end, never before: until then nothing can have been accepted.
        throw toProviderError(
          error as NodemailerError,
          stream?.readableEnded ? 'handed_over' : 'not_handed_over',
        )
      }
    },

    async check() {
      try {
        await transport.verify()
      } catch (error) {
        throw toProviderError(error as NodemailerError, 'not_handed_over')
      }
    },

    close() {
      transport.close()
    },
  }
}

interface TrackedMail extends SendMailOptions {
  onStream(stream: Readable): void
}

function carriesPasswordAbroad(smtpUrl: string) {
  const url = URL.canParse(smtpUrl) ? new URL(smtpUrl) : null
  if (!url?.hostname || !['smtp:', 'smtps:'].includes(url.protocol)) {
    throw new TypeError('SMTP_URL must be smtp://[user:password@]host[:port] or smtps://…')
  }
  return url.username !== '' && !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
}

function composeMail(email: OutgoingEmail): SendMailOptions {
  if (!/^<[^\s<>@]+@[^\s<>@]+>$/.test(email.messageId)) throw invalidEmail('messageId is not <local@domain>')
  const from = composeAddress(email.from, 'from')
  const to = composeAddress(email.to, 'to')
  return {
    messageId: email.messageId,
    // Said apart from the headers, so that no address parser stands between us and the recipient.
    envelope: { from: from.address, to: [to.address] },
    from,
    to,
    subject: oneLine(email.subject),
    headers: composeHeaders(email.headers ?? {}),
    text: email.text,
    ...(email.html !== undefined && { html: email.html }),
    ...(email.invitation && composeInvitation(email.invitation)),
  }
}

function composeAddress({ name, address }: EmailAddress, field: 'from' | 'to'): EmailAddress {
  if (!/^[^\s<>()[\]\\,;:"@\p{Cc}]+@[^\s<>()\\,;"@\p{Cc}]+$/u.test(address)) {
    throw invalidEmail(`${field} is not one address of the form local@domain`)
  }
  return { name: oneLine(name), address }
}

// Those that nodemailer or a field of OutgoingEmail writes; a second one would contradict the first.
const ownHeaders = /^(from|to|cc|bcc|sender|subject|date|message-id|mime-version|content-.*)$/i

function composeHeaders(headers: Record<string, string>) {
  for (const name of Object.keys(headers)) {
    if (!/^[!-9;-~]+$/.test(name)) throw invalidEmail('a header name holds characters outside RFC 5322 3.6.8')
    if (ownHeaders.test(name)) throw invalidEmail(`the header ${name} is not the caller's to set`)
  }
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, oneLine(value)]))
}

/** What a person typed becomes one line of text: no line break can begin a header of its own. */
function oneLine(text: string) {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
}

function composeInvitation({ method, content }: NonNullable<OutgoingEmail['invitation']>): SendMailOptions {
  // Not nodemailer's `icalEvent`: that leaves the part's encoding to the content, and base64 alone is byte-exact
  // through every relay. The second copy is for clients that show an invitation only as a file.
  const bytes = Buffer.from(content, 'utf8')
  return {
    alternatives: [
      {
        contentType: `text/calendar; charset=utf-8; method=${method}`,
        contentTransferEncoding: 'base64',
        content: bytes,
      },
    ],
    attachments: [{ filename: 'invite.ics', contentType: 'application/ics', content: bytes }],
  }
}

function invalidEmail(detail: string) {
  return new ProviderError(`E-mail cannot be sent: ${detail}`, {
    retryable: false,
    code: 'invalid_email' satisfies EmailFailure,
  })
}

function toProviderError(error: NodemailerError, message: 'handed_over' | 'not_handed_over') {
  const failure = classify(error, message)
  const options = { retryable: failure === 'deferred' || failure === 'unreachable', code: failure }
  if (error.response) return new ProviderError(describeAnswer(error), options)
  const reason = error.originalCode ?? error.timeoutType ?? error.code ?? error.name
  const summary = isOfCertificate(reason)
    ? `The mail server’s certificate is not trusted (${reason}); have it renewed, or start Foyer with NODE_EXTRA_CA_CERTS naming the authority that signed it`
    : `${summaries[failure]} (${reason})`
  // Causes are logged: only those of the network stay, since answers and address checks quote the recipient.
  if (failure === 'outcome_unknown') {
    return new ProviderError(summary, { ...options, outcomeUnknown: true, cause: error })
  }
  return new ProviderError(summary, failure === 'unreachable' ? { ...options, cause: error } : options)
}

/** What OpenSSL and Node say of a certificate that they do not trust. */
function isOfCertificate(code: string): boolean {
  return /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_|ERR_TLS_CERT_)/.test(code)
}

function classify(error: NodemailerError, message: 'handed_over' | 'not_handed_over'): EmailFailure {
  const code = error.responseCode ?? 0
  if (code >= 400 && code < 600) {
    if (!error.permanent) return 'deferred'
    return error.code === 'EAUTH' ? 'sign_in_failed' : 'refused'
  }
  if (message === 'handed_over') return 'outcome_unknown'
  if (error.code === 'EAUTH' || error.code === 'ENOAUTH') return 'sign_in_failed'
  if (error.code === 'EENVELOPE' || error.code === 'EMESSAGE') return 'invalid_email'
  return 'unreachable'
}

const summaries: Record<EmailFailure, string> = {
  refused: 'The mail server refused',
  deferred: 'The mail server put off',
  unreachable: 'No working connection to the mail server',
  outcome_unknown: 'The mail server took the message and did not answer',
  sign_in_failed: 'The mail server did not let us sign in',
  invalid_email: 'E-mail cannot be sent',
}

function describeAnswer({ response = '', command }: NodemailerError) {
  const answer = response.replace(/<?[^\s<>]+@[^\s<>]+>?/g, '<address>').replace(/\s+/g, ' ')
  return `The mail server answered ${command ?? 'us'} with ${answer.slice(0, 300)}`
}
