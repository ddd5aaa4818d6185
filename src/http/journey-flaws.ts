/** What a definition of a journey breaks, beside the member that breaks it, in words that staff can act on. */
import type { z } from 'zod'
import type { TemplateFlaw } from '../desk/journeys/template-flaws.ts'
import { type Problem, unprocessable } from '../kit/problem.ts'

/** 422 with a pointer (RFC 6901) for each flaw. */
export function flawedDefinition({ issues }: z.ZodError, under = 'definition'): Problem {
  return faulty(
    issues.map((issue) => ({ path: issue.path, detail: flawInWords(issue) })),
    under,
  )
}

/** 422 for what WhatsApp has not approved as it would be sent; `under`: the member that holds what was looked at. */
export function flawedTemplates(flaws: readonly TemplateFlaw[], under = 'definition'): Problem {
  return faulty(
    flaws.map(({ path, message: detail }) => ({ path, detail })),
    under,
  )
}

function faulty(
  flaws: readonly { path: readonly PropertyKey[]; detail: string }[],
  under = 'definition',
): Problem {
  const errors = flaws.map(({ path, detail }) => ({
    pointer: ['', under, ...path].map(String).join('/'),
    detail,
  }))
  const [first] = errors
  const others = errors.length > 1 ? `, and ${errors.length - 1} more` : ''
  return unprocessable(`${first?.detail ?? 'The journey has a mistake'}${others}`, errors, {
    type: 'journey-faulty',
  })
}

function flawInWords(issue: z.core.$ZodIssue): string {
  const member = String(issue.path.at(-1) ?? '')
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string') return 'Write something here'
      if (issue.origin === 'array') return member === 'steps' ? 'Add a step' : 'Choose at least one'
      return `Must be ${issue.minimum} or more`
    case 'too_big':
      if (issue.origin === 'string') return `Too long: at most ${issue.maximum} characters`
      if (issue.origin === 'array') return `Too many: at most ${issue.maximum}`
      return `Must be ${issue.maximum} or less`
    case 'invalid_format':
      return FORMATS[member] ?? 'Has signs that cannot stand here'
    case 'invalid_type':
      return issue.expected === 'int' ? 'Must be a whole number' : 'Is missing, or of another kind'
    case 'custom':
      return `${issue.message.charAt(0).toUpperCase()}${issue.message.slice(1)}`
    default:
      return 'Cannot stand here; choose another value'
  }
}

const KEY = 'Only a to z, digits and underscores, at most 60'
const EVENT = 'Is no event, such as appointment.booked'
const FORMATS: Record<string, string> = {
  key: KEY,
  lane: KEY,
  questionnaire: 'Choose a form',
  from: 'Write a time such as 09:00',
  to: 'Write a time such as 18:00',
  event: EVENT,
  until: EVENT,
  happened: EVENT,
}
