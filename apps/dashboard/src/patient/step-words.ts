/** What a step of a journey is doing for somebody, in words. */
import type { Schemas } from '../api.ts'
import { humanize } from '../words.ts'

type Step = Schemas['PlannedStep']

/** Those that send nothing say what they are. */
const QUIET_KINDS: Partial<Record<Step['kind'], string>> = {
  task: 'A task for staff',
  wait: 'Waits',
  branch: 'Goes one of two ways',
}

/** When it begins to go out, as far as it is known. */
export function goesOutAt({ due_at, held_until }: Pick<Step, 'due_at' | 'held_until'>): string {
  return held_until ?? due_at
}

/** Journey and kind, `Botox: after the visit · a task for staff`. */
export function aboutStep({ journey, kind }: Pick<Step, 'journey' | 'kind'>): string {
  const quiet = QUIET_KINDS[kind]
  return quiet ? `${humanizeName(journey)} · ${quiet.toLowerCase()}` : humanizeName(journey)
}

/** A name that staff gave stays as they wrote it; a key becomes words. */
function humanizeName(name: string): string {
  return /^[a-z0-9_]+$/.test(name) ? humanize(name) : name
}

/** What came of a step that sends nothing by itself; null where nothing did yet. */
export function outcomeInWords({ kind, outcome }: Pick<Step, 'kind' | 'outcome'>): string | null {
  if (!outcome) return null
  if (outcome === 'went_along') return 'It went along in the message of another step.'
  if (kind === 'wait') return outcome === 'happened' ? 'It happened.' : 'It did not happen in time.'
  if (kind === 'branch')
    return outcome === 'end' ? 'The journey ended here.' : `It went on with “${humanize(outcome)}”.`
  return null
}
