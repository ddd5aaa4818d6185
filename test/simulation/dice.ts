/** Chance that a seed repeats: each person and each fault has dice of their own, so that one more roll moves no other. */

export interface Dice {
  /** In [0, 1). */
  roll(): number
  chance(share: number): boolean
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  pick<T>(of: readonly T[]): T
}

/** Dice named by these words; the same names roll the same (mulberry32). */
export function diceOf(...names: readonly (string | number)[]): Dice {
  let state = hash(names.join('/'))
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    roll,
    chance: (share) => roll() < share,
    between: (least, most) => least + Math.floor(roll() * (most - least + 1)),
    pick<T>(of: readonly T[]) {
      const picked = of[Math.floor(roll() * of.length)]
      if (picked === undefined) throw new Error('nothing to pick from')
      return picked
    },
  }
}

/** UUIDs of version 4 by these dice. */
export function uuidsBy(dice: Dice): () => string {
  const digits = (count: number) =>
    Array.from({ length: count }, () => Math.floor(dice.roll() * 16).toString(16)).join('')
  return () => `${digits(8)}-${digits(4)}-4${digits(3)}-8${digits(3)}-${digits(12)}`
}

/** FNV-1a. */
function hash(text: string): number {
  let mixed = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) mixed = Math.imul(mixed ^ text.charCodeAt(at), 0x01000193)
  return mixed >>> 0
}
