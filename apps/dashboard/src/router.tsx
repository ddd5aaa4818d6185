/** Which address shows which screen. Screens are loaded when they are first opened. */
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
  Outlet,
  redirect,
  useRouter,
} from '@tanstack/react-router'
import { type Message, ProblemError } from './api.ts'
import { readCalendarSearch } from './calendar/calendar-search.ts'
import { isDay } from './clinic-time.ts'
import { readInboxSearch } from './inbox/inbox-search.ts'
import { ProblemNotice } from './parts/loaded.tsx'
import { meQuery } from './queries.ts'
import { CHANNELS } from './words.ts'

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value ? value : typeof value === 'number' ? String(value) : undefined

/** Only a path of ours: an address of another site in `next` would be an open redirect. */
const ownPath = (value: unknown): string | undefined => {
  const path = text(value)
  return path && /^\/(?![/\\])/.test(path) ? path : undefined
}

const oneOf = <const T extends string>(value: unknown, allowed: readonly T[]): T | undefined =>
  allowed.find((candidate) => candidate === value)

/** What an address may say after `?`; links may leave all of it out. */
const reading =
  <T extends object>(read: (search: Record<string, unknown>) => T) =>
  (search: Record<string, unknown>): Partial<T> =>
    read(search)

const next = reading((search) => ({ next: ownPath(search.next) }))

function CouldNotLoad({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <main className="alone">
      <ProblemNotice
        error={error}
        onRetry={() => {
          reset()
          void router.invalidate()
        }}
      />
    </main>
  )
}

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Outlet,
  errorComponent: CouldNotLoad,
  notFoundComponent: lazyRouteComponent(() => import('./routes/not-found.tsx'), 'NotFound'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: next,
  component: lazyRouteComponent(() => import('./routes/sign-in.tsx'), 'SignIn'),
})

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  validateSearch: next,
  component: lazyRouteComponent(() => import('./routes/sign-up.tsx'), 'SignUp'),
})

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('./routes/forgot-password.tsx'), 'ForgotPassword'),
})

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password/$token',
  component: lazyRouteComponent(() => import('./routes/reset-password.tsx'), 'ResetPassword'),
})

const twoFactor = createRoute({
  getParentRoute: () => root,
  path: '/two-factor',
  validateSearch: next,
  component: lazyRouteComponent(() => import('./routes/two-factor.tsx'), 'TwoFactor'),
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitations/$id',
  component: lazyRouteComponent(() => import('./routes/invitation.tsx'), 'InvitationScreen'),
})

async function whoIsThere(queries: QueryClient, href: string) {
  try {
    return await queries.ensureQueryData(meQuery)
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) {
      throw redirect({ to: '/sign-in', search: href === '/' ? {} : { next: href } })
    }
    throw error
  }
}

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  beforeLoad: ({ context, location }) => whoIsThere(context.queries, location.href),
  component: lazyRouteComponent(() => import('./routes/welcome.tsx'), 'Welcome'),
})

const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  beforeLoad: async ({ context, location }) => {
    const me = await whoIsThere(context.queries, location.href)
    if (!me.clinic) throw redirect({ to: '/welcome' })
  },
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
})

const today = createRoute({
  getParentRoute: () => desk,
  path: '/',
  validateSearch: reading((search) => ({
    day: isDay(search.day) ? search.day : undefined,
    appointment: text(search.appointment),
    cancelled: oneOf(search.cancelled, ['hidden']),
  })),
  component: lazyRouteComponent(() => import('./routes/today.tsx'), 'Today'),
})

const calendar = createRoute({
  getParentRoute: () => desk,
  path: '/calendar',
  validateSearch: readCalendarSearch,
  component: lazyRouteComponent(() => import('./routes/calendar.tsx'), 'Calendar'),
})

