/** The waitlist: people who want an earlier time than was free, asked in turn when one becomes free. */

/** `offered`: an offer waits for their answer. `expired`: the last of their dates is over. */
export type EntryStatus = 'waiting' | 'offered' | 'booked' | 'left' | 'expired'

/** `lost`: somebody else was faster. */
export type OfferStatus = 'open' | 'accepted' | 'declined' | 'expired' | 'lost'

/** When it would suit; dates and wall times of the clinic. */
export interface Wish {
  /** `YYYY-MM-DD` */
  earliestOn: string
  /** Null: as long as it takes. */
  latestOn: string | null
  /** 0 is Sunday; never empty. */
  days: number[]
  /** `HH:MM`; the visit begins in between, the end excluded. */
  fromTime: string
  toTime: string
}

export const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]

/** An offer that was made, as the message about it has to know it. */
export interface MadeOffer {
  offerId: string
  entryId: string
  contactId: string
  /** What the link in the message holds; it is kept nowhere. */
  token: string
}
