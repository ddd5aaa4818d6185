/** Requests of an owner who is signed in, right or wrong; problems are looked at closely. */
import { expect } from 'vitest'
import type { TestDesk } from '../desk.ts'
import { bringIn, ORIGIN, openOwnClinic, signUp } from './browser.ts'
import type { Operation } from './route-cases.ts'

export interface Sent {
  body?: string | ReadableStream | undefined
  headers?: Record<string, string>
  duplex?: 'half'
}

export type Requests = Awaited<ReturnType<typeof requestsOfOwner>>

export async function requestsOfOwner(desk: TestDesk) {
  const owner = await signUp(desk, 'Olga Brand')
  await openOwnClinic(owner, 'Brand Clinic')
  await bringIn(desk, owner, { name: 'Vera Lund', role: 'viewer' })

  async function send({ method }: Operation, path: string, { body, headers, duplex }: Sent = {}) {
    const response = await desk.foyer.request(path, {
      method,
      headers: {
        cookie: `better-auth.session_token=${owner.session}`,
        origin: ORIGIN,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined || method === 'GET' ? {} : { body }),
      ...(duplex ? { duplex } : {}),
    } as RequestInit)
    const text = await response.text()
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      body: text ? JSON.parse(text) : null,
    }
  }

  /** With 4xx (one of these where given) and a problem that says what is wrong. */
  async function areRefused(operation: Operation, path: string, sent: Sent = {}, statuses?: number[]) {
    const { status, type, body } = await send(operation, path, sent)
    const asked = `${operation.method} ${path.slice(0, 120)} ${String(sent.body ?? '').slice(0, 120)}`
    const where = `${asked}: ${JSON.stringify(body)?.slice(0, 300)}`
    if (statuses) expect(statuses, `${status} for ${where}`).toContain(status)
    expect(status, where).toBeGreaterThanOrEqual(400)
    expect(status, where).toBeLessThan(500)
    expect(type, where).toBe('application/problem+json')
    expect(body.detail?.length, where).toBeGreaterThan(10)
  }

  return { send, areRefused }
}