const waitlist = createRoute({
  getParentRoute: () => desk,
  path: '/waitlist',
  validateSearch: reading((search) => ({ show: oneOf(search.show, ['booked', 'left', 'expired']) })),
  component: lazyRouteComponent(() => import('./routes/waitlist.tsx'), 'Waitlist'),
})

const inbox = createRoute({
  getParentRoute: () => desk,
  path: '/inbox',
  validateSearch: readInboxSearch,
  component: lazyRouteComponent(() => import('./routes/inbox.tsx'), 'Inbox'),
})

const patients = createRoute({
  getParentRoute: () => desk,
  path: '/patients',
  validateSearch: reading((search) => ({ search: text(search.search) })),
  component: lazyRouteComponent(() => import('./routes/patients.tsx'), 'Patients'),
})

const patient = createRoute({
  getParentRoute: () => desk,
  path: '/patients/$id',
  validateSearch: reading((search) => ({ appointment: text(search.appointment) })),
  component: lazyRouteComponent(() => import('./routes/patient.tsx'), 'Patient'),
})

const mergeQueue = createRoute({
  getParentRoute: () => desk,
  path: '/merge-queue',
  validateSearch: reading((search) => ({ conflict: text(search.conflict) })),
  component: lazyRouteComponent(() => import('./routes/merge-queue.tsx'), 'MergeQueue'),
})

const tasks = createRoute({
  getParentRoute: () => desk,
  path: '/tasks',
  component: lazyRouteComponent(() => import('./routes/tasks.tsx'), 'Tasks'),
})

const journeys = createRoute({
  getParentRoute: () => desk,
  path: '/journeys',
  component: lazyRouteComponent(() => import('./routes/journeys.tsx'), 'Journeys'),
})

const journey = createRoute({
  getParentRoute: () => desk,
  path: '/journeys/$id',
  validateSearch: reading((search) => ({
    show: oneOf(search.show, ['versions', 'people']),
    // A version that is looked at in place of the newest.
    version: Number(search.version) || undefined,
  })),
  component: lazyRouteComponent(() => import('./routes/journey.tsx'), 'Journey'),
})

const forms = createRoute({
  getParentRoute: () => desk,
  path: '/forms',
  component: lazyRouteComponent(() => import('./routes/forms.tsx'), 'Forms'),
})

const form = createRoute({
  getParentRoute: () => desk,
  path: '/forms/$id',
  component: lazyRouteComponent(() => import('./routes/form.tsx'), 'Form'),
})

const answers = createRoute({
  getParentRoute: () => desk,
  path: '/answers/$id',
  component: lazyRouteComponent(() => import('./routes/answers.tsx'), 'Answers'),
})

const MESSAGE_STATUSES: readonly Message['status'][] = [
  'queued',
  'held',
  'sending',
  'sent',
  'kept',
  'failed',
  'refused',
  'withdrawn',
]

const outbox = createRoute({
  getParentRoute: () => desk,
  path: '/outbox',
  validateSearch: reading((search) => ({
    status: oneOf(search.status, MESSAGE_STATUSES),
    channel: oneOf(search.channel, CHANNELS),
    message: text(search.message),
  })),
  component: lazyRouteComponent(() => import('./routes/outbox.tsx'), 'Outbox'),
})

const reports = createRoute({
  getParentRoute: () => desk,
  path: '/reports',
  validateSearch: reading((search) => ({
    from: isDay(search.from) ? search.from : undefined,
    to: isDay(search.to) ? search.to : undefined,
  })),
  component: lazyRouteComponent(() => import('./routes/reports.tsx'), 'Reports'),
})

const settings = createRoute({
  getParentRoute: () => desk,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings/settings-frame.tsx'), 'SettingsFrame'),
})

const settingsIndex = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/clinic' })
  },
})

const clinic = createRoute({
  getParentRoute: () => settings,
  path: '/clinic',
  component: lazyRouteComponent(() => import('./routes/settings-clinic.tsx'), 'ClinicSettings'),
})

