/**
 * What a clause does with the moment that it names, in English and Spanish: asks for it, offers it, says that nothing is free,
 * promises to look, repeats a wish, tells the opening hours. What does none of these states something of it.
 */
import { words } from './claim-words.ts'

export type Frame =
  | 'asks'
  | 'asks_back'
  | 'offers'
  | 'none_free'
  | 'looks'
  | 'echoes'
  | 'hours'
  | 'denies'
  /** Nothing but a moment: it is what its neighbour makes of it. */
  | 'bare'
  | 'states'

const VISIT =
  '(?:appointments?|visits?|bookings?|reservations?|slots?|spots?|consultations?|cita|visita|reserva|consulta|turno)'
const WHO =
  '(?:i|we|they|he|she|the (?:doctor|team|clinic)|our (?:team|doctors?)|dra?\\.? \\p{L}+(?: \\p{L}+)?|there)'
const ADVERBS =
  '(?:(?:also|still|only|both|all|currently|now|just|gladly|happily|of course|certainly|definitely|\\p{L}+ly|even|then|either) )*'

/** What makes more of a moment than an offer: whoever reads it has it. */
const TAKEN = words(
  'yours',
  'yours?elf in',
  `your (?:\\p{L}+ )?(?:slot|spot|place|name|booking|reservation)`,
  `you(?:’re| are) (?:\\p{L}+ )?(?:in|on|down|set|good|expected|confirmed|booked)`,
  '(?<!can be |could be |may be |fully |already |get )(?:booked|reserved|confirmed|scheduled|held|secured|settled|sorted|locked|arranged|registered)',
  'taken care',
  '(?<!(?:can|could|would|’d|(?:love|like|able|happy|glad) to) (?:\\p{L}+ly |also |still )?)see you',
  'as (?:agreed|discussed|planned|promised|booked|requested|wished)',
  '(?:nobody|no one)(?: else)?',
  'went ahead',
  '(?:tiene|tienes) (?:su|tu|la)',
  '(?:te|le|la|lo) tengo',
  'como (?:quería|querías|pidió|pediste|deseaba|acordamos|prometí|quedamos)',
  '(?:le|te|la|lo) (?:atiend|atend)\\p{L}*',
  '(?:expect|await|count)(?:s|ing)?',
  'wait(?:s|ing)? for you',
  'look(?:s|ing)? forward',
  '(?:put|got|grabbed|took|snagged|claimed|saved|kept|marked|noted|entered|added|made) (?:you|it|that|this|@)',
  '(?:under|with) your name',
  'on the books',
  'official(?:ly)?',
  '(?:all )?done',
  'suy[oa]|tuy[oa]',
  'a (?:su|tu) nombre',
  '(?:reservad|confirmad|agendad|apartad|apuntad|anotad|programad|asegurad|citad)[oa]s?',
  '(?:le|la|lo|te|os) (?:esper|v(?:emos|eremos))\\p{L}*',
  'nos vemos',
  'qued[óo]|quedaste|quedas',
  'hecho|listo',
)

const ASKING_EN =
  /\b(?:shall|should|may i|may we|can i|can we|could i|could we|could you|would|want|wants|like|prefer|suits?|works?|ok|okay|good|fits?|possible|convenient|rather|interested|try|how about|what about|which|better|best|easier|instead|hold|keep|book|move|cancel|change|choose|pick|make|free|come|say|think|option)\b/i
const ASKING_ES =
  /(?<!\p{L})(?:quier(?:e|es|en)|prefier(?:e|es|en)|(?:le|te|les) (?:viene|va|iría|vendría|parece|sirve|conviene|gustaría|queda|funciona|apetece|acomoda)|confirmo|tomamos|dejamos|sería|posible|opinas?|pued(?:e|es|o|en)|podría(?:s|n)?|(?:reserv|agend|apart|apunt|guard|cancel|cambi|muev|mantengo|pas)o|que (?:reserve|agende|aparte|cambie|cancele|mueva)|qué tal|cuál|mejor|bien)(?!\p{L})/iu
/** Not whether they want it, but what comes of having it. */
const PRESUMES =
  /\b(?:(?:before|when|until|after|once|while) (?:we|you|i|dr|the|your)|see(?:ing)? you|know(?:ing)?|aware|remember|bring|directions|reminders?|prepared?|ready|nervous|excited|questions? (?:about|before)|forgot|antes de|cuando (?:le|te|venga|vengas|llegue)|sab[íi]a|sabes?|recuerd\p{L}+|recordatorio|traer|preparad[oa]|list[oa])\b/iu
