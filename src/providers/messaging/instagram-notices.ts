/** A delivery of the Instagram messaging API as notices. */

import { z } from 'zod'
import type { Attachment, ChannelUser, MessagingNotice, Read, Thread } from './port.ts'
import {
  type Delivery,
  Flag,
  Id,
  Line,
  List,
  Moment,
  Part,
  parseObject,
  receivedAt,
  Text,
  unreadable,
} from './wire.ts'

const Party = Part({ id: Id })

const Message = Part({
  mid: Id,
  text: Text,
  is_echo: Flag,
  is_deleted: Flag,
  is_unsupported: Flag,
  attachments: List(Part({ type: Line, payload: Part({ url: Text }) })),
  reply_to: Part({ mid: Id, story: Part({ id: Id, url: Text }) }),
  quick_reply: Part({ payload: Id }),
})
type Message = z.infer<typeof Message>

const Messaging = Part({
  sender: Party,
  recipient: Party,
  timestamp: Moment,
  message: Message,
  postback: Part({ mid: Id, title: Text, payload: Id }),
  read: Part({ mid: Id }),
  reaction: Part({ mid: Id, action: Line, emoji: Text }),
})
type Messaging = z.infer<typeof Messaging>

const Body = z.object({
  object: Line,
  entry: List(
    Part({
      id: Id,
      time: Moment,
      messaging: List(Messaging),
      standby: List(Messaging),
      changes: List(Part({ field: Line })),
    }),
  ),
})

export function readInstagram(delivery: Delivery, own?: { ig_id: string }): Read {
  const raw = parseObject(delivery.rawBody)
  if (!raw)
    return unreadable(null, 'The delivery is no JSON object; check that Meta itself calls this address.')
  const body = Body.parse(raw)
  if (body.object !== 'instagram') {
    return unreadable(
      body.object,
      'The delivery is not of Instagram; subscribe this address to the product “Instagram” at Meta.',
    )
  }
  const notices = body.entry.flatMap((entry) => {
    const at = entry.time ?? receivedAt(delivery)
    return [
      ...entry.messaging.map((messaging) => readMessaging(messaging, { own, at })),
      ...entry.standby.map(() => ignored('standby', 'Another app has this conversation at Instagram')),
      // Messages of people never come so, only the button “Test” of Meta's dashboard and other fields.
      ...entry.changes.map(({ field }) =>
        field === 'messages'
          ? ignored('test', 'Meta’s test: the address and the secret are right')
          : ignored(field ?? 'unnamed', 'Nothing follows from this kind of notice'),
      ),
    ]
  })
  return {
    ok: true,
    notices: notices.length > 0 ? notices : [ignored('empty', 'The delivery holds nothing')],
  }
}

interface Around {
  own: { ig_id: string } | undefined
  /** Stands in for a time that the wire does not tell. */
  at: Temporal.Instant
}

function readMessaging(messaging: Messaging, { own, at }: Around): MessagingNotice {
  const { message, postback, read, reaction } = messaging
  // What went out of the account has it as the sender.
  const [account, person] = message.is_echo
    ? [messaging.sender.id, messaging.recipient.id]
    : [messaging.recipient.id, messaging.sender.id]
  const trigger = triggerOf(messaging)
  if (account === null || person === null) return ignored(trigger, 'It names no sender or no recipient')
  if (own && account !== own.ig_id) return ignored(trigger, `It is for another Instagram account, ${account}`)

  const thread: Thread = { id: null, channel: 'instagram', account }
  const from: ChannelUser = { id: person, aliases: [], phone: null, name: null, email: null }
  const told = messaging.timestamp
  if (read.mid !== null) return { kind: 'seen', thread, from, upTo: read.mid, at: told }
  if (reaction.mid !== null) {
    const emoji = reaction.action === 'unreact' ? null : reaction.emoji
    return { kind: 'reaction', thread, from, to: reaction.mid, emoji, at: told }
  }
  if (postback.title !== null) {
    const vendorMessageId = postback.mid ?? `postback:${person}:${(told ?? at).epochMilliseconds}`
    return {
      ...{ kind: 'message', vendorMessageId, thread, from, at: told ?? at, ...PLAIN },
      text: postback.title,
      choice: { id: postback.payload, title: postback.title },
    }
  }
  if (message.mid === null) return ignored(trigger, 'Nothing follows from this kind of notice')
  return readMessage(message, { mid: message.mid, thread, from, told, at })
}

const PLAIN = {
  attachments: [],
  choice: null,
  repliesTo: null,
  optOut: null,
  isUnsupported: false,
  canReply: null,
}

interface Surroundings {
  mid: string
  thread: Thread
  from: ChannelUser
  told: Temporal.Instant | null
  at: Temporal.Instant
}

function readMessage(message: Message, { mid, thread, from, told, at }: Surroundings): MessagingNotice {
  if (message.is_deleted) return { kind: 'removed', vendorMessageId: mid, thread, at: told }
  const text = message.text ?? ''
  const attachments = attachmentsOf(message)
  const about = { vendorMessageId: mid, thread, at: told ?? at, text, attachments }
  if (message.is_echo) {
    // The wire does not say who wrote it: an id that sending gave us makes it ours, and the echo may come before that
    // answer does.
    return { kind: 'echo', ...about, messageId: null, to: from, author: 'staff', isPrivate: false }
  }
  return {
    kind: 'message',
    ...PLAIN,
    ...{ ...about, from },
    choice: message.quick_reply.payload === null ? null : { id: message.quick_reply.payload, title: text },
    repliesTo: message.reply_to.mid,
    isUnsupported: message.is_unsupported || (text === '' && attachments.length === 0),
  }
}

const KINDS = new Map<string, Attachment['kind']>([
  ['image', 'image'],
  ['audio', 'audio'],
  ['video', 'video'],
  ['ig_reel', 'video'],
  ['reel', 'video'],
  ['file', 'document'],
  ['like_heart', 'sticker'],
  ['story_mention', 'story'],
])

function attachmentsOf({ attachments, reply_to }: Message): Attachment[] {
  const bare = { mediaId: null, contentType: null, fileName: null, transcript: null }
  const { story } = reply_to
  return [
    ...attachments.map(({ type, payload }) => {
      const kind = KINDS.get(type ?? '') ?? 'other'
      return { ...bare, kind, url: payload.url }
    }),
    ...(story.id === null && story.url === null ? [] : [{ ...bare, kind: 'story' as const, url: story.url }]),
  ]
}

function triggerOf({ message, postback, read, reaction }: Messaging): string {
  if (message.mid !== null) return message.is_echo ? 'echo' : 'message'
  if (postback.title !== null) return 'postback'
  if (read.mid !== null) return 'seen'
  return reaction.mid === null ? 'unnamed' : 'reaction'
}

function ignored(trigger: string, why: string): MessagingNotice {
  return { kind: 'ignored', trigger, why }
}
