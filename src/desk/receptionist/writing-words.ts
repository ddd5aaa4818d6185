/** Writing words are what a model reads of a memory. */
import type { Memory } from '../journeys/writing.ts'

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** In English, as code keeps it: `evening`, `Monday`, `asks_price`. */
export function wordOf({ kind, value }: Pick<Memory, 'kind' | 'value'>): string {
  return kind === 'weekday' ? (WEEKDAYS[Number(value)] ?? value) : value
}
