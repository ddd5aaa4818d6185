/** What WhatsApp and Instagram share: Meta's Graph API and its webhooks. */
import { createHmac, randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { Callback } from './callbacks.ts'
import { contractJson } from './contract.ts'
import type { VendorAnswer, VendorRequest } from './server.ts'

/** whatsapp/contract.md, Webhook handshake and signature: over the raw bytes, with the app's secret. */
export function metaSignature(appSecret: string, body: string | Uint8Array): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
}

/** whatsapp/contract.md, Webhook handshake and signature: Meta escapes what is not ASCII. */
export function metaJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

export function metaCallback(body: unknown, vendorMessageId = ''): Callback {
  return { body: metaJson(body), contentType: 'application/json', headers: {}, vendorMessageId }
}

/** One POST that holds what several would have told (contract.md: many entries × changes × messages). */
export function together(...callbacks: Callback[]): Callback {
  const bodies = callbacks.map((callback) => JSON.parse(callback.body))
  const entry = bodies.flatMap((body) => body.entry)
  return metaCallback({ ...bodies[0], entry }, callbacks.at(-1)?.vendorMessageId)
}

export interface GraphError {
  status: number
  code: number
  subcode?: number
  message: string
  details?: string
  type?: string
}

/** whatsapp/contract.md, 24-hour window and errors: the error object. */
export function graphError(error: GraphError): VendorAnswer {
  return {
    status: error.status,
    body: {
      error: {
        message: error.message,
        type: error.type ?? 'OAuthException',
        code: error.code,
        ...(error.subcode !== undefined && { error_subcode: error.subcode }),
        ...(error.details !== undefined && {
          error_data: { messaging_product: 'whatsapp', details: error.details },
        }),
        fbtrace_id: randomBytes(12).toString('base64url'),
      },
    },
  }
}

/** send.error.190_token_expired.json; null where the token is right, in the header or as a parameter. */
export function refuseStranger(request: VendorRequest, accessToken: string): VendorAnswer | null {
  const header = request.headers.authorization
  const token = header?.startsWith('Bearer ') ? header.slice(7) : request.query.get('access_token')
  if (token === accessToken) return null
  return { status: 401, body: contractJson('whatsapp', 'send.error.190_token_expired.json') }
}

/** A body that is not as the contract has it: code 100, naming the first thing wrong. */
export function invalidParameter(error: z.ZodError, type?: string): VendorAnswer {
  const [issue] = error.issues
  const where = issue?.path.join('.') || 'body'
  return graphError({
    ...{ status: 400, code: 100, message: '(#100) Invalid parameter', type },
    details: `${where}: ${issue?.message}`,
  })
}

/** Meta's answer for an id that the token does not reach. */
export function unknownObject(id: string): VendorAnswer {
  return graphError({
    ...{ status: 400, code: 100, subcode: 33, type: 'GraphMethodException' },
    message: `Unsupported request. Object with ID '${id}' does not exist or cannot be loaded`,
  })
}

/** A Graph node, with the fields that were asked for; `id` is always there. */
export function node(request: VendorRequest, fields: Record<string, unknown>, id: string): VendorAnswer {
  const asked = request.query.get('fields')?.split(',') ?? Object.keys(fields)
  const unknown = asked.find((field) => field !== 'id' && !(field in fields))
  if (unknown) {
    return graphError({
      ...{ status: 400, code: 100 },
      message: `(#100) Tried accessing nonexisting field (${unknown})`,
    })
  }
  const chosen = Object.fromEntries(asked.filter((field) => field in fields).map((f) => [f, fields[f]]))
  return { status: 200, body: { ...chosen, id } }
}

export const epochSeconds = (at: Temporal.Instant) => String(Math.floor(at.epochMilliseconds / 1000))
