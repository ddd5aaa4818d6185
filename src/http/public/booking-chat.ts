/**
 * A booking page that was opened from the chat says so by a reference: the visitor whose chat it was, sealed, for two hours. It
 * opens nothing and shows nothing; it says where a booking belongs.
 */
import { findConnections } from '../../desk/connections/find-connection.ts'
import { findVisitorConversation } from '../../desk/conversations/find-visitor-thread.ts'
import { tellChatOfBooking } from '../../desk/outreach/tell-chat-of-booking.ts'
import type { Service } from '../../desk/services/service.ts'
import { type Keyring, SealBroken } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'
import type { ClinicId } from '../../kit/ids.ts'
import { CHAT, type Guest, sourcesOf } from './guest.ts'
import { showDate, showTime } from './show.ts'
import type { VisitorId } from './widget-visitor.ts'

/** The page stays open while somebody chooses a day; whoever comes later is booked all the same. */
const LASTS = { hours: 2 }

/** Goes along in the page's address as `chat`. Sealed and not signed: a site's own id of its user may be an address. */
export function chatReference(
  keyring: Keyring,
  { clinicId, visitor, now }: { clinicId: ClinicId; visitor: VisitorId; now: Temporal.Instant },
): string {
  const expiresAt = Math.floor(now.add(LASTS).epochMilliseconds / 1000)
  return keyring.seal(JSON.stringify([visitor, expiresAt]), contextOf(clinicId))
}

/** The visitor's address; null for a reference that is forged, over, or another clinic's. */
export function readChatReference(
  keyring: Keyring,
  { clinicId, text, now }: { clinicId: ClinicId; text: string; now: Temporal.Instant },
): string | null {
  try {
    const [visitor, expiresAt] = JSON.parse(keyring.open(text, contextOf(clinicId))) as [VisitorId, number]
    return expiresAt * 1000 > now.epochMilliseconds ? visitor : null
  } catch (error) {
    if (error instanceof SealBroken) return null
    throw error
  }
}

function contextOf(clinicId: ClinicId): string {
  return `clinic:${clinicId}:booking.chat`
}

/** The chat from which this guest's page was opened. */
export interface FromChat {
  /** Null: its visitor has not written yet. */
  conversationId: string | null
}

/** Null where it was opened from no chat of this clinic. */
export async function findChat(tx: Tx, guest: Guest, keyring: Keyring): Promise<FromChat | null> {
  const [, text] = guest.carried.find(([name]) => name === CHAT) ?? []
  const visitor = text ? readChatReference(keyring, { clinicId: tx.clinicId, text, now: guest.now }) : null
  if (!visitor) return null
  const widget = (await findConnections(tx)).find(({ vendor }) => vendor === 'widget')
  if (!widget) return null
  const found = await findVisitorConversation(tx, { connectionId: widget.id, address: visitor })
  return { conversationId: found?.id ?? null }
}

/** Where the booking comes from: the chat, whatever else its address says; a campaign stays. */
export function sourcesFrom(guest: Guest, chat: FromChat | null) {
  const key = 'booking_source'
  return [...(chat ? [{ key, label: key, value: 'widget' }] : []), ...sourcesOf(guest)]
}

/** The booking belongs to that chat, and stands there as a line. */
export async function tieToChat(
  tx: Tx,
  guest: Guest,
  booked: { chat: FromChat | null; appointmentId: string; service: Service; startAt: Temporal.Instant },
): Promise<void> {
  const { chat, appointmentId, service, startAt } = booked
  if (!chat?.conversationId) return
  const { speech, timeZone } = guest
  const lead = speech.say(service.requiresConfirmation ? 'requested_title' : 'status_booked')
  const when = `${showDate(speech, startAt, timeZone)}, ${showTime(speech, startAt, timeZone)}`
  await tellChatOfBooking(tx, {
    ...{ conversationId: chat.conversationId, appointmentId },
    kind: service.requiresConfirmation ? 'request_received' : 'confirmation',
    text: `${lead}: ${service.name}, ${when}`,
  })
}
