import type { Tx } from '../../../kit/db.ts'
import type { Desk, HappenedEvent, Reactor } from '../../../kit/events.ts'
import type { ClinicId } from '../../../kit/ids.ts'
import { ProviderError } from '../../../kit/problem.ts'
import type { EmailPort } from '../../../providers/email/port.ts'
import { beginSending, noteFailed, noteSent, noteUnknown, putOff, type Sending } from '../send-message.ts'

/** What carries messages out. A channel without a carrier is kept in the Outbox, where staff read it. */
export interface Carriers {
  email: { port: EmailPort; from: { name: string; address: string } } | null
}

/** On `message.queued`: asks the arbiter, then the vendor. */
export function dispatchMessage(carriers: Carriers): Reactor {
  return {
    name: 'dispatchMessage',
    run: (desk, event: HappenedEvent<{ messageId: string }>) =>
      sendOne(desk, carriers, { clinicId: event.clinicId, id: event.payload.messageId }),
  }
}

/**
 * Sends one message. The intent is committed before the vendor is asked and the vendor's id after. SMTP knows no
 * idempotency key and cannot be asked what became of a mail, so a try with an unknown outcome is sent once more under
 * the same Message-ID and, for an invitation, the same UID and SEQUENCE: whoever got it before recognises it.
 */
export async function sendOne(
  desk: Desk,
  carriers: Carriers,
  message: { clinicId: ClinicId; id: string },
): Promise<void> {
  const { database } = desk
  const note = (write: (tx: Tx) => Promise<void>) => database.inClinic(message.clinicId, write)
  const sending = await database.inClinic(message.clinicId, async (tx) => {
    const begun = await beginSending(tx, message.id)
    // No vendor to wait for: both facts belong into one transaction, so that the Outbox shows it exactly once.
    if (begun && !isCarried(carriers, begun)) {
      await noteSent(tx, begun, { carrier: 'outbox', vendorMessageId: null })
      return null
    }
    return begun
  })
  if (!sending || !carriers.email) return
  const sent = await sendByEmail(carriers.email, sending).catch((error: unknown) => {
    // A bug of ours stays `sending`: the sweeper finds it when its lease is over.
    if (!(error instanceof ProviderError)) throw error
    return error
  })
  if (!(sent instanceof ProviderError)) {
    return note((tx) => noteSent(tx, sending, { carrier: 'smtp', vendorMessageId: sent.vendorMessageId }))
  }
  desk.log.warn('message.not_sent', { clinicId: message.clinicId, messageId: sending.id }, sent)
  if (sent.outcomeUnknown) return note((tx) => noteUnknown(tx, sending))
  const reason = sent.code ?? 'mail_server_away'
  // A wrong password is the clinic's to mend, and its patients' messages wait for it.
  const isPassing = sent.retryable || sent.code === 'sign_in_failed'
  return note((tx) => (isPassing ? putOff(tx, sending, reason) : noteFailed(tx, sending, reason)))
}

function isCarried(carriers: Carriers, sending: Sending): boolean {
  return sending.channel === 'email' && carriers.email !== null
}

function sendByEmail(
  email: NonNullable<Carriers['email']>,
  sending: Sending,
): Promise<{ vendorMessageId: string }> {
  const { address } = email.from
  return email.port.send({
    messageId: `<${sending.id}@${address.split('@').at(-1)}>`,
    from: { name: sending.clinic.name, address },
    to: sending.to,
    subject: sending.subject ?? sending.clinic.name,
    text: sending.body,
    ...(sending.clinic.email ? { headers: { 'Reply-To': sending.clinic.email } } : {}),
    ...(sending.invitation ? { invitation: sending.invitation } : {}),
  })
}
