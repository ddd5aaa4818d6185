/** What was filled in so far: one value for each place, in no order, so that it may be given in any. */
import type { Value } from './questionnaire.ts'

/** An item and which of its repetitions; below a question, which of its answers. */
export type Step = readonly [linkId: string, index: number]
export type Path = readonly Step[]

/** Values by the place they stand at, as `placeOf` writes it. Plain JSON. */
export type Filled = Readonly<Record<string, Value>>

/** `medicines:1/name:0` */
export function placeOf(path: Path): string {
  return path.map(([linkId, index]) => `${encodeURIComponent(linkId)}:${index}`).join('/')
}

export function pathOf(place: string): Path {
  return place.split('/').map((step) => {
    const [linkId = '', index] = step.split(':')
    return [decodeURIComponent(linkId), Number(index)] as const
  })
}

export interface FilledEntry {
  path: Path
  value: Value
}

/** The values by question, and which repetitions there are of what. */
export interface Reading {
  /** Where a question was answered. */
  answersOf(linkId: string): readonly FilledEntry[]
  /** The repetitions of an item below a place, in order: of a group those that hold an answer. */
  indexesOf(parent: Path, linkId: string): readonly number[]
}

export function readFilled(filled: Filled): Reading {
  const answers = new Map<string, FilledEntry[]>()
  const indexes = new Map<string, number[]>()
  for (const [place, value] of Object.entries(filled)) {
    const path = pathOf(place)
    const [linkId] = path[path.length - 1] as Step
    answers.set(linkId, [...(answers.get(linkId) ?? []), { path, value }])
    for (let depth = 0; depth < path.length; depth++) {
      const [step, index] = path[depth] as Step
      const key = keyOf(path.slice(0, depth), step)
      const known = indexes.get(key) ?? []
      if (!known.includes(index))
        indexes.set(
          key,
          [...known, index].sort((a, b) => a - b),
        )
    }
  }
  return {
    answersOf: (linkId) => answers.get(linkId) ?? [],
    indexesOf: (parent, linkId) => indexes.get(keyOf(parent, linkId)) ?? [],
  }
}

function keyOf(parent: Path, linkId: string): string {
  return `${placeOf(parent)}/${encodeURIComponent(linkId)}`
}
