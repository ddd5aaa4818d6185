/** Whether a message revokes the consent to be messaged, or gives it again: 47 CFR 64.1200(a)(10), CTIA's keywords. */
import { foldText, LONGEST } from './fold.ts'
import type { OptOut } from './reading.ts'

/** Words that revoke when they are all that is said. */
const words = new Set(
  `stop|stopall|stop all|stop it all|unsubscribe|unsuscribe|cancel|end|quit|revoke|optout|opt out|opt me out|remove|remove me|no texts|no more texts|no texts please|no messages|no messages please
  |stop now|stop please|please stop|stop stop|stopp|stop messaging|stop texting|stop texts|stop messages|end messages|end all|cancel all|stop promotions|stop promo
  |alto|parar|baja|cancelar|salir|no mas|darme de baja|dame de baja|dar de baja|dar baja|stop por favor|basta|no mas mensajes|alto por favor|baja por favor|parar mensajes
  |arret|arretez|arreter|desabonner|stop svp`
    .split('|')
    .map((word) => word.trim()),
)
const mayMeanCancel = new Set(['cancel', 'end', 'cancelar', 'cancel all', 'end all'])

const messages =
  '(?:texts?|texting|messag\\w*|msgs?|sms|whats ?apps?|whatsapp\\w*|emails?|e-?mails?|mails?|reminders?|notifications?|calls?|calling|contact\\w*|spam\\w*|promos?|promotions?|offers?|ads?|marketing|newsletters?|updates?|writing|bothering|pinging|blasts?|stuff)'
