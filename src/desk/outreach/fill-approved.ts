import type { Tx } from '../../kit/db.ts'
import { findTemplates } from '../connections/find-templates.ts'
import { fillTemplate, isSendable, type SendableTemplate } from '../connections/vendor-template.ts'
import type { Route } from './find-routes.ts'
import type { Purpose } from './message.ts'

/** A template of the vendor that a clinic has chosen for a text, and what fills its gaps, in their order. */
export interface Approved {
  name: string
  /** ISO 639-1; the vendor's are as narrow as `en_US`. */
  language: string
  /** With our gaps, and filled in. */
  parameters: readonly { text: string; value: string }[]
}

/**
 * The template as this connection may send it now. Null where the vendor has approved none of this name in the language of the
 * person, where its gaps are not those that are filled, or where it is of another category: one that Meta has approved as utility
 * carries no advertising, and one for marketing is withheld from whoever wants none (Meta, template categorization).
 */
export async function fillApproved(
  tx: Tx,
  { connectionId, purpose, approved }: { connectionId: string; purpose: Purpose; approved: Approved },
): Promise<{ template: NonNullable<Route['template']>; wording: string } | null> {
  const { name, language, parameters } = approved
  const own = (await findTemplates(tx, connectionId))
    .filter((each) => each.name === name && isIn(each.language, language))
    .filter(isSendable)
    .find(({ category }) => (category === 'marketing') === (purpose === 'marketing'))
  if (!own) return null
  const values = parameters.map(({ value }) => value)
  const texts = parameters.map(({ text }) => text)
  const wording = fillTemplate(own, texts)
  return wording === null || fillTemplate(own, values) === null
    ? null
    : { template: templateOf(own, values), wording }
}

/** `en` is meant by `en`, `en_US` and `en_GB`. */
export function isIn(vendors: string, language: string): boolean {
  return vendors.split(/[_-]/)[0]?.toLowerCase() === language
}

function templateOf(
  { name, language, category, pattern, gaps, isNamed }: SendableTemplate,
  parameters: string[],
): NonNullable<Route['template']> {
  return { name, language, category, pattern, parameters, parameterNames: isNamed ? gaps : null }
}
