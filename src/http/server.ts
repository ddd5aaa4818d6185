/** Puts the doors together: what is asked where, what every answer carries, and how problems are told. */

import { upgradeWebSocket } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { openApiDocument } from '../../packages/contract/src/document.ts'
import { isFoyers } from '../desk/clinics/public-address.ts'
import type { ChatCarrier } from '../desk/outreach/reactors/dispatch-message.ts'
import { isAway } from '../kit/database-away.ts'
import { uuidv7 } from '../kit/ids.ts'
import type { Log } from '../kit/log.ts'
import { badRequest, notFound, Problem, problemResponse, unavailable, unexpected } from '../kit/problem.ts'
import type { BookingVendor } from '../providers/bookings/port.ts'
import type { MessagingVendor } from '../providers/messaging/port.ts'
import { answerAccess } from './api/access.ts'
import { type Doors, newApi } from './api/api.ts'
import { answerAppointments } from './api/appointments.ts'
import { answerAvailability } from './api/availability.ts'
import { answerBusyTimes } from './api/busy-times.ts'
import { answerConnections } from './api/connections.ts'
import { answerConversations } from './api/conversations.ts'
import { answerForms } from './api/forms.ts'
import { answerHours } from './api/hours.ts'
import { answerJourneys } from './api/journeys.ts'
import { answerLeads } from './api/leads.ts'
import { answerMedia } from './api/media.ts'
import { answerMessages } from './api/messages.ts'
import { answerPeople } from './api/people.ts'
import { answerReceptionist } from './api/receptionist.ts'
import { answerSavedReplies } from './api/saved-replies.ts'
import { answerScheduling } from './api/scheduling.ts'
import { answerServices } from './api/services.ts'
import { answerWaitlist } from './api/waitlist.ts'
import { renderApiReference } from './api-reference.ts'
import { limitBody } from './limit-body.ts'
import type { Live } from './live.ts'
import { serveBookingAssets } from './public/booking-assets.ts'
import { bookingDoor } from './public/booking-door.ts'
import { serveFormAssets } from './public/form-assets.ts'
import { formLinkDoor } from './public/form-link-door.ts'
import { stopDoor } from './public/stop-door.ts'
import { serveWidget } from './public/widget-asset.ts'
import { widgetDoor } from './public/widget-door.ts'
import type { OpenApi } from './schema-words.ts'
import { problemOfSignIn, signInDoor } from './sign-in.ts'
import { type FoyerEnv, signedIn } from './visitor.ts'
import { calcomDoor } from './webhooks/calcom.ts'
import { messagingDoor } from './webhooks/messaging.ts'

const MAX_BYTES = 1024 * 1024

export interface Readiness {
  /** False while the first start still prepares what the user is told of. */
  started: boolean
  database: boolean
  migrations: boolean
  jobs: boolean
}

