/**
 * What in a message is not of here and now: the past that is over, the feared, the general question, what befell
 * somebody in a film. Over plain text, in which sentences end in ` . ` and questions in ` qq . `.
 */
import { idiomPatterns } from './red-flag-idioms.ts'

const history =
  /\b(?:(?:fainted|passed out|bled|had|got|seized|collapsed) (?:\w+ ){0,3}once|once (?:giving|when|as|in|while|during|donating)|tuve (?:\w+ ){0,3}(?:de chic[oa]|de nin[oa]|una vez)|(?:\d+|a|few|couple of|couple|several|many|some|two|three|four|five|six|ten|long|one|good|years?) (?:years?|yrs?|months?|decades?|time) (?:ago|back)|years? ago|last (?:year|month|summer|winter|spring|fall|christmas)|in (?:19|20)\d\d|back in|when i was (?:a |little|young|\d)|as a (?:kid|child|teen\w*|baby)|history of|used to|in the past|previously|family history|once had|had (?:a|an|one|my)? ?(?:\w+ )?(?:before|once|in \d{4})|childhood|hace (?:\w+ )?(?:anos?|meses|mucho|tiempo)|el (?:ano|mes|verano|invierno) pasado|cuando era|de (?:nin[oa]|pequen[oa]|chic[oa])|antecedentes?|en el pasado|anos atras|en (?:19|20)\d\d|alguna vez|antes tuve|una vez (?:tuve|me))\b/

/** Without what only sounds like it, and what is said with a laugh. */
export function dropIdioms(text: string): string {
  let quiet = text
  for (const idiom of idiomPatterns) quiet = quiet.replace(idiom, ' ')
  return quiet
    .split(' . ')
    .map((sentence) => (/\blol\b/.test(sentence) && !isSerious.test(sentence) ? ' ' : sentence))
    .join(' . ')
}

/** Without the sentences that are of another time or place. */
export function hush(text: string): string {
  const sentences = text.split(' . ').map((sentence) => sentence.replaceAll(' , ', ' '))
  const clauses = text.split(' . ').map((sentence) => sentence.split(' , '))
  return sentences
    .map((sentence, i) => {
      const near = `${sentences[i - 1] ?? ''} ${sentence} ${sentences[i + 1] ?? ''}`
      const isNow = present.test(sentence) || (isHappening.test(sentence) && !isFeared.test(sentence))
      if (asksWhatMayBe.test(sentence) && !isNow && !isHappening.test(sentence))
        return afterwards(clauses[i] ?? [], asksWhatMayBe)
      if (generalQuestion.test(sentence) && !isPersonal.test(sentence)) return ' '
      if (hypothetical.test(sentence) && !isHappening.test(sentence))
        return afterwards(clauses[i] ?? [], hypothetical)
      if (history.test(sentence) && !isNow) return sentence.replace(past, ' ')
      if (finished.test(near) && !/\b(?:but|pero|again|now i|otra vez)\b/.test(near)) return ' '
      if (elsewhereSaid.test(sentence) && (isFeared.test(sentence) || !isHappening.test(sentence))) return ' '
      return sentence.replace(hearsay, ' ')
    })
    .join(' . ')
}

/** `Does this look right, skin turning black`: what is told after the asking, unless it goes on asking. */
function afterwards(clauses: readonly string[], guard: RegExp): string {
  const asking = clauses.findIndex((clause) => guard.test(clause))
  if (asking === -1) return ' '
  return clauses
    .slice(asking + 1)
    .filter((clause) => clause.trim().split(' ').length >= 4 && !goesOn.test(clause) && !guard.test(clause))
    .join(' ')
}
const goesOn =
  /\b(?:or|o|nor|who|what|where|which|how|if|si|que|quien|cual|como|should|can|puedo|do i)\b|qq\s*$/

/** What others say may be: the rest of the sentence is theirs. */
const hearsay =
  /\b(?:(?:my|a|mi|una) (?:\w+ )?(?:friend|cousin|coworker|colleague|neighbor|sister|classmate|amig[oa]|prim[oa]|vecin[oa])(?: of mine)? (?:said|told me|says|mentioned|me dijo|me conto|dice)|(?:someone|somebody|people|they|a girl|a lady|alguien|la gente) (?:said|say|says|told me|dicen?|me dijo))\b.*$/
