/**
 * Whether somebody says how a body is: that it bleeds, hurts, swells or has changed, in English and Spanish. A clinician has to
 * read that, whatever else the message is about. What asks about a procedure ("does it bleed?") says nothing of the kind, and
 * what says that there is nothing ("it does not hurt") neither. Emergencies are found by `findRedFlag`, not here.
 */

/** What grows on a skin. What changes about the first may be cancer; what is so called need not be anybody's. */
const MARK =
  '(?:moles?|freckles?|birthmarks?|lumps?|bumps?|growths?|lesions?|warts?|cysts?|(?:dark|brown|black|age|red) spots?|spots? on (?:my|his|her|the) \\w+|rash|lunar(?:es)?|mancha(?:s)?|bultos?|bolitas?|granos?|verrugas?|quistes?|peca(?:s)?)'
const PART =
  '(?:wounds?|scars?|stitches|incision|injection site|skin|face|lips?|eyes?|eyelids?|cheeks?|nose|ears?|neck|throat|breasts?|arms?|armpits?|legs?|foot|feet|toes?|toenails?|hands?|fingers?|nails?|knees?|(?:lower |upper )?back|hips?|shoulders?|ankles?|elbows?|wrists?|stomach|belly|tummy|tooth|teeth|gums?|molar|jaw|mouth|tongue|scalp|head|forehead|chin|crown|filling|implants?|heridas?|cicatriz|puntos|piel|cara|labios?|ojos?|parpados?|mejillas?|nariz|orejas?|oidos?|cuello|garganta|senos?|brazos?|axilas?|piernas?|pies?|dedos?|manos?|rodillas?|espalda|hombros?|tobillos?|codos?|estomago|barriga|vientre|muelas?|dientes?|encias?|mandibula|boca|lengua|cabeza|frente)'
const WHOSE =
  "(?:my|the|his|her|our|this|these|both|one|left|right|\\w+'s|mi|mis|el|la|los|las|su|sus|este|esta|un|una)"
const BODY = `(?:${MARK}|${WHOSE} (?:left |right )?${PART}(?: (?:izquierd|derech)[oa]s?)?)`

const IS =
  "(?:is|are|was|were|'s|s|has been|have been|feels?|looks?|gets?|got|getting|turn(?:s|ed|ing)|became|went|(?:has|have) gone|esta|estan|estaba|sigue|siguen|se (?:me )?(?:puso|ha puesto|pone)|la tengo|lo tengo|se ve)"
const HOW =
  '(?:sore|tender|painful|swollen|red|itchy|infected|inflamed|numb|crusty|scabb(?:y|ed)|darker|black|purple|bigger|larger|thicker|hot|bleeding|oozing|leaking|weeping|itching|hurting|throbbing|aching|swelling|burning|peeling off|pus|hinchad[oa]s?|inflamad[oa]s?|infectad[oa]s?|roj[oa]s?|morad[oa]s?|negr[oa]s?|irritad[oa]s?|adolorid[oa]s?|dolorid[oa]s?|mas (?:grandes?|oscur[oa]s?)|sangrando|supurando|doliendo|picando)'
const DOES =
  '(?:bleeds?|bled|bleeding|oozes?|oozing|leaks|itch(?:es)?|hurts?|throbs?|aches?|swelled|swells?|stings?|burns|keeps? (?:on )?\\w+ing|(?:started|starts|began) (?:to )?(?:bleed|hurt|itch|swell|ooze|burn|throb|ache)(?:ing)?|sangran?|sangro|sangrado|duelen?|pican?|arden?|supuran?|laten?)'
const CHANGED =
  "(?:(?:has|have|is|are|s|'s|ha|han|esta|estan)? ?(?:chang(?:ed|ing)|grown|growing|grew|grows|spread(?:ing)?|cambi(?:o|ado|ando)|creci(?:o|do|endo)|got(?:ten)? bigger))(?! (?:on|in|back|with) (?:me|my mind))"
const ADVERBS =
  '(?:(?:still|also|now|just|really|very|so|always|sometimes|quite|suddenly|recently|lately|since|all|a bit|a little|badly|constantly|again|me|se|ya|muy|mucho|tambien|ahora|todavia|sigue|siempre|un poco|bastante|que|y|and|that|which) )*'
const SAYS = `(?:${IS} ${ADVERBS}${HOW}|${DOES})\\b`

const ASKED =
  '(?<!\\b(?:do|does|did|will|would|could|can|may|might|should|if|si|is|are|heard|say|says|said|think|afraid|whether) )(?<!\\b(?:do|does|did|will|would|could|can|may|might|should|if|si|is|are) (?:my|the|a|this|your|mi|el|la|un|una) )'
const SOME =
  '(?:(?:a|an|some|this|these|new|bad|really|very|severe|strong|sharp|terrible|lots? of|a lot of|so much|much|slight|mild|little|bit of|high|constant|awful|weird|strange|big|small|growing|painful|red|itchy|hard|open|un|una|unos|unas|mucho|mucha|muchos|muchas|algo de|poco de|poca|fuerte|nuevo|nueva|raro|rara|como|the) )*'
