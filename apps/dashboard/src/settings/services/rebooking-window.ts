/** After how many days patients should come again: proposed with the procedure, as staff may change it (docs/decisions/0028). */
import { useState } from 'react'
import type { Service } from '../../api.ts'
import type { FieldNumber } from '../field-number.ts'
import type { ServiceFormState } from './service-form.tsx'

type Choice = Service['procedure']

export interface ProposedDays {
  /** What was proposed, until it is changed or saved; else null. */
  proposedDays: FieldNumber | null
  chooseProcedure(procedure: Choice): void
  typeDays(days: FieldNumber): void
}

/**
 * Days from one visit to the next; null: nobody has to come again. Botox, filler and laser are of REQUIREMENTS B1, the others a draft
 * that each clinic reads before it saves the service.
 */
const REBOOKING_DAYS: Record<NonNullable<Choice>, number | null> = {
  botox: 90,
  filler: 270,
  laser: 42,
  chemical_peel: 28,
  hydrafacial: 30,
  hair_transplant: null,
  dental_hygiene: 180,
  consultation: null,
  none: null,
}

/** What stands in the field when a procedure is chosen. `isProposed`: what stands there is of the procedure before; what staff typed stays. */
export function daysBeside(procedure: Choice, days: FieldNumber, isProposed: boolean): FieldNumber {
  if (days !== '' && !isProposed) return days
  return (procedure && REBOOKING_DAYS[procedure]) ?? ''
}

/** Fills the field of a service's form when staff choose a procedure. */
export function useProposedDays(form: ServiceFormState): ProposedDays {
  const [proposed, setProposed] = useState<FieldNumber>('')
  const days = form.values.rebooking_window_days
  const isProposed = days !== '' && days === proposed && form.isDirty('rebooking_window_days')
  return {
    proposedDays: isProposed ? days : null,
    chooseProcedure(procedure: Choice) {
      const wanted = daysBeside(procedure, days, isProposed)
      form.setFieldValue('procedure', procedure)
      form.setFieldValue('rebooking_window_days', wanted)
      if (wanted !== days) setProposed(wanted)
    },
    typeDays(wanted: FieldNumber) {
      form.setFieldValue('rebooking_window_days', wanted)
      setProposed('')
    },
  }
}
