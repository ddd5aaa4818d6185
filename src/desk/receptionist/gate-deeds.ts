/** What a model says was done, beyond the words that are listed in `claim-words.ts`: by its grammar, in English and Spanish. */
import { words } from './claim-words.ts'

const VISIT =
  '(?:appointments?|visits?|bookings?|reservations?|slots?|spots?|places?|requests?|cita|visita|reserva|turno|lugar|solicitud|espacio)'
/** What can be said of a visit that nobody has. */
const OF_ANY =
  '(?:takes?|lasts?|costs?|includes?|can|could|may|might|would|needs?|depends?|will take|is about|is free of charge|is (?:\\p{L}+ )?not|isn’t|(?:dura|cuesta|incluye|puede|podría|depende|tarda|aún no|todavía no|no|sería)(?!\\p{L}))'
/** Participles and pasts of what a clerk does with words and eyes only, and of what is always so: nothing is changed by it. */
const LOOKING =
  '(?:been|had|found|looked|checked(?! (?:you|with))|searched|noticed|saw|seen|read|heard|understood|thought|meant|said|wanted|hoped|missed|listed|mentioned|tried|apologi[sz]ed|loved|wished|needed|misunderstood|offered|suggested|compared|included|shown|showed|explained|received (?:your|the) (?:message|question)|got (?:your|the) (?:message|question)|got @|helped|treated|opened|started|trained|worked|served|asked|answered|replied|wondered|guessed|assumed|reali[sz]ed|based|used|introduced|noted (?:your (?:preference|wish|question|message)|that you)|told me|told us|wrote|written|changed your mind|closed|located|interested|automated|licensed|certified|experienced|required|recommended|allowed|supposed|advised|invited|entitled|worried|concerned|pleased|delighted|excited|limited|committed|dedicated|related|combined|priced|charged|performed|designed|meant|known|given by|founded|been (?:here|with|open|closed|in|a|an|the|our|part)|been here|sorry)'
const IRREGULAR =
  '(?:put|made|took|taken|got|gotten|gave|given|set|went|gone|did(?! not|n’t)|done|kept|held|let|cut|drew|drawn|left|paid|fit|slid|thrown|threw|struck|undid|undone|snuck|dealt|sent|brought|bought|won|caught|ran|run|told|written|wrote|found|lost|chose|chosen)'
const DID = `(?!${LOOKING}(?!\\p{L}))(?:\\p{L}{2,}ed|${IRREGULAR})`
const ADVERBS = '(?: (?:just|already|now|also|all|being|gone ahead and|went ahead and|\\p{L}+ly))*'
const VISTO =
  '(?:visto|encontrado|mirado|buscado|entendido|leído|recibido|revisado|comprobado|estado|tenido|preguntado|querido|dicho|ayudado|sido)'
/** Pasts of the first person, without futures and without what only looks. */
const YO =
  '(?!(?:\\p{L}*(?:aré|eré|iré|dré|rré)|qué|porqué|josé|rené|entendí|leí|vi|recibí|encontré|busqué|miré|revisé|pensé|comprobé|verifiqué|pregunté|así|aquí|ahí|allí|café|esté|viví|nací|creí)(?!\\p{L}))(?:\\p{L}{2,}[éí]|hice|puse|traje)'
const EL =
  '(?!(?:pidió|mencionó|preguntó|escribió|indicó|comentó|eligió|abrió|nació|empezó|estudió|trabajó|gustó|pasó algo)(?!\\p{L}))\\p{L}{3,}ó'
/** What will be done without a condition is a promise. */
const WILL_HARMLESSLY =
  '(?:be (?:happy|glad|pleased|able|sure|here|asked|needed|back)|need|look|check|search|try|find|help|ask(?! (?:the|our|dr))|explain|have to|want|take|cost|last|depend|see (?:what|if|whether)|let you (?:choose|decide)|tell you (?:what|which|more|about)|do my best|wait|not|never|only|answer|reply|list|show)'

