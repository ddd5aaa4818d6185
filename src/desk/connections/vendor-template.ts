/** A vendor's template is a text that it has approved: what goes out to somebody who has not written for a day. */
import type { VendorTemplate } from '../../providers/messaging/notice.ts'

export type { TemplateExtra, TemplateStatus, VendorTemplate } from '../../providers/messaging/notice.ts'

/** What goes out and can be filled in from here. */
export type SendableTemplate = VendorTemplate & { category: 'utility' | 'marketing' }

/** Approved, and nothing but its body is to be filled in. */
export function isSendable(template: VendorTemplate): template is SendableTemplate {
  return template.status === 'approved' && template.needs === null && template.category !== 'authentication'
}

/** The text with every gap filled in. Null where parameters and gaps are not as many, or one is blank: Meta refuses those. */
export function fillTemplate(
  { pattern, gaps }: Pick<VendorTemplate, 'pattern' | 'gaps'>,
  parameters: readonly string[],
): string | null {
  if (gaps.length !== parameters.length || parameters.some((parameter) => parameter.trim() === ''))
    return null
  const values = new Map(gaps.map((gap, i) => [gap, parameters[i] ?? '']))
  return pattern.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, gap: string) => values.get(gap) ?? whole)
}
