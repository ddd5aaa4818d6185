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
const HAIR_ITSELF = /\bhair|\bvello|depilaci[oó]n/

/** Neither skin nor what lies under it: teeth and gums, what is inside, joints. There a laser or a filler is another procedure. */
const ELSEWHERE =
  /\bdental|\btooth|\bteeth|\bdiente|\bmuela|\bcaries|odon[ct]|\bgums?\b|gingiv|\benc[ií]a|whiten|blanque|\bvagin|\bvulv|\bpr[oó]stat|\bha?emorr|\bjoint|\barticula|intra-?articul|\bknee|\brodilla|\bhip\b|\bcadera|\bshoulder|\bhombro|\bankle|\btobillo|arthr|\bartr[io]/
const ONLY_SKIN: ReadonlySet<Procedure> = new Set(['filler', 'laser'])

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
  const isElsewhere = ELSEWHERE.test(text) && !HAIR_ITSELF.test(text)
  const found = NAMES.find(
    ([procedure, words]) => words.test(text) && !(isElsewhere && ONLY_SKIN.has(procedure)),
  )
  return found?.[0] ?? null
}
