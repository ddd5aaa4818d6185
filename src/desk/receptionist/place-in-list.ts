/** Which of a list is meant by "the second one", "la primera", "#3" or a bare number. */

const PLACES = [
  /^(?:1|1st|first|one|uno|una|primer[oa]?)$/,
  /^(?:2|2nd|second|two|dos|segund[oa])$/,
  /^(?:3|3rd|third|three|tres|tercer[oa]?)$/,
  /^(?:4|4th|fourth|four|cuatro|cuart[oa])$/,
  /^(?:5|5th|fifth|five|cinco|quint[oa])$/,
  /^(?:6|6th|sixth|six|seis|sext[oa])$/,
]
/** What may stand around it: a sentence that says more is about something else. */
const AROUND = new Set(
  'the la el los lo a i please por favor pls quiero want would like id take ill option opcion opción number numero número one'.split(
    ' ',
  ),
)

/** Counted from zero; null where nothing, or more than one, is meant. */
export function placeOf(text: string): number | null {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const told = words.filter(
    (word, at) => !AROUND.has(word) || (word === 'one' && words.length === 1 && at === 0),
  )
  const [only, ...others] = told
  if (!only || others.length > 0) return null
  const place = PLACES.findIndex((pattern) => pattern.test(only))
  return place === -1 ? null : place
}
