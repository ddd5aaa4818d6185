/** Whether a vendor's approved template can say a step at all; asked when a version is saved, since on sending nobody could mend it. */
import { isSendable, type VendorTemplate } from '../connections/vendor-template.ts'
import { isIn } from '../outreach/fill-approved.ts'
import type { Purpose } from '../outreach/message.ts'
import { LANGUAGES } from '../wording/default-templates.ts'
import { type ApprovedTemplate, isSpoken, type JourneyDefinition } from './definition.ts'

export interface TemplateFlaw {
  /** Within what names the template. */
  path: (string | number)[]
  /** In words for staff, without a full stop. */
  message: string
}

/** What keeps templates of steps from going out, each at its place in the definition. */
export function templateFlaws(
  { steps, purpose }: Pick<JourneyDefinition, 'steps' | 'purpose'>,
  known: readonly VendorTemplate[],
): TemplateFlaw[] {
  return steps.flatMap((step, place) => {
    if (!isSpoken(step) || !step.whatsapp) return []
    const flaw = templateFlaw(step.whatsapp, { purpose, known })
    return flaw ? [{ path: ['steps', place, 'whatsapp', ...flaw.path], message: flaw.message }] : []
  })
}

/**
 * Unknown to the vendor, not approved, in no language of patients, of another category than the purpose (Meta, template
 * categorization), or with other gaps than are filled; null where it can go out.
 */
export function templateFlaw(
  { template: name, parameters }: ApprovedTemplate,
  { purpose, known }: { purpose: Purpose; known: readonly VendorTemplate[] },
): TemplateFlaw | null {
  const flaw = (member: keyof ApprovedTemplate, message: string): TemplateFlaw => ({
    path: [member],
    message,
  })
  const named = known.filter((each) => each.name === name)
  if (named.length === 0) {
    return flaw('template', `WhatsApp has no template called ${name}; choose one of its list`)
  }
  const sendable = named.filter(isSendable)
  if (sendable.length === 0) {
    return flaw('template', `${name} is not approved, or has parts that are not filled in from here`)
  }
  const spoken = sendable.filter(({ language }) => LANGUAGES.some((own) => isIn(language, own)))
  if (spoken.length === 0) {
    const there = sendable.map(({ language }) => language).join(', ')
    return flaw(
      'template',
      `${name} is approved in ${there} alone; patients are written to in English and Spanish`,
    )
  }
  const fitting = spoken.filter(({ category }) => (category === 'marketing') === (purpose === 'marketing'))
  if (fitting.length === 0) {
    return flaw(
      'template',
      purpose === 'marketing'
        ? `${name} is approved as utility, which carries no advertising; choose one for marketing`
        : `${name} is approved for marketing, which is withheld from whoever wants none; choose one for utility`,
    )
  }
  const other = fitting.find(({ gaps }) => gaps.length !== parameters.length)
  if (!other) return null
  const gaps = other.gaps.length === 1 ? '1 gap' : `${other.gaps.length} gaps`
  return flaw(
    'parameters',
    `${name} has ${gaps} in ${other.language}, and ${parameters.length} are filled in here`,
  )
}