const HAVING = new RegExp(
  `\\b(?:your|the|su|tu|la) (?:\\p{L}+ )?${VISIT}(?: (?:is|on|at|for|of|with \\p{L}+|del?|el|para|a las?))*,? (?:el )?@`,
  'iu',
)
const MAKING =
  /\b(?:book|make|schedule|set|reserve|arrange|move|change|reschedule|shift|switch|push|put|have|reserv\p{L}*|agend\p{L}*|program\p{L}*|hac\p{L}*|cambi\p{L}*|mov\p{L}*|muev\p{L}*|pas\p{L}*|pon\p{L}*)\b/iu

const LOOKS = words(
  `(?:let me|i(?:’ll| will| can| could|’m going to|’d be happy to|’d need to| need to| have to| would)|we(?:’ll| will| can)|happy to|glad to|shall i|would you like me to|want me to) ${ADVERBS}(?:check|look(?! forward)|see (?:if|what|whether)|find out|search|try|verify|have a look|take a look)`,
  `(?:i(?:’m| am)) ${ADVERBS}(?:checking|looking(?! forward)|searching|verifying)`,
  '(?:don’t|do not|can’t|cannot|can not) (?:yet )?(?:know|see|tell)(?: yet)? (?:if|whether)',
  '(?:not sure|unsure) (?:if|whether)',
  '(?:déjeme|déjame|permítame|permíteme|voy a|puedo|podemos|vamos a|le) (?:\\p{L}+ )?(?:revis|mir|busc|consult|comprob|verific|ver si)\\p{L}*',
  'estoy (?:revisando|mirando|buscando|consultando|comprobando|verificando)',
  '(?:reviso|miro|busco|consulto|compruebo|verifico)(?: (?:si|el|la|lo|qué))?',
  'no sé si',
)
const MEANS =
  /\b(?:did you|do you) mean\b|\bis that (?:right|correct)\b|\bto be sure\b|\bse refiere\b|\bquiso decir\b|\bquiere decir\b/i
const ECHOES = words(
  `you(?:’d| would| have|’ve| had| were| are|’re)? ${ADVERBS}(?:asked|ask|said|say|mentioned|wrote|wanted|want|would like|like|prefer|preferred|requested|need|needed|looking (?:for|at)|hoping for|hoped for|thinking of|suggested|proposed)`,
  '(?:doesn’t|does not|didn’t|did not|won’t|will not) (?:suit|work for|fit) you',
  '(?:usted )?(?:me )?(?:pidió|pidio|dijo|mencionó|escribió|quería|quiere|prefiere|preferiría|desea|busca|buscaba|necesita|pediste|dijiste|querías|quieres|prefieres|buscas|propuso)',
)
const HOURS = words(
  '(?:we|clinic|office|desk|reception|doors?|lines?|phones?|team|staff)[\\p{L}’ ]{0,30} (?:open|closed|(?:opens|close|closes)(?= (?:at|on|by|early|for|@|between|from))|answers?|replies|staffed|reachable|available by (?:phone|e-?mail)|here to answer|take calls?)',
  '^(?:(?:our )?(?:opening )?hours|open|closed|lunch)',
  '(?:reach|call|phone|ring) (?:us|our|the)',
  '(?<!(?:le|te|nos) )(?:abr|cerr|cierr)\\p{L}*|atendemos|atención',
  'horarios?',
  '(?:llam|escríb|contact)\\p{L}*nos',
  '(?:recepción|equipo)[\\p{L} ]{0,20} (?:respond|contest)\\p{L}*',
)
/** Only whoever has a visit can miss it. */
const HAS_ONE = words(
  '(?:if|should|in case) you (?:need|want|have|wish|must|would like|’d like|can’t|cannot)(?: to)? (?:change|cancel|move|reschedule|make)',
  'si (?:no puede|no puedes|necesita|necesitas|desea|quiere|quieres|tiene que|tienes que) (?:venir|cambiar|cancelar|mover|llegar)',
)
const IS_OPEN =
  /^(?:and |y )?(?:we|the clinic|our (?:clinic|office|doors?)|the office)(?:’re| are| is)? (?:only |usually |always )?(?:open|closed|(?:close|closes|opens)(?= (?:at|on|by|early|for lunch|@|between|from)))\b|^(?:y )?(?:abrimos|cerramos|estamos (?:abiertos|cerrados))(?!\p{L})/iu