const services = createRoute({
  getParentRoute: () => settings,
  path: '/services',
  component: lazyRouteComponent(() => import('./routes/settings-services.tsx'), 'ServicesSettings'),
})

const newService = createRoute({
  getParentRoute: () => settings,
  path: '/services/new',
  component: lazyRouteComponent(() => import('./routes/settings-service.tsx'), 'NewServiceSettings'),
})

const service = createRoute({
  getParentRoute: () => settings,
  path: '/services/$id',
  validateSearch: reading((search) => ({
    // "Why is nothing free?", and what it is asked of.
    why: oneOf(search.why, ['open']),
    from: isDay(search.from) ? search.from : undefined,
    to: isDay(search.to) ? search.to : undefined,
    practitioner: text(search.practitioner),
    minutes: Number(search.minutes) || undefined,
  })),
  component: lazyRouteComponent(() => import('./routes/settings-service.tsx'), 'ServiceSettings'),
})

const practitioners = createRoute({
  getParentRoute: () => settings,
  path: '/practitioners',
  component: lazyRouteComponent(() => import('./routes/settings-practitioners.tsx'), 'PractitionersSettings'),
})

const practitioner = createRoute({
  getParentRoute: () => settings,
  path: '/practitioners/$id',
  component: lazyRouteComponent(() => import('./routes/settings-practitioner.tsx'), 'PractitionerSettings'),
})

const hours = createRoute({
  getParentRoute: () => settings,
  path: '/hours',
  component: lazyRouteComponent(() => import('./routes/settings-hours.tsx'), 'HoursSettings'),
})

const rooms = createRoute({
  getParentRoute: () => settings,
  path: '/rooms',
  component: lazyRouteComponent(() => import('./routes/settings-rooms.tsx'), 'RoomsSettings'),
})

const team = createRoute({
  getParentRoute: () => settings,
  path: '/team',
  component: lazyRouteComponent(() => import('./routes/settings-team.tsx'), 'TeamSettings'),
})

const security = createRoute({
  getParentRoute: () => settings,
  path: '/security',
  component: lazyRouteComponent(() => import('./routes/settings-security.tsx'), 'SecuritySettings'),
})

const connections = createRoute({
  getParentRoute: () => settings,
  path: '/connections',
  validateSearch: reading((search) => ({
    delivery: text(search.delivery),
    only: oneOf(search.only, ['failed']),
  })),
  component: lazyRouteComponent(() => import('./routes/settings-connections.tsx'), 'ConnectionSettings'),
})

const templates = createRoute({
  getParentRoute: () => settings,
  path: '/templates',
  validateSearch: reading((search) => ({
    text: text(search.text),
    channel: oneOf(search.channel, CHANNELS),
    language: oneOf(search.language, ['en', 'es']),
  })),
  component: lazyRouteComponent(() => import('./routes/settings-templates.tsx'), 'TemplateSettings'),
})

const receptionist = createRoute({
  getParentRoute: () => settings,
  path: '/receptionist',
  component: lazyRouteComponent(() => import('./routes/settings-receptionist.tsx'), 'ReceptionistSettings'),
})

const routes = root.addChildren([
  signIn,
  signUp,
  forgotPassword,
  resetPassword,
  twoFactor,
  invitation,
  welcome,
  desk.addChildren([
    today,
    inbox,
    calendar,
    waitlist,
    patients,
    patient,
    mergeQueue,
    tasks,
    journeys,
    journey,
    forms,
    form,
    answers,
    outbox,
    reports,
    settings.addChildren([
      settingsIndex,
      clinic,
      services,
      newService,
      service,
      practitioners,
      practitioner,
      hours,
      rooms,
      team,
      security,
      connections,
      receptionist,
      templates,
    ]),
  ]),
])

export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree: routes,
    context: { queries },
    defaultPreload: 'intent',
    defaultErrorComponent: CouldNotLoad,
    scrollRestoration: true,
  })
}