// Each filler of a `{0,…}` is spelled by no others of its group, and none is repeated without end: there is one way to read a
// sentence, so that the time it takes grows with its length and no faster.
const certain = [
  `(?:stop|quit|end|cease|discontinue) (?:all )?(?:the |these |your |this |sending |with |of ){0,6}(?:me )?(?:any |more |so many |anymore |all |marketing |promotional |automated |these |the |your ){0,6}${messages}`,
  `(?:stop|quit) (?:sending|texting|messaging|contacting|calling|emailing|spamming|writing|bothering) (?:me|this number|us|my phone)`,
  `(?:do not|don'?t|dont|never|no longer|not|please don'?t) (?:ever |please |want (?:you )?to |wish to |want |need ){0,6}(?:text|message|contact|email|call|write|send|messag\\w+|get|receive|be contacted|hear from|texted|be texted)(?:ed|ing|ting)? (?:to )?(?:me |us |this number |any |more |anymore |again |from you |you |these |your |get |receive |be |to ){0,10}(?:again|anymore|any more|texts?|messages?|sms|emails?|ads|promos?|promotions?|offers|spam|this number|ever|marketing|unless|reminders?|from (?:you|this)|stuff|about (?:offers|promotions))`,
  "(?:do not|don'?t|dont|pls don'?t|please don'?t) (?:text|message|contact|whatsapp) me(?! (?:on|at|before|after|until|till|between|during|back|in|when|if|tomorrow|today|my|the|about|a|it))",
  `(?:no more|not any more|no further|enough(?: with| of)?|(?:sick|tired|fed up)(?: of| with)) (?:the |these |your |all |so many |getting |receiving ){0,6}${messages}(?! (?:me|back|you|from you (?:yet|so))|in|s? (?:yet|so far))`,
  'unsubscribe|unsubcribe|unsuscribe|un-subscribe|opt(?:ing)?[ -]?(?:me )?out(?! of the (?:laser|peel|treatment|upgrade|numbing))|opt me out',
  '(?:take|remove|delete|get|drop|scratch) (?:me|my (?:phone )?(?:number|contact|phone|e-?mail|details|info|name)|us|this number|this phone) (?:off|from|out of)(?: of)?(?: (?:your|this|the|any|all)){0,4} (?:mailing |texting |text |contact |marketing |phone |sms |email ){0,4}(?:lists?|system|database|texts?|messages?|phone|contacts?|records?|file|marketing|promotions?|everything|this)',
  '(?:remove|delete|erase|lose|forget) (?:my|this) (?:phone )?(?:number|contact|contact (?:details|info)|phone number|e-?mail)(?! (?:and (?:use|add)|is|with|to|for))',
  "revoke (?:my |all )?(?:consent|permission)|withdraw (?:my )?(?:consent|permission)|(?:i )?(?:do not|don'?t|no longer) consent",
  "leave me (?:alone|the hell alone|in peace)|lose my number|(?:f\\w*k off|piss off|go away)[.! ]*(?:and )?(?:stop|don'?t (?:text|message))?",
  `(?:dejen|deja|dejad|deje|dejar|paren|para|parad|pare|basta|cesen|eviten|evite|suspendan|cancelen|cancela|quiten|ya no|no (?=(?:quiero|deseo|me |mas |manden|mandes|mande|envien|envies|envie|sigan|sigas|siga|vuelvan|vuelva|recibir|necesito|escriban|escribas|escriba|molesten|molestes|molesten|llamen|contacten|contactes|quisiera))) ?(?:ya )?(?:de |con |los |las |me |mas |tantos |todos |esos |estos |quiero |quisiera |deseo |volver a |vuelvan a |vuelva a |necesito |recibir |que |sigan |siga |enviar\\w* |mandar\\w* |manden |mandes |envien |envie |mande |lleguen |llegar |tener |sus |mandando |enviando |recibiendo |llegando ){0,12}(?:mensaj\\w*|mensajear\\w*|escribi\\w*|escrib\\w*|textos?|textear\\w*|sms|whatsapps?|correos?|emails?|contact\\w*|molest\\w*|llam(?:ar\\w*|en|es|adas)|promocion\\w*|promos?|publicidad|ofertas?|recordatorios?|spam|notificaciones?|propaganda|avisos|envi(?:en|es|ar|e)\\w*|mand(?:en|es|ar|e)\\w*)(?! (?:por el|antes|despues|hasta|manana|a las|un doctor|otro))`,
  '(?:dar(?:me|nos)?|de(?:n)?me|dame|denme|den|dad|quiero|deseo|solicito|pido) (?:de |la |darme de |una )?(?:baja)(?: (?:de|del))?',
  '(?:borr\\w*|elimin\\w*|quit\\w*|sac\\w*|sáqu\\w*|saqu\\w*|retir\\w*) (?:me |mi |mis |este |el ){0,5}(?:numero|telefono|datos|contacto|correo|celular|de (?:su|la|sus|esta|tu|esa|las) (?:lista\\w*|base|difusion|grupo|sistema|contactos|envios))',
  'no (?:me )?(?:vuelvan|vuelva|vuelvas) a (?:escribir|contactar|mandar|enviar|molestar|llamar|mensajear)\\w*',
  'no (?:autorizo|consiento|doy (?:mi )?(?:permiso|autorizacion|consentimiento))|(?:retiro|revoco) (?:mi )?(?:consentimiento|permiso|autorizacion)',
  '(?:dejen|deja|deje)(?:n|me|nme|d)? (?:me )?(?:en paz|tranquil[oa])|dejenme en paz|dejame en paz',
  'arretez? (?:de )?(?:m.ecrire|m.envoyer|les messages|vos messages|les sms)|ne m.ecrivez plus|pare(?:m)? de (?:me )?(?:enviar|mandar)|reply(?:ing)? stop|(?:texting|i said|said|told you(?: to)?) stop|stop+!+',
]
const likely = [
  '(?:wrong (?:number|person)|not the (?:right )?person|numero equivocado|se equivoco de numero|te equivocaste de numero|who gave you (?:my|this) number|quien (?:le|les|te) dio mi numero|how did you get my (?:number|phone))',
  `(?:too many|so many|tired of|sick of|annoyed (?:by|with)|annoying|hate) (?:of )?(?:the |these |your |all |getting |receiving ){0,6}(?:texts?|messag\\w*|emails?|reminders?|spam|promos?|notifications?)`,
  '(?:demasiados|tantos|hart[oa] de|cansad[oa] de|ya basta de|muchos) (?:de )?(?:tantos |sus |los |recibir |estos |tanto ){0,6}(?:mensajes?|correos?|recordatorios?|textos|spam|promociones|promos)',
  '(?:not|no longer|im not|i am not) interested(?: (?:anymore|in (?:your|these|any)|thanks|thank you|please)|[.! ]*$)|ya no me interesa|no me interesa(?:n)?(?: (?:mas|nada|sus|recibir|gracias))?[.! ]*$',
  "(?:this is|it'?s|esto es|pinche|puro|reporting (?:you|this) (?:as|for)|report(?:ed)? (?:as )?) ?spam|bloque(?:ar|o|ados|ar(?:los|te))|(?:i'?ll|will|gonna|going to) block (?:you|this)",
  'stop (?:this|it|that|already|bothering|now)|enough already|basta ya|ya basta',
  `(?:please )?(?:only|just) (?:send|text|message|contact)(?: me)? (?:about|for|with) (?:my )?appointments?(?: (?:stuff|reminders))?`,
]

