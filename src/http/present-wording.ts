/** What the API says of how a text came about: who worded it, what for, and from which memory. */
import type { z } from '@hono/zod-openapi'
import type * as wire from '../../packages/contract/src/schemas.ts'
import type { MessageStep } from '../desk/journeys/find-message-steps.ts'
import type { UsedMemory } from '../desk/receptionist/find-memories.ts'
import type { PreferenceKind } from '../desk/receptionist/preference.ts'
import type { ComposedText } from '../desk/wording/compose-text.ts'

type Wording = z.infer<typeof wire.Wording>
type Told = Pick<ComposedText, 'origin' | 'because'>

/** Preferences as they are known now, by id. */
export type Memories = ReadonlyMap<string, UsedMemory>

const BY = { template: 'approved', model: 'assistant', fallback: 'fallback' } as const

export function presentWording(
  { origin, because }: Told,
  { isToCome, objective, memories }: { isToCome: boolean; objective: string | null; memories: Memories },
): Wording {
  return {
    by: isToCome ? 'to_come' : BY[origin],
    // What it was written for, where the step has become another one since.
    objective: because?.objective ?? objective,
    reason: isToCome ? null : (because?.reason ?? null),
    memories: (because?.memories ?? []).map(({ id, kind }) => ({
      preference_id: id,
      kind: kind as PreferenceKind,
      value: memories.get(id)?.value ?? null,
    })),
  }
}

export function presentMessageStep(
  step: MessageStep | undefined,
  memories: Memories,
): z.infer<typeof wire.Message>['step'] {
  if (!step) return null
  const { journeyId, journey, stepKey, objective } = step
  return {
    journey_id: journeyId,
    journey,
    step_key: stepKey,
    wording: presentWording(step, { isToCome: false, objective, memories }),
  }
}

/** The preferences that these texts were written from. */
export function memoriesOf(texts: readonly (Told | null | undefined)[]): string[] {
  return texts.flatMap((text) => text?.because?.memories.map(({ id }) => id) ?? [])
}
