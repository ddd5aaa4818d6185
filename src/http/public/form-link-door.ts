/**
 * The door for a form that somebody was sent: its page, and what that asks and sends. The link alone lets in; no cookie
 * and no session, so nobody's browser can be made to act for them (CSRF).
 */
import { type Context, Hono } from 'hono'
import { findClinic } from '../../desk/clinics/find-clinic.ts'
import { addAttachment } from '../../desk/forms/add-attachment.ts'
import { MAX_ATTACHMENT_BYTES } from '../../desk/forms/attachment.ts'
import { completeForm } from '../../desk/forms/complete-form.ts'
import { findFormRequest } from '../../desk/forms/find-form-requests.ts'
import { type FormAddress, readFormToken } from '../../desk/forms/form-link.ts'
import { hasExpired } from '../../desk/forms/form-request.ts'
import { openRequest } from '../../desk/forms/open-request.ts'
import { formLanguageOf } from '../../desk/forms/questionnaire.ts'
import { type AnswerRefusal, type GivenAnswers, saveAnswers } from '../../desk/forms/save-answers.ts'
import type { Clock } from '../../kit/clock.ts'
import type { Keyring } from '../../kit/crypto.ts'
import type { Database } from '../../kit/db.ts'
import type { Log } from '../../kit/log.ts'
import {
  badRequest,
  conflict,
  gone,
  notFound,
  type Problem,
  tooLarge,
  tooManyRequests,
  unprocessable,
} from '../../kit/problem.ts'
import { callerAddress } from '../caller-address.ts'
import { limitBody } from '../limit-body.ts'
import type { FoyerEnv } from '../visitor.ts'
import { sendFormPage } from './form-page.ts'
import { networkOf } from './visitor-limits.ts'
import { widgetLimits } from './widget-limits.ts'

const MAX_ANSWER_BYTES = 256 * 1024

export interface FormDoors {
  database: Database
  clock: Clock
  keyring: Keyring
  log: Log
  publicUrl: string
  trustedProxies: number
}

