/** Somebody was faster: the problem that says so, with times that are free still. */
import { findNextFree, type NextFreeQuery } from '../desk/scheduling/find-next-free.ts'
import { SlotTaken } from '../desk/scheduling/place.ts'
import type { Database, Tx } from '../kit/db.ts'
import type { ClinicId } from '../kit/ids.ts'
import { conflict } from '../kit/problem.ts'
import { clinicOf } from './api/api.ts'
import { instant } from './present.ts'

export interface TakingPlace<Answer> {
  database: Database
  clinicId: ClinicId
  /** What is being moved does not stand in its own way. */
  exceptId?: string
  /** Of several visits those that clash are named. */
  isSeries?: boolean
  work: (tx: Tx) => Promise<Answer>
}

/** For staff. Runs what takes a place in one transaction; where it is lost, the next free times are read in another. */
export async function takingPlace<Answer>(input: TakingPlace<Answer>): Promise<Answer> {
  const { database, clinicId, exceptId } = input
  try {
    return await database.inClinic(clinicId, input.work)
  } catch (error) {
    if (!(error instanceof SlotTaken)) throw error
    const query: NextFreeQuery = { wanted: error.wanted, exceptId, byStaff: true }
    const nextFree = await database.inClinic(clinicId, async (tx) =>
      findNextFree(tx, await clinicOf(tx), query),
    )
    throw conflict(detailOf(error, input.isSeries ?? false), {
      type: 'slot-taken',
      title: 'The time is taken',
      extensions: {
        next_free: nextFree.map(instant),
        ...(input.isSeries ? { taken: error.wanted.startAts.map(instant) } : {}),
      },
    })
  }
}

function detailOf({ reason, wanted }: SlotTaken, isSeries: boolean): string {
  if (isSeries)
    return `${wanted.startAts.length} of the visits are at times that are taken; nothing was booked, choose other times`
  if (reason === 'limit_reached')
    return 'As many are booked as there shall be in this time; choose another one'
  return wanted.practitionerIds?.length === 1
    ? 'This time is taken; choose another one, or somebody else'
    : 'Nobody is free at this time; choose another one'
}
