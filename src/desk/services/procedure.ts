/** A procedure is what a service does, whatever the clinic calls it; care plans are written for procedures. */

export const PROCEDURES = [
  'botox',
  'filler',
  'laser',
  'chemical_peel',
  'hydrafacial',
  'hair_transplant',
  'dental_hygiene',
  'consultation',
] as const
export type Procedure = (typeof PROCEDURES)[number]

const TALK = 'consult|valoraci[oó]n'
const HAIR = 'hair transplant|tran?splante|injerto capilar'

/** Word beginnings in service names, English and Spanish; the first that fits counts, so what is special stands first. */
const NAMES: readonly [Procedure, RegExp][] = [
  // A talk is not what it is about: whoever was only talked with is not told how to treat a wound, nor the other way round.
  ['hair_transplant', new RegExp(`^(?=.*(?:${TALK}))(?=.*(?:${HAIR}))`)],
  ['consultation', new RegExp(TALK)],
  ['hydrafacial', /hydra ?facial/],
  ['chemical_peel', /peel(ing)?\b|exfoliaci[oó]n qu[ií]mica/],
  ['botox', /botox|botulin|toxin|dysport|xeomin|wrinkle relax/],
  ['filler', /filler|relleno|juv[eé]derm|restylane|hyaluron|hialur[oó]nico/],
  ['laser', /laser|l[aá]ser|ipl\b|depilaci[oó]n/],
  ['dental_hygiene', /dental hygiene|teeth clean|hygienist|limpieza dental|higiene dental|profilaxis/],
]

/** What a service of this name is, as far as its name says; null where it says nothing. */
export function procedureOf(name: string): Procedure | null {
  const text = name.toLowerCase()
  return NAMES.find(([, words]) => words.test(text))?.[0] ?? null
}
