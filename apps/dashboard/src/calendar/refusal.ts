/** Why a change was not accepted, as the desk has to understand it. */
import { detailOf, ProblemError } from '../api.ts'

export type Refusal =
  | { kind: 'taken'; detail: string; nextFree: string[]; taken: string[] }
  | { kind: 'stale' }
  | { kind: 'other'; detail: string }

export function refusalOf(error: unknown): Refusal {
  const type = error instanceof ProblemError ? error.type.replaceAll('_', '-') : ''
  if (error instanceof ProblemError && type.endsWith('/slot-taken')) {
    return { kind: 'taken', detail: error.detail, nextFree: error.nextFree, taken: error.taken }
  }
  if (type.endsWith('/stale')) return { kind: 'stale' }
  return { kind: 'other', detail: detailOf(error) }
}
