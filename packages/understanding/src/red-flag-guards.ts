/**
 * What in a message is not of here and now: the past that is over, the feared, the general question, what befell
 * somebody in a film. Over plain text, in which sentences end in ` . ` and questions in ` qq . `.
 */
import { idiomPatterns } from './red-flag-idioms.ts'

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