/** `I'm scared my face will droop` is of what has not come. */
const isFeared =
  /\b(?:worried|scared|afraid|nervous|anxious|terrified|paranoid|miedo|preocupa|temo|nervios[ao]) (?:about|of|that|it|my|i|de|que|a|por)\b(?!.{0,80}\b(?:since|now|started|wont|cant|turned|desde|ahora|empez\w+|no puedo|se me|me duele|is swollen|is getting)\b)/

/** `I had filler last month and …`: what comes after is of now. */
const past = new RegExp(
  `^.*?${history.source}.*?(?=\\b(?:and(?! have| had| get| was)|but|y(?! tengo| tuve)|pero|now) |$)`,
)

const isSerious =
  /\b(?:help|ayuda|please|serious\w*|in serio|en serio|emergency|ambulance|worse|wont stop|bleeding|swelling|hinch\w*|cannot|scared|asustad\w*|not joking|no es broma|kill (?:my ?self|me)|suicid\w*|since|desde)\b/
const asksWhatMayBe =
  /^\s*(?:que pasa si se|alguien se ha|ha habido|han tenido)\b|^\s*(?:(?:and|so|but|also|hi|hey|hello|quick question|question|just wondering|hola|oye|oiga|disculpe|y|pero) )*(?:will|would|could|can(?! barely| hardly| only| not| t )|does|do|might|should (?:i|we) (?:stop|avoid|take|eat|drink|shave|bring|wash|wear|expect|skip|ice|use|buy|fast|come (?:early|alone|with))|is it possible|(?:is|are) (?:the (?:laser|pain|treatment|procedure|needle|recovery|anesthesia|swelling|bleeding|bruising|risk)|laser|botox|filler\w*|it (?:true|safe|dangerous|painful|common|risky|bloody)|there|having)\b|how (?:bad|much|swollen|painful|common|long|many|often|risky|dangerous|safe)|puede\w*|podria\w*|va a|se puede|hay (?:algun|alguna|riesgo|peligro|posibilidad|problema))\b/
/** `Does it bleed much with filler?` asks about the treatment, not about oneself. */
const generalQuestion =
  /^\s*(?:(?:y|hola|oye|oiga|disculpe|una pregunta|pregunta|buenas) )*(?:alguien se ha|ha habido|han tenido|sangra|duele|se (?:me )?(?:hincha|inflama|pela|quema)|arde|pica|molesta|quema)\b[^.]*qq\s*$|\b(?:con|en|durante|despues del?|with|from|during|after|for|by|of) (?:el |la |los |las |un |una |the |a |your |their |su |sus )?(?:relleno\w*|botox|laser|peeling|filler\w*|peels?|tratamiento\w*|limpieza|treatment\w*|hydrafacial|injection\w*|inyeccion\w*|transplant\w*|trasplante|cleaning|procedure\w*|procedimiento\w*|toxina|lip filler|hair transplant)\b[^.]*qq\s*$|\b(?:whats|what is|how is|hows|como es) (?:the |your |la |el )?(?:recovery|downtime|procedure|process|recuperacion|proceso)\b|\b(?:is|are) there (?:a lot|lots|much|any|usually|going to be)\b/
const isPersonal =
  /\b(?:veo|siento|puedo|feeling|isnt|wont|cant|dont|(?:weeks?|days?|hours?|hrs|minutes) after|(?:is (?:that|this)|es|esto es) normal|que hago|what do i do|i|im|ive|my|me|he|she|hes|shes|we|our|his|her|it|its|mi|mis|le|se|tengo|estoy|nos|su|ella|hijo|hija|hubo|now|ahora|yesterday|today|hoy|ayer)\b/
