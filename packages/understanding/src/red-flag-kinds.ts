/** What a clinic's front desk must not answer itself: each needs the emergency number or a clinician at once. */
export type RedFlagKind =
  | 'chest_pain'
  | 'breathing'
  | 'anaphylaxis'
  | 'stroke'
  | 'bleeding'
  /** Fainting, fits, not to be woken, sugar far too low. */
  | 'consciousness'
  | 'vision_loss'
  /** After fillers: pale, mottled or dusky skin, pain out of proportion. */
  | 'vascular_occlusion'
  | 'severe_infection'
  | 'burn'
  /** Too much of a medicine, or poison. */
  | 'overdose'
  | 'self_harm'
  | 'violence'
  /** Falls, accidents, blows; broken bones and deep wounds too. */
  | 'head_injury'
  | 'pregnancy'
  /** Weakness that spreads after botulinum toxin. */
  | 'botulism'
  | 'dental'
  | 'child'
  /** A clot in leg or lung. */
  | 'blood_clot'
  | 'severe_pain'
  /** Says so itself: "this is an emergency", "call an ambulance". */
  | 'stated'

/**
 * Phrases of one kind. `~` stands for up to five words between, ` & ` for both, in any order, within 140 characters;
 * the rest is a regular expression over folded text without apostrophes (`cant`, `im`).
 */
export interface RedFlagPhrases {
  kind: RedFlagKind
  /** Of 0 to 1, that such a phrase means an emergency. */
  confidence: number
  phrases: string[]
}