const certainPattern = new RegExp(`(?<![a-z0-9])(?:${certain.join('|')})(?![a-z0-9])`)
const likelyPattern = new RegExp(`(?<![a-z0-9])(?:${likely.join('|')})`)
/** Not about messages at all, or a question about them. */
const other =
  /(?:^|\b)(?:(?:opted|opt) out (?:a while|before|last|by (?:mistake|accident)|earlier)|(?:resume|restart|turn (?:them |it )?back on|start (?:texting|messaging) (?:me )?again)|(?:don'?t|do not) (?:call|text|message) (?:me )?(?:back )?(?:before|after|until|on|at|between|during|tomorrow|today|just|only)|no (?:text|message|call|mail|email|reminder|sms) (?:yet|so far|came|received)|(?:did ?n[o']?t|did not|have ?n'?t|have not|has not|never) (?:get|got|receive|gotten|received)|haven'?t heard|no (?:me )?(?:llego|ha llegado|recibi|he recibido)|(?:stop|dejar de) (?:smok|tak|drink|eat|us|fum|tom|bleed|sangr)\w*|stop(?:ped)? (?:by|in|at|over|for)|why (?:did|have) you (?:stop|not)|por que no me (?:escrib|llam|contest|avis|respond))/

/** `STOP` in any case, spacing or trim of signs is certain; so are plain words. Never throws. */
export function findOptOut(text: string): OptOut | null {
  const folded = foldText(text.slice(0, LONGEST))
  const bare = folded
    .replace(/[^a-z0-9\s-]/g, ' ')
    .replace(/-/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const joined = bare.replace(/(?:\b[a-z]\b ?){4,}/g, (letters) => letters.replaceAll(' ', ''))
  const squeezed = joined.replace(/([a-z])\1{2,}/g, '$1')
  for (const each of [bare, joined, squeezed]) {
    if (words.has(each)) return { is: 'certain', mayMeanCancel: mayMeanCancel.has(each) }
  }
  const said = ` ${folded.replace(/[\s]+/g, ' ')} `
  if (other.test(said)) return null
  if (certainPattern.test(said)) return { is: 'certain', mayMeanCancel: false }
  return likelyPattern.test(said) ? { is: 'likely', mayMeanCancel: false } : null
}

const optIn =
  /^(?:start|unstop|un stop|start please|please start|resume|subscribe|opt in|optin|iniciar|comenzar|reanudar|alta|suscribir|suscribirme)$/
const things = '(?:texts?|messages|reminders|newsletter|promos?)'
const avisos = '(?:mensajes?|recordatorios?|promociones|promos|avisos|novedades|notificaciones)'
const said = [
  `resubscribe|re-subscribe|opt(?:ing)? (?:me )?(?:back )?in|subscribe me|sign me (?:back )?up (?:for|to) (?:the |your )?${things}`,
  `(?:start|resume) (?:\\w+ ){0,3}(?:texting|messaging|sending|${things})`,
  `(?:want|like) (?:to (?:get|receive)|to start getting|getting)? ?(?:your |the |the text |text )?(?:offers|updates|${things}) (?:again|back)`,
  `(?:turn|switch) (?:the |my )?(?:texts?|messages|reminders) back on|add me back to (?:the |your )?${things}`,
  'you can (?:text|message|contact) me again(?! (?:tomorrow|later|on|at|in|next|when|if|after|before|about|this|to|with))',
  `(?:quiero|quisiera|deseo|pueden|puede|vuelvan a|vuelva a|vuelve a)(?: \\w+){0,2} (?:recibir|envi\\w+|mand\\w+)(?: \\w+){0,3} ${avisos}`,
  `(?:activ|reactiv|suscr[ií]b)\\w*(?: \\w+){0,3} ${avisos}|vuelv\\w+ a (?:escribirme|mandarme|enviarme)|pueden? (?:volver a escribirme|escribirme (?:otra vez|de nuevo))`,
]
const optInSaid = new RegExp(`(?<![a-z0-9])(?:${said.join('|')})(?![a-z0-9])(?! (?:por favor )?no)`)
/** Who asks for a place in a queue asks for a place. */
const queue = /\b(?:wait(?:ing)?[ -]?list|cancel\w* list|stand ?by|lista)\b/

/** `START` alone, or plain words that ask for messages again; talk of a waiting list is none. */
export function isOptIn(text: string): boolean {
  const folded = foldText(text.slice(0, LONGEST))
  const bare = folded
    .replace(/[^a-z0-9\s-]/g, ' ')
    .replace(/[\s-]+/g, ' ')
    .trim()
  if (optIn.test(bare)) return true
  return optInSaid.test(folded) && !queue.test(folded) && findOptOut(text) === null
}