const DENIES = words(
  `(?:\\p{L}+n’t|not) (?!only|just|merely|to worry|a problem)(?:\\p{L}+ ){0,3}?(?:booked|reserved|confirmed|scheduled|cancell?ed|moved|changed|held|settled|made|done)`,
  '(?:nothing|none)(?: \\p{L}+){0,3} (?:booked|reserved|confirmed|scheduled|cancell?ed|moved|changed|held|arranged)',
  '(?:(?:don’t|do not) (?:\\p{L}+ )?have (?:an?|any)|(?:there is|you have) no) (?:appointment|visit|booking|reservation)s?(?: booked)?(?: on| at| for)? @',
  '(?:no|nada|tampoco|todavía no|aún no)(?: \\p{L}+){0,4} (?:reservad|confirmad|agendad|cancelad|cambiad|movid|programad|apartad)[oa]s?',
)
const NONE_FREE = words(
  '(?:nothing|none|neither|no (?:\\p{L}+ ){0,2}?(?:openings?|slots?|times?|availability|appointments?|spots?|space|room|vacanc\\p{L}+|luck))',
  '(?:is|are|was|\\p{L}+’s|\\p{L}+’re)(?:n’t| not| no longer) (?:\\p{L}+ ){0,2}?(?:free|available|open|possible|in|here|an option|working|work|bookable)',
  '(?:don’t|doesn’t|do not|does not|no longer) (?:\\p{L}+ )?(?:have|work|see patients)',
  '(?:can’t|cannot|can not|couldn’t|could not|unable to|not able to|won’t be able to|won’t|not possible) ?(?:\\p{L}+ )?(?:offer|see|do|fit|find|book|take|give|squeeze|make|be (?:in|here)|move|accommodate|manage|to)?',
  '(?:fully|completely|already|all|entirely|totally) (?:booked|taken|full|gone|reserved|occupied)',
  '(?:is|are|\\p{L}+’s|\\p{L}+’re) (?:taken|full|gone|occupied|unavailable|out|away|off|busy|booked (?:up|out|solid))',
  'booked (?:up|out|solid)',
  'unavailable',
  'no (?:hay|tenemos|tengo|queda|quedan|veo|encuentro|tiene|está|están|podemos|puedo|puede|atiende|trabaja|es posible|nos queda)',
  'nada (?:libre|disponible)',
  '(?:llen|complet|ocupad)[oa]s?',
  'sin (?:huecos?|disponibilidad|citas|espacio)',
)
const OFFERS = [
  words(
    `(?:is|are|\\p{L}+’s|\\p{L}+’re|looks?|seems?|happens to be|would be|might be|could be|remains?|stays?) ${ADVERBS}(?:free|available|open|possible|an option|options|on offer|bookable|fine|ok|okay|good|in|here|around|working|the (?:earliest|first|next|soonest|latest|closest|nearest|only|best))`,
    '(?:free|available|open|earliest|first available|next available|soonest|nearest|closest)(?: (?:times?|slots?|options?|ones?|openings?|appointments?))?(?: (?:is|are|would be|for [\\p{L} ]{1,30}))?:? ?@',
    `${WHO}(?:’ve| do| does)? ${ADVERBS}(?:have|has|got|see|sees|found|find|show|shows|is|are|’s)(?: got)? (?!you\\b|your|it\\b|that\\b)[^?]{0,60}?(?:free|available|availability|openings?|open|slots?|times?|spots?|space|room|options?|vacanc\\p{L}+)`,
    `${WHO}(?:’ve)? ${ADVERBS}(?:have|has|got|see|sees) ${ADVERBS}(?:both )?@(?= ?(?:or|and|with|,|[.!]|$))`,
    `(?:can|could|may|might|would|\\p{L}+’d) ${ADVERBS}(?:offer|suggest|propose|do|see|fit|book|reserve|schedule|put|get|welcome|make|arrange|move|take|give|squeeze|set|try|change|keep|hold|find|come|manage|accommodate|receive|treat|work|suit|switch|be (?:booked|moved|reserved|scheduled|seen|changed))`,
    'there’s (?:still |also )?(?:an?|one|another|some)? ?(?:\\p{L}+ )?(?:openings?|slots?|times?|spots?|space|room|availability|vacanc\\p{L}+)',
    '(?:works?|suits?|fits?)',
    '(?:options?|possibilit(?:y|ies)|alternatives?|suggestions?)(?: \\p{L}+)?(?: (?:is|are|would be)|:)',
    `${WHO}(?:’ve)? (?:have|has|found|got) (?:these|this|the following|a few|some|several|two|three|both|\\d)`,
    `(?:here (?:is|are)|these are|the following|how about|what about|maybe|perhaps|options?(?: (?:is|are))?:|let me (?:offer|suggest|propose)|is what (?:i|we) have|i(?:’d)? (?:offer|suggest|propose|recommend)|choose|pick|choice)`,
    '(?:earliest|first|next|soonest|latest|nearest|closest|best)(?: \\p{L}+){0,5} (?:is|are|would be|:)',
    `if (?:you(?:’d)? ${ADVERBS}(?:like|want|prefer|wish|choose|agree|can|need|would|take)|that|this|it|one|either|@)`,
    'dra?\\.? \\p{L}+(?: \\p{L}+)? (?:is|works|will be) (?:\\p{L}+ )?(?:in|here|available|around|@)',
    'dra?\\.? \\p{L}+(?: \\p{L}+)? works',
  ),
  words(
    '(?:está|están|queda|quedan|sigue|siguen|estaría|sería posible|es posible|aparece) (?:\\p{L}+ )?(?:libres?|disponibles?|abiert[oa]s?)',
    '(?:libres?|disponibles?)(?: (?:es|son|está|están))?:? (?:el )?@',
    '(?:tenemos|tengo|hay|queda|quedan|veo|encontré|encuentro|tiene) (?:\\p{L}+ ){0,4}?(?:libres?|disponibles?|huecos?|espacios?|horas?|horarios?|opci(?:ón|ones)|turnos?|lugar|sitio|disponibilidad)',
    '(?:tenemos|tengo|hay|queda|quedan) (?:también )?(?:el |la |a las? )?@(?= ?(?:o|y|con|,|[.!]|$))',
    '(?:tenemos|tengo|hay|queda|quedan|veo) [^?]{0,40}@[^?]{0,20}(?:libres?|disponibles?)',
    '(?:puedo|podemos|podría|podríamos|puede|podrían|podría usted|puede usted) (?:\\p{L}+ )?(?:ofrecer|proponer|reservar|agendar|apartar|atender|recibir|dar|ver|venir|hacer|guardar|mover|cambiar|pasar|apuntar|anotar|escoger|elegir)\\p{L}*',
    '(?:le|te) (?:ofrezco|propongo|sugiero|puedo ofrecer)',
    '(?:le|te) (?:viene|vendría|va|iría|sirve|serviría|convendría) bien',
    '(?:qué tal|quizás?|tal vez|estos son|estas son|aquí (?:tiene|están)|el siguiente|los siguientes)',
    '(?:es|sería) (?:\\p{L}+ )?posible|que tengo es',
    '(?:la primera|la próxima|el primer|el próximo|lo (?:primero|más pronto|antes)|el más (?:cercano|próximo|temprano))(?: \\p{L}+){0,4} (?:es|sería|está|son|:)',
    'si (?:lo |la |le |usted )?(?:desea|quiere|prefiere|gusta|le parece|le viene|le conviene|le sirve|el @|@)',
    '(?:la )?(?:doctora|doctor|dra?\\.?) \\p{L}+(?: \\p{L}+)? (?:está|atiende|trabaja|puede)',
  ),
]
/** What they say first, so that it will be done. */
const ON_A_WORD =
  /\b(?:if|once|as soon as|when you (?:say|confirm|agree|reply)|say|reply|answer|type|tap|just (?:say|tell)|let me know|in that case|si|en cuanto|cuando (?:me )?(?:confirme|diga|responda)|responda|escriba|dígame|conteste)\b/i
