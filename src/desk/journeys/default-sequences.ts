/** The sequences that every clinic starts with; who is in one is in no other (REQUIREMENTS B2). */
import type { JourneyDraft } from './default-journeys.ts'
import { DRIP, LAPSED } from './default-sequences-lapsed.ts'
import { NO_SHOW_NOTE, NO_SHOW_RECOVERY } from './default-sequences-no-show.ts'
import { REVIEW_REQUEST } from './default-sequences-review.ts'
import { WARM_LEAD } from './default-sequences-warm-lead.ts'

export const DEFAULT_SEQUENCES: readonly JourneyDraft[] = [
  NO_SHOW_NOTE,
  NO_SHOW_RECOVERY,
  WARM_LEAD,
  LAPSED,
  DRIP,
  REVIEW_REQUEST,
]
