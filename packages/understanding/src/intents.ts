/** What a message is about most. */

import type { Intent, Offer, State } from './question.ts'
import type { QuestionKind } from './reading.ts'

/** What other rules have found in the message. */
export interface Signs {
  offer: Offer | null
  state: State
  isRedFlag: boolean
  isOptOut: boolean
  mayMeanCancel: boolean
  isOptIn: boolean
  wantsHuman: boolean
  minutesLate: number | null
  yes: boolean | null
  choice: number | null
  questions: QuestionKind[]
  hasDate: boolean
  hasTime: boolean
  hasService: boolean
  hasPractitioner: boolean
  /** A name, phone or address of e-mail. */
  hasDetail: boolean
  isDateRuledOut: boolean
}

const visit =
  '(?:appointments?|appts?|visits?|booking|bookings|reservations?|session|slot|consult(?:ation)?|cleaning|botox|it|cita|citas|turno|reserva|hora|consulta|sesion|visita|limpieza)'

const human =
  /\b(?:(?:talk|speak|chat|spk|talking|speaking|get|connect|put|transfer|hand|pass|give|need|want|prefer|rather have|like|is there|are there|can i have|let me|have)(?: me| us)?(?: to| with| through| over| in touch with){0,4}(?: (?:a|an|the|some|any|real|actual|live|human|your|someone|somebody)){0,5} (?:human|humans|person|people|agent|representative|rep|receptionist|operator|staff|manager|somebody|someone|supervisor|front desk|team member|live chat|employee|owner|boss|in charge)\b(?! (?:to (?:help|do|book)|else|about)\b)|(?:real|actual|live) (?:person|human|agent|one)|(?:are you|r u|is this|am i (?:talking|speaking|chatting) (?:to|with)|u) (?:a |an )?(?:real|bot|robot|machine|human|ai|automated|computer|person)|(?:call|phone|ring) me(?: back)?(?: please| asap| now| when| instead|$|[.!?])|(?:can|could|would|have) (?:someone|somebody|you guys|anyone)(?: \w+){0,2} (?:call|phone|ring|contact) me|give me a (?:call|ring)|human please|^\W*(?:human|agent|representative|operator|receptionist|person|staff|someone|humano|persona|agente|operador[a]?|recepcion|recepcionista|asesor[a]?)\W*(?:please|por favor)?\W*$|(?:stop|not|no|dont want|hate|enough|fed up)(?: \w+){0,5} (?:bots?|robots?|machines?|automated|ai)\b|bots? (?:is|are)|(?:hablar|comunic\w+|pas\w+|conect\w+|hable|atienda|contact\w+|quiero|necesito|prefiero|transfi\w+|comuniq\w+|hay|pongan?|poner)(?:me)?(?: (?:con|a|que me|hablar|atienda|al|alli|ahi|por favor|a mi))*(?: (?:una|un|la|el|alguna|algun|alguien|ser))* (?:persona|humano|humana|agente|asesor[a]?|representante|operador[a]?|recepcionista|alguien|encargad[oa]|gerente|supervisor[a]?|duen[oa]|recepcion|responsable|empleado)\b(?! (?:mas|que (?:venga|me acompan)))|(?:es|eres|sos) (?:usted |tu )?(?:un |una )?(?:robot|bot|maquina|persona|humano|humana|real|ia)|persona (?:real|de verdad|humana)|(?:me (?:pueden|puede|podrian|podria) (?:llamar|marcar)|llamenme|llameme|llamame|marquenme|que me llamen)|no quiero (?:hablar con )?(?:un |una )?(?:robot|bot|maquina)|alguien (?:real|de verdad|que me (?:atienda|ayude|conteste)))/

