import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Handler } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { DEFAULT_JOURNEYS, type JourneyDraft } from './default-journeys.ts'
import { JourneyDefinition } from './definition.ts'

/** Adds a journey with its first version; one whose key the clinic has already is left as it is. */
export async function addJourney(tx: Tx, draft: JourneyDraft): Promise<void> {
  const now = tx.clock.now()
  const id = uuidv7(now)
  const definition = JourneyDefinition.parse(draft.definition)
  const { purpose, trigger, anchor, lane, exits } = definition
  const added = await tx.run(sql`
    insert into journeys (clinic_id, id, key, name, purpose, trigger_type, anchor, lane, exits, created_at)
    values (${tx.clinicId}, ${id}, ${draft.key}, ${draft.name}, ${purpose}, ${trigger.event}, ${anchor}, ${lane},
      ${exits}, ${now})
    on conflict on constraint journeys_key_key do nothing`)
  if (added === 0) return
  await tx.run(sql`
    insert into journey_versions (clinic_id, journey_id, version, definition, created_at)
    values (${tx.clinicId}, ${id}, 1, ${JSON.stringify(definition)}::jsonb, ${now})`)
}

/** With `clinic.created`. */
export const addDefaultJourneys: Handler = {
  name: 'addDefaultJourneys',
  async run(tx) {
    for (const draft of DEFAULT_JOURNEYS) await addJourney(tx, draft)
    await tx.run(sql`
      insert into lapse_checks (clinic_id, due_at)
      values (${tx.clinicId}, ${tx.clock.now()})
      on conflict do nothing`)
  },
}
