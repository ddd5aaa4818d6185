import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Handler } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { DEFAULT_JOURNEYS, type JourneyDraft } from './default-journeys.ts'
import { JourneyDefinition } from './definition.ts'

/** Adds journeys with their first versions; those whose key the clinic has already are left as they are. */
export async function addJourneys(tx: Tx, drafts: readonly JourneyDraft[]): Promise<void> {
  const now = tx.clock.now()
  const added = drafts.map(({ key, name, definition }) => ({
    ...{ id: uuidv7(now), key, name, definition: JourneyDefinition.parse(definition) },
  }))
  await tx.run(sql`
    with drafts as (
      select d.*, f.*
      from jsonb_to_recordset(${JSON.stringify(added)}::jsonb) as d (id uuid, key text, name text, definition jsonb),
        jsonb_to_record(d.definition) as f (purpose text, trigger jsonb, anchor text, lane text, exits text[])
    ), added as (
      insert into journeys (clinic_id, id, key, name, purpose, trigger_type, anchor, lane, exits, created_at)
      select ${tx.clinicId}, id, key, name, purpose, trigger ->> 'event', anchor, lane, exits, ${now}
      from drafts
      on conflict on constraint journeys_key_key do nothing
      returning id
    )
    insert into journey_versions (clinic_id, journey_id, version, definition, created_at)
    select ${tx.clinicId}, id, 1, definition, ${now}
    from drafts
    join added using (id)`)
}

/** With `clinic.created`. */
export const addDefaultJourneys: Handler = {
  name: 'addDefaultJourneys',
  async run(tx) {
    await addJourneys(tx, DEFAULT_JOURNEYS)
    await tx.run(sql`
      insert into lapse_checks (clinic_id, due_at)
      values (${tx.clinicId}, ${tx.clock.now()})
      on conflict do nothing`)
  },
}
