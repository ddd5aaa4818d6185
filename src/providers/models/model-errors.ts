import { APICallError, StreamProviderError } from 'ai'
import { ProviderError } from '../../kit/problem.ts'
import { MODEL_FAILURES, type ModelFailure } from './port.ts'

const RETRYABLE = new Set<ModelFailure>([
  'timed_out',
  'rate_limited',
  'overloaded',
  'vendor_failed',
  'unreachable',
  'bad_answer',
])

export function modelError(
  code: ModelFailure,
  { detail, retryAfterSeconds }: { detail?: string; retryAfterSeconds?: number } = {},
): ProviderError {
  const message = detail ? `${MODEL_FAILURES[code]} (${detail})` : MODEL_FAILURES[code]
  return new ProviderError(message, { code, retryable: RETRYABLE.has(code), retryAfterSeconds })
}

/**
 * What went wrong, as a `ProviderError` that holds nothing of the question: the SDK's errors carry the whole request and
 * vendors quote it, so neither becomes message or cause. `filtered` where the vendor's filter declined instead.
 */
export function readFailure(error: unknown): ProviderError | 'filtered' {
  if (error instanceof ProviderError) return error
  const told = readVendorError(error)
  if (!told) {
    const broken = networkCode(error)
    return broken ? modelError('unreachable', { detail: broken }) : modelError('bad_answer')
  }
  const code = classify(told)
  if (code === 'filtered') return code
  const detail = [told.status, told.slug].filter(Boolean).join(' ')
  return modelError(code, { detail, retryAfterSeconds: told.retryAfterSeconds })
}

interface VendorError {
  status: number | undefined
  /** The vendor's own code or type. */
  slug: string | undefined
  /** The vendor's sentence: read, never repeated. */
  words: string
  retryAfterSeconds: number | undefined
}

function readVendorError(error: unknown): VendorError | null {
  if (APICallError.isInstance(error)) {
    const { statusCode: status, responseHeaders = {}, responseBody = '' } = error
    // 200 with a body that cannot be read, or no answer at all.
    if (status === undefined || status < 300) return null
    const retryAfter = responseHeaders['retry-after'] ?? ''
    return {
      ...{ status, words: responseBody, slug: slugIn(parsed(responseBody)) },
      retryAfterSeconds: /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : undefined,
    }
  }
  if (StreamProviderError.isInstance(error)) {
    const { statusCode: status, message: words } = error
    return { status, slug: slugIn(error), words, retryAfterSeconds: undefined }
  }
  // An error object in the middle of a stream.
  const slug = error instanceof Error ? undefined : slugIn(error)
  return slug ? { status: undefined, slug, words: JSON.stringify(error), retryAfterSeconds: undefined } : null
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

function slugIn(given: unknown): string | undefined {
  const outer = Object(given) as { error?: unknown; code?: unknown; type?: unknown }
  const { code, type } = Object(outer.error ?? outer) as { code?: unknown; type?: unknown }
  return [code, type].find((each): each is string => typeof each === 'string' && /^[\w.-]{1,60}$/.test(each))
}

// In this order: the narrower words first, since servers differ in the status for one and the same (llama.cpp has said
// both 400 and 500 for a question that is too long, OpenAI 429 for an empty account).
const RULES: [ModelFailure | 'filtered', statuses: number[], words: RegExp | null][] = [
  ['out_of_credit', [402], /insufficient_quota|billing_(error|hard_limit)|credit balance is too low/i],
  ['filtered', [], /content_filter|content filtering policy|content_policy_violation/i],
  [
    'content_too_long',
    [413],
    /context_length_exceeded|exceed_context_size|request_too_large|prompt is too long|(maximum|available) context/i,
  ],
  [
    'no_tools',
    [],
    /not support (tools|function)|unsupported param: tools|tools param requires|tool choice requires/i,
  ],
  ['sign_in_failed', [401, 403], /authentication_error|permission_error|invalid_api_key/i],
  ['rate_limited', [429], /rate_limit/i],
  ['overloaded', [503, 529], /overloaded/i],
  ['timed_out', [408, 504, 524], null],
  ['not_found', [301, 302, 303, 307, 308, 404, 405, 410], /model_not_found|not_found_error/i],
]

function classify({ status = 0, slug = '', words }: VendorError): ModelFailure | 'filtered' {
  const found = RULES.find(([, statuses, pattern]) => {
    return statuses.includes(status) || pattern?.test(slug) || pattern?.test(words)
  })
  if (found) return found[0]
  return status >= 400 && status < 500 ? 'question_refused' : 'vendor_failed'
}

/** `ECONNREFUSED`, `UND_ERR_SOCKET` and such, wherever in the chain of causes it stands. */
function networkCode(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown }
    if (typeof code === 'string' && /^(E[A-Z]+|UND_ERR_[A-Z_]+|CERT_[A-Z_]+|[A-Z_]*CERT[A-Z_]*)$/.test(code))
      return code
  }
  return undefined
}
