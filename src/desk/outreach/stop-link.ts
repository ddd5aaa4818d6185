/**
 * A stop link lets whoever has it end a clinic's messages to one person. It does not end: it stands in mails, which are read years
 * later (15 U.S.C. 7704(a)(3) asks for thirty days).
 */
import { type Keyring, sha256Hex } from '../../kit/crypto.ts'
import { type ClinicId, mintClinicId } from '../../kit/ids.ts'
import { readSignedIds, signIds } from '../../kit/signed-ids.ts'
import { PURPOSES, type Purpose } from './message.ts'

export interface StopAddress {
  clinicId: ClinicId
  contactId: string
  /** See `mailboxIdOf`: where the message went in which it stands. */
  mailboxId: string
  /** Of that message. */
  purpose: Purpose
}

/** Where a patient ends messages, as these give it to them. */
export type StopLink = (message: {
  clinicId: ClinicId
  contactId: string
  email: string
  purpose: Purpose
}) => string

/** The same for one person, mailbox and purpose however often it is sent. */
export function stopLinks({ keyring, publicUrl }: { keyring: Keyring; publicUrl: string }): StopLink {
  return ({ email, ...message }) =>
    `${publicUrl}/u/${stopToken(keyring, { ...message, mailboxId: mailboxIdOf(message.clinicId, email) })}`
}

export function stopToken(
  keyring: Keyring,
  { clinicId, contactId, mailboxId, purpose }: StopAddress,
): string {
  return signIds(keyring, labelOf(purpose), [clinicId, contactId, mailboxId])
}

/** Whose messages end; undefined for a link that was not made here, was changed, or is for something else. */
export function readStopToken(keyring: Keyring, token: string): StopAddress | undefined {
  for (const purpose of PURPOSES) {
    const [clinicId, contactId, mailboxId] = readSignedIds(keyring, labelOf(purpose), token)
    // Our own signature over the clinic's id: nobody else can name one.
    if (clinicId && contactId && mailboxId) {
      return { clinicId: mintClinicId(clinicId), contactId, mailboxId, purpose }
    }
  }
  return undefined
}

/** Tells mailboxes of a clinic apart and names none, since a link is copied and kept in logs: 16 bytes of a hash, as an id. */
export function mailboxIdOf(clinicId: ClinicId, email: string): string {
  return sha256Hex(`${clinicId} ${email.trim().toLowerCase()}`)
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

function labelOf(purpose: Purpose): string {
  return `stop-link:${purpose}`
}
