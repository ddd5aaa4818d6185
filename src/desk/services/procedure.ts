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

/** What staff say of a service: a procedure, or that no care plan is meant for it. */
export const CARE_PLAN_CHOICES = [...PROCEDURES, 'none'] as const
export type CarePlanChoice = (typeof CARE_PLAN_CHOICES)[number]

const TALK = 'consult|valoraci[oó]n'
const HAIR = 'hair transplant|tran?splante|injerto capilar'

/**
 * Names that say that it is another thing than their words: an eye, a filler that is dissolved, ink, a tooth or a vein. Of what is
 * removed a laser for the skin removes hair.
 */
const OTHERWISE =
  /\blasik|\bprk\b|\beye|\bojo|\bocular|dissol|disolver|hyaluronidas|hialuronidas|\btattoo|\btatuaje|\bvein|\bvena|\bv[aá]rice/
const REMOVED = /remov|eliminaci[oó]n|retirada|\bquitar\b/
const HAIR_ITSELF = /\bhair|\bvello/

/** Word beginnings in service names, English and Spanish; the first that fits counts, so what is special stands first. */
const NAMES: readonly [Procedure, RegExp][] = [
  // A talk is not what it is about: whoever was only talked with is not told how to treat a wound, nor the other way round.
  ['hair_transplant', new RegExp(`^(?=.*(?:${TALK}))(?=.*(?:${HAIR}))`)],
  ['consultation', new RegExp(TALK)],
  ['hydrafacial', /hydra ?facial/],
  ['chemical_peel', /peel(ing)?\b|exfoliaci[oó]n qu[ií]mica/],
  ['botox', /botox|botulin|\btoxin|neurotoxin|dysport|xeomin|wrinkle relax/],
  ['filler', /filler|relleno|juv[eé]derm|restylane|hyaluron|hialur[oó]nico/],
  ['laser', /laser|l[aá]ser|\bipl\b|depilaci[oó]n/],
  ['dental_hygiene', /dental hygiene|teeth clean|hygienist|limpieza dental|higiene dental|profilaxis/],
]

/**
 * What a service of this name seems to be; null where the name says nothing, or says that it is another thing. A proposal: no care
 * plan begins before staff have said so.
 */
export function suggestProcedure(name: string): Procedure | null {
  const text = name.toLowerCase()
  if (OTHERWISE.test(text) || (REMOVED.test(text) && !HAIR_ITSELF.test(text))) return null
  return NAMES.find(([, words]) => words.test(text))?.[0] ?? null
}
