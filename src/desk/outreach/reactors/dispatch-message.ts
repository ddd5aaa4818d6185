import type { Tx } from '../../../kit/db.ts'
import { type Desk, type HappenedEvent, type Reactor, system } from '../../../kit/events.ts'
import type { ClinicId } from '../../../kit/ids.ts'
import { ProviderError } from '../../../kit/problem.ts'
import type { EmailPort } from '../../../providers/email/port.ts'
import type { MessagingPort, OutgoingChatMessage } from '../../../providers/messaging/port.ts'
import { recordConsent } from '../../contacts/record-consent.ts'
import type { Via } from '../lock-message.ts'
import { beginSending, noteFailed, noteSent, noteUnknown, putOff, type Sending } from '../send-message.ts'

/** What carries messages out. A channel without a carrier is kept in the Outbox, where staff read it. */
export interface Carriers {
  email: { port: EmailPort; from: { name: string; address: string } } | null
  chat: ChatCarrier | null
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

/**
 * Sends one message. The intent is committed before the vendor is asked and the vendor's id after. No vendor here knows an
 * idempotency key: after an unknown outcome the vendor is asked what became of it, and where it cannot be asked (SMTP) the
 * same Message-ID goes out once more, so that whoever got it before recognises it.
 */
export async function sendOne(
  desk: Desk,
  carriers: Carriers,
  message: { clinicId: ClinicId; id: string },
): Promise<void> {
  const { database } = desk
  const note = (write: (tx: Tx) => Promise<void>) => database.inClinic(message.clinicId, write)
  const begun = await database.inClinic(message.clinicId, async (tx) => {
    const sending = await beginSending(tx, message.id)
    if (!sending) return null
    const carry = carrierOf(carriers, { ...message, sending })
    // No vendor to wait for: both facts belong into one transaction, so that it shows exactly once.
    if (typeof carry !== 'function') {
      await noteSent(tx, sending, { carrier: carry, vendorMessageId: null })
      return null
    }
    return { sending, carry }
  })
  if (!begun) return
  const { sending, carry } = begun
  const sent = await carry().catch((error: unknown) => {
    // A bug of ours stays `sending`: the sweeper finds it when its lease is over.
    if (!(error instanceof ProviderError)) throw error
    return error
  })
  if (!(sent instanceof ProviderError)) return note((tx) => noteSent(tx, sending, sent))
  desk.log.warn('message.not_sent', { clinicId: message.clinicId, messageId: sending.id }, sent)
  if (sent.outcomeUnknown) return note((tx) => noteUnknown(tx, sending))
  const reason = sent.code ?? 'mail_server_away'
  // A wrong password is the clinic's to mend, and its patients' messages wait for it.
  const isPassing = sent.retryable || sent.code === 'sign_in_failed'
  return note(async (tx) => {
    if (isPassing) return putOff(tx, sending, reason)
    await noteFailed(tx, sending, reason)
    await learnFrom(tx, { sending, code: sent.code })
  })
}

/** Who carries it; a word where nobody outside does: the widget fetches its own, the rest is kept in the Outbox. */
function carrierOf(
  carriers: Carriers,
  { clinicId, sending }: { clinicId: ClinicId; sending: Sending },
): Carry | 'widget' | 'outbox' {
  if (sending.channel === 'email' && !sending.via) {
    const { email } = carriers
    return email ? () => sendByEmail(email, sending) : 'outbox'
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
  sending: Sending,
): Promise<{ carrier: string; vendorMessageId: string }> {
  const { address } = email.from
  const { vendorMessageId } = await email.port.send({
    messageId: `<${sending.id}@${address.split('@').at(-1)}>`,
    from: { name: sending.clinic.name, address },
    to: sending.to,
    subject: sending.subject ?? sending.clinic.name,
    text: sending.body,
    ...(sending.clinic.email ? { headers: { 'Reply-To': sending.clinic.email } } : {}),
    ...(sending.invitation ? { invitation: sending.invitation } : {}),
  })
  return { carrier: 'smtp', vendorMessageId }
}

/** What a refusal says about the person is kept as what it is: their own no. */
async function learnFrom(
  tx: Tx,
  { sending, code }: { sending: Sending; code: string | undefined },
): Promise<void> {
  if (code !== 'opted_out' && code !== 'marketing_stopped') return
  await recordConsent(tx, system, {
    contactId: sending.contactId,
    purpose: code === 'opted_out' ? 'all' : 'marketing',
    channel: sending.channel,
    state: 'withdrawn',
    source: `${sending.via?.vendor ?? sending.channel} refused the message: ${code}`,
  })
}
