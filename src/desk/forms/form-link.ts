/** A form's link lets whoever has it fill in one form, until it ends. It says which clinic's, since its address does not. */
import type { Keyring } from '../../kit/crypto.ts'
import { type ClinicId, mintClinicId } from '../../kit/ids.ts'
import { readSignedIds, signIds } from '../../kit/signed-ids.ts'

export interface FormAddress {
  clinicId: ClinicId
  requestId: string
}

/** Where a patient fills in a form, as messages give it to them. */
export type FormLink = (address: FormAddress) => string

/** The same for one request however often it is sent. When it ends stands with the request. */
export function formLinks({ keyring, publicUrl }: { keyring: Keyring; publicUrl: string }): FormLink {
  return (address) => `${publicUrl}/f/${formToken(keyring, address)}`
}

export function formToken(keyring: Keyring, { clinicId, requestId }: FormAddress): string {
  return signIds(keyring, LABEL, [clinicId, requestId])
}

/** Whose form it is; undefined for a link that was not made here, was changed, or is for something else. */
export function readFormToken(keyring: Keyring, token: string): FormAddress | undefined {
  const [clinicId, requestId] = readSignedIds(keyring, LABEL, token)
  // Our own signature over the clinic's id: nobody else can name one.
  return clinicId && requestId ? { clinicId: mintClinicId(clinicId), requestId } : undefined
}

const LABEL = 'form-link'
