import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { receptionistChanged } from './events.ts'
import { findReceptionistSettings } from './find-receptionist-settings.ts'
import { ReceptionistSettings } from './receptionist-settings.ts'

export const ReceptionistChange = ReceptionistSettings.partial()
export type ReceptionistChange = Partial<ReceptionistSettings>

/** Changes what is given and keeps the rest. */
export async function saveReceptionistSettings(
  tx: Tx,
  actor: Actor,
  change: ReceptionistChange,
): Promise<ReceptionistSettings> {
  const settings = ReceptionistSettings.parse({ ...(await findReceptionistSettings(tx)), ...change })
  const now = tx.clock.now()
  await tx.run(sql`
    insert into receptionist_settings (clinic_id, is_on, tone, languages, may_book, may_move, may_cancel, presence, alert_order,
      emergency_number, uses_model, model_calls_per_day, updated_at)
    values (${tx.clinicId}, ${settings.isOn}, ${settings.tone}, ${settings.languages}, ${settings.mayBook}, ${settings.mayMove},
      ${settings.mayCancel}, ${JSON.stringify(settings.presence)}::jsonb, ${settings.alertOrder}, ${settings.emergencyNumber},
      ${settings.usesModel}, ${settings.modelCallsPerDay}, ${now})
    on conflict (clinic_id) do update
    set is_on = excluded.is_on, tone = excluded.tone, languages = excluded.languages, may_book = excluded.may_book,
      may_move = excluded.may_move, may_cancel = excluded.may_cancel, presence = excluded.presence,
      alert_order = excluded.alert_order, emergency_number = excluded.emergency_number, uses_model = excluded.uses_model,
      model_calls_per_day = excluded.model_calls_per_day, updated_at = excluded.updated_at`)
  await record(tx, receptionistChanged, { actor, payload: { fields: Object.keys(change) } })
  return settings
}
