/** Round robin: who of those who are free takes the appointment. */

export interface HostStanding {
  id: string
  /** Share of the appointments, relative to the others. Default 100. */
  weight?: number
  /** Higher comes first among those with an equal claim. Default 2. */
  priority?: number
  /** Appointments that this host has had in the time that is compared. */
  booked: number
  /** Appointments that others had before this host joined or while away: counted as the host's own. Default 0. */
  calibration?: number
  /** Instant in milliseconds; null for never. */
  lastBookedAt: number | null
}

export interface Choice {
  id: string
  because: 'owner' | 'only_one' | 'share' | 'priority' | 'least_recently_booked' | 'order'
}

/**
 * The contact's own practitioner where one is kept and free; else whoever is furthest behind their share, then the
 * highest priority, then least recently booked, then the order given. Null when nobody is free.
 */
export function chooseHost(free: readonly HostStanding[], owner?: string | null): Choice | null {
  const kept = owner ? free.find(({ id }) => id === owner) : undefined
  if (kept) return { id: kept.id, because: 'owner' }
  const first = free[0]
  if (!first) return null
  if (free.length === 1) return { id: first.id, because: 'only_one' }
  const behind = highest(free, shortfallAmong(free))
  if (behind.length === 1) return { id: (behind[0] as HostStanding).id, because: 'share' }
  const preferred = highest(behind, ({ priority }) => priority ?? 2)
  if (preferred.length === 1) return { id: (preferred[0] as HostStanding).id, because: 'priority' }
  const rested = highest(preferred, ({ lastBookedAt }) => -(lastBookedAt ?? Number.NEGATIVE_INFINITY))
  const chosen = rested[0] as HostStanding
  return { id: chosen.id, because: rested.length === 1 ? 'least_recently_booked' : 'order' }
}

/**
 * How many appointments short of their share a host is once this one is given. With equal weights nobody is ahead by
 * share until somebody has one appointment more.
 */
function shortfallAmong(hosts: readonly HostStanding[]): (host: HostStanding) => number {
  const had = (host: HostStanding) => host.booked + (host.calibration ?? 0)
  const weightOf = (host: HostStanding) => Math.max(0, host.weight ?? 100)
  const weights = hosts.reduce((sum, host) => sum + weightOf(host), 0)
  const total = hosts.reduce((sum, host) => sum + had(host), 0) + 1
  if (weights === 0) return () => 0
  return (host) => Math.round(((total * weightOf(host)) / weights - had(host)) * 1e9)
}

function highest<T>(list: readonly T[], measure: (each: T) => number): T[] {
  const best = Math.max(...list.map(measure))
  return list.filter((each) => measure(each) === best)
}
