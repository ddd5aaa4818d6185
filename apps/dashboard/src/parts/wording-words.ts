/** Who worded a text, and why it is the approved one after all. */
import type { Schemas } from '../api.ts'

type Wording = Schemas['Wording']

const AWAY = 'The model did not answer'
const NOTHING = 'The model wrote no message'

const REASONS: Record<string, string> = {
  timed_out: AWAY,
  unreachable: AWAY,
  rate_limited: AWAY,
  overloaded: AWAY,
  vendor_failed: AWAY,
  bad_answer: AWAY,
  sign_in_failed: AWAY,
  out_of_credit: AWAY,
  not_found: AWAY,
  failed: AWAY,
  budget_spent: 'The day’s questions to the model were used up',
  not_in_time: 'The words were not ready in time',
  refused: NOTHING,
  length: NOTHING,
  empty: NOTHING,
  unreadable: NOTHING,
  too_many_calls: NOTHING,
  unknown_action: NOTHING,
  gap_missing: 'The model left something of the approved text out',
  line_missing: 'The model left something of the approved text out',
  gap_added: 'The model added something that is not in the approved text',
  broken_gap: 'The model added something that is not in the approved text',
  figure_added: 'The model named a figure that is not in the approved text',
  link_changed: 'The model changed a link',
  foreign_link: 'The model put in a link that is not the clinic’s',
  foreign_address: 'The model put in an address that is not the clinic’s',
  unknown_price: 'The model named a price that is not the clinic’s',
  private_word: 'The model spoke of health or treatment',
  medical: 'The model spoke of health or treatment',
  promise: 'The model promised a result',
  pressure: 'The model pressed',
  other_language: 'The model wrote in another language',
  too_long: 'The model wrote too much',
}

/** In one sentence, without its full stop. */
export function wordedInWords({ by, reason }: Wording): string {
  switch (by) {
    case 'assistant':
      return 'Worded by the assistant'
    case 'approved':
      return 'The approved text'
    case 'to_come':
      return 'The approved text; the assistant words it when the step is opened here, or sent'
    case 'fallback':
      return `The approved text. ${REASONS[reason ?? ''] ?? 'What the model wrote was not so, and was not used'}`
  }
}
