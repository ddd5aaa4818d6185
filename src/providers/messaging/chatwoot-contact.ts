/** Who writes, and in which conversation of which channel, as Chatwoot knows them. */

import { isE164 } from '../../kit/phone.ts'
import type { ChatwootContact, ChatwootConversation } from './chatwoot-payload.ts'
import type { ChannelUser, ChatChannel, Thread } from './port.ts'

/** Where it happened; `account:inbox` is the account. */
export function threadOf(
  conversation: ChatwootConversation,
  { accountId, inboxId }: { accountId: string | null; inboxId: string | null },
): Thread {
  return {
    id: conversation.id,
    channel: channelOf(conversation),
    account: `${accountId ?? ''}:${inboxId ?? ''}`,
  }
}

function channelOf({ channel, contact_inbox, additional_attributes }: ChatwootConversation): ChatChannel {
  switch (channel) {
    case 'Channel::Whatsapp':
      return 'whatsapp'
    case 'Channel::TwilioSms':
      return contact_inbox.source_id?.startsWith('whatsapp:') ? 'whatsapp' : 'sms'
    case 'Channel::Sms':
      return 'sms'
    case 'Channel::Instagram':
      return 'instagram'
    case 'Channel::FacebookPage':
      // An Instagram account that was connected by its Facebook page.
      return additional_attributes.type === 'instagram_direct_message' ? 'instagram' : 'facebook'
    case 'Channel::WebWidget':
      return 'widget'
    case 'Channel::Email':
      return 'email'
    default:
      return 'other'
  }
}

/** Null where the sender is no contact. Contacts come with the type `contact` or without any. */
export function userOf(
  contact: ChatwootContact,
  conversation: ChatwootConversation,
  { channel }: Thread,
): ChannelUser | null {
  if (contact.id === null || (contact.type !== null && contact.type !== 'contact')) return null
  const sourceId = conversation.contact_inbox.source_id
  const bare = (sourceId ?? '').replace(/^whatsapp:/, '').replace(/^\+?/, '+')
  const written = isE164(bare) ? bare : null
  const { phone_number: field } = contact
  const shown = field !== null && isE164(field) ? field : null
  return {
    id: contact.id,
    aliases: sourceId === null ? [] : [sourceId],
    // Staff and imports fill in the contact's field: where the channel tells the number itself, only that one is theirs.
    phone: channel === 'whatsapp' || channel === 'sms' ? written : shown,
    name: contact.name,
    email: contact.email?.toLowerCase() ?? null,
  }
}
