/** `I'm running 15 minutes late`. */
import { numberOf, said } from './number-words.ts'

const count = `(?<count>\\d{1,3}|${said.small.slice(3, -1)}|half an?|media|an|una|few|couple(?: of)?|unos)`
const unit = '(?<unit>minutes?|mins?\\b|min\\b|m\\b|minutos?|minutitos?|hours?|hrs?|hr\\b|horas?|hour|hora)'
const late =
  /\b(?:running (?:\w+ ){0,3}(?:late|behind)|(?:i'?m|im|i am|we'?re|we are|will be|i'?ll be|gonna be|going to be|might be|be|gonna run|am|a bit|bit|little|slightly|\d+|mins?|minutes?|hour) (?:\w+ ){0,4}late\b(?! (?:at night|in the day|afternoon|morning|evening|appointment|fee|cancel))|late\b(?= (?:by|for my|to my|for the|sorry))|stuck in (?:\w+ )?traffic|(?:be|get|getting) there (?:in|by|around) (?:about )?\d+ ?min|on my way(?:.*min)?|held up|running behind|traffic is|(?:be|get) there late|missed (?:my|the) (?:bus|train|turn|exit)|llego (?:\w+ ){0,6}tarde|llegar(?:e|emos|ia)? (?:\w+ ){0,4}tarde|(?:voy|vamos|llegare|llego|estoy|vengo) (?:\w+ ){0,4}(?:tarde|retrasad[oa]|atrasad[oa]|con retraso|retraso|demorad[oa])|retrasad[oa]|(?:min\w*|m) behind|se me (?:hizo|hara|esta haciendo) tarde|vou (?:me )?atras\w+|me (?:voy a )?(?:retras|atras|demor)\w+|tarde (?:unos|como) \d+|(?:atorad[oa]|atrapad[oa]|atascad[oa]|metid[oa]) en (?:el )?(?:trafico|tapon|atasco|transito)|(?:hay|mucho) (?:mucho )?trafico|llego en \w+|(?:voy|estoy|ya voy) (?:en|de) camino|con \w+ (?:min\w*|minutos) de retraso|\d+ (?:min\w*) (?:tarde|de retraso))\b/
const amount = new RegExp(`(?<![\\d:])${count}[ -]?(?:${unit})`, 'g')
const notNow =
  /\b(?:(?:puedo|podria|se puede|can i|could i|possible to) (?:\w+ )?(?:llegar|come|arrive|ir)|what (?:if|happens)|is it (?:ok|okay) if|policy|late fee|if i(?:'?m| am| come| get)? late|que pasa si|si llego tarde|too late (?:to|for)|is it too late|last time|was late|were late|you(?:'re| are| were) late|doctor (?:is|was) (?:running )?late|late (?:morning|afternoon|evening)|open late|how late)\b/

/** Minutes; 10 where none are named; null where nobody is late. */
export function findMinutesLate(text: string): number | null {
  if (!late.test(text)) return null
  const amounts = [...text.matchAll(amount)].map(({ groups }) =>
    minutesOf(groups?.count ?? '', groups?.unit ?? ''),
  )
  const minutes = amounts.find((each) => each !== null && each > 0) ?? null
  if (notNow.test(text) && !/\b(?:i'?m|im|i am|we'?re) (?:\w+ ){0,2}(?:running|stuck|late)\b/.test(text))
    return null
  const isOnlyOnTheWay =
    /\b(?:on my way|de camino|en camino|traffic is|mucho trafico)\b/.test(text) &&
    !/\b(?:late|tarde|stuck|retras|behind|atras)\b/.test(text)
  if (isOnlyOnTheWay && minutes === null) return null
  if (minutes !== null && minutes > 240) return null
  return minutes ?? bareMinutes(text) ?? 10
}

function minutesOf(count: string, unit: string): number | null {
  const isHours = /^h/.test(unit)
  if (/^half|^media/.test(count)) return isHours ? 30 : null
  const number = /few/.test(count) ? 5 : /unos/.test(count) ? null : numberOf(count.replace(' of', ''))
  if (number === null) return null
  return isHours ? number * 60 : number
}

/** `15 late`, `llego en 15`. */
function bareMinutes(text: string): number | null {
  const match =
    /\b(\d{1,2})\s*(?:late|tarde)\b|\b(?:llego en|late by|like|about|by|unos|como) (\d{1,2})\b(?!:)/.exec(
      text,
    )
  const minutes = Number(match?.[1] ?? match?.[2])
  return minutes > 0 ? minutes : null
}
