/** What forms are called on the screens. */
import type { Schemas } from '../api.ts'
import { plural } from '../words.ts'

/** Why somebody should look: `2 answers to look at, 1 differs from what is known`. */
export function foundInWords({
  flags,
  differences,
}: Pick<Schemas['FormResponseSummary'], 'flags' | 'differences'>): string {
  const found = [
    flags.length > 0 && `${plural(flags.length, 'answer', 'answers')} to look at`,
    differences.length > 0 &&
      `${differences.length} ${differences.length === 1 ? 'differs' : 'differ'} from what is known`,
  ]
  return found.filter(Boolean).join(', ') || 'Nothing stands out'
}

export const DIFFERENCE_WORDS: Record<Schemas['FormDifference']['field'], string> = {
  name: 'Name',
  birth_date: 'Date of birth',
  phone: 'Phone',
  email: 'E-mail',
  place: 'Place',
}
