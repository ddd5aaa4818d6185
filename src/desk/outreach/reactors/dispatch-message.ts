import type { Desk, HappenedEvent, Reactor } from '../../../kit/events.ts'
import type { ClinicId } from '../../../kit/ids.ts'
import { ProviderError } from '../../../kit/problem.ts'
import type { EmailPort } from '../../../providers/email/port.ts'
import { beginSending, noteFailed, noteSent, type Sending } from '../send-message.ts'

/** What carries messages out. A channel without a carrier is kept in the Outbox, where staff read it. */
export interface Carriers {
  email: { port: EmailPort; from: string } | null
}

/** An error that is not the vendor's: it may pass. */
const UNEXPECTED = { retryable: true, outcomeUnknown: false, code: undefined }

/** The job runner gives up after nine tries; the message is called failed before that. */
const MAX_ATTEMPTS = 8

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
 * idempotency key and cannot be asked what became of a mail, so a try with an unknown outcome is sent again under
 * the same Message-ID and, for an invitation, the same UID and SEQUENCE: whoever got it before recognises it.
 */
export async function sendOne(
  desk: Desk,
  carriers: Carriers,
  message: { clinicId: ClinicId; id: string },
): Promise<void> {
  const { database } = desk
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
  try {
    const { vendorMessageId } = await sendByEmail(carriers.email, sending)
    await database.inClinic(message.clinicId, (tx) =>
      noteSent(tx, sending, { carrier: 'smtp', vendorMessageId }),
    )
  } catch (error) {
    const { retryable, outcomeUnknown, code } = error instanceof ProviderError ? error : UNEXPECTED
    const isHopeless = !retryable && !outcomeUnknown
    if (isHopeless || sending.attempts >= MAX_ATTEMPTS) {
      await database.inClinic(message.clinicId, (tx) => noteFailed(tx, sending, code ?? 'vendor_unreachable'))
      return
    }
    // The job runner tries again; the message stays `sending` meanwhile.
    throw error
  }
}

function isCarried(carriers: Carriers, sending: Sending): boolean {
  return sending.channel === 'email' && carriers.email !== null
}

function sendByEmail(
  email: NonNullable<Carriers['email']>,
  sending: Sending,
): Promise<{ vendorMessageId: string }> {
  const host = email.from.split('@').at(-1) ?? 'foyer'
  return email.port.send({
    messageId: `<${sending.id}@${host}>`,
    from: { name: sending.clinic.name, address: email.from },
    to: sending.to,
    subject: sending.subject ?? sending.clinic.name,
    text: sending.body,
    ...(sending.clinic.email ? { headers: { 'Reply-To': sending.clinic.email } } : {}),
    ...(sending.invitation ? { invitation: sending.invitation } : {}),
  })
}
