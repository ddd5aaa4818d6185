/** Mail to staff: invitations, and links for a new password. Patients' messages go through the arbiter instead. */
import type { Log } from '../kit/log.ts'
import type { EmailAddress, EmailPort } from '../providers/email/port.ts'

export interface InvitationMail {
  to: string
  clinicName: string
  inviterName: string
  link: string
}

export interface PasswordResetMail {
  to: string
  name: string
  link: string
}

/**
 * Letters leave in the background: how long an answer takes must tell nobody whether an address has an account, and
 * a mail server that is away stops no invitation, whose link is shown as well. What fails is logged.
 */
export interface StaffMail {
  invite(mail: InvitationMail): void
  offerNewPassword(mail: PasswordResetMail): void
  /** Lets what is on its way arrive. */
  close(): Promise<void>
}

export function openStaffMail(options: { port: EmailPort; from: EmailAddress; log: Log }): StaffMail {
  const { port, from, log } = options
  const domain = from.address.split('@').at(-1)
  const underway = new Set<Promise<void>>()

  function send(letter: { fromName: string; to: EmailAddress; subject: string; text: string }): void {
    const { fromName, ...rest } = letter
    const sending = port
      .send({
        ...rest,
        messageId: `<${crypto.randomUUID()}@${domain}>`,
        from: { name: fromName, address: from.address },
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
      .then(
        () => {},
        (error: unknown) => log.warn('staff_mail.failed', {}, error),
      )
      .finally(() => underway.delete(sending))
    underway.add(sending)
  }

  return {
    invite: ({ to, clinicName, inviterName, link }) =>
      send({
        fromName: clinicName,
        to: { name: to, address: to },
        subject: `${inviterName} invites you to ${clinicName} on Foyer`,
        text: `${inviterName} invites you to work at the front desk of ${clinicName}.\n\nAccept the invitation here, within a week:\n${link}\n\nIf you do not know ${clinicName}, ignore this mail.`,
      }),
    offerNewPassword: ({ to, name, link }) =>
      send({
        fromName: from.name || 'Foyer',
        to: { name, address: to },
        subject: 'A new password for Foyer',
        text: `Hello ${name},\n\nsomebody asked for a new password for your account at Foyer. Choose it here, within an hour:\n${link}\n\nIf it was not you, ignore this mail. Your password stays as it is.`,
      }),
    async close() {
      await Promise.all(underway)
    },
  }
}
