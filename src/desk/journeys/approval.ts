/** An approval: somebody stands for the texts of a version, and for texts of care a clinician of the clinic. */
import { sha256Hex } from '../../kit/crypto.ts'
import { isSpoken, type JourneyDefinition } from './definition.ts'

export type ApprovalRefusal = {
  ok: false
  /** `needs_clinician`: it has texts of care, and nobody was named. `unknown_clinician`: no practitioner who works here. */
  reason: 'no_version' | 'needs_clinician' | 'unknown_clinician'
}

/**
 * SHA-256 of all that patients read of a version, in hexadecimal digits: texts, what a model words them from (objective and prompt),
 * guides, and what fills a vendor's template, with the step that says it. Times and rules are not in it, so that a version which
 * only moves a step has the hash of the one before.
 */
export function hashOfTexts({ steps }: Pick<JourneyDefinition, 'steps'>): string {
  // Arrays keep their order, as the JSON that a database gives back does not.
  const said = steps.filter(isSpoken).map((step) => {
    const { key, whatsapp } = step
    const vendors = whatsapp ? [whatsapp.template, whatsapp.parameters] : null
    if (step.do === 'notice') return [key, step.template, vendors]
    const { chat, email } = step.text
    const mail = email && [email.en.subject, email.en.body, email.es.subject, email.es.body]
    const guide = step.do === 'message' ? step.guide : undefined
    const read = guide && [guide.en.title, guide.en.body, guide.es.title, guide.es.body]
    const wording = [step.objective, step.prompt ?? null]
    return [key, chat.en, chat.es, mail ?? null, read ?? null, wording, vendors]
  })
  return sha256Hex(JSON.stringify(said))
}
