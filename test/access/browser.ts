/** People at a browser: each keeps cookies as browsers do, and sends Origin with what changes something. */
import { expect } from 'vitest'
import type { TestDesk } from '../desk.ts'

export const ORIGIN = 'http://foyer.test'
export const PASSWORD = 'correct horse battery'
const SESSION = 'better-auth.session_token'

export interface Answered {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape.
  body: any
  headers: Headers
}

export interface CallOptions {
  body?: unknown
  /** Null sends none, as a program without a browser. */
  origin?: string | null
  headers?: Record<string, string>
}

export class Browser {
  readonly cookies = new Map<string, string>()
  readonly #desk: TestDesk
  readonly #base: string

  /** Without a base it calls the app itself; with one it goes through a socket. */
  constructor(desk: TestDesk, base = '') {
    this.#desk = desk
    this.#base = base
  }

  get(path: string, options: CallOptions = {}): Promise<Answered> {
    return this.call('GET', path, options)
  }

  /** `/sign-in/email` and the like, under /api/auth. */
  auth(path: string, body?: unknown, options: CallOptions = {}): Promise<Answered> {
    return this.call(body === undefined ? 'GET' : 'POST', `/api/auth${path}`, { ...options, body })
  }

  async call(
    method: string,
    path: string,
    { body, origin = ORIGIN, headers = {} }: CallOptions = {},
  ): Promise<Answered> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const init = {
      method,
      headers: {
        ...(cookie ? { cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(origin && method !== 'GET' ? { origin } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }
    const response = this.#base
      ? await fetch(`${this.#base}${path}`, init)
      : await this.#desk.foyer.request(path, init)
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    const text = await response.text()
    return { status: response.status, body: parse(text), headers: response.headers }
  }

  get session(): string | undefined {
    return this.cookies.get(SESSION)
  }

  set session(value: string) {
    this.cookies.set(SESSION, value)
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';')
    const [name = '', value = ''] = pair.split(/=(.*)/s)
    const ends = attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute))
    if (ends || value === '') this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

function parse(text: string): unknown {
  try {
    return text ? JSON.parse(text) : null
  } catch {
    return text
  }
}

/** A new browser of somebody who has just signed up. */
export async function signUp(desk: TestDesk, name: string, email = emailOf(name)): Promise<Browser> {
  const browser = new Browser(desk)
  const { status } = await browser.auth('/sign-up/email', { name, email, password: PASSWORD })
  expect(status, `${email} signs up`).toBe(200)
  return browser
}

export function emailOf(name: string): string {
  return `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@example.com`
}

export async function openOwnClinic(browser: Browser, name: string): Promise<string> {
  const { status, body } = await browser.call('POST', '/api/clinics', {
    body: { name, time_zone: 'America/Chicago' },
  })
  expect(status, `${name} opens`).toBe(201)
  return body.clinic.id
}

/** Somebody invites, and the one who was invited accepts: the whole way through the doors. */
export async function bringIn(
  desk: TestDesk,
  inviter: Browser,
  { name, role }: { name: string; role: string },
): Promise<Browser> {
  const invited = await inviter.call('POST', '/api/team/invitations', {
    body: { email: emailOf(name), role },
  })
  expect(invited.status, `${name} is invited`).toBe(201)
  const { id } = invited.body.invitation
  const guest = await signUp(desk, name)
  const accepted = await guest.auth('/organization/accept-invitation', { invitationId: id })
  expect(accepted.status, `${name} accepts: ${JSON.stringify(accepted.body)}`).toBe(200)
  return guest
}

export async function memberId(browser: Browser, name: string): Promise<string> {
  const { body } = await browser.get('/api/team')
  const member = body.members.find((one: { name: string }) => one.name === name)
  expect(member, `${name} is a member`).toBeDefined()
  return member.id
}
