/** A patient is who is treated; one contact may book for several, a mother for her child. */

export interface PatientProfile {
  id: string
  contactId: string
  fullName: string
  place: string | null
  birthDate: string | null
  /** Why staff should look twice; a key of HINTS. */
  hint: Hint | null
}

export const HINTS = ['same_contact_another_name', 'identity_conflict'] as const
export type Hint = (typeof HINTS)[number]