const LOCAL =
  '(?:lumps?\\b|bumps?\\b|rash|pus\\b|discharge|infection|abscess|swelling|bleeding|blisters?|hives|tooth ?aches?|headaches?|back ?aches?|stomach ?aches?|earaches?|pains?\\b(?! (?:relief|management|killers?))|sore (?:throat|tooth|gums?|back|eye)|cramps|numbness|wound|ulcers?|sores\\b|dolor(?:es)?\\b|bultos?\\b|bolitas?\\b|sarpullido|ronchas?|hinchazon|inflamacion|infeccion|sangrado|picazon|comezon|ampollas?|llagas?|herida abierta|absceso|flemon)'
const GENERAL = '(?:fever|temperature|fiebre|calentura)'
const HAVE =
  "\\b(?:(?:i|she|he|we|my \\w+|they) (?:still |also |now |just |really )?(?:have|has|had|got|get|feel|felt|found|noticed|discovered|see|am in|'m in|m in)|(?:i|she|he|we)'?(?:ve|s) (?:got|had|noticed|found)|(?:i'm|im|she's|he's) (?:having|in|running)|(?:there is|there's|theres|hay)|running|tengo|tiene|tenemos|siento|note|noto|encontre|con|(?:me |le )(?:ha |han )?(?:salio|salieron|salido|aparecio|aparecido|sale|dio|dado))"

const local = [
  // The body does it, or is so.
  `${ASKED}\\b${BODY} (?:(?:on|of|in|near|de|del|en|que) (?:my|mi|la|el|mis|his|her) \\w+ )?(?:has |have |ha |han )?${ADVERBS}${SAYS}`,
  `${ASKED}\\b${MARK} (?:(?:on|of|in|near|de|del|en|que) (?:my|mi|la|el|mis|his|her|tengo en la|tengo en el) \\w+ )?${ADVERBS}${CHANGED}`,
  // It does, named before.
  `\\b${BODY}\\b[^?]{0,80}?${ASKED}\\b(?:it|they|which|that|and|y|que|se|me|le)(?:'s)? ${ADVERBS}${SAYS}`,
  `\\b${MARK}\\b[^?]{0,80}?${ASKED}\\b(?:it|they|which|that|and|y|que|se)(?:'s)? ${ADVERBS}${CHANGED}`,
  `${HAVE} ${SOME}${LOCAL}`,
  // Of oneself.
  "\\b(?:i'?m|i am|she is|he is) (?:still )?bleeding\\b",
  `\\b(?:pain|blood|pus|swelling|a lump|dolor|sangre|pus|hinchazon|un bulto) (?:in|on|from|under|around|en|de|debajo de) (?:my|his|her|mi|mis|el|la|los|las) (?:\\w+ )?(?:${MARK}|${PART})`,
  '\\b(?:me|le|nos) (?:esta |estan |sigue |siguen )?(?:duelen?|sangran?|pican?|arden?|supuran?|doliendo|sangrando|picando)\\b(?! (?:el bolsillo|mucho\\?))',
  '\\b(?:sale|saliendo|salio|echa) (?:\\w+ )?(?:pus|sangre)\\b|\\b(?:pus|blood) (?:is )?coming out\\b',
].map((source) => new RegExp(source, 'g'))
const unstopped =
  /\b(?:wont|won't|doesnt|doesn't|does not|will not|cant|can't|not) stop(?:ped)? (?:bleeding|hurting|itching|oozing)|\bno (?:para|deja|paraba|dejaba) de (?:sangrar|doler|picar|supurar)/
const general = [new RegExp(`${HAVE} ${SOME}${GENERAL}`, 'g')]
const absent =
  /\b(?:can'?t|cannot|can not|wont|won't|not able to|unable to|no (?:puedo|podre|voy a poder|podemos)) (?:be able to )?(?:come|make|attend|be there|ir|venir|asistir|llegar)/

/** "No pain", "it has stopped": looked for in what was found and in the words right before it. */
const nothing =
  /\b(?:no|not|never|without|stopped|nor|neither|sin|nunca|tampoco|dejo de|cannot|don'?t|doesn'?t|isn'?t|aren'?t|hasn'?t|haven'?t|didn'?t)\b/

/** `text` is folded: see `fold`. `isAway`: who cannot come for a fever tells why; that is nothing for a clinician. */
export function reportsSymptom(text: string, { isAway }: { isAway: boolean }): boolean {
  if (unstopped.test(text)) return true
  return (isAway || absent.test(text) ? local : [...local, ...general]).some((pattern) =>
    [...text.matchAll(pattern)].some(({ 0: found, index }) => {
      const before =
        text
          .slice(0, index)
          .split(/[.,;!?\n]/)
          .at(-1) ?? ''
      const words = before.trim().split(' ').slice(-3).join(' ')
      const last = found.split(/[.,;!?\n]/).at(-1) ?? ''
      return !nothing.test(`${found === last ? words : ''} ${last}`)
    }),
  )
}
