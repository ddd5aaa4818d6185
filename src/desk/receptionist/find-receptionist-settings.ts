import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { DEFAULT_SETTINGS, type ReceptionistSettings } from './receptionist-settings.ts'

export async function findReceptionistSettings(tx: Tx): Promise<ReceptionistSettings> {
  const row = await tx.one(sql<ReceptionistSettings>`
    select is_on as "isOn", tone, languages, may_book as "mayBook", may_move as "mayMove", may_cancel as "mayCancel", presence,
      alert_order as "alertOrder", emergency_number as "emergencyNumber", uses_model as "usesModel",
      model_calls_per_day as "modelCallsPerDay"
    from receptionist_settings
    where clinic_id = ${tx.clinicId}`)
  return row ?? DEFAULT_SETTINGS
}
