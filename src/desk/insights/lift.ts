/** Lift is how many bookings a journey brought that would not have come by themselves, told by those whom it left alone. */

export interface Group {
  people: number
  booked: number
}

export interface Lift {
  /** Of those who got the journey, how many booked because of it: the best guess and its 95 % interval. */
  bookings: number
  low: number
  high: number
  /** Share of those who got it less the share of those held out. */
  difference: number
}

/** Of a normal distribution, two-sided 95 %. */
const Z = 1.959964

/**
 * Null where one group is empty: then nothing can be told. The interval is Newcombe's of two independent proportions (1998,
 * method 10), which holds what it promises also where few book.
 */
export function liftOf(treated: Group, held: Group): Lift | null {
  if (treated.people === 0 || held.people === 0) return null
  const t = wilson(treated)
  const h = wilson(held)
  const difference = t.share - h.share
  const low = difference - Math.hypot(t.share - t.low, h.high - h.share)
  const high = difference + Math.hypot(t.high - t.share, h.share - h.low)
  return {
    bookings: difference * treated.people,
    low: low * treated.people,
    high: high * treated.people,
    difference,
  }
}

/** Wilson's score interval of one share. */
function wilson({ people, booked }: Group): { share: number; low: number; high: number } {
  const share = booked / people
  const z2 = Z * Z
  const middle = share + z2 / (2 * people)
  const half = Z * Math.sqrt((share * (1 - share)) / people + z2 / (4 * people * people))
  const scale = 1 + z2 / people
  return { share, low: (middle - half) / scale, high: (middle + half) / scale }
}
