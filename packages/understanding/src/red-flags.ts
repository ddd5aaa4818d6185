/**
 * Emergencies in a message. Recall comes first: a front desk that calls a person in vain loses a minute, one that
 * books a stroke for next tuesday loses more. Typos are allowed for; the past, the denied and the proverbial are not
 * taken for the present.
 */
import { foldText } from './fold.ts'
import type { RedFlag } from './reading.ts'
import type { RedFlagPhrases } from './red-flag-kinds.ts'
import { redFlagSigns } from './red-flag-signs.ts'
import { ALARM, weighedSigns } from './red-flag-weights.ts'
import { englishRedFlags } from './red-flags-english.ts'
import { otherRedFlags } from './red-flags-others.ts'
import { spanishRedFlags } from './red-flags-spanish.ts'
import { editDistance, respell } from './spelling.ts'

interface Compiled {
  kind: RedFlag['kind']
  confidence: number
  /** All must be found, near each other. */
  parts: { pattern: RegExp; isNeutral: boolean }[]
}

/** How far apart, in characters, the parts of one phrase may lie. */
const REACH = 140

/** No further than this, so that a book pasted in does not hold up the line. */
const LONGEST = 20_000

const compiled: Compiled[] = [
  ...englishRedFlags,
  ...spanishRedFlags,
  ...redFlagSigns,
  ...otherRedFlags,
].flatMap(compile)

function compile({ kind, confidence, phrases }: RedFlagPhrases): Compiled[] {
  return phrases.map((phrase) => ({
    kind,
    confidence,
    parts: phrase.split(/ ?& /).map((part) => ({
      pattern: new RegExp(
        `(?<![a-z0-9])(?:${part.trim().replace(/^@/, '').replaceAll(' ~ ', ' (?:[a-z0-9]+ ){0,5}')})(?![a-z0-9])`,
        'g',
      ),
      isNeutral: part.trim().startsWith('@'),
    })),
  }))
}

/** The gravest sign of an emergency in any of the languages, or null. Never throws. */
export function findRedFlag(text: string): RedFlag | null {
  let found: RedFlag | null = null
  const plain = plainText(text.slice(0, LONGEST))
  for (const version of new Set([plain, plain.split(' ').map(respellFlag).join(' ')])) {
    const spoken = dropIdioms(version)
    const lasting = joined(spoken)
    const hushed = joined(hush(spoken))
    for (const rule of compiled) {
      if (found && found.confidence >= rule.confidence) continue
      if (occurs(rule, isTimeless(rule) ? lasting : hushed))
        found = { kind: rule.kind, confidence: rule.confidence }
    }
    found ??= weigh(hushed)
  }
  return found
}

const weighed = weighedSigns.map(({ sign, ...rest }) => ({
  ...rest,
  pattern: new RegExp(`(?<![a-z0-9])(?:${sign})(?![a-z0-9])`, 'g'),
}))

/** What no phrase fits may still add up. */
function weigh(text: string): RedFlag | null {
  let points = 0
  let bodily = 0
  let leading: { kind: RedFlag['kind']; points: number } | null = null
  for (const sign of weighed) {
    if (!hasMatch({ pattern: sign.pattern, isNeutral: false }, text)) continue
    points += sign.points
    if (sign.kind === null || sign.kind === 'stated') continue
    bodily++
    if (!leading || sign.points > leading.points) leading = { kind: sign.kind, points: sign.points }
  }
  if (points < ALARM || bodily < 2 || !leading) return null
  return { kind: leading.kind, confidence: Math.min(0.85, 0.5 + 0.05 * (points - ALARM)) }
}

