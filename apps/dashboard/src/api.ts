/** Calls of the server. Whatever goes wrong becomes a `ProblemError`, whose `detail` can be shown as it is. */
import { createClient, type Schemas } from '@foyer/client'

export type { Schemas }
export type Appointment = Schemas['Appointment']
export type Message = Schemas['Message']
export type Contact = Schemas['Contact']
export type Role = Schemas['Role']
export type Service = Schemas['Service']
export type Practitioner = Schemas['Practitioner']
export type Resource = Schemas['Resource']
export type BusyTime = Schemas['BusyTime']
export type Hold = Schemas['Hold']
export type WorkingDay = Schemas['WorkingDay']

export const api = createClient()

export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly status: number
  readonly type: string
  readonly detail: string
  readonly fields: Record<string, string>
  /** The same by their whole path, `questions.0.label`. */
  readonly paths: Record<string, string>
  /** Of a time that is taken: the next ones that are free. */
  readonly nextFree: string[]
  /** Of a series: those of its visits whose time is taken. */
  readonly taken: string[]

  constructor(problem: {
    status: number
    type: string
    detail: string
    fields?: Record<string, string>
    paths?: Record<string, string>
    nextFree?: string[]
    taken?: string[]
  }) {
    super(problem.detail)
    this.status = problem.status
    this.type = problem.type
    this.detail = problem.detail
    this.fields = problem.fields ?? {}
    this.paths = problem.paths ?? {}
    this.nextFree = problem.nextFree ?? []
    this.taken = problem.taken ?? []
  }
}

const UNREACHABLE = {
  status: 0,
  type: '/problems/unreachable',
  detail: 'Foyer cannot be reached. Check your internet connection, then try again.',
}

/** Unwraps an answer of the typed client. */
export async function answer<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<NonNullable<T>> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    throw cause instanceof ProblemError ? cause : new ProblemError(UNREACHABLE)
  })
  if (!response.ok || data === undefined || data === null) throw problemFrom(response.status, error)
  return data
}

function problemFrom(status: number, body: unknown): ProblemError {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as {
    type?: string
    detail?: string
    errors?: { pointer: string; detail: string }[]
    next_free?: string[]
    taken?: string[]
  }
  const errors = (problem.errors ?? []).map(
    ({ pointer, detail }) => [pointer.split('/').slice(1), detail] as const,
  )
  return new ProblemError({
    status,
    type: problem.type ?? 'about:blank',
    detail: problem.detail ?? defaultDetail(status),
    fields: Object.fromEntries(errors.map(([path, detail]) => [path.at(-1) ?? '', detail])),
    paths: Object.fromEntries(errors.map(([path, detail]) => [path.join('.'), detail])),
    nextFree: problem.next_free ?? [],
    taken: problem.taken ?? [],
  })
}

function defaultDetail(status: number): string {
  if (status === 429) return 'Too many tries. Wait a minute, then try again.'
  if (status >= 500) return 'Foyer had a problem with this. Nothing was changed; try again in a moment.'
  return 'Foyer did not accept this. Load the page again and try once more.'
}

const AUTH_WORDS: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: 'That e-mail and password do not match. Check both and try again.',
  USER_ALREADY_EXISTS: 'There is an account with this e-mail already. Sign in instead.',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'There is an account with this e-mail already. Sign in instead.',
  PASSWORD_TOO_SHORT: 'This password is too short. Use a longer one.',
  PASSWORD_TOO_LONG: 'This password is too long. Use a shorter one.',
  PASSWORD_COMPROMISED: 'This password appears in a known leak. Choose another one.',
  INVALID_PASSWORD: 'That is not your password. Try again.',
  INVALID_TOKEN: 'This link was used before, or its hour is over. Ask for a new one.',
  CODE_USED: 'That code was used already. Wait for the next one.',
  INVALID_CODE: 'That code does not match. Wait for the next one and try again.',
  INVALID_BACKUP_CODE: 'That backup code does not match, or it was used before.',
  INVALID_TWO_FACTOR_COOKIE: 'This sign-in took too long. Start again with your password.',
  OTP_HAS_EXPIRED: 'That code has expired. Try the next one.',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'Too many wrong codes. Start again with your password.',
  YOU_ARE_NOT_THE_RECIPIENT_OF_THE_INVITATION:
    'This invitation is for another e-mail address. Sign in with the address that was invited.',
  INVITATION_NOT_FOUND:
    'This invitation was used, has expired or was taken back. Ask the clinic for a new one.',
}

/** Calls of better-auth, under /api/auth; a GET where no body is given. */
export async function authCall<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(`/api/auth${path}`, {
    ...(body
      ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
      : {}),
  }).catch(() => {
    throw new ProblemError(UNREACHABLE)
  })
  const answered = (await response.json().catch(() => null)) as
    | (T & { code?: string; message?: string; detail?: string })
    | null
  if (response.ok) return answered as T
  const code = answered?.code ?? (answered?.message === 'Invitation not found!' ? 'INVITATION_NOT_FOUND' : '')
  throw new ProblemError({
    status: response.status,
    type: code,
    detail:
      AUTH_WORDS[code] ??
      answered?.detail ??
      (response.status === 429 ? defaultDetail(429) : answered?.message) ??
      defaultDetail(response.status),
  })
}

export function detailOf(error: unknown): string {
  return error instanceof ProblemError ? error.detail : 'Something unexpected happened. Load the page again.'
}

/** For `form.setErrors`: what the server said about single fields. */
export function fieldErrors(error: unknown): Record<string, string> {
  return error instanceof ProblemError ? error.fields : {}
}

/** The same for forms with lists in them. */
export function pathErrors(error: unknown): Record<string, string> {
  return error instanceof ProblemError ? error.paths : {}
}