export function createServer(
  doors: Doors & {
    calcom: BookingVendor
    chatVendors: readonly MessagingVendor[]
    chat: ChatCarrier | null
    live: Live
    log: Log
    signInSecret: string
    cookieName: string
    origins: readonly string[]
    trustedProxies: number
    /** Where the built dashboard lies; null serves none. */
    dashboardDir: string | null
    readiness: () => Promise<Readiness>
    /** Called after a delivery was kept, so that it is processed at once. */
    onDelivery: () => void
  },
): Hono<FoyerEnv> {
  const { log, signIn } = doors
  const app = new Hono<FoyerEnv>()

  app.onError((error, c) => {
    const problem = problemOf(error)
    if (problem.status >= 500) {
      log.error(
        'request.failed',
        { requestId: c.get('requestId'), httpStatus: problem.status },
        problem.cause ?? error,
      )
    }
    return problemResponse(problem)
  })
  app.notFound(() => problemResponse(notFound()))
  app.use(async (c, next) => {
    c.set('requestId', uuidv7())
    await next()
    // `c.header` would make the answer a second time, its body as a stream.
    c.res.headers.set('x-request-id', c.get('requestId'))
  })
  // No browser reads what a vendor is answered: none of the headers below is for it, and each costs time in a burst.
  app.route('/webhooks/calcom', calcomDoor(doors))
  for (const vendor of doors.chatVendors) {
    app.route(`/webhooks/${vendor.vendor}`, messagingDoor({ ...doors, vendor }))
  }
  // Patients' pages are for everybody, staff's for nobody's frame: each with headers of its own.
  const bookings = bookingDoor(doors)
  app.use((c, next) => {
    const [, first = ''] = c.req.path.split('/')
    if (isFoyers(first)) return next()
    return Promise.resolve(bookings.fetch(c.req.raw, { ...(c.env as object), requestId: c.get('requestId') }))
  })
  serveBookingAssets(app)
  serveWidget(app)
  app.route('/widget', widgetDoor(doors))
  serveFormAssets(app)
  app.route('/f', formLinkDoor(doors))
  app.route('/u', stopDoor(doors))
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
      },
      crossOriginResourcePolicy: 'same-origin',
      referrerPolicy: 'same-origin',
      strictTransportSecurity: doors.publicUrl.startsWith('https:') ? 'max-age=31536000' : false,
    }),
  )

  app.get('/healthz', async (c) => {
    const parts = await doors.readiness()
    const isReady = Object.values(parts).every(Boolean)
    return c.json({ status: isReady ? 'ready' : 'not_ready', ...parts }, isReady ? 200 : 503)
  })

  // Made when first asked for: it costs a start a tenth of a second, and few ever read it.
  let document: ReturnType<typeof openApiDocument> | undefined
  const made = () => {
    document ??= openApiDocument(doors.publicUrl)
    return document
  }
  app.get('/api/openapi.json', (c) => c.json(made()))
  let reference: Promise<string> | undefined
  app.get('/api/reference', async (c) => {
    reference ??= renderApiReference(made() as unknown as OpenApi)
    return c.html(await reference)
  })
  app.get(
    '/api/live',
    upgradeWebSocket(() => doors.live.socket()),
  )
  app.use('/api/*', limitBody(MAX_BYTES))
  app.on(['GET', 'POST'], '/api/auth/*', signInDoor(signIn, { trustedProxies: doors.trustedProxies }))

  const api = newApi()
  api.use(
    '/api/*',
    signedIn({
      database: doors.database,
      secret: doors.signInSecret,
      cookieName: doors.cookieName,
      origins: doors.origins,
    }),
  )
  answerAccess(api, doors)
  answerAppointments(api, doors)
  answerServices(api, doors)
  answerHours(api, doors)
  answerAvailability(api, doors)
  answerBusyTimes(api, doors)
  answerScheduling(api, doors)
  answerWaitlist(api, doors)
  answerPeople(api, doors)
  answerLeads(api, doors)
  answerConversations(api, doors)
  answerMedia(api, doors)
  answerSavedReplies(api, doors)
  answerReceptionist(api, doors)
  answerForms(api, doors)
  answerJourneys(api, doors)
  answerMessages(api, doors)
  answerConnections(api, doors)
  app.route('/', api)
  app.all('/api/*', () => problemResponse(notFound('The API has no such route; see /api/reference')))

  if (doors.dashboardDir) serveDashboard(app, doors.dashboardDir)
  return app
}

function serveDashboard(app: Hono<FoyerEnv>, root: string): void {
  // Names in /assets carry a hash of their content.
  app.use('/assets/*', async (c, next) => {
    await next()
    if (c.res.ok) c.res.headers.set('cache-control', 'public, max-age=31536000, immutable')
  })
  app.use('/*', serveStatic({ root, precompressed: true }))
  app.get('/assets/*', () => problemResponse(notFound()))
  // Every other address is a screen: the dashboard finds out which.
  app.get('/*', serveStatic({ root, path: 'index.html' }))
}

/** PostgreSQL's codes for a NUL character or a lone surrogate in a text (appendix A, class 22). */
const NOT_TEXT = new Set(['22021', '22P05'])

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  const refusal = problemOfSignIn(error)
  if (refusal) return refusal
  if (isAway(error))
    return unavailable(
      5,
      'The database does not answer. Try again in 5 s, and look first whether it was done.',
    )
  if (NOT_TEXT.has((error as { code?: string }).code ?? '')) {
    return badRequest('The request holds characters that are no text (NUL or half of a pair); take them out')
  }
  if (error instanceof HTTPException && error.status < 500) {
    return badRequest(error.status === 400 ? 'The body is no JSON; send application/json' : error.message)
  }
  return unexpected(error)
}
