import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { StepOutside } from './compose-step.ts'
import { findStep, findSteps, type StepRecord } from './find-steps.ts'
import { previewSteps, type StepPreview } from './preview-steps.ts'

export interface ShownStep {
  step: StepRecord
  preview: StepPreview | undefined
}

/**
 * Shows one step to somebody who reads it: the answer compares with what was shown before, and later previews compare
 * with this one. The mark of a step that is over stays, and a text that is not written yet leaves none. Undefined where there
 * is no such step.
 */
export async function showStep(
  tx: Tx,
  { stepId, outside }: { stepId: string; outside: StepOutside },
): Promise<ShownStep | undefined> {
  const step = await findStep(tx, stepId)
  if (!step) return undefined
  // What goes along with it is part of its text.
  const steps = await findSteps(tx, step.contactId)
  const preview = (await previewSteps(tx, { outside, steps, only: stepId })).get(step.id)
  if (preview?.text && !preview.brief) {
    await tx.run(sql`
      update touchpoints
      set previewed_hash = ${preview.text.hash}, previewed_at = ${tx.clock.now()}
      where clinic_id = ${tx.clinicId} and id = ${step.id} and status in ('planned', 'due') and message_id is null`)
  }
  return { step, preview }
}