const isHappening =
  /\b(?:my|his|her|mi|su) (?:(?!friend|cousin|coworker|dog|cat|amiga|prima)\w+ ){1,4}(?:is|isnt|are|arent|has|wont|went|turned|hurts|feels?|keeps?|started|cant|hes|esta|estan|se (?:me|le) (?:esta|puso|hincho|durmio|cae|nubla|va|fue)|tiene)\b|\b(?:the|one|la|el) (?:\w+ ){1,4}(?:isnt|wont|turned|turning|hurts|keeps|cant|se (?:me|le|esta))\b|\b(?:hes|shes|he (?:is|cant|has|wont|keeps)|she (?:is|cant|has|wont|keeps)|se (?:le|me) (?:esta|puso|hincho|durmio|cae|cayo|nublo|fue|abrio|corto)|(?:me|le) duele|no (?:puedo|puede) (?!abrir|ver los|mover (?:la|mi) cita)|no siento|siento|veo|no veo|i (?:feel|see|woke|cant|keep)|ive been|im (?:bleeding|shaking|dizzy|having|choking|wheezing|throwing|seeing|covered|swelling|losing|burning))\b|(?<!when )(?<!cuando )\b(?:should|must|do) (?:i|we) (?:\w+ )?(?:go|come|call|take (?:him|her|them)|head|rush|be going)\b|\b(?:debo|deberia) (?:ir|llevarl\w|llamar)\b|\b(?:i (?:literally |really |just |still )?(?:cant|cannot|feel)\b|(?:i|me|he|she|we) (?:just )?(?:used|took|put|tome|puse|fell|swallowed|drank)\b|im (?:super |so |really |very |getting |feeling |starting to )*(?:dizzy|shaking|bleeding|swollen|fainting|scared it|having (?:trouble|chest|a))|me siento (?:muy )?(?:mal|mare\w*|rar\w*)|my (?:\w+ ){1,2}(?:is|are|has|wont|went|turned|hurts?|feels?) )|\b(?:my|im|i am|ive|i have|i cant|i feel|shes|hes|mi|tengo|estoy|me (?:duele|siento|esta|puse|sali\w*)|no puedo|se me) (?:[a-z0-9]+ ){0,12}(?:now|started|since|hurts?|swollen|swelling|cant|turn\w*|bleeding|worse|white|blue|purple|ahora|desde|duele|hinch\w*|sangr\w*|peor|morad\w*|blanc\w*|respirar|breathe|breathing)\b/

const present =
  /\b(?:now|right now|again|today|tonight|just|(?<!can i |could i |may i |do i |am i |is \w+ |is it |that )still(?! (?:ok|okay|safe|do|get|have (?:a|it|the|laser|botox|filler)|come|possible|able|fine|eligible|good))|currently|suddenly|this (?:morning|afternoon|evening)|help me|please help|need help|help please|hours? ago|minutes? ago|wont stop|getting worse|started|since (?:yesterday|last night|this morning)|cant|ahora|hoy|de nuevo|otra vez|ayuda|acab\w+|todavia|sigo|sigue|empez\w+|esta (?:manana|tarde|noche)|hace (?:\w+ )?(?:minutos?|horas?|rato)|no puedo|no puede|de repente)\b/