const insult =
  /\b(?:fuck\w*|f\*+k?\w*|fck\w*|fuk\w*|stfu|gtfo|bitch\w*|b\*tch|assholes?|a\*+hole|dick ?head\w*|dickheads?|dumb ?ass\w*|bastards?|morons?|idiots?|stupid (?:bot|machine|people|robot|clinic|thing|ai|app|idiot|receptionist|cow)|dumb (?:bot|machine|people|robot|thing|idiot)|(?:you(?:'?re|r| are| guys are)?|u r|ur|u|yall are)(?: all| so| such| a| an| bunch of| just| really| fucking| the most| absolutely| literally)* (?:stupid|idiots?|dumb|useless|trash|garbage|morons?|pathetic|clowns?|scum|crooks|thieves|worthless|incompetent|ugly|joke|quacks?|butchers?|imbeciles?|losers?|liars?)|useless (?:bot|robot|machine|piece|idiots?|clinic|people)|piece of (?:shit|crap|garbage|trash|junk)|shut up|screw (?:you|u)|go to hell|suck (?:my|a|it)|eat shit|kiss my|pendej\w+|idiotas?|imbecil\w*|estupid[oa]s?|put[oa]s?\b|puta madre|hij[oa]s? de (?:puta|perra|la chingada)|mierdas?|cabron\w*|chinga\w*|ching(?:a|ue)n|culer[oa]s?|maldit[oa]s?|gilipollas|joder\w*|jodan|jodete|vete a la|vayanse (?:a la|al)|inutil(?:es)?|basura|pinche\w*|tont[oa]s?|payas[oa]s?|ratas?|ladron\w*|rater[oa]s?|boludo\w*|pelotud\w+|burr[oa]s?|mamon\w*|coño|carajo)\b/
const complaint =
  /\b(?:complain\w*|complaint|refund\w*|money back|unacceptable|ridiculous|disappointed|disappointing|terrible (?:service|experience|job)|worst (?:service|experience|clinic|place|job)|awful (?:service|experience|job)|horrible (?:service|experience|job|customer)|rude|unprofessional|scam\w*|rip ?off|ripped off|overcharged|double charged|charged (?:me |my card |us )?(?:twice|wrong|extra|for)|never (?:again|called|replied|answered|got back|coming back|responded)|(?:no ?one|nobody|no-one) (?:is |has |ever |even )*(?:answer\w*|call\w*|repl\w*|respond\w*|got|get\w*|pick\w*|show\w*)|waited (?:\w+ ){0,4}(?:hour|hours|minutes|min|forever)|(?:been|still|kept me) waiting|kept me waiting|not happy|unhappy|upset (?:with|about|that)|(?:botched|ruined|messed up|screwed up|butchered)|lopsided|uneven|did ?n'?t work|does ?n'?t look|looks (?:terrible|awful|worse|uneven)|not satisfied|dissatisfied|bad review|one star|1 star|lawyer|sue you|lawsuit|angry|furious|waste of (?:money|time)|third time (?:i|you|now|this)|ya van (?:dos|tres|cuatro|\d+) veces|hung up on|been trying to reach|still (?:have ?n'?t|no|waiting)|(?:dirty|filthy)|poor service|(?:queja|quejar\w*|reclam\w*|reembols\w*|devol\w* (?:mi|el) dinero|mi dinero|inaceptable|decepcion\w*|pesim\w*|mal servicio|mala (?:atencion|experiencia)|horrible (?:servicio|atencion)|groser\w*|maleducad\w*|estaf\w*|nadie (?:me )?(?:contest\w*|respond\w*|llam\w*|atend\w*|atiend\w*)|no (?:me )?(?:contestan|responden|atienden|atendieron)|(?:espere|esperando|esperar) (?:\w+ ){0,4}(?:hora|horas|minutos|dias)|me cobraron (?:de mas|doble|dos|mal|algo|por)|cobro (?:de mas|doble|indebido)|me dejaron (?:esperando|plantad\w*|peor|mal|horrible|chuec\w*)|molest[oa] (?:con|por|porque)|no estoy (?:content\w*|satisfech\w*|conforme)|insatisfech\w*|mal hecho|que falta de respeto|falta de respeto|una verguenza|vergonzoso|demanda\w*|abogado|peor (?:servicio|experiencia|clinica|atencion)|no (?:me )?funciono|quede (?:mal|peor|horrible|chuec\w*)|no me hizo nada|es un abuso))\b/

const cancel = new RegExp(
  `\\b(?:cancel(?:l?(?:ed|ing|ation|s))?|call off|get rid of|scrap|drop|delete|withdraw|cancelar|cancelo|cancele|cancela|cancelen|cancelame|cancelarla|cancelarlo|cancelacion|anular|anulo|anule|anula|anulen|anularla|suspender|suspendan)\\b(?! (?:fee|policy|culture))|(?:can'?t|cannot|can not|won'?t|will not|unable to|not able to|won'?t be able to|not going to|not gonna)(?: be able to| gonna)? (?:make(?: it)?|come|attend|be there|do|show up|keep)\\b(?: (?:to )?(?:my|the|our|that|this|it|in|tomorrow|today|on|anymore|for)|[.!,]|$)|(?:don'?t|do not|no longer) (?:need|want) (?:my|the|this|that) ${visit}|no (?:voy a poder|podre|puedo|podremos|podria|voy a) (?:ir|asistir|llegar|acudir|ser|presentarme)|ya no (?:voy|quiero|puedo|podre|necesito|ire|vamos)(?! (?:ir a otro|esperar|mensaj|recib))|borr\\w+ mi (?:cita|turno)|quitar? mi (?:cita|turno)|no (?:ire|asistire|acudire|vendre)|backing out|back out of`,
)
const move =
  /\b(?:re-?schedul\w*|rebook\w*|re-book|resched\w*|postpone\w*|(?:move|moving|change|changing|push|switch|shift|swap|bump|transfer|adjust|delay|bring)(?: \w+){0,3}? (?:my|the|our|it|that|this|her|his|appointment|appt|time|date|day|cita|back|forward|up|to|from|it to)\b(?! (?:name|number|phone|email|address|card|mind|service|last name))|(?:different|another|new|other|later|earlier|better) (?:time|day|date|slot)(?: (?:for|instead)(?: of)?)?(?: my)?|(?:come|get|go|be|make it|do it)(?: in)? (?:earlier|later|sooner|another day|a different day)|push(?:ed)? back|reprogram\w*|reagend\w*|re-agend\w*|(?:cambi|mov|muev|pas|posterg|pospon|aplaz|adelant|retras|corr|recorr)\w*(?: \w+){0,3}? (?:cita|turno|hora|fecha|dia|reserva|consulta|la|lo|sesion|limpieza|visita|para (?:el|la|otro|otra|manana|mas))\b|posponer|aplazar|postergar|otro dia|otra (?:hora|fecha)|(?:cambi|mov|muev|pas|recorr|reprogram)(?:ar|a|en|an|o|er|e|emos) (?:mi|my) \w+|adelantar\w*|atrasar\w*|moverla|cambiarla|pasarla|moverlo|cambiarlo|(?:instead of) (?:my|the|mon|tue|wed|thu|fri|sat|sun))\b/
const book =
  /\b(?:book(?:ing|ed)?|schedul(?:e|ing)|appointments?|appts?|make an?|set (?:me )?up|reserve|sign me up|put me (?:down|in)|squeeze me|fit me in|fit (?:me|us)|get (?:me )?in(?:to)?\b|get me|come (?:in|by)|(?:i|we)(?:'d| would)? (?:want|need|like|love|wanna|wanted|am looking|'m looking|m looking|am interested|'m interested|m interested|are interested|'m thinking|m due|'m due)|looking (?:for|to (?:get|book|have|do|make|schedule))|interested in|can i (?:get|come|have|do|book|see|grab)|could i (?:get|come|have|see|book)|may i (?:come|have|book)|see (?:dr|the doctor|a doctor|a dentist|someone)|slot|sign up|next available|first available|soonest|earliest|time for (?:my|a)|due for|need to (?:see|find|get|make|come|book|set)|find (?:me )?an?|(?:agend|reserv|apart|program|anot|apunt|separ|solicit)\w*|cita|citas|turno|turnos|hora para|hueco|espacio|cupo|lugar|quiero|kiero|kisiera|quisiera|querria|queria|necesito|nesecito|ocupo|me gustaria|me interesa|quiere|necesita|me urge|deseo|busco|me toca|consulta para|hacerme|ponerme|ver (?:a la|al) (?:dra?|doctora?)|me (?:pueden|puede|podrian|podria|das|dan|da) (?:agendar|dar|reservar|atender|apuntar|cita|un|una|hora)|voy a querer|pido|disponibilidad)\b/
const bookAvailability =
  /\b(?:availab\w*|any ?thing (?:on|for|open|this|next|free|tomorrow|today|w|with|sooner|earlier|at|in)|openings?|(?:is|are|still got|got|have) (?:\w+ ){0,4}(?:free|open)|do (?:you|u|ya) (?:guys )?(?:have|got|do) (?:\w+ ){0,3}(?:slots?|time|spot|room|space|tomorrow|today|mon|tue|wed|thu|fri|sat|sun)|hay (?:\w+ ){0,2}(?:cita|hueco|espacio|lugar|turno|cupo|disponib\w*|hora)|tienen? (?:\w+ ){0,3}(?:cita|hueco|espacio|lugar|turno|cupo|disponib\w*|hora|libre|algo|para (?:el|la|hoy|manana))|disponible\w*|libre)\b/
const thanks =
  /\b(?:thanks?|thank (?:you|u)|thx|ty|tysm|tks|cheers|appreciate(?: it| that)?|much appreciated|you'?re the best|you rock|great help|gracias|muchas gracias|mil gracias|muy amable|te lo agradezco|se agradece|agradezco|grax|bendiciones)\b|[🙏]/u
const greeting =
  /^\W*(?:hi+|hello+|hey+|hiya|heya|yo|hola+|holi+|ola|holaa*|buenas+|buenos dias|buen dia|buenas tardes|buenas noches|good (?:morning|afternoon|evening|day)|morning|howdy|greetings|saludos|que tal|what'?s up|sup|hello there|hi there|anyone there|is anyone there|hay alguien|como estan?|how are you(?: doing)?|how r u|knock knock|disculpe|todo bien|are you there|u there|test)(?:[\s,!.?\p{Extended_Pictographic}]*(?:there|team|all|everyone|guys|doctor|dr|again|good morning|good afternoon|good evening|buenas|buenas tardes|buenos dias|que tal|como estan?|how are you(?: doing)?(?: today)?|riverside|clinic|clinica|equipo|todos|a todos|buenas noches|buena tarde|buen dia|amig[oa]s|ladies|señorita|hope you'?re well|anyone there|is anyone there|hay alguien(?: ahi)?|i hope you'?re well|folks|yall|senorita|todo bien))*\W*$/u
const goodbye =
  /\b(?:bye|goodbye|good bye|see (?:ya|you)|ttyl|take care|have a (?:good|great|nice|lovely|wonderful|blessed) (?:day|one|evening|night|weekend|rest)|good night|adios|hasta (?:luego|pronto|manana|entonces)|nos vemos|chao|chau|bye bye|cuidense|que (?:tenga|tengan|pase|pasen)(?: un)? (?:buen|bonito|lindo|excelente) dia)\b/
const nothingMore =
  /\b(?:that'?s (?:all|it|everything)|that(?: is|'ll be| will be) (?:all|it|everything)|nothing (?:else|more)|no(?:thing)? (?:thanks|thank you)|all (?:set|good|done)|i'?m (?:good|all set|fine|done)|(?:don'?t|do not|won'?t) need (?:anything|any more|any other)|not (?:right now|at the moment|now|today)|eso es todo|seria todo|es todo|nada mas|ya esta|por ahora no|ya no necesito)\b/

export const phrases = { thanks, greeting, goodbye, human, cancel, move, book, nothingMore }

/** `text` is folded and respelt. */
export function findIntent(text: string, signs: Signs): { name: Intent; confidence: number } {
  const { offer, yes } = signs
  const is = (name: Intent, confidence: number) => ({ name, confidence })
  if (signs.isRedFlag) return is('emergency', 0.9)
  if (signs.isOptOut) return is('opt_out', 0.95)
  if (signs.isOptIn) return is('opt_in', 0.9)
  const insulted = insult.test(text)
  if (signs.wantsHuman) return is('human', 0.9)
  const isComplaint = complaint.test(text)
  if (insulted && !/\b(?:book|appointment|cita)\b/.test(text))
    return isComplaint && !/\b(?:fuck|idiot|stupid|bitch|mierda|puta|pendej)/.test(text)
      ? is('complaint', 0.7)
      : is('insult', 0.85)
  const isBooked = offer?.kind === 'appointment' || offer?.kind === 'cancel'
  const cancels = cancel.test(text)
  const moves = move.test(text)
  const isOpenOffer = offer?.kind === 'times' || offer?.kind === 'confirm'
  if (signs.minutesLate !== null) return is('running_late', 0.9)
  const isRequest =
    /\b(?:can|could|please|pls|want to|need to|would like|quiero|puede\w*|podria\w*|necesito|quisiera|por favor)\b/.test(
      text,
    )
  if (isComplaint && !(isRequest && (moves || (cancels && /\bcancel/.test(text)))))
    return is('complaint', 0.8)
  if (moves && !isOpenOffer && !isPolicyQuestion(text)) return is('reschedule', 0.88)
  if (offer?.kind === 'cancel' && yes !== null && !moves)
    return yes ? is('confirm', 0.9) : is('decline', 0.85)
  if (
    cancels &&
    isBooked &&
    (signs.hasDate || signs.hasTime) &&
    /\b(?:can|could|instead|how about|what about|possible|mejor|puede|pueden|podria|pero)\b/.test(text) &&
    !/\bcancel/.test(text)
  )
    return is('reschedule', 0.75)
  if (
    cancels &&
    !isPolicyQuestion(text) &&
    !(isOpenOffer && !/\bcancel|\banul/.test(text)) &&
    (isBooked || !/^\W*(?:no|i) (?:can'?t|puedo)/.test(text) || /\bcancel/.test(text))
  ) {
    if (offer?.kind !== 'ask' || /\bcancel|\banul/.test(text)) return is('cancel', 0.88)
  }
  if (
    isBooked &&
    (signs.hasDate || signs.hasTime) &&
    yes !== true &&
    !anotherVisit.test(text) &&
    !(signs.hasService && signs.hasDate && !speaksOfChange.test(text)) &&
    !signs.questions.some((each) => each !== 'availability' && each !== 'other')
  ) {
    return is('reschedule', 0.7)
  }
  const answered = answer(text, signs)
  if (answered) return answered
  if (greeting.test(text)) return is('greeting', 0.95)
  const asks = signs.questions.filter((each) => each !== 'other')
  const wantsVisit = book.test(text) && !isGeneralQuestion(text, signs)
  const asksForTime = bookAvailability.test(text) || asks.includes('availability')
  const hasWhen = signs.hasDate || signs.hasTime
  if (
    asks.includes('hours') &&
    !signs.hasService &&
    !(wantsVisit && hasWhen && /\b(?:book|appointment|cita|agend|reserv)/.test(text))
  )
    return is('opening_hours', 0.85)
  if (asks.length > 0 || signs.questions.length > 0) {
    const subject = asks.filter((each) => each !== 'availability')
    if (asksForTime && (subject.length === 0 || hasWhen || wantsVisit)) return is('book', 0.8)
    if (wantsVisit && (hasWhen || explicitBooking.test(text))) return is('book', 0.8)
    if (hasWhen && signs.hasService && !asks.includes('aftercare') && !asks.includes('preparation'))
      return is('book', 0.7)
    if (asks.includes('price')) return is('price', 0.9)
    if (asks.includes('hours')) return is('opening_hours', 0.8)
    if (hasWhen && subject.length === 0 && wantsVisit) return is('book', 0.7)
    if (subject.length > 0) return is('question', 0.85)
    if (
      signs.questions.includes('other') &&
      !(wantsVisit && (signs.hasService || signs.hasPractitioner)) &&
      !(hasWhen && (signs.hasPractitioner || signs.hasService))
    )
      return is('question', 0.7)
  }
  if (explicitBooking.test(text) || asksForTime) return is('book', 0.9)
  if (wantsVisit && (signs.hasService || signs.hasPractitioner || hasWhen)) return is('book', 0.85)
  if ((signs.hasService || signs.hasPractitioner) && (hasWhen || /^\W*(?:\w+\W+){0,5}\w*\W*$/.test(text)))
    return is('book', 0.7)
  if (hasWhen && signs.state.intent && ['book', 'reschedule'].includes(signs.state.intent))
    return is(signs.state.intent, 0.7)
  if (hasWhen && !thanks.test(text)) return is('book', 0.6)
  if (signs.hasDetail) return is('provide_details', 0.8)
  if (thanks.test(text)) return is('thanks', 0.9)
  if (wantsVisit) return is('book', 0.55)
  if (yes === true) return is('confirm', offer ? 0.8 : 0.55)
  if (yes === false) return is('decline', offer ? 0.8 : 0.55)
  if (goodbye.test(text)) return is('thanks', 0.5)
  if (signs.questions.length > 0) return is('question', 0.6)
  if (insulted) return is('insult', 0.6)
  return is('other', 0.4)
}

/** Who names what for and when, and none of this, speaks of a visit that is to be. */
const speaksOfChange =
  /\b(?:no|not|can'?t|cannot|won'?t|instead|rather|better|later|earlier|different|other|otr[oa]|change|mejor|antes|tarde|prefiero|cambi\w+)\b/

/** Beside the visit that there is. */
const anotherVisit =
  /\b(?:(?:also|too|as well|ademas|tambien)\b.*\b(?:book|schedule|reserve|appointment|visit|reserv\w+|agend\w+|cita)|(?:book|schedule|reserve|reserv\w+|agend\w+|appointment|visit|cita)\b.*\b(?:also|too|as well|ademas|tambien)|(?:another|a second|one more|an additional|otra|una segunda) (?:appointment|appt|visit|booking|session|cita|visita|sesion)|for my (?:\w+ )?(?:son|daughter|mom|mother|dad|father|husband|wife|sister|brother|friend)|para mi (?:\w+ )?(?:hij[oa]|mama|madre|papa|padre|esposo|esposa|marido|herman[oa]|amig[oa]))\b(?!.*\b(?:instead|en vez|en lugar)\b)/

const explicitBooking =
  /\b(?:(?:book|schedule|reserve|make|set up|get|need|want|have|like)(?: \w+){0,4} (?:appointment|appt|in\b|consult\w*|visit|slot|spot)|book (?:me|a|an|us|my|botox|the)|(?:can|could) i (?:book|come in|get in|schedule|make)|(?:agend|reserv|apart|anot|apunt|program)\w*|(?:una|sacar|pedir|hacer|quiero|necesito|agendar|nueva|kiero|solicitar|dar|dan|da|den) (?:\w+ ){0,2}(?:cita\w*|turno|hora|hueco)|put me (?:down|in)|fit me in|squeeze me in|sign me up|i'?ll take (?:any|the|a)|like to (?:come|book|schedule|get|have)|want to (?:book|come|schedule|get|make|see)|looking to (?:book|get|schedule))\b/

function isPolicyQuestion(text: string): boolean {
  return (
    /\b(?:what (?:is|are|if|happens)|what'?s|do (?:you|i)|is there|how|cual es|que pasa|cobran|hay)(?: \w+){0,6} (?:cancel\w*|reschedul\w*|policy|politica|reprogram\w*|no[- ]show)/.test(
      text,
    ) &&
    /\b(?:policy|fee|charge|if i|notice|politica|cobr\w+|multa|si cancelo|how (?:early|far|late)|penalty)\b/.test(
      text,
    )
  )
}

/** `I want to know …`: a wish to know is no wish to come. */
function isGeneralQuestion(text: string, { hasDate, hasTime }: Signs): boolean {
  return (
    /\b(?:want(?:ed)? to (?:know|ask|check|see if)|wanna know|like to (?:know|ask)|need to (?:know|ask)|wondering|quiero (?:saber|preguntar|info\w*|informacion|consultar si)|quisiera (?:saber|preguntar|info\w*|informacion|consultar)|queria (?:saber|preguntar)|me gustaria saber|necesito (?:saber|info\w*|informacion)|me interesa saber)\b/.test(
      text,
    ) &&
    !hasDate &&
    !hasTime &&
    !explicitBooking.test(text.replace(/like to (?:know|ask)/, ''))
  )
}

/** Takes the message as the answer to what the clinic said last. */
function answer(text: string, signs: Signs): { name: Intent; confidence: number } | null {
  const { offer, yes, choice, questions } = signs
  if (!offer) return null
  const is = (name: Intent, confidence: number) => ({ name, confidence })
  const onlyAsks = questions.length > 0 && yes === null && choice === null
  if (offer.kind === 'times') {
    if (choice !== null) return is('choose', 0.92)
    if (onlyAsks && !questions.every((each) => each === 'availability' || each === 'other')) return null
    if (yes === null && (signs.hasDate || signs.hasTime)) return is('choose', 0.5)
    if (
      yes === false ||
      signs.hasDate ||
      signs.hasTime ||
      signs.isDateRuledOut ||
      move.test(text) ||
      /\b(?:later|earlier|other|another|different|else|otro|otra|mas tarde|mas temprano|antes|despues)\b/.test(
        text,
      )
    )
      return is('decline', 0.8)
    if (yes === true && offer.options.length === 1) return is('choose', 0.85)
    return yes === true ? is('confirm', 0.6) : null
  }
  if (offer.kind === 'confirm') {
    if (yes === true) return is('confirm', 0.93)
    if (yes === false) return is('decline', 0.9)
    if (onlyAsks && !signs.hasDate && !signs.hasTime) return null
    if (signs.hasDate || signs.hasTime || signs.isDateRuledOut || move.test(text)) return is('decline', 0.8)
    return null
  }
  if (offer.kind === 'appointment') {
    if (onlyAsks || anotherVisit.test(text)) return null
    if (signs.hasService && signs.hasDate && !speaksOfChange.test(text) && yes !== true) return null
    if (yes === true) return is('confirm', 0.9)
    return yes === false ? is('decline', 0.7) : null
  }
  if (offer.kind === 'ask') {
    const isFilled = {
      service: signs.hasService,
      date: signs.hasDate,
      time: signs.hasTime || signs.hasDate,
      name: signs.hasDetail,
      phone: signs.hasDetail,
      email: signs.hasDetail,
      which_appointment: signs.hasDate || signs.hasService,
      cancel_or_stop: false,
    }[offer.slot]
    if (isFilled && !(questions.length > 0 && /\?/.test(text) && !signs.hasDetail))
      return is('provide_details', 0.88)
    if (signs.hasDetail || ((signs.hasDate || signs.hasTime || signs.hasService) && questions.length === 0))
      return is('provide_details', 0.75)
    if (yes === false && questions.length === 0) return is('decline', 0.75)
  }
  return null
}
