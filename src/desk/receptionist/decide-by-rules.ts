import type { WaitingReason } from '../conversations/conversation.ts'
import { handOff } from './hand-off.ts'
import { heedEmergency } from './heed-emergency.ts'
import { heedOptOut } from './heed-opt-out.ts'
import { heedReminderReply, keepYesToReminder } from './heed-reminder-reply.ts'
import { goesOnMeanwhile, heedSymptom, leaveSymptom } from './heed-symptom.ts'
import { asksWhoIAm, isAnswerToOurs } from './offline-receptionist.ts'
import { speakOtherLanguage, speakSwitchedOff } from './other-languages.ts'
import type { ReceptionistSettings } from './receptionist-settings.ts'
import type { Reply } from './send-reply.ts'
import { type Language, speechOf } from './speech.ts'
import { leaveToPerson, SILENCE, said, type Turn, together } from './turn.ts'

const QUIET: Reply = { said: SILENCE, kind: 'reply', by: 'rules' }

/**
 * What no model is asked about: safety first, then consent, who answers, a yes or no to a reminder, a person where one is
 * wanted, and how a body is. Null where the message is about none of these.
 */
export async function decideByRules(turn: Turn, settings: ReceptionistSettings): Promise<Reply | null> {
  const { reading, asking } = turn
  const own = inTheirLanguage(turn)
  const emergency = await heedEmergency(own, settings)
  if (emergency) return { said: emergency, kind: 'emergency_notice', by: 'rules' }
  const heeded = await heedOptOut(own)
  if (heeded) return { ...heeded, by: 'rules' }
  const { status } = asking.conversation
  if (goesOnMeanwhile(turn)) return null
  if (status === 'waiting' || status === 'person') {
    await keepYesToReminder(own)
    return QUIET
  }
  if (!settings.isOn) {
    await leaveToPerson(turn, 'assistant_off')
    return QUIET
  }
  const toReminder = reading.wantsHuman ? null : await heedReminderReply(turn)
  if (toReminder) {
    const left = reading.reportsSymptom ? await leaveSymptom(own) : null
    return { said: together(left, toReminder), kind: left ? 'handoff_notice' : 'reply', by: 'rules' }
  }
  const off = switchedOff(turn, settings)
  if (off) return leaveUnspoken(turn, 'language_off', speakSwitchedOff(off))
  if (reading.wantsHuman && !asksWhoIAm(turn.text)) {
    return { said: await handOff(turn, settings, 'asked_for_person'), kind: 'handoff_notice', by: 'rules' }
  }
  const symptom = await heedSymptom(turn, settings)
  if (symptom) return { said: symptom, kind: 'handoff_notice', by: 'rules' }
  if (reading.language !== 'other') return null
  return leaveUnspoken(turn, 'other_language', speakOtherLanguage(turn.text))
}

/** Safety and consent are understood by whoever writes, also in a language that the clinic has switched off. */
function inTheirLanguage(turn: Turn): Turn {
  const { language } = turn.reading
  if (language === 'other' || language === turn.speech.language) return turn
  return { ...turn, speech: speechOf(language, turn.clinic) }
}

/** A name or a "sí" that answers what was asked is no other language. */
function switchedOff(turn: Turn, { languages }: ReceptionistSettings): Language | null {
  const { language } = turn.reading
  if (language === 'other' || languages.includes(language) || isAnswerToOurs(turn)) return null
  return language
}

async function leaveUnspoken(turn: Turn, reason: WaitingReason, text: string): Promise<Reply> {
  await leaveToPerson(turn, reason)
  return { said: said(text), kind: 'handoff_notice', by: 'rules', isIntroduction: true }
}