/** Letters and figures only, apostrophes dropped, `sooooo` as `so`; sentences end in ` . `. */
function plainText(text: string): string {
  const letters = foldText(text)
    .replace(/(\d)[.,](\d)/g, '$1.$2')
    .replace(/\b([cdjlmnst]|qu)['’](?=[a-z])/g, '$1 ')
    .replace(/['’]/g, '')
    .replace(/[😂🤣😅😆😹💃😜🤪🙈😝]/gu, ' lol ')
    .replace(/\b(?:ja|je|ha|he){2,}[jh]?a?\b|\b(?:lmao+|lmfao|rofl|jk|jaja\w*|haha\w*)\b/g, ' lol ')
    .replace(/\?+/g, ' qq . ')
    .replace(/([a-z])\1{2,}/g, '$1')
    .replace(/[^a-z0-9./!?;\n]+/g, ' ')
    .replace(/(?<!\d)[.](?!\d)|[!?;\n]+|(?<!\d)\.(?=\d)|(?<=\d)\.(?!\d)/g, ' . ')
    .replace(/\bu\b/g, 'you')
  return ` ${letters.replace(/\s+/g, ' ').trim()} `
}

function occurs({ parts }: Compiled, text: string): boolean {
  const [first, ...others] = parts as [Compiled['parts'][0], ...Compiled['parts']]
  for (const match of text.matchAll(first.pattern)) {
    const around = text.slice(Math.max(0, match.index - REACH), match.index + match[0].length + REACH)
    const isSaid = first.isNeutral || !isDenied(text.slice(0, match.index))
    if (isSaid && others.every((part) => hasMatch(part, around))) return true
  }
  return false
}

function hasMatch({ pattern, isNeutral }: Compiled['parts'][0], text: string): boolean {
  for (const match of text.matchAll(pattern)) {
    if (isNeutral || !isDenied(text.slice(0, match.index))) return true
  }
  return false
}

const denied =
  /(?:\b(?:no|not|never|without|zero|nor|any|isnt|wasnt|arent|denies|non|sin|ni|nunca|nada de|ningun|ninguna|tampoco|kein|keine|pas de|sem|bez) (?:(?:any|more|signs? of|real|serious|actual|a|an|the|un|una|tengo|tiene|hay|me|le|mas|tuve|es) )*|\b(?:dont|do not|doesnt|didnt|havent|hasnt|never|not) (?:have|has|had|having|get|got|feel|feeling|see|seeing|notice|been|experience|experiencing)(?: (?:any|a|an|the|more|much|no|real|having))* |\b(?:no longer|stopped|stop|ya no|not even) )$/

function isDenied(before: string): boolean {
  return denied.test(before)
}

const words =
  `breathe breathing breath chest bleeding unconscious seizure suicide suicidal overdose allergic reaction throat tongue
  swollen swelling swallow vision blind fainted fainting collapsed emergency ambulance stroke paralyzed droopy drooping numb
  filler injection pregnant contractions poison swallowed choking pressure stabbing severe excruciating unbearable vomiting
  fever spreading purple blisters burning burned hospital dizzy weakness slurred slurring confused suddenly heart attack pain
  tightness crushing droop drooped hives rash itching anaphylaxis infected infection responding unresponsive convulsing
  respirar respiro pecho sangrando sangre sangra desmayo desmayado inconsciente convulsiones suicidarme garganta lengua hinchada
  hinchado hinchando reaccion alergica emergencia ambulancia embarazada contracciones veneno relleno labios morado morada
  fiebre ampollas quemadura quemado dolor insoportable vomitando sobredosis pastillas hemorragia infarto derrame paralizado
  adormecido ahogando ahogo asfixiando puedo tragar
  killing myself knife stabbed raped strangled threatening threatened weapon shooting suicidal police husband boyfriend
  matarme morirme suicidar cuchillo pistola golpeo golpeando amenaza violaron esposo marido cortarme
  blood bleed soaked gushing towel stitches wound sepsis blister peeling botulism eyesight blindness
  herida sangrado vision borroso ampolla escalofrios calentura`.split(/\s+/)
const vocabulary = new Set(words)
const everyday = new Set(
  `chess chests breaths breather breathes brother breads cheat cheats treat treats throw tongues thorough blend blinds stroked
  strokes swelled seizures heard hearts heat fevers filled filter fillers fille feeler injections pains paint rain main plain
  train gain purpose burn burns infections reactions allergy allergies dolores colores calor color valor pecha pechos lecho
  hecho techo fecha sangres rashes dress bash cash wash flash crash crush number numbers dumb pressed press pressures severa
  several server never every serve vomit faint fainter feint reception region regions visions mission division version fusion
  revision television spreads infect injected pureed people purse pressing pleasure treasure measure hospitals morada mirada
  mercado marcado llamando labio rellenos rellena pueda puede pueden puedes hunda cruising brushing rushing teaching breaching
  bleaching reaching blessing breeding feeding reading leading leaving needing being bringing burying turning learning running
  training morning earning buring during dizziness confuse confusing hinchadas lenguas emergencias ambulancias llenguas
  sangrar sangro responded attacks tracking emergencies allergics kill kills filling billing weapons polite policy husbands boyfriends shooting shouting
  espero espos esposa esposos golpes visio misión blooded brood flood bleeds wounds sound bound found round would wounded
  amenazas heridas sangrados borrosa visual killer milling willing chilling thing things towels trowel stokes broke stole stone stove store`.split(
    /\s+/,
  ),
)

function respellFlag(word: string): string {
  const short = word.length < 7 ? respell(word) : null
  if (short) return short
  if (word.length < 4 || vocabulary.has(word) || everyday.has(word)) return word
  const limit = word.length >= 8 ? 2 : 1
  let best = word
  let least = limit + 1
  for (const each of words) {
    if (each.length < 5 || each[0] !== word[0] || Math.abs(each.length - word.length) > limit) continue
    if (each.length < 8 && limit > 1) continue
    const distance = editDistance(word, each, limit)
    if (distance < least) {
      least = distance
      best = each
    }
  }
  return best
}

const idioms = [
  '(?:dying|die|killing|kill|dyin) (?:to (?:get|have|try|know|see|come|book|do|be (?:blonde|smooth|hair)|look|go|meet|finally|start|make)|for (?:a|an|some|these|this|my|those|it|botox|lips|that|the|your))',
  '(?:to die for|dead tired|dead serious|dead on|drop dead gorgeous|killer (?:look|lips|deal|brows|cheekbones)|killing it|youre killing me|my (?:feet|hair|boss|roots|schedule|job|kids|brows|husband|wife) (?:is|are) killing me|(?:wait|waiting|suspense|traffic|heat|price|prices) (?:is |are )?killing me|killed (?:it|the vibe|my (?:phone|battery|budget|wallet))|kill (?:time|two birds|me lol))',
  '(?:died|die|dying|dead) (?:of|from|with) (?:laugh\\w*|embarrass\\w*|boredom|shame|curiosity|cuteness|excitement|hunger|thirst)|(?:im|i am|literally|lol|haha) (?:dead|dying) (?:lol|haha\\w*|laughing|lmao|rn lol)|(?:lol|haha|lmao) (?:im |i am )?(?:dying|dead)|dying (?:laughing|inside|lol|haha)|my (?:phone|battery|laptop|car|plants?) (?:is |just |almost |was )*(?:dying|died|dead|die)|(?:phone|battery) (?:\\w+ ){0,3}(?:die|dying|dead|died)|rather die|die happy|never say die|die hard',
  '(?:price|prices|bill|cost|quote|quotes|total|traffic|rent|mirror|photo|kids|news|boss|scared|jumpscare|almost|nearly|saw|looked) (?:\\w+ ){0,6}(?:heart attack|stroke|faint\\w*|pass(?:ed)? out|seizure)|(?:heart attack|stroke|fainted|faint|passed out) (?:\\w+ ){0,5}(?:price|prices|bill|cost|quote|quotes|lol|haha|mirror|invoice|total|when i saw)',
  '(?:breath ?taking|take\\w* my breath away|out of breath (?:laughing|running (?:to|for)|from the stairs lol)|hold(?:ing)? (?:my|your) breath|save your breath|breath of fresh air|breathing room|(?:cant|can) breathe (?:easy|lol)|laugh\\w* (?:\\w+ ){0,6}(?:breathe|breath)|bad breath|breath smells?|breathing exercises?|mouth breath\\w*)',
  '(?:stroke of (?:luck|genius|midnight)|strokes? gently|brush strokes?|hair ?strokes?|keystroke|back ?stroke|breast ?stroke|heat stroke prices)',
  '(?:burn(?:ing|s|t|ed)? (?:calories|out|bridges|question|a hole|money|fat|cash|the candle)|burned by (?:my|the|another|a) (?:last|previous|other)|burnout|sunburn(?:ed|t)?(?! (?:blister|blisters|fever|and blister))|slow burn|on fire (?:today|lately|emoji)|(?:you|shes|hes|yall|looks?|fit) (?:are |is )?on fire)',
  '(?:bleed\\w* (?:me dry|money|edge|heart)|blood (?:pressure (?:check|medication|meds|pills)|test\\w*|work|type|sugar test|draw|thinner\\w* (?:ok|before|safe))|bloody (?:hell|mary|good|brilliant|awful|cold|rude|expensive|late)|(?:my|in cold) blood (?:boil\\w*)?|period blood)',
  '(?:emergency (?:contact|number|fund|exit|appointment|slot|line|room (?:nurse|doctor|tech|staff|shift)|fee|brow|hair|pedicure|facial|wax|botox|dentist|dental appointment|meeting|at work|came up|vet)|(?:not|isnt|wasnt|no|non|nothing) (?:really |exactly |actually |an? |a real )*emergency|no emergency|fashion emergency|beauty emergency|hair emergency|bridal emergency|wedding emergency|emergency (?:lol|haha)|(?:family|work|car|plumbing|childcare|pet|vet|babysitter) (?:\\w+ )?emergency|emergency (?:with|at) (?:my |the )?(?:work|dog|cat|car|school|office|babysitter|kids school))',
  '(?:me muero (?:de|por)|muero (?:por|de (?:risa|ganas|hambre|amor|verguenza|sueno|envidia|emocion|ternura|pena))|muert[oa] de (?:risa|hambre|sueno|verguenza|cansancio|miedo|pena|frio|calor|nervios|ganas|envidia)|muriendo (?:de (?:risa|hambre|ganas|sueno|verguenza|calor|frio|nervios|pena|aburrimiento|envidia)|por)|(?:casi me|me) (?:da|dio|daba) (?:un |algo )?(?:infarto|patatus|ataque|algo|soponcio)(?! (?:al|de pecho|fuerte|ayer|anoche))|casi (?:me )?(?:muero|infarto|desmayo|me desmayo) (?:\\w+ ){0,4}(?:precio|cuando vi|del susto|de la risa|al ver)|de infarto|matar(?:ia)? por|me mata(?:n)? (?:la espera|los nervios|las ganas|mi jefe|el trafico|de risa)|sangre fria|pura sangre|mala sangre)',
  '(?:no es (?:una |ninguna )?(?:emergencia|urgencia|urgente|grave)|sin urgencia|no (?:hay|es) prisa|contacto de emergencia|numero de emergencia|emergencia (?:familiar|en el trabajo|del trabajo|de trabajo|con (?:el|la) (?:coche|perro|gato|escuela))|telefono de emergencia)',
  '(?:analisis de sangre|analitica|prueba de sangre|examen de sangre|presion arterial|donar sangre|tipo de sangre)',
  '(?:dont|do not|no) (?:need|have|hay que|necesitan?) (?:to )?(?:call|llamar)(?: (?:an|the|a|una|la|el))? (?:ambulance|911|ambulancia|police|policia)|(?:servicio|citas?|horario|atencion|dentista|consulta) (?:\\w+ )?de (?:emergencia|urgencias?)|(?:trabaj\\w*|turno) en (?:urgencias|emergencias|el hospital)|emergency (?:service|services|care line)',
  '(?:vi|hay|hubo|paso|encontre|por|saw|theres|there is|there was|passed|due to|because of) (?:un|una|an?|the|el) (?:\\w+ )?(?:choque|accidente|accident|crash|wreck)',
  '(?:shot (?:down|in the dark|of)|got shot down|knocked out (?:all|my|the|a few|some|those|two|three)|raining (?:\\w+ ){0,6}drown|drown(?:ing)? in (?:work|emails|debt|laundry|paperwork)|blind (?:as a bat|without|date|spot|item)|cieg[oa] (?:de lo|sin (?:mis|los) lentes|por)|(?:without|sin) (?:my|mis) (?:contacts|glasses|lentes|gafas) (?:\\w+ ){0,5}(?:see|veo|blind|cieg[oa])|overdos\\w* (?:on )?(?:halloween|candy|chocolate|coffee|caffeine|sugar|tacos|netflix|cute)|morrendo de (?:vontade|rir|fome|saudade)|envie de mourir de rire|fever blisters?|knocked out (?:with|by|from) (?:the |a )?(?:flu|covid|cold|meds|allergies)|breathe (?:\\w+ )?(?:through|thru|out of) (?:my|the|his|her) nose|gun to (?:my|your) head|attack\\w* my (?:\\w+ )?(?:card|wallet|account)|(?:gonna|going to|will|va a|van a) (?:die|morir\\w*) when (?:he|she|they)|(?:se )?(?:va|van) a morir cuando (?:me|nos) vea\\w*|mi (?:jef[ea]|suegra|amiga|mama) me mata si|(?:small|tiny|little) (?:\\w+ )?(?:blisters?|scab|bump|bruise|cut|burn)|(?:is|are) (?:some |a little |a bit of )?(?:bleeding|swelling|pain|bruising|numbness|redness|itching|fainting) (?:normal|common|expected)|(?:corona|brackets?|carilla|diente|puente|protesis|funda|pestanas|extensiones) (?:\\w+ ){0,6}peg[ao]\\w*)',
  '(?:a little|a lil|little|a bit|a tiny bit|bit|slightly|slight|kinda|kind of|sort of|mildly|mild|minor|tiny|barely|un poco|poquito|un poquito|poquita|un poquitin|levemente|leve|ligera|ligeramente|algo|medio|um pouquinho|um pouco|un peu|leicht|etwas|tantito|troche) (?:\\w+ )?(?:swollen|swelling|sore|soreness|red|redness|itchy|itch|itchiness|tender|bruised|bruising|hinchad\\w*|inflamad\\w*|roj\\w*|inchad\\w*|puffy|pink|puffiness|gonfl\\w*|geschwollen|comezon|spuchn\\w*|tenderness|bleeding when i floss)',
  '(?:faint\\w*|pass\\w* out|desmay\\w*|mare\\w*) (?:\\w+ ){0,4}(?:needles?|agujas?|sight of blood|ver sangre|la sangre|inyecciones)|(?:needles?|agujas?|sight of blood) (?:\\w+ ){0,4}(?:faint\\w*|pass\\w* out|desmay\\w*)|scared of needles',
  '(?:emergency|urgent) (?:care )?(?:hours|number)|do you (?:have|offer|do|take|see|accept) (?:an? )?emergenc\\w*|emergency appointments?',
]
const history =
  /\b(?:(?:fainted|passed out|bled|had|got|seized|collapsed) (?:\w+ ){0,3}once|once (?:giving|when|as|in|while|during|donating)|tuve (?:\w+ ){0,3}(?:de chic[oa]|de nin[oa]|una vez)|(?:\d+|a|few|couple of|couple|several|many|some|two|three|four|five|six|ten|long|one|good|years?) (?:years?|yrs?|months?|decades?|time) (?:ago|back)|years? ago|last (?:year|month|summer|winter|spring|fall|christmas)|in (?:19|20)\d\d|back in|when i was (?:a |little|young|\d)|as a (?:kid|child|teen\w*|baby)|history of|used to|in the past|previously|family history|once had|had (?:a|an|one|my)? ?(?:\w+ )?(?:before|once|in \d{4})|childhood|hace (?:\w+ )?(?:anos?|meses|mucho|tiempo)|el (?:ano|mes|verano|invierno) pasado|cuando era|de (?:nin[oa]|pequen[oa]|chic[oa])|antecedentes?|en el pasado|anos atras|en (?:19|20)\d\d|alguna vez|antes tuve|una vez (?:tuve|me))\b/
const present =
  /\b(?:now|right now|again|today|tonight|just|(?<!can i |could i |may i |do i |am i )still|currently|suddenly|this (?:morning|afternoon|evening)|help me|please help|need help|help please|hours? ago|minutes? ago|wont stop|getting worse|started|since (?:yesterday|last night|this morning)|cant|ahora|hoy|de nuevo|otra vez|ayuda|acab\w+|todavia|sigo|sigue|empez\w+|esta (?:manana|tarde|noche)|hace (?:\w+ )?(?:minutos?|horas?|rato)|no puedo|no puede|de repente)\b/
const hypothetical =
  /\b(?:what (?:if|happens (?:if|when))|in case (?:of|i|it|there)|que (?:pasa|pasaria|hago|haria) si|si (?:llegara a|tuviera|me diera|me pasara)|(?:can|could|does|do|will|would|might|may) (?:[a-z0-9]+ ){1,5}(?:cause|lead to|give (?:me|you)|result in|make (?:me|you|people)|trigger|increase)|(?:risk|risks|chance|chances|side effects?|symptoms|signs|complications?|odds|likelihood|possibility|danger|warning signs) (?:of|like|such|include|include|are|is|for|with|that|to watch)|is there (?:a |any )?(?:risk|chance|danger)|how (?:common|likely|often|rare)|(?:riesgo|riesgos|probabilidad|efectos secundarios|sintomas|complicaciones|peligro|senales) (?:de|como|que|del)|(?:puede|podria|pueden|suele) (?:[a-z0-9]+ ){0,4}(?:causar|provocar|producir|dar|dejar|haber|ocasionar|pasar)|(?:worried|scared|afraid|nervous|concerned|anxious|terrified|paranoid) (?:about|of|that|i might|i could|it (?:will|might|could))|(?:miedo|preocupa|temo|nervios[ao]|asusta) (?:de|que|a|por)(?! mi (?:vida|marido|esposo|pareja|novio))|heard (?:that|of|about|people|botox|some)|i read (?:that|about|online)|read (?:that|about|somewhere)|he (?:leido|oido|escuchado)|lei que|oi que|dicen que|is it (?:true|safe|possible)|es (?:cierto|verdad|seguro|posible)|do you (?:treat|handle|offer|do|have)|atienden|tratan)\b/
const elsewhereSaid =
  /\b(?:video|videos|tiktok|youtube|reddit|instagram|online|on the news|(?:my|a) (?:friend|cousin|coworker|colleague|neighbor|sister in law|classmate)(?: of mine)? (?:said|told me|says|mentioned|once)|(?:someone|somebody|people|a girl|a lady|a woman) (?:i know|said|i follow)|gave my (?:cousin|friend|aunt|neighbor)|(?:another|other|different) (?:clinic|place|spa|salon)|somewhere else|otr[ao] (?:lugar|clinica|lado|sitio)|una (?:amiga|prima|vecina|conocida) (?:me )?(?:dijo|conto|tuvo|le)|(?:a|mi) (?:una |mi )?(?:amiga|prima) (?:le|se) (?:paso|quedo|hizo|pus\w+)|movie|film|show|episode|netflix|novel|book club|song|game|video game|tv|series|article|documentary|podcast|pelicula|serie|novela|cancion|juego|my (?:dog|cat|puppy|kitten|horse|hamster|bird|pet)|mi (?:perr\w+|gat\w+|mascota))\b/
const finished =
  /\b(?:(?:is|was|am|feeling|feel|doing|all|im|hes|shes|its|been) (?:much |so |totally |completely |all |a lot |now )?(?:fine|better|ok|okay|good|gone|resolved|healed|recovered|over) now|fully recovered|(?:it|that|bleeding|swelling|pain) (?:has )?(?:stopped|went away|gone|passed|subsided|resolved)|went away|no longer|already (?:fine|better|healed|gone|resolved|stopped)|thank god (?:shes|hes|im|its) (?:ok|okay|fine|better)|ya (?:estoy|esta|se me|paso|me siento|no me|no|se) (?:bien|mejor|quito|paso|sangra|duele|fue|recuper\w+)|se me (?:quito|paso)|todo (?:bien|resuelto))\b/

/** Who speaks of killing or of being beaten is heard, whatever the tense. */
function isTimeless({ kind }: Compiled): boolean {
  return kind === 'self_harm' || kind === 'violence'
}

/** Sentences matter to the guards alone: people in distress put points anywhere. */
function joined(text: string): string {
  return text.replaceAll(' . ', ' ').replace(/ +/g, ' ')
}

/** Without what only sounds like it, and what is said with a laugh. */
function dropIdioms(text: string): string {
  let quiet = text
  for (const idiom of idiomPatterns) quiet = quiet.replace(idiom, ' ')
  return quiet
    .split(' . ')
    .map((sentence) => (/\blol\b/.test(sentence) && !isSerious.test(sentence) ? ' ' : sentence))
    .join(' . ')
}

/** Without the sentences that are of another time or place. */
function hush(text: string): string {
  const sentences = text.split(' . ')
  return sentences
    .map((sentence, i) => {
      const near = `${sentences[i - 1] ?? ''} ${sentence} ${sentences[i + 1] ?? ''}`
      const isNow = present.test(sentence)
      if (asksWhatMayBe.test(sentence) && !isNow && !isHappening.test(sentence)) return ' '
      if (generalQuestion.test(sentence) && !isPersonal.test(sentence)) return ' '
      if (hypothetical.test(sentence) && !isHappening.test(sentence)) return ' '
      if (history.test(sentence) && !isNow) return ' '
      if (finished.test(near) && !/\b(?:but|pero|again|now i|otra vez)\b/.test(near)) return ' '
      if (
        elsewhereSaid.test(sentence) &&
        !/\b(?:i|me|im|my (?:chest|face|throat|lips|arm|son|daughter))\b.*\b(?:cant|bleed|hurt|swell|bit|bite)/.test(
          sentence,
        )
      )
        return ' '
      return sentence
    })
    .join(' . ')
}

const isSerious =
  /\b(?:help|ayuda|please|serious\w*|in serio|en serio|emergency|ambulance|worse|wont stop|bleeding|swelling|hinch\w*|cannot|scared|asustad\w*|not joking|no es broma|kill (?:my ?self|me)|suicid\w*|since|desde)\b/
const asksWhatMayBe =
  /^\s*(?:(?:and|so|but|also|hi|hey|hello|quick question|question|just wondering|hola|oye|oiga|disculpe|y|pero) )*(?:will|would|could|can|does|do|might|should|is it possible|puede\w*|podria\w*|va a|se puede|hay (?:algun|alguna|riesgo|peligro|posibilidad|problema))\b/
/** `Does it bleed much with filler?` asks about the treatment, not about oneself. */
const generalQuestion =
  /\b(?:con|en|durante|despues del?|with|from|during|after|for|by|of) (?:el |la |los |las |un |una |the |a |your |their |su |sus )?(?:relleno\w*|botox|laser|peeling|filler\w*|peels?|tratamiento\w*|limpieza|treatment\w*|hydrafacial|injection\w*|inyeccion\w*|transplant\w*|trasplante|cleaning|procedure\w*|procedimiento\w*|toxina|lip filler|hair transplant)\b[^.]*qq\s*$|\b(?:whats|what is|how is|hows|como es) (?:the |your |la |el )?(?:recovery|downtime|procedure|process|recuperacion|proceso)\b|\b(?:is|are) there (?:a lot|lots|much|any|usually|going to be)\b/
const isPersonal =
  /\b(?:i|im|ive|my|me|he|she|hes|shes|we|our|his|her|it|its|mi|mis|le|se|tengo|estoy|nos|su|ella|hijo|hija|hubo|now|ahora|yesterday|today|hoy|ayer)\b/
const isHappening =
  /\b(?:i (?:literally |really |just |still )?(?:cant|cannot|feel)\b|(?:i|me|he|she|we) (?:just )?(?:used|took|put|tome|puse|fell|swallowed|drank)\b|im (?:super |so |really |very |getting |feeling |starting to )*(?:dizzy|shaking|bleeding|swollen|fainting|scared it|having (?:trouble|chest|a))|me siento (?:muy )?(?:mal|mare\w*|rar\w*)|my (?:\w+ ){1,2}(?:is|are|has|wont|went|turned|hurts?|feels?) )|\b(?:my|im|i am|ive|i have|i cant|i feel|shes|hes|mi|tengo|estoy|me (?:duele|siento|esta|puse|sali\w*)|no puedo|se me) (?:[a-z0-9]+ ){0,12}(?:now|started|since|hurts?|swollen|swelling|cant|turn\w*|bleeding|worse|white|blue|purple|ahora|desde|duele|hinch\w*|sangr\w*|peor|morad\w*|blanc\w*|respirar|breathe|breathing)\b/
const idiomPatterns = idioms.map((idiom) => new RegExp(`(?<![a-z0-9])(?:${idiom})(?![a-z0-9])`, 'g'))
