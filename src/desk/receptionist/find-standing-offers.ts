import { readStart } from '../actions/wished-service.ts'
import { findAvailability } from '../scheduling/find-availability.ts'
import { findService } from '../services/find-services.ts'
import type { KnownTime } from './gate-times.ts'
import type { Turn } from './turn.ts'

interface Offered {
  startAt: Temporal.Instant
  practitionerId: string | null
  serviceId: string | null
}

/**
 * What was put before the person before, as far as it is free now: the choices under the last answer, the time that they are
 * asked about, and the one that is kept for them. Somebody else may have taken it since, so the engine is asked again.
 */
export async function findStandingOffers(turn: Turn): Promise<KnownTime[]> {
  const byService = Map.groupBy(offeredIn(turn), ({ serviceId }) => serviceId)
  const standing = heldIn(turn)
  for (const [serviceId, offered] of byService) standing.push(...(await stillFree(turn, serviceId, offered)))
  return standing.map((time) => nameIn(turn, time))
}

function heldIn({ memory, now }: Turn): Offered[] {
  const { hold } = memory.standing
  if (!hold || Temporal.Instant.compare(hold.expiresAt, now) <= 0) return []
  return [{ startAt: Temporal.Instant.from(hold.startAt), practitionerId: null, serviceId: hold.serviceId }]
}

function offeredIn({ memory, clinic }: Turn): Offered[] {
  const { offer, standing, picked, choices, state } = memory
  const serviceId = state.service ?? null
  const options = offer?.kind === 'times' ? offer.options : offer?.kind === 'confirm' ? [offer.option] : []
  const tapped = choices.flatMap(({ id }) => {
    const [kind, startAt = '', practitionerId = ''] = id.split('|')
    const at = kind === 't' ? readStart(startAt, clinic) : null
    return at ? [{ startAt: at, practitionerId: practitionerId || null, serviceId }] : []
  })
  const proposal = standing.offered?.proposal
  return [
    ...options.flatMap(({ start, practitionerId = null, serviceId: own = serviceId }) => {
      const startAt = readStart(start, clinic)
      return startAt ? [{ startAt, practitionerId, serviceId: own }] : []
    }),
    ...tapped,
    ...[picked, proposal?.do === 'book' || proposal?.do === 'move' ? proposal : null].flatMap((time) =>
      time
        ? [{ practitionerId: null, serviceId, ...time, startAt: Temporal.Instant.from(time.startAt) }]
        : [],
    ),
  ]
}

async function stillFree(
  { tx, clinic, memory, services, now }: Turn,
  serviceId: string | null,
  offered: readonly Offered[],
): Promise<Offered[]> {
  const service =
    services.find(({ id }) => id === serviceId) ?? (serviceId && (await findService(tx, serviceId)))
  const coming = offered.filter(({ startAt }) => Temporal.Instant.compare(startAt, now) >= 0)
  const starts = coming.map(({ startAt }) => startAt).toSorted(Temporal.Instant.compare)
  const [from, to] = [starts[0], starts.at(-1)]
  if (!service || !from || !to) return []
  const times = await findAvailability(tx, clinic, {
    service,
    from,
    to: to.add({ seconds: 1 }),
    // What is kept for the person, or moved by them, does not stand in their own way.
    exceptId: memory.task === 'move' ? memory.visitId : (memory.standing.hold?.id ?? null),
  })
  return coming.filter(({ startAt, practitionerId }) =>
    times.some(
      (time) =>
        time.startAt.equals(startAt) && (!practitionerId || time.practitionerIds.includes(practitionerId)),
    ),
  )
}

function nameIn(
  { practitioners, services }: Turn,
  { startAt, practitionerId, serviceId }: Offered,
): KnownTime {
  return {
    startAt,
    practitioner: practitioners.find(({ id }) => id === practitionerId)?.name ?? null,
    service: services.find(({ id }) => id === serviceId)?.name ?? null,
  }
}