/** Each of these tells of a deed unless something takes it back. Of a clause in which `@` is a moment. */
export const DONE_OTHERWISE: readonly RegExp[] = [
  words(
    // A perfect, a passive, a past.
    `(?:\\p{L}+’(?:ve|d)|has|have|had|been|\\p{L}+’s been|was|were|is being|are being)${ADVERBS} ${DID}(?! to (?:know|offer))`,
    `(?:i|you|it|that|they|he|she|everyone|everything|dr x|(?:the|our) (?:doctor|team|nurse|system|clinic|calendar|engine))${ADVERBS} (?!need(?:ed)?(?!\\p{L}))${DID}`,
    `we(?: (?:just|already|now|\\p{L}+ly))* ${DID} (?:you|your|it|that|this|everything|the|a|an|@)`,
    `(?:you|it|that|everything|all|this|(?:the|your) (?:\\p{L}+ ){0,2}(?:one|arrangements?|matter|details|data|${VISIT}))(?:’re|’s| is| are)${ADVERBS} ${DID}(?! by)`,
    `(?:\\p{L}+ed|${IRREGULAR}|\\p{L}{2,}ó) (?:your|su|tu) (?:\\p{L}+ )?${VISIT}`,
    `(?:he|hemos|ha|han)(?: ya)? (?!${VISTO})\\p{L}{2,}(?:[ai]do|íd[oa]|hecho|puesto|escrito)`,
    YO,
    EL,
    '(?:le|te|lo|la|se lo|nos) (?!(?:ofrecemos|ayudamos|recomendamos|pedimos|agradecemos|gustaría)(?!\\p{L}))\\p{L}+(?:amos|imos)',
  ),
  words(
    `(?:your|su|tu) (?:(?!next|first|nueva?|próxima|primera)\\p{L}+ )?${VISIT}(?: with dr x| for @| con dr x)? (?!${OF_ANY})(?:in the \\p{L}+ )?(?:is|are|was|were|has|have|had|now|already|went|goes|came|will|made|\\p{L}+ed|(?!this|as|always|plus|unless)\\p{L}{3,}s|está|es|quedó|queda|fue|ha|ya|\\p{L}{2,}ó)`,
    `(?:the|that|this|la|el|todo) (?:\\p{L}+ ){0,2}?(?:${VISIT}|time|change|cambio|hora) (?:is|was|has been|está|quedó|queda|fue|ha sido|se ha)(?: (?:now|already|all|ya|being|been))* (?:made|set|done|held|blocked|kept|in|through|live|active|official|secured?|yours|complete|\\p{L}+[ai]d[oa])(?! (?:from|to|by|in|at|about|de|en|a))`,
    '(?:the|that) (?:new|old) (?:time|slot|day|one) (?:is|was) (?:\\p{L}+ )?(?:in place|gone|set|active|live|yours)',
    '(?:your|the|a|su|la) (?:confirmation|confirmación)(?: \\p{L}+)? (?:is|has|was|follows|arrives|comes|went|está|va|llega|llegará)|(?:correo|mensaje) de confirmación',
    '(?:it|that|everything|all)(?:’s| is| has been| was| are)(?: \\p{L}+){0,2} (?:official|a date|a deal|a yes|final|yours|under control|as good as done|in the bag|in place|on its way)',
    '(?:count|consider) (?:\\p{L}+ ){0,3}?(?:in|done|sorted|booked|settled|arranged|handled|yours|gone|cancelled|moved|closed)',
    '(?:you|they|we)(?:’re| are)(?: (?:all|officially|now|already|definitely|both|safely))* (?:set|in|on|down|good(?! at| for)|golden|through)(?! (?:touch|good hands|mind|time|luck|a hurry|pain|case|the right|my way|our (?:area|thoughts)|\\d|the (?:city|center|centre)))',
    '(?:it|that)(?:’s| is)(?: all)?(?: now)? in the (?:system|calendar|book|diary)',
    '(?:it|that|everything) (?:worked|went|is|’s) (?:\\p{L}+ )?(?:well|smoothly|fine|through|out|great|perfectly)',
    '(?:it|that) worked',
    '(?:(?:i|we)(?:’m|’re| am| are)|^)(?: (?:just|now|already|currently))* ?(?:booking|reserving|scheduling|moving|cancell?ing|confirming|putting|adding|entering|rescheduling|arranging) (?:it|that|this|you|your|the|@)',
    '(?:(?:estoy|estamos)(?: \\p{L}+)? )?(?:reserv|agend|apunt|anot|apart|confirm|cancel|cambi|program)ando(?:le|lo|la|te)?',
    '(?:is|are|\\p{L}+’s|\\p{L}+’re) (?:\\p{L}+ )?(?:expecting|awaiting|waiting for) you',
    '(?:thanks|thank you|gracias) (?:for|por) (?:booking|your (?:booking|reservation|appointment)|reservar|agendar|(?:su|tu) (?:reserva|cita))',
    '(?:place|slot|spot|time) (?:has been|was) (?:\\p{L}+ )?(?:found|given)',
    `(?:until|till|hasta) (?:your|su|tu) ${VISIT}`,
    'se (?:hizo|pudo|puso)',
    'you(?:’ve)? (?:got|have) (?:it|that|this|(?:an?|your) (?:slot|spot|place|visit|appointment|booking|reservation))(?! (?:right|wrong|before|number|details))',
    '(?:system|calendar|schedule|clinic|dr x) (?:now |already )?(?:has|have|got) you',
    '(?:you’re|you are|it’s|it is) (?:\\p{L}+ )?part of the (?:schedule|calendar|book|diary)',
    'you(?:’ve)? (?:\\p{L}+ )?made it (?:on|onto|in|into|to)',
    '(?<!(?:hope|love|happy|glad|like|delighted|able|want|wait) to |if we |when we )(?:see|seeing) you (?:then|there|soon|later)(?! if)',
    '(?:can’t|cannot) wait to (?:see|meet|welcome|have) you',
    '(?:looking|look) forward to (?:your (?:visit|appointment)|seeing you|meeting you|welcoming you|having you)',
    '(?:la|lo|le|te|os) (?:esperamos|vemos|esperará|veremos)|nos vemos',
    'qued(?:aste|as|amos)(?! (?:pendiente|algun|alguna|por))',
    '(?:ya )?(?:está|estás|queda|quedas)(?: todo)? (?:dentro|lista|listo|hech[oa]|arreglad[oa]|resuelt[oa]|inscrit[oa]|en (?:la agenda|el calendario|lista))',
    'todo (?:está )?(?:list[oa]|hech[oa]|arreglad[oa]|resuelt[oa]|preparad[oa])|(?:asunto |está )?(?:ya )?resuelt[oa]',
    '(?:d[ée]|da)(?:lo|la)? por \\p{L}+',
    'ya (?!no|que|sea|casi|(?:le |te |lo |la )?(?:digo|miro|busco|reviso|aviso|ayudo|veo|entiendo|puede|puedes|sabe|sabes|tiene mi|comento|confirmo si))\\p{L}+',
    '(?:tiene|tienes) (?:ya )?(?:un|una|su|tu) (?:\\p{L}+ )?(?:turno|lugar|hora|espacio|cita|visita|reserva)',
    '(?:cuente|cuenta) con (?:ello|eso|su|tu|la)|(?:es|son) (?:todo )?(?:suy[oa]|tuy[oa])s?',
  ),
  // Nothing else is said: "Sorted!", "All done ✅", "¡Listo!"
  /^[^\p{L}\d]*(?:(?:yes|yep|sure|great|perfect|ok(?:ay)?|and|there|easy|alright|right|sí|perfecto|vale|claro)[\s,!.]+)*(?:(?:all |it’s |that’s |consider it )?(?:done|sorted|booked|settled|set|confirmed|fixed|arranged|handled|secured|reserved|in|yours)|done (?:and dusted|deal)|success|voil[aà]|ta-?da|bingo|boom|easy[- ]peasy|there you go|mission accomplished|(?:ya |todo )*(?:list[oa]|hech[oa]|está|estás|resuelt[oa]|arreglad[oa]|apuntad[oa]|confirmad[oa]))[^\p{L}\d]*$/iu,
  /[.…,:]\s*(?:all )?(?:done|booked|sorted|listo|hecho)[^\p{L}]*$/iu,
  /✅|✔|☑|🎉|🥳/u,
]

/** What will be so, of a sentence without a condition. */
const PROMISES = words(
  `(?:i|we|you|they|he|she|dr x|(?:the|our) (?:doctor|team|nurse|system|clinic))(?:’ll| will)(?: (?:also|then|now|soon|\\p{L}+ly))* (?!${WILL_HARMLESSLY}(?!\\p{L}))\\p{L}+ (?:you|your|it|that|this|a|an|the|in|for|there|then)`,
  '(?:le|te|usted) (?:\\p{L}+ )?\\p{L}+(?:ará|erá|irá|arán|erán|irán)',
)
const ON_CONDITION =
  /(?<!\p{L})(?:once|when|if|as soon as|after|unless|until|before|or|cuando|en cuanto|si|una vez|hasta|antes)(?!\p{L})/iu

export const promises = (masked: string, sentence: string): boolean =>
  PROMISES.test(masked) && !ON_CONDITION.test(sentence)
