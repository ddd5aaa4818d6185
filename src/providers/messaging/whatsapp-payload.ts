/**
 * What the WhatsApp Cloud API puts into a delivery, parsed once: every field is optional, and a wrong type counts as
 * absent. One body may hold many entries, changes and messages.
 */

import { z } from 'zod'
import { Id, isRecord, Line, List, Moment, Part, Text } from './wire.ts'

const Contact = Part({
  wa_id: Id,
  user_id: Id,
  parent_user_id: Id,
  profile: Part({ name: Line, username: Line }),
})
export type WhatsappContact = z.infer<typeof Contact>

const Media = Part({ id: Id, mime_type: Line, filename: Line, caption: Text })
export type WhatsappMedia = z.infer<typeof Media>

const Reply = Part({ id: Id, title: Text })

/** Also what staff typed in the phone app (`message_echoes`): that has `to` beside `from`. */
const Message = Part({
  id: Id,
  type: Line,
  timestamp: Moment,
  from: Id,
  from_user_id: Id,
  from_parent_user_id: Id,
  to: Id,
  to_user_id: Id,
  to_parent_user_id: Id,
  context: Part({ id: Id }),
  text: Part({ body: Text }),
  image: Media,
  audio: Media,
  video: Media,
  document: Media,
  sticker: Media,
  location: Part({ latitude: Id, longitude: Id, name: Line, address: Line }),
  contacts: List(Part({ name: Part({ formatted_name: Line }), phones: List(Part({ phone: Line })) })),
  interactive: Part({ type: Line, button_reply: Reply, list_reply: Reply }),
  button: Part({ payload: Id, text: Text }),
  reaction: Part({ message_id: Id, emoji: Text }),
  system: Part({ type: Line, wa_id: Id, user_id: Id, parent_user_id: Id }),
})
export type WhatsappMessage = z.infer<typeof Message>

const Status = Part({
  id: Id,
  status: Line,
  timestamp: Moment,
  biz_opaque_callback_data: Id,
  errors: List(Part({ code: z.preprocess((code) => Number(code) || null, z.number().nullable()) })),
})
export type WhatsappStatus = z.infer<typeof Status>

const Preference = Part({
  wa_id: Id,
  user_id: Id,
  parent_user_id: Id,
  category: Line,
  value: Line,
  timestamp: Moment,
})
export type WhatsappPreference = z.infer<typeof Preference>

const Value = Part({
  metadata: Part({ phone_number_id: Id }),
  contacts: List(Contact),
  messages: List(Message),
  message_echoes: List(Message),
  statuses: List(Status),
  user_preferences: List(Preference),
  errors: List(z.unknown()),
  // Of `message_template_status_update`.
  event: Line,
  message_template_name: Line,
  message_template_language: Line,
  reason: Line,
  rejection_info: Part({ reason: Line }),
  other_info: Part({ description: Line }),
})
export type WhatsappValue = z.infer<typeof Value>

const Change = Part({ field: Line, value: Value })
export type WhatsappChange = z.infer<typeof Change>

export const WhatsappBody = z.object({
  entry: List(Part({ id: Id, changes: List(Change) })),
})

/** Whether a body is of WhatsApp at all. */
export function isWhatsapp(body: unknown): boolean {
  return isRecord(body) && body.object === 'whatsapp_business_account'
}
