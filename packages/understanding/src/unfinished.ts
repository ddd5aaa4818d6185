/** Whether more is on its way. */

const trailing =
  /(?:,|\.\.\.|-|:|\b(?:and|but|or|so|because|cuz|bc|the|a|an|to|for|with|my|of|in|on|at|is|are|if|that|which|can you|could you|i want|i need|i'd like|i would like|i'm|i am|like|about|from|y|o|pero|porque|que|el|la|los|las|un|una|de|del|para|por|con|mi|su|en|a|si|quiero|quisiera|necesito|me gustaria|es que|como|e))\s*$/
/** By itself a whole message: a greeting, after which nobody knows whether more follows, and what answers or picks an option. */
const whole =
  /^[^a-z]*(?:(?:hi+|hello+|hey+|hiya|hola+|buenas|buenos dias|buenas tardes|buenas noches|good (?:morning|afternoon|evening|day))(?: there| team| everyone| all| a todos)?[^a-z]*|(?:ok|okay|si|y|[a-e])[^a-z,]*)$/
const opening =
  /^\W*(?:so|ok so|wait|one sec|hold on|quick question|question|i have a question|tengo una (?:pregunta|duda)|una (?:pregunta|consulta|duda|cosa)|oye|oiga|disculpe|perdon|perdone|excuse me|sorry|also|btw|um+|espera|un momento|y otra cosa|mira|mire)(?: there| team| everyone| all)?[\s,!.:]*$/

/** Of folded text. */
export function looksUnfinished(text: string): boolean {
  const trimmed = text.trimEnd()
  if (trimmed === '' || whole.test(trimmed)) return false
  if (/[?!.)]$/.test(trimmed) && !trimmed.endsWith('...'))
    return opening.test(trimmed) && /^\W*(?:quick question|question|i have|tengo una|una )/.test(trimmed)
  return trailing.test(trimmed) || opening.test(trimmed)
}