const hypothetical =
  /\b(?:(?:what|who|where|which|when|how) (?:\w+ ){0,6}(?:if|after|in case)\b|(?:que|quien|donde|cuando|como) (?:\w+ ){0,5}(?:si|en caso)\b|(?:y |and |but |pero )?(?:if|in case|por si|en caso de que) (?:i|it|we|she|he|they|there|me|se|hay|the|my \w+) (?:\w+ ){0,3}(?:get|gets|have|has|bleeds?|swells?|hurts?|happens?|were|was|feel|notice|see|start|starts|become|becomes|turns?|goes|da|sale|hincha|duele|sangra|pasa|tengo|siento)\b|si me (?:sale|da|duele|sangra|hincha|pasa|siento)\b|(?:who|whom) do i (?:call|contact|tell)|a quien (?:llamo|aviso|contacto)|do i (?:have to |need to )?(?:stop|skip|pause)|tengo que (?:dejar|suspender)|how (?:bad|much|swollen|painful|long|often|common|do you)|(?:cual|cuales) (?:es|son)|how do i know|como (?:se|sabe|evitan|prev)|what (?:if|happens (?:if|when))|in case (?:of|i|it|there)|que (?:pasa|pasaria|hago|haria) si|si (?:llegara a|tuviera|me diera|me pasara)|(?:can|could|does|do|will|would|might|may) (?:[a-z0-9]+ ){1,5}(?:cause|lead to|give (?:me|you)|result in|make (?:me|you|people)|trigger|increase)|(?:risk|risks|chance|chances|side effects?|symptoms|signs|complications?|odds|likelihood|possibility|danger|warning signs) (?:of|like|such|include|include|are|is|for|with|that|to watch)|is there (?:a |any )?(?:risk|chance|danger)|how (?:common|likely|often|rare)|(?:riesgo|riesgos|probabilidad|efectos secundarios|sintomas|complicaciones|peligro|senales) (?:de|como|que|del)|(?:puede|podria|pueden|suele) (?:[a-z0-9]+ ){0,4}(?:causar|provocar|producir|dar|dejar|haber|ocasionar|pasar)|(?:worried|scared|afraid|nervous|concerned|anxious|terrified|paranoid) (?:about|of|that (?:\w+ ){0,4}(?:will|might|could|would|may)|i might|i could|it (?:will|might|could))|(?:miedo|temo|nervios[ao]|asusta) (?:de|que|a|por)(?! mi (?:vida|marido|esposo|pareja|novio))|heard (?:that|of|about|people|botox|some)|i read (?:that|about|online)|read (?:that|about|somewhere)|he (?:leido|oido|escuchado)|lei que|oi que|dicen que|is it (?:true|safe|possible)|es (?:cierto|verdad|seguro|posible)|do you (?:treat|handle|offer|do|have)|atienden|tratan)\b/
const elsewhereSaid =
  /\b(?:(?:aunt|uncle|cousin|friend|coworker|neighbor|tia|tio|prima|vecina) (?:once )?(?:had|died|tuvo|murio|quedo) (?:\w+ ){0,4}(?:so i|worr\w*|last|years?|hace|por eso|me da)|in (?:the|your|this|my|that) (?:photo|picture|pic|selfie)s?|because of the flash|en la(?:s)? fotos?|video|videos|tiktok|youtube|reddit|instagram|online|on the news|(?:my|a) (?:friend|cousin|coworker|colleague|neighbor|sister in law|classmate)(?: of mine)? (?:once|got (?:a|an) \w+ (?:at|from|in))|(?:someone|somebody|people|a girl|a lady|a woman) (?:i know|i follow)|gave my (?:cousin|friend|aunt|neighbor)|(?:another|other|different) (?:clinic|place|spa|salon)|somewhere else|otr[ao] (?:lugar|clinica|lado|sitio)|una (?:amiga|prima|vecina|conocida) (?:tuvo|le)|(?:a|mi) (?:una |mi )?(?:amiga|prima) (?:le|se) (?:paso|quedo|hizo|pus\w+)|movie|film|show|episode|netflix|novel|book club|song|game|video game|tv|series|article|documentary|podcast|pelicula|serie|novela|cancion|juego|my (?:dog|cat|puppy|kitten|horse|hamster|bird|pet)|mi (?:perr\w+|gat\w+|mascota))\b/
const finished =
  /\b(?:(?:is|was|am|feeling|feel|doing|all|im|hes|shes|its|been) (?:much |so |totally |completely |all |a lot |now )?(?:fine|better|ok|okay|good|gone|resolved|healed|recovered|over) now|fully recovered|(?:it|that|bleeding|swelling|pain) (?:has )?(?:stopped|went away|gone|passed|subsided|resolved)|went away|no longer|already (?:fine|better|healed|gone|resolved|stopped)|thank god (?:shes|hes|im|its) (?:ok|okay|fine|better)|ya (?:estoy|esta|se me|paso|me siento|no me|no|se) (?:bien|mejor|quito|paso|sangra|duele|fue|recuper\w+)|se me (?:quito|paso)|todo (?:bien|resuelto))\b/
