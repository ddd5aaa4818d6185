/** What Twilio's message API takes, and its errors. Citations are to twilio/contract.md. */
import { z } from 'zod'
import { contractJson } from './contract.ts'
import type { VendorAnswer } from './server.ts'

// contract.md, SMS, Send; rest.message_create.request.txt. Scheduling and content templates are not used.
const MessageParameters = z.strictObject({
  To: z.string(),
  From: z.string().optional(),
  MessagingServiceSid: z
    .string()
    .regex(/^MG[0-9a-f]{32}$/)
    .optional(),
  Body: z.string().min(1).max(1600),
  StatusCallback: z.url({ protocol: /^https?$/ }).optional(),
  // contract.md, SMS: ValidityPeriod 1..36000 s.
  ValidityPeriod: z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(1).max(36_000)).optional(),
  SmartEncoded: z.enum(['true', 'false']).optional(),
})
export type MessageParameters = z.infer<typeof MessageParameters>

/** Twilio's own code for a parameter that is wrong; 20001 is "invalid parameter". */
const CODE_OF_PARAMETER: Record<string, number> = { To: 21211, Body: 21602, StatusCallback: 21609 }

const MESSAGES: Record<number, string> = {
  20001: 'Invalid parameter',
  21217: 'Phone number does not appear to be valid',
  21408: 'Permission to send an SMS has not been enabled for the region',
  21602: 'A text message body must be specified',
  21603: "A 'From' phone number is required",
  21604: "A 'To' phone number is required",
  21606: "The 'From' phone number provided is not a valid message-capable Twilio phone number",
  21609: "The 'StatusCallback' URL is not a valid URL",
  21612: "Message cannot be sent with the current combination of 'To' and/or 'From' parameters",
  21617: 'The concatenated message body exceeds the 1600 character limit',
  21659: "'From' is not a Twilio phone number or short code country mismatch",
  21703: 'The Messaging Service contains no phone numbers',
  30001: 'Queue overflow',
  30022: 'US A2P 10DLC: rate limits exceeded',
}

/** A file of the contract where it has one, else the error form (contract.md, Errors). */
export function twilioError(code: number, message?: string): VendorAnswer {
  if ([20003, 20404, 20429, 21211, 21610, 21614].includes(code)) {
    const body = contractJson('twilio', `rest.error.${code}.json`)
    return { status: body.status, body: { ...body, message: message ?? body.message } }
  }
  const more_info = `https://www.twilio.com/docs/errors/${code}`
  const status = code === 30001 || code === 30022 ? 429 : 400
  return { status, body: { code, message: message ?? MESSAGES[code] ?? 'Error', more_info, status } }
}

/** A message that can be sent, or the refusal. */
export function readParameters(
  body: string,
  numbers: { phoneNumber: string; messagingServiceSid: string },
): { ok: true; parameters: MessageParameters } | { ok: false; answer: VendorAnswer } {
  const refuse = (code: number, message?: string) =>
    ({ ok: false, answer: twilioError(code, message) }) as const
  const form = new URLSearchParams(body)
  const repeated = [...form.keys()].find((key) => form.getAll(key).length > 1)
  if (repeated) return refuse(20001, `${repeated} is given twice`)
  const given = Object.fromEntries(form)
  if (!given.To) return refuse(21604)
  if ((given.Body?.length ?? 0) > 1600) return refuse(21617)
  const parsed = MessageParameters.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const name = String(issue?.path[0] ?? '')
    return refuse(CODE_OF_PARAMETER[name] ?? 20001, `${name}: ${issue?.message}`)
  }
  const { To, From, MessagingServiceSid } = parsed.data
  // contract.md, SMS, Send: MessagingServiceSid | From.
  if (!From === !MessagingServiceSid) return refuse(21603)
  if (From && From !== numbers.phoneNumber) return refuse(21659)
  if (MessagingServiceSid && MessagingServiceSid !== numbers.messagingServiceSid) return refuse(21703)
  // rest.error.21211.json; E.164, and no national number begins with 0 or is shorter than seven digits.
  if (!/^\+[1-9]\d{6,14}$/.test(To)) return refuse(21211, `Invalid 'To' Phone Number: ${To}`)
  return { ok: true, parameters: parsed.data }
}

/** RFC 2822, as in rest.message_create.response.201.json. */
export const twilioDate = (at: Temporal.Instant) =>
  new Date(at.epochMilliseconds).toUTCString().replace('GMT', '+0000')

/** contract.md, SMS, Opt-out: the default keywords. */
export function keywordOf(text: string): 'STOP' | 'START' | 'HELP' | null {
  const word = text.trim().toUpperCase()
  if (['STOP', 'UNSUBSCRIBE', 'END', 'QUIT', 'STOPALL', 'REVOKE', 'OPTOUT', 'CANCEL'].includes(word)) {
    return 'STOP'
  }
  if (['START', 'YES', 'UNSTOP'].includes(word)) return 'START'
  return word === 'HELP' || word === 'INFO' ? 'HELP' : null
}
