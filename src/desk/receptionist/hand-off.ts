/** A person is asked to take over, and whoever writes sees it: now, or when somebody is back. */
import { showPhone } from '../../kit/phone.ts'
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

async function wordHandOff(turn: Turn, settings: ReceptionistSettings): Promise<string[]> {
  const { clinic, speech, now, tx } = turn
  const hours = settings.presence.length > 0 ? settings.presence : await findClinicHours(tx)
  if (hours.length === 0 || isPresent(now, clinic.timeZone, hours)) return [speech.say('handed_over')]
  const phone = clinic.phoneE164 && showPhone(clinic.phoneE164, clinic.country)
  return [speech.say('handed_over_later'), phone ? speech.say('handed_over_call', { phone }) : '']
}