const WILL_DO = words(
  '(?:i|we)(?:’ll| will) (?:\\p{L}+ )?(?:book|reserve|hold|schedule|put|move|cancel|arrange|keep|set|change)',
  '(?:(?:le|lo|la|se lo|te) )?(?:reservo|reservaré|agendo|agendaré|aparto|apartaré|cambio|cambiaré|muevo|moveré|apunto|apuntaré)',
)
/** Times as such, without one that is named. */
const SPEAKS_OF_TIMES = words(
  `${WHO}(?:’ve| do| does)? (?!can|could|will|would|may|might)${ADVERBS}(?:have|has|got|see|found|is|are)(?: got)? (?:\\p{L}+ ){0,4}?(?:openings?|slots?|(?:free|available|open) (?:times?|appointments?)|times? (?:free|available|open)|availability|vacanc\\p{L}+)`,
  '(?<!if |when |once |whether |see |find )(?:slots?|times?|openings?|appointments?|spots?|options?) (?:is|are) (?:\\p{L}+ )?(?:free|available|open|left|taken|gone|full)',
  'here(?:’s| is) what(?:’s| is) (?:free|available|open)',
  '(?:we|i|there)(?:’re| are|’m| am|’s| is|’ve| have)?(?: \\p{L}+)? (?:nothing (?:free|available|open|left|at all|else)|fully booked|booked (?:up|out|solid)|completely full)',
  '(?:tenemos|tengo|hay|quedan?) (?:\\p{L}+ ){0,3}?(?:huecos?|disponibilidad|(?:citas|horas|turnos|espacios?) (?:libres?|disponibles?))',
  'no (?:hay|tenemos|quedan?) (?:\\p{L}+ ){0,2}?(?:nada|huecos?|citas|horas|disponibilidad|espacios?|turnos)',
)

