/** Red flags come before everything: one text with the country's number, and the staff are told. */
import type { RedFlag } from '@foyer/understanding'
import { provesPhone } from '../conversations/conversation.ts'
import { isStaffed } from './hand-off.ts'
import type { ReceptionistSettings } from './receptionist-settings.ts'
import { leaveToPerson, perform, type Said, said, type Turn } from './turn.ts'

/** Said again only after this long: whoever writes five bubbles in distress needs one answer. */
const SAID_AGAIN_AFTER = { minutes: 30 }

/** The text, or null where it was said a moment ago; the staff are told either way. */
export async function heedEmergency(turn: Turn, settings: ReceptionistSettings): Promise<Said | null> {
  const { reading, memory, clinic, speech, now } = turn
  if (!reading.redFlag) return null
  const wasSaid =
    memory.emergencyAt !== null &&
    Temporal.Instant.compare(Temporal.Instant.from(memory.emergencyAt).add(SAID_AGAIN_AFTER), now) > 0
  await heedStop(turn)
  await leaveToPerson(turn, 'emergency')
  if (wasSaid) return said([])
  memory.emergencyAt = now.toString()
  const number = settings.emergencyNumber ?? emergencyNumberOf(clinic.country)
  const text = wordEmergency(reading.redFlag, { number, line: crisisLineOf(clinic.country) }, speech)
  return said([`${text} ${await wordStaff(turn, settings)}`.trim()])
}

/** Only what is so: at three in the morning nobody reads an alert. */
async function wordStaff({ tx, now, clinic, speech }: Turn, settings: ReceptionistSettings): Promise<string> {
  const isThere = await isStaffed(tx, { now, clinic, settings })
  if (isThere === null) return ''
  return speech.say(isThere ? 'team_alerted' : 'team_away')
}

/** Whoever ends the messages in the same breath has ended them, and the number to call goes out all the same. */
async function heedStop(turn: Turn): Promise<void> {
  const { optOut } = turn.reading
  if (optOut?.is !== 'certain') return
  if (optOut.mayMeanCancel && !provesPhone(turn.asking.channel)) return
  await perform(turn, { name: 'opt_out', input: {} })
}

function wordEmergency(
  { kind }: RedFlag,
  { number, line }: { number: string; line: string | null },
  speech: Turn['speech'],
): string {
  if (kind !== 'self_harm') return speech.say('emergency', { number })
  return line
    ? speech.say('emergency_crisis', { number, line })
    : speech.say('emergency_crisis_plain', { number })
}

/** What people dial where 112 is not the first number. Source: ITU-T E.161.1 and each country's regulator. */
const NUMBERS: Record<string, string> = {
  US: '911',
  CA: '911',
  PR: '911',
  MX: '911',
  CR: '911',
  PA: '911',
  DO: '911',
  EC: '911',
  SV: '911',
  HN: '911',
  UY: '911',
  PY: '911',
  VE: '911',
  PH: '911',
  JO: '911',
  AR: '911',
  GB: '999',
  IE: '112',
  AU: '000',
  NZ: '111',
  SG: '995',
  HK: '999',
  MY: '999',
  KE: '999',
  CN: '120',
  JP: '119',
  KR: '119',
  TW: '119',
  BR: '192',
  CL: '131',
  CO: '123',
  PE: '106',
  BO: '118',
  GT: '123',
  IL: '101',
  AE: '998',
  SA: '997',
  PK: '1122',
  TH: '1669',
  VN: '115',
}

/** 112 is answered in the European Union and by GSM networks in most of the world. */
export function emergencyNumberOf(country: string): string {
  return NUMBERS[country.toUpperCase()] ?? '112'
}

/** Lines for people in crisis that take calls and texts (988: USA since 2022, Canada since 2023). */
function crisisLineOf(country: string): string | null {
  return country === 'US' || country === 'CA' ? '988' : null
}