/** What stands under `/f`. */
export function formLinkDoor({
  database,
  clock,
  keyring,
  publicUrl,
  trustedProxies,
}: FormDoors): Hono<FoyerEnv> {
  const limits = widgetLimits(clock)
  const door = new Hono<FoyerEnv>()
  const networkOfCaller = (c: Context) => networkOf(callerAddress(c, trustedProxies))

  door.use(async (c, next) => {
    await next()
    if (publicUrl.startsWith('https:')) c.res.headers.set('strict-transport-security', 'max-age=31536000')
  })

  door.get('/preview', (c) =>
    sendFormPage(c, {
      shows: 'preview',
      language: formLanguageOf(c.req.query('lang')),
      clinic: null,
    }),
  )

  door.get('/:token', async (c) => {
    const chosen = c.req.query('lang')
    const isChosen = chosen === 'en' || chosen === 'es'
    const language = formLanguageOf(chosen, c.req.header('accept-language'))
    if (limits.take('request', networkOfCaller(c)) > 0) {
      return sendFormPage(c, { shows: 'busy', language, clinic: null })
    }
    const address = readFormToken(keyring, c.req.param('token'))
    const found =
      address &&
      (await database.inClinic(address.clinicId, async (tx) => ({
        clinic: (await findClinic(tx)) ?? null,
        request: await findFormRequest(tx, address.requestId),
      })))
    if (!found?.request) return sendFormPage(c, { shows: 'unknown', language, clinic: null })
    const { request, clinic } = found
    const isOver = request.status !== 'completed' && hasExpired(request, clock.now())
    return sendFormPage(c, {
      shows: isOver ? 'expired' : request.status === 'completed' ? 'completed' : 'form',
      language: isChosen ? language : request.language,
      clinic,
    })
  })

  door.use('/:token/:deed', async (c, next) => {
    const wait = limits.take('request', networkOfCaller(c))
    if (wait > 0) throw tooManyRequests(wait)
    await next()
    c.res.headers.set('cache-control', 'no-store')
    c.res.headers.set('x-content-type-options', 'nosniff')
    c.res.headers.set('referrer-policy', 'no-referrer')
  })

  door.post('/:token/open', async (c) => {
    const { clinicId, requestId } = addressOf(c)
    const opened = await database.inClinic(clinicId, (tx) => openRequest(tx, requestId))
    if (!opened.ok) throw problemOf(opened)
    const { questionnaire, response, request } = opened.form
    return c.json({
      questionnaire,
      response: response?.body ?? null,
      revision: response?.revision ?? 0,
      expires_at: request.expiresAt.toString(),
    })
  })

  door.put('/:token/answers', limitBody(MAX_ANSWER_BYTES), async (c) => {
    const { clinicId, requestId } = addressOf(c)
    const given = await answersIn(c, requestId)
    const saved = await database.inClinic(clinicId, (tx) => saveAnswers(tx, given))
    if (!saved.ok) throw problemOf(saved)
    return c.json({ revision: saved.revision })
  })

  door.post('/:token/complete', limitBody(MAX_ANSWER_BYTES), async (c) => {
    const { clinicId, requestId } = addressOf(c)
    const given = await answersIn(c, requestId)
    const done = await database.inClinic(clinicId, (tx) => completeForm(tx, given))
    if (!done.ok) throw problemOf(done)
    return c.json({ is_repeat: done.isRepeat })
  })

  door.post('/:token/attachments', limitBody(MAX_ATTACHMENT_BYTES), async (c) => {
    const { clinicId, requestId } = addressOf(c)
    const wait = limits.take('message', requestId)
    if (wait > 0) throw tooManyRequests(wait)
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const added = await database.inClinic(clinicId, (tx) => addAttachment(tx, keyring, { requestId, bytes }))
    if (added.ok) {
      const { url, contentType, size } = added.attachment
      return c.json({ url, content_type: contentType, size }, 201)
    }
    if (added.reason === 'no_photo') {
      throw unprocessable('This is no photo (JPEG, PNG, WebP, HEIC) and no PDF; choose another file')
    }
    if (added.reason === 'too_large') throw tooLarge(MAX_ATTACHMENT_BYTES)
    if (added.reason === 'too_many')
      throw conflict('This form has as many files as it may have; call the clinic')
    throw problemOf({ ok: false, reason: added.reason })
  })

  function addressOf(c: Context): FormAddress {
    const address = readFormToken(keyring, c.req.param('token') ?? '')
    if (!address) throw problemOf({ ok: false, reason: 'not_found' })
    return address
  }

  return door
}

async function answersIn(c: Context, requestId: string): Promise<GivenAnswers> {
  const body: unknown = await c.req.json().catch(() => null)
  const { revision, response } = (
    typeof body === 'object' && body !== null ? body : {}
  ) as Partial<GivenAnswers>
  if (typeof revision !== 'number' || !Number.isInteger(revision) || revision < 0) {
    throw badRequest('The body is {revision, response}: revision is a number, as it was read')
  }
  return { requestId, revision, response }
}

function problemOf(refusal: AnswerRefusal): Problem {
  switch (refusal.reason) {
    case 'not_found':
      return notFound('This link leads to no form; open it from the message again, or call the clinic')
    case 'expired':
      return gone('This link has ended; call the clinic for a new one', { type: 'form-expired' })
    case 'already_completed':
      return conflict('This form was sent already; call the clinic to change something', {
        type: 'form-completed',
      })
    case 'changed':
      return conflict(
        'The answers were saved elsewhere meanwhile, in another tab perhaps; put both together',
        {
          type: 'form-changed',
          extensions: { revision: refusal.revision, response: refusal.response },
        },
      )
    case 'malformed':
      return unprocessable('The answers are not of the form', [
        { pointer: `/response${refusal.pointer}`, detail: refusal.detail },
      ])
    case 'invalid':
      return unprocessable('Some answers are missing or not right', [], {
        type: 'answers-invalid',
        extensions: { issues: refusal.issues },
      })
  }
}