/** What may be said beside a moment that is not booked: it adds nothing. */
const POLITE = new RegExp(
  `^(?:[^\\p{L}]|(?<!\\p{L})(?:${[
    'thanks?(?: you)?(?: (?:so|very) much)?|great|perfect|good news|good|luckily|fortunately|unfortunately|sorry|i’?m (?:so |very )?sorry|i’?m afraid|yes|no|sure|of course|ok(?:ay)?|alright|all right|right|hello|hi|and|so|then|also|too|as well|either|please|dear|happy to help|glad to help|certainly|absolutely|lovely|wonderful',
    'just (?:say|tell me|reply|answer)(?: [“"”]?(?:yes|so|it)[“"”]?)?|say|tell me|reply|let me know|yes|i’m checking|one moment|for you|with us|it looks like|it seems|there|choose|you choose|as you like',
    'and get back to you|and tell you|y le (?:digo|aviso)|verdad|correct|cierto|correcto',
    'gracias|perfecto|buenas noticias|buenas|por suerte|lo siento|lo lamento|lamentablemente|sí|claro|por supuesto|vale|hola|muy bien|dígame|diga|responda|escriba|que sí|un momento|por favor|también|entonces|y|con gusto|con mucho gusto|le digo',
  ].join('|')})(?!\\p{L}))*$`,
  'iu',
)
export const isPolite = (masked: string): boolean => POLITE.test(masked)

export const speaksOfTimes = (masked: string): boolean => SPEAKS_OF_TIMES.test(masked)
export const isNegative = (masked: string): boolean => NONE_FREE.test(masked)

/**
 * `masked` is a clause with `@` for its moments, `dr x` for who is seen and `visit` for what for. A question is one where it asks
 * for a wish.
 */
export function frameOf(
  masked: string,
  { isQuestion, sentence }: { isQuestion: boolean; sentence: string },
): Frame {
  if (isBare(masked) && !isQuestion) return 'bare'
  const isHaving = HAVING.test(masked) && !MAKING.test(masked.slice(0, masked.search(HAVING)))
  const isTaken = isHaving || TAKEN.test(masked) || DONE_SIGN.test(masked)
  if (isQuestion) {
    if (MEANS.test(masked) || LOOKS.test(masked)) return PRESUMES.test(masked) ? 'states' : 'asks_back'
    const asks = ASKING_EN.test(masked) || ASKING_ES.test(masked) || isBare(masked)
    return asks && !PRESUMES.test(masked) && !isHaving ? 'asks' : 'states'
  }
  if (HAS_ONE.test(masked)) return 'states'
  if (DENIES.test(masked)) return 'denies'
  if (IS_OPEN.test(masked)) return 'hours'
  if (ECHOES.test(masked) && /n’t|not/.test(masked)) return isTaken ? 'states' : 'echoes'
  if (NONE_FREE.test(masked)) return 'none_free'
  if (isTaken) return 'states'
  if (LOOKS.test(masked)) return 'looks'
  // Whoever else wished for it is not repeated.
  if (ECHOES.test(masked) && !/\bdr x\b/i.test(masked)) return 'echoes'
  if (OFFERS.some((pattern) => pattern.test(masked))) return 'offers'
  if (WILL_DO.test(masked) && ON_A_WORD.test(sentence)) return 'offers'
  return HOURS.test(masked) ? 'hours' : 'states'
}

const DONE_SIGN = /[✅✔☑🎉🥳👌👍]/u
const FILLERS =
  /(?<!\p{L})(?:and|or|another|other|something|else|later|earlier|day|time|maybe|perhaps|otro|otra|día|hora|quizás?|dr x|visit|either|both|also|then|ok|okay|on|at|for|the|with|to|you|from|of|in|as|well|o|u|y|el|la|los|las|a|con|para|usted|de|del|dra?|doctora?|option|opción)(?!\p{L})/giu

export function isBare(masked: string): boolean {
  return !DONE_SIGN.test(masked) && !/[\p{L}]/u.test(masked.replace(FILLERS, ' '))
}
