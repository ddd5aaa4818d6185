/** Instagram's webhook bodies, in the shapes of the instagram.* files of test/fixtures/messaging/whatsapp. */
import { randomBytes } from 'node:crypto'
import type { Callback } from './callbacks.ts'
import { metaCallback } from './meta.ts'

/** Somebody on Instagram by the id that they have for this account. */
export interface InstagramPerson {
  igsid: string
}

interface Said {
  from: InstagramPerson
  at?: Temporal.Instant
  /** Instead of a fresh one. */
  mid?: string
}

export const freshMid = () => `aWdfZAG1faXRlbTox${randomBytes(18).toString('base64url')}`

export function instagramCallbacks(igId: string, now: () => Temporal.Instant) {
  function entry(field: 'messaging' | 'standby', event: object, mid: string): Callback {
    const time = now().epochMilliseconds
    return metaCallback({ object: 'instagram', entry: [{ id: igId, time, [field]: [event] }] }, mid)
  }

  const fromPerson = ({ from, at = now() }: Said) => ({
    ...{ sender: { id: from.igsid }, recipient: { id: igId } },
    timestamp: at.epochMilliseconds,
  })

  function inbound(said: Said, message: object): Callback {
    const { mid = freshMid() } = said
    return entry('messaging', { ...fromPerson(said), message: { mid, ...message } }, mid)
  }

  return {
    text: (said: Said & { text: string; repliesTo?: string }) =>
      inbound(said, {
        text: said.text,
        ...(said.repliesTo && { reply_to: { mid: said.repliesTo } }),
      }),
    /** A quick reply that was tapped: its title as text and its payload (Meta's page on quick replies). */
    choice: (said: Said & { choice: { id: string; title: string } }) =>
      inbound(said, { text: said.choice.title, quick_reply: { payload: said.choice.id } }),
    image: (said: Said & { url?: string }) =>
      inbound(said, {
        attachments: [
          {
            type: 'image',
            payload: {
              url: said.url ?? 'https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1&signature=test',
            },
          },
        ],
      }),
    unsend: (said: Said & { mid: string }) => inbound(said, { is_deleted: true }),
    postback(said: Said & { title: string; payload: string }): Callback {
      const { mid = freshMid(), title, payload } = said
      return entry('messaging', { ...fromPerson(said), postback: { mid, title, payload } }, mid)
    },
    seen: (said: Said & { mid: string }) =>
      entry('messaging', { ...fromPerson(said), read: { mid: said.mid } }, said.mid),
    /** Another app owns the thread (instagram.standby.json). */
    standby(said: Said & { text: string }): Callback {
      const { mid = freshMid(), text } = said
      return entry('standby', { ...fromPerson(said), message: { mid, text } }, mid)
    },
    /** What went out of the account: by staff in the app, or by us with the `mid` of our own (instagram.echo.json). */
    echo(said: { to: InstagramPerson; text: string; at?: Temporal.Instant; mid?: string }): Callback {
      const { to, text, at = now(), mid = freshMid() } = said
      const event = {
        ...{ sender: { id: igId }, recipient: { id: to.igsid }, timestamp: at.epochMilliseconds },
        message: { mid, text, is_echo: true },
      }
      return entry('messaging', event, mid)
    },
  }
}
