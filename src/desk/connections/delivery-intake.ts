/** The intake keeps what vendors send the moment it comes, a burst of it together. */
import type { Database } from '../../kit/db.ts'
import type { ClinicId } from '../../kit/ids.ts'
import { type AcceptDelivery, type Accepted, acceptDeliveries, dedupeKeyOf } from './accept-delivery.ts'

/** Deliveries in one transaction. */
const TOGETHER = 32
/** Transactions of one clinic: while one waits for the disk, the next is filled. */
const AT_ONCE = 2

interface Waiting {
  input: AcceptDelivery
  key: string
  resolve: (accepted: Accepted) => void
  reject: (error: unknown) => void
}

interface Line {
  running: number
  waiting: Waiting[]
}

/**
 * Keeps deliveries as they come, those of one clinic that come while a transaction runs together in the next: each is
 * answered after its own commit, and a burst costs one commit for many. Alone, a delivery waits for nobody.
 */
export function deliveryIntake(database: Database) {
  const clinics = new Map<ClinicId, Line>()

  async function run(clinicId: ClinicId, line: Line): Promise<void> {
    line.running++
    try {
      while (line.waiting.length > 0) {
        await keep(clinicId, takeBatch(line))
      }
    } finally {
      line.running--
      if (line.running === 0 && line.waiting.length === 0) clinics.delete(clinicId)
    }
  }

  async function keep(clinicId: ClinicId, batch: Waiting[]): Promise<void> {
    try {
      const accepted = await database.inClinic(clinicId, (tx) =>
        acceptDeliveries(
          tx,
          batch.map((one) => one.input),
        ),
      )
      for (const [index, one] of batch.entries()) one.resolve(accepted[index] as Accepted)
    } catch (error) {
      if (batch.length === 1) return batch[0]?.reject(error)
      // One of them may be at fault: each on its own, and together, so that nobody waits for another's time-out.
      await Promise.all(batch.map((one) => keep(clinicId, [one])))
    }
  }

  return (clinicId: ClinicId, input: AcceptDelivery): Promise<Accepted> =>
    new Promise((resolve, reject) => {
      const line = clinics.get(clinicId) ?? { running: 0, waiting: [] }
      clinics.set(clinicId, line)
      const dedupeKey = dedupeKeyOf(input)
      const key = `${input.connectionId}/${dedupeKey}`
      line.waiting.push({ input: { ...input, dedupeKey }, key, resolve, reject })
      if (line.running < AT_ONCE) void run(clinicId, line)
    })
}

/** The same delivery twice at one moment goes into two transactions: one statement cannot change a row twice. */
function takeBatch(line: Line): Waiting[] {
  const batch: Waiting[] = []
  const later: Waiting[] = []
  const keys = new Set<string>()
  for (const one of line.waiting) {
    const isNext = batch.length < TOGETHER && !keys.has(one.key)
    keys.add(one.key)
    ;(isNext ? batch : later).push(one)
  }
  line.waiting = later
  return batch
}
