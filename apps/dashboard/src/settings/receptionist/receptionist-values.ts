/** The assistant's settings as its form holds them. */
import { type FieldNumber, numberOrNull } from '../field-number.ts'
import { hoursOf, isOpenAtAll, type Week, weekFlaws, weekOf } from '../hours/weekly-hours.ts'
import type { ReceptionistSettings } from './receptionist-queries.ts'

export interface ReceptionistValues
  extends Omit<ReceptionistSettings, 'presence' | 'emergency_number' | 'model_calls_per_day'> {
  /** False: the clinic's opening hours. */
  has_own_presence: boolean
  presence: Week
  emergency_number: string
  model_calls_per_day: FieldNumber
}

export function valuesOf(settings: ReceptionistSettings): ReceptionistValues {
  return {
    ...settings,
    has_own_presence: settings.presence.length > 0,
    presence: weekOf(settings.presence),
    emergency_number: settings.emergency_number ?? '',
    model_calls_per_day: settings.model_calls_per_day ?? '',
  }
}

export function bodyOf({ has_own_presence, ...values }: ReceptionistValues): ReceptionistSettings {
  return {
    ...values,
    presence: has_own_presence ? hoursOf(values.presence) : [],
    emergency_number: values.emergency_number.trim() || null,
    model_calls_per_day: numberOrNull(values.model_calls_per_day),
  }
}

/** By field, why it cannot be saved. */
export function flawsOfSettings(values: ReceptionistValues): Record<string, string> {
  const flaws: Record<string, string> = {}
  if (values.languages.length === 0) flaws.languages = 'Choose at least one language'
  const number = values.emergency_number.trim()
  if (number && !/^\+?[\d ]{2,20}$/.test(number)) flaws.emergency_number = 'Enter digits, such as 911'
  const calls = values.model_calls_per_day
  const most = numberOrNull(calls)
  if (calls !== '' && (most === null || most < 0 || most > 1_000_000 || !Number.isInteger(most)))
    flaws.model_calls_per_day = 'Enter a whole number from 0 to 1,000,000'
  if (values.has_own_presence) {
    if (!isOpenAtAll(values.presence)) flaws.presence = 'Enter hours, or choose the opening hours'
    else if (weekFlaws(values.presence).size > 0) flaws.presence = 'Some hours do not fit together'
  }
  return flaws
}
