import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Handler } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { DEFAULT_JOURNEYS, type JourneyDraft } from './default-journeys.ts'
import { Step } from './journey.ts'

/** Adds a journey with its first version; one whose key the clinic has already is left as it is. */
export async function addJourney(tx: Tx, draft: JourneyDraft): Promise<void> {
  const now = tx.clock.now()
  const id = uuidv7(now)
  const steps = draft.steps.map((step) => Step.parse(step))
  const added = await tx.run(sql`
    insert into journeys (clinic_id, id, key, name, purpose, trigger_type, anchor, lane, exits, created_at)
    values (${tx.clinicId}, ${id}, ${draft.key}, ${draft.name}, ${draft.purpose}, ${draft.trigger}, ${draft.anchor}, ${draft.lane},
      ${draft.exits}, ${now})
    on conflict on constraint journeys_key_key do nothing`)
  if (added === 0) return
  await tx.run(sql`
    insert into journey_versions (clinic_id, journey_id, version, steps, created_at)
    values (${tx.clinicId}, ${id}, 1, ${JSON.stringify(steps)}::jsonb, ${now})`)
}

/** With `clinic.created`. */
export const addDefaultJourneys: Handler = {
  name: 'addDefaultJourneys',
  async run(tx) {
    for (const draft of DEFAULT_JOURNEYS) await addJourney(tx, draft)
  },
}
