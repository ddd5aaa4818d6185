import type { Tx } from '../../../kit/db.ts'
import type { Desk, HappenedEvent, Reactor } from '../../../kit/events.ts'
import type { ClinicId } from '../../../kit/ids.ts'
import { ProviderError } from '../../../kit/problem.ts'
import type { EmailPort } from '../../../providers/email/port.ts'
import type { MessagingPort, OutgoingChatMessage } from '../../../providers/messaging/port.ts'
import { rereadTemplates } from '../../connections/reread-templates.ts'
import { keepRefusal } from '../keep-refusal.ts'
import type { Via } from '../lock-message.ts'
import { lockReceiver } from '../lock-receiver.ts'
import {
  beginSending,
  noteFailed,
  noteSent,
  noteUnknown,
  putOff,
  type Sending,
  type Sent,
} from '../send-message.ts'
import type { StopLink } from '../stop-link.ts'

/** What carries messages out. A channel without a carrier is kept in the Outbox, where staff read it. */
export interface Carriers {
  email: { port: EmailPort; from: { name: string; address: string } } | null
  chat: ChatCarrier | null
  /** Not given: mails have no such link in their headers. */
  stopLink?: StopLink
}

/** Opens the way out of a clinic's connection. */
export interface ChatCarrier {
  open(via: Via & { clinicId: ClinicId }): MessagingPort | null
  /** Where Twilio tells what became of a message. */
  statusUrl(via: Via, messageId: string): string | null
}

/** On `message.queued`: asks the arbiter, then the vendor. */
export function dispatchMessage(carriers: Carriers): Reactor {
  return {
    name: 'dispatchMessage',
    run: (desk, event: HappenedEvent<{ messageId: string }>) =>
      sendOne(desk, carriers, { clinicId: event.clinicId, id: event.payload.messageId }),
  }
}

/** Hands it to whoever carries it and says under which id. */
type Carry = () => Promise<{ carrier: string; vendorMessageId: string }>

/** Its intent is committed. */
interface Started {
  sending: Sending
  carry: Carry
}

/**
 * Sends one message. The intent is committed before the vendor is asked and the vendor's id after; messages of a clinic that
 * come at the same time share both commits, and the vendor is asked for each by itself. No vendor here knows an idempotency
 * key: after an unknown outcome the vendor is asked what became of it, and where it cannot be asked (SMTP) the same
 * Message-ID goes out once more, so that whoever got it before recognises it.
 */
export async function sendOne(
  desk: Desk,
  carriers: Carriers,
  message: { clinicId: ClinicId; id: string },
): Promise<void> {
  const { begin, note } = linesOf(desk, carriers, message.clinicId)
  const started = await begin(message.id)
  if (!started) return
  const { sending, carry } = started
  const sent = await carry().catch((error: unknown) => {
    // A bug of ours stays `sending`: the sweeper finds it when its lease is over.
    if (!(error instanceof ProviderError)) throw error
    return error
  })
  if (!(sent instanceof ProviderError)) return note({ id: sending.id, ...sent })
  desk.log.warn('message.not_sent', { clinicId: message.clinicId, messageId: sending.id }, sent)
  await desk.database.inClinic(message.clinicId, (tx) => noteRefused(tx, sending, sent))
}

async function noteRefused(tx: Tx, sending: Sending, error: ProviderError): Promise<void> {
  if (error.outcomeUnknown) return noteUnknown(tx, sending)
  await lockReceiver(tx, { messageId: sending.id })
  const reason = error.code ?? 'mail_server_away'
  // A wrong password is the clinic's to mend, and its patients' messages wait for it.
  if (error.retryable || error.code === 'sign_in_failed') return putOff(tx, sending, reason)
  // Before another way is looked for.
  await learnFrom(tx, { sending, code: error.code })
  await noteFailed(tx, sending, reason)
}

interface Lines {
  begin(id: string): Promise<Started | null>
  note(sent: Sent): Promise<void>
}

const lines = new WeakMap<Desk, Map<ClinicId, Lines>>()

function linesOf(desk: Desk, carriers: Carriers, clinicId: ClinicId): Lines {
  const own = lines.get(desk) ?? new Map<ClinicId, Lines>()
  lines.set(desk, own)
  const known = own.get(clinicId)
  if (known) return known
  const opened: Lines = {
    begin: inBatches((ids) => beginAll(desk, carriers, { clinicId, ids })),
    note: inBatches(async (results) => {
      await desk.database.inClinic(clinicId, (tx) => noteSent(tx, results))
      return results.map(() => undefined)
    }),
  }
  own.set(clinicId, opened)
  return opened
}

async function beginAll(
  desk: Desk,
  carriers: Carriers,
  { clinicId, ids }: { clinicId: ClinicId; ids: readonly string[] },
): Promise<(Started | null)[]> {
  const begun = await desk.database.inClinic(clinicId, async (tx) => {
    const kept: Sent[] = []
    const started = new Map<string, Started | null>()
    for (const [id, sending] of await beginSending(tx, ids)) {
      const carry = sending && carrierOf(carriers, { clinicId, sending })
      // No vendor to wait for: both facts belong into one transaction, so that it shows exactly once.
      if (typeof carry === 'string') kept.push({ id, carrier: carry, vendorMessageId: null })
      started.set(id, sending && typeof carry === 'function' ? { sending, carry } : null)
    }
    if (kept.length > 0) await noteSent(tx, kept)
    return started
  })
  const alone = (id: string) => beginAll(desk, carriers, { clinicId, ids: [id] })
  return Promise.all(
    ids.map(async (id, place) => {
      // Asked for twice in one batch, it goes once.
      if (ids.indexOf(id) !== place) return null
      if (begun.has(id) || ids.length === 1) return begun.get(id) ?? null
      const [started = null] = await alone(id)
      return started
    }),
  )
}

