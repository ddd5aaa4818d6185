/**
 * What people sent beside their words, where only the vendor's token opens it: a browser's link, answered with the bytes and so
 * no route of the API document. Staff's eyes only, kept by nobody on the way.
 */
import type { OpenVendor } from '../../desk/connections/ask-vendor.ts'
import { askMedia } from '../../desk/conversations/ask-media.ts'
import type { ChatCarrier } from '../../desk/outreach/reactors/dispatch-message.ts'
import { isUuid } from '../../kit/ids.ts'
import { notFound, Problem, unavailable } from '../../kit/problem.ts'
import { MESSAGING_FAILURES } from '../../providers/messaging/port.ts'
import { allowed } from '../visitor.ts'
import { type Api, type Doors, staffOf } from './api.ts'

/** What a browser shows without running anything of it. */
const SHOWN = new Set([
  ...['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
  ...['audio/ogg', 'audio/mpeg', 'audio/mp4', 'audio/aac', 'audio/amr', 'audio/wav'],
  ...['video/mp4', 'video/3gpp', 'video/quicktime'],
  'application/pdf',
])

const NO_MEDIA = 'There is no such picture or file in this clinic; it may have been taken back'

/** Where staff's browsers find the attachment at this place of a received message. */
export function mediaPath(messageId: string, place: number): string {
  return `/api/media/${messageId}/${place}`
}

export function answerMedia(api: Api, { database, chat }: Doors & { chat: ChatCarrier | null }): void {
  const open: OpenVendor = (via) => chat?.open({ ...via, threadId: null, isLocal: false }) ?? null

  api.get('/api/media/:message/:place', allowed('conversations:read'), async (c) => {
    const { message: messageId, place } = c.req.param()
    if (!isUuid(messageId) || !/^\d{1,2}$/.test(place)) throw notFound(NO_MEDIA)
    const { clinicId } = staffOf(c)
    const media = await askMedia(database, { clinicId, messageId, place: Number(place), open })
    if (!media.ok) throw media.reason === 'not_found' ? notFound(NO_MEDIA) : problemOfVendor(media.code)
    const [type = ''] = (media.contentType ?? '').toLowerCase().split(';')
    if (!SHOWN.has(type.trim())) {
      throw new Problem({
        ...{ status: 415, type: 'media-not-shown', title: 'Not shown here' },
        detail: 'Files of this kind are not opened here, for safety. Open it in the vendor’s own app.',
      })
    }
    return c.body(new Uint8Array(media.content), 200, {
      'content-type': type.trim(),
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(media.fileName ?? 'attachment')}`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
  })
}

function problemOfVendor(code: string): Problem {
  const remedy =
    code in MESSAGING_FAILURES ? MESSAGING_FAILURES[code as keyof typeof MESSAGING_FAILURES] : null
  switch (code) {
    case 'not_found':
      return new Problem({
        ...{ status: 410, type: 'media-gone', title: 'No longer available' },
        detail: 'The vendor keeps this no longer. Ask the person to send it again.',
      })
    case 'too_large':
      return new Problem({
        ...{ status: 413, type: 'media-too-large', title: 'Too large' },
        detail: MESSAGING_FAILURES.too_large,
      })
    case 'sign_in_failed':
    case 'account_blocked':
      return new Problem({
        ...{ status: 502, type: 'vendor-refused', title: 'The vendor refuses it' },
        detail: MESSAGING_FAILURES[code],
      })
    default:
      return unavailable(30, remedy ?? 'The vendor does not answer; try again in half a minute')
  }
}
