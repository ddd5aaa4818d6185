/** A person is asked to take over, and whoever writes sees it: now, or when somebody is back. */
import type { Tx } from '../../kit/db.ts'
import { showPhone } from '../../kit/phone.ts'
import type { Clinic } from '../clinics/clinic.ts'
import type { WaitingReason } from '../conversations/conversation.ts'
import { findClinicHours } from '../services/find-hours.ts'
import { isPresent, type ReceptionistSettings } from './receptionist-settings.ts'
import { leaveToPerson, type Said, said, type Turn } from './turn.ts'

export async function handOff(
  turn: Turn,
  settings: ReceptionistSettings,
  reason: WaitingReason,
): Promise<Said> {
  await leaveToPerson(turn, reason)
  return said(await wordHandOff(turn, settings))
}

/** Whether somebody is at the desk now; null where the clinic has said nothing of when. */
export async function isStaffed(
  tx: Tx,
  { now, clinic, settings }: { now: Temporal.Instant; clinic: Clinic; settings: ReceptionistSettings },
): Promise<boolean | null> {
  const hours = settings.presence.length > 0 ? settings.presence : await findClinicHours(tx)
  return hours.length === 0 ? null : isPresent(now, clinic.timeZone, hours)
}

/** That a person takes over: now, or when somebody is back. */
export async function wordHandOff(
  turn: Pick<Turn, 'tx' | 'now' | 'clinic' | 'speech'>,
  settings: ReceptionistSettings,
): Promise<string[]> {
  const { clinic, speech, now, tx } = turn
  if ((await isStaffed(tx, { now, clinic, settings })) !== false) return [speech.say('handed_over')]
  const phone = clinic.phoneE164 && showPhone(clinic.phoneE164, clinic.country)
  return [speech.say('handed_over_later'), phone ? speech.say('handed_over_call', { phone }) : '']
}
