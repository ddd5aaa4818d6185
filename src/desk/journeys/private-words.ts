/** Private words tell whoever reads over somebody’s shoulder what they are treated for: no message of a journey holds one. */

/** Beginnings of words, in English and Spanish. */
export const PRIVATE_WORDS = new RegExp(
  `(?<![\\p{L}\\d])(?:${[
    // Procedures.
    'bot[oó]x|botulin|t?oxin|dysport|filler|rellenos?\\b|hialur|hyalur|l[aá]ser|ipl\\b|depilac|peel|exfoli|hydrafacial|facial',
    'transplant|trasplant|injert|hygien|higien|clean|limpieza|dental|dentist|implant|inject|inyec|surg|cirug|operaci|operation|wax|consultation',
    // Parts of the body.
    'fac(?:e|es)\\b|cara\\b|skin|piel|lip|labio|cheek|mejilla|forehead|frente|eye|ojo|p[aá]rpado|scalp|hair|pelo|cabell|teeth|tooth|diente|gum|enc[ií]a|mouth|boca\\b|muscle|m[uú]sculo',
    // Conditions.
    'wrinkle|arruga|acne|acn[eé]|scar|cicatri|swell|hincha|bruis|moret|red(?:ness)?\\b|roj|enrojec|pain|dolor|due?le|infec|allerg|alergi|blister|ampolla|fever|fiebre|bleed|sangr|rash|erupci|pregnan|embaraz|disease|enferm|illness|symptom|s[ií]ntoma|mole\\b|lunar|wound|herida|burn|quemad|diabet|cancer|c[aá]ncer|caries|cavit',
    // Medicines and results.
    'medic|drug|pill|pastilla|ointment|pomada|cream|crema|antibi|ibuprofen|paracetamol|anaesth|anest|dose|dosis|diagnos|result(?!ó)|test(?:s|ed)?\\b|an[aá]lisis|biops',
  ].join('|')})`,
  'iu',
)
