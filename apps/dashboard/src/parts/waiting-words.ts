/** Why a message goes out later than it is due, in words. */
import type { ClinicTime } from '../clinic-time.ts'
import { reasonInWords } from '../words.ts'

interface Waiting {
  /** Null for what has no time yet. */
  due_at: string | null
  held_until: string | null
  held_because: string | null
}

const BECAUSE: Record<string, string> = {
  quiet_hours: 'text messages like this do not go out then, where they are',
  daily_cap: 'one message a day at most, apart from reminders',
  weekly_cap: 'enough messages for one week, apart from reminders',
  makes_room: 'a message about their care comes first',
  human_talking: 'somebody of the staff is talking with them',
}

/** `Waits from 9:00 AM: …`, with the day where it is another one; null for what does not wait. */
export function waitInWords({ due_at, held_until, held_because }: Waiting, time: ClinicTime): string | null {
  if (!due_at || !held_until || !held_because) return null
  const because = BECAUSE[held_because]
  if (!because) return reasonInWords(held_because)
  const from = time.day(due_at) === time.day(held_until) ? time.time(due_at) : time.ahead(due_at)
  return `Waits from ${from}: ${because}.`
}
