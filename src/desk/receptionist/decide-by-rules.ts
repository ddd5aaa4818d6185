import { handOff } from './hand-off.ts'
import { heedEmergency } from './heed-emergency.ts'
import { heedOptOut } from './heed-opt-out.ts'
import { asksWhoIAm } from './offline-receptionist.ts'
import { speakOtherLanguage } from './other-languages.ts'
import type { ReceptionistSettings } from './receptionist-settings.ts'
import type { Reply } from './send-reply.ts'
import { leaveToPerson, SILENCE, said, type Turn } from './turn.ts'

const QUIET: Reply = { said: SILENCE, kind: 'reply', by: 'rules' }

/**
 * What no model is asked about: safety first, then consent, who answers, and a person where one is wanted. Null where the
 * message is about none of these.
 */
export async function decideByRules(turn: Turn, settings: ReceptionistSettings): Promise<Reply | null> {
  const { reading, asking } = turn
  const emergency = await heedEmergency(turn, settings)
  if (emergency) return { said: emergency, kind: 'emergency_notice', by: 'rules' }
  const heeded = await heedOptOut(turn)
  if (heeded) return { ...heeded, by: 'rules' }
  const { status } = asking.conversation
  if (status === 'waiting' || status === 'person') return QUIET
  if (!settings.isOn) {
    await leaveToPerson(turn, 'assistant_off')
    return QUIET
  }
  if (reading.wantsHuman && !asksWhoIAm(turn.text)) {
    return { said: await handOff(turn, settings, 'asked_for_person'), kind: 'handoff_notice', by: 'rules' }
  }
  if (reading.language !== 'other') return null
  await leaveToPerson(turn, 'other_language')
  return {
    said: said(speakOtherLanguage(turn.text)),
    kind: 'handoff_notice',
    by: 'rules',
    isIntroduction: true,
  }
}
