/** A patient is who is treated; one contact may book for several, a mother for her child. */

/** Why staff should look twice at a profile. */
export const HINTS = ['same_contact_another_name', 'identity_conflict'] as const
export type Hint = (typeof HINTS)[number]