const BATCH = 100
/** So that one that waits in the database does not hold up the next. */
const AT_ONCE = 2

/**
 * What is asked for while batches are written gathers for the next; one that comes alone goes at once. Of a batch that fails
 * each is tried alone.
 */
function inBatches<One, Answer>(
  write: (batch: readonly One[]) => Promise<Answer[]>,
): (one: One) => Promise<Answer> {
  interface Waiting {
    one: One
    resolve(answer: Answer): void
    reject(error: unknown): void
  }
  const waiting: Waiting[] = []
  let running = 0

  async function answer(batch: readonly Waiting[]): Promise<void> {
    try {
      const answers = await write(batch.map(({ one }) => one))
      for (const [place, { resolve }] of batch.entries()) resolve(answers[place] as Answer)
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error)
      else await Promise.all(batch.map((one) => answer([one])))
    }
  }

  async function run(): Promise<void> {
    running++
    // Those of the same breath are still to come.
    await null
    for (let batch = waiting.splice(0, BATCH); batch.length > 0; batch = waiting.splice(0, BATCH)) {
      await answer(batch)
    }
    running--
  }

  return (one) =>
    new Promise((resolve, reject) => {
      waiting.push({ one, resolve, reject })
      if (running < AT_ONCE) void run()
    })
}

/** Who carries it; a word where nobody outside does: the widget fetches its own, the rest is kept in the Outbox. */
function carrierOf(
  carriers: Carriers,
  { clinicId, sending }: { clinicId: ClinicId; sending: Sending },
): Carry | 'widget' | 'outbox' {
  if (sending.channel === 'email' && !sending.via) {
    const { email, stopLink } = carriers
    const { contactId, purpose, to } = sending
    const about = { clinicId, contactId, email: to.address, purpose }
    const link = purpose === 'transactional' ? undefined : stopLink?.(about)
    return email ? () => sendByEmail(email, { sending, link }) : 'outbox'
  }
  if (sending.via?.vendor === 'widget') return 'widget'
  if (!sending.via || sending.via.isLocal) return 'outbox'
  const { via } = sending
  const { chat } = carriers
  const port = chat?.open({ ...via, clinicId })
  if (!chat || !port) return 'outbox'
  return () => sendByChat(port, { via, sending, statusUrl: chat.statusUrl(via, sending.id) })
}

async function sendByChat(
  port: MessagingPort,
  { via, sending, statusUrl }: { via: Via; sending: Sending; statusUrl: string | null },
): Promise<{ carrier: string; vendorMessageId: string }> {
  const carrier = via.vendor
  const outgoing: OutgoingChatMessage = {
    messageId: sending.id,
    to: sending.to.address,
    threadId: via.threadId,
    channel: sending.channel,
    content: sending.template
      ? { kind: 'template', ...sending.template, text: sending.body }
      : { kind: 'text', text: sending.body, choices: sending.choices },
    isWrittenByPerson: sending.isWrittenByPerson,
    expiresAt: sending.expiresAt,
    statusUrl,
  }
  if (sending.unknownSince) {
    const fate = await port.lookUp(outgoing, sending.unknownSince)
    if (fate.found === 'sent') return { carrier, vendorMessageId: fate.vendorMessageId }
    if (fate.found === 'unknown') {
      throw new ProviderError('nobody can say whether the message went out', {
        code: 'outcome_unknown',
        retryable: false,
        outcomeUnknown: true,
      })
    }
  }
  const { vendorMessageId } = await port.send(outgoing)
  return { carrier, vendorMessageId }
}

async function sendByEmail(
  email: NonNullable<Carriers['email']>,
  { sending, link }: { sending: Sending; link: string | undefined },
): Promise<{ carrier: string; vendorMessageId: string }> {
  const { address } = email.from
  const { vendorMessageId } = await email.port.send({
    messageId: `<${sending.id}@${address.split('@').at(-1)}>`,
    from: { name: sending.clinic.name, address },
    to: sending.to,
    subject: sending.subject ?? sending.clinic.name,
    text: sending.body,
    headers: {
      ...(sending.clinic.email ? { 'Reply-To': sending.clinic.email } : {}),
      ...(link ? stopHeaders(link) : {}),
    },
    ...(sending.invitation ? { invitation: sending.invitation } : {}),
  })
  return { carrier: 'smtp', vendorMessageId }
}

/** What a mail program's own button for it asks (RFC 2369, 3.2); with one click, which takes HTTPS (RFC 8058, 3.1). */
function stopHeaders(link: string): Record<string, string> {
  const isOneClick = link.startsWith('https:')
  return {
    'List-Unsubscribe': `<${link}>`,
    ...(isOneClick ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
  }
}

/**
 * What a refusal says about the person is kept as what it is: their own no. What it says about a template means that the kept
 * list is old.
 */
async function learnFrom(
  tx: Tx,
  { sending, code }: { sending: Sending; code: string | undefined },
): Promise<void> {
  if (code === 'template_refused' && sending.via) await rereadTemplates(tx, sending.via.connectionId)
  const vendor = sending.via?.vendor ?? sending.channel
  const { id: messageId, contactId, channel } = sending
  await keepRefusal(tx, { messageId, contactId, channel, code, vendor })
}
