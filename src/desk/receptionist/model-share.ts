/** A model share is the part of a clinic's questions to the model that one conversation, or all strangers together, may use up. */

/** Why a model is not asked: the day's questions are used up, or the share of this conversation, or that of strangers. */
export const SHORTAGES = ['budget_spent', 'conversation_share_spent', 'strangers_share_spent'] as const
export type Shortage = (typeof SHORTAGES)[number]

/** Questions, of `callsPerDay` of the whole clinic. */
export interface Shares {
  conversationPerDay: number
  conversationPerHour: number
  /** Of all whom their channel does not prove: whoever begins one conversation after another is one of them. */
  strangersPerHour: number
}

/** Of 2,000 a day: 100 and 40 for one conversation, 250 an hour for strangers. One answer takes six questions at most. */
export function sharesOf(callsPerDay: number): Shares {
  const share = (part: number, least: number) => Math.max(least, Math.ceil(callsPerDay * part))
  return {
    conversationPerDay: share(1 / 20, 24),
    conversationPerHour: share(1 / 50, 12),
    strangersPerHour: share(1 / 8, 24),
  }
}
