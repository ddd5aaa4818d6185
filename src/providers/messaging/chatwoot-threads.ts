/** Where a person is written to in Chatwoot when no conversation of theirs is known here yet, and what went out there. */

import { isE164 } from '../../kit/phone.ts'
import { ProviderError } from '../../kit/problem.ts'
import type { CallChatwoot, ChatwootAccess } from './chatwoot-api.ts'
import { failure } from './failures.ts'
import type { MessagingFailure } from './port.ts'
import { Id, isRecord, List, Moment, Part } from './wire.ts'

export interface ChatwootWay {
  call: CallChatwoot
  access: ChatwootAccess
}

/**
 * The conversation for a first message: the latest in this inbox, or a new one. Two askings may make two of them, both
 * empty until something is sent.
 * @throws ProviderError `unreachable_person` for a phone number without an administrator's token
 */
export async function openThread(way: ChatwootWay, to: string): Promise<string> {
  const contact = (await findContact(way, to)) ?? (await addContact(way, to))
  const [latest] = way.access.admin_token ? await threadsOf(way, contact.id) : []
  if (latest !== undefined) return latest
  const body = {
    inbox_id: Number(way.access.inbox_id),
    contact_id: Number(contact.id),
    ...(contact.sourceId !== null && { source_id: contact.sourceId }),
  }
  const answer = await way.call({ path: 'conversations', as: 'bot', deed: 'ask', body })
  const { id } = Part({ id: Id }).parse(answer)
  if (id === null) throw failure('vendor_failed', { detail: 'the answer has no conversation' })
  return id
}

/** Conversations of the person in this inbox, the latest first; none where Chatwoot does not know them. */
export async function findThreads(way: ChatwootWay, to: string): Promise<string[]> {
  const contact = await findContact(way, to)
  return contact ? threadsOf(way, contact.id) : []
}

// Chatwoot has the latest twenty on a page; so many messages in one conversation since an attempt are not to be expected.
const PAGES_MAX = 20
/** Two machines' clocks may differ; our id is unique, so looking further back costs nothing. */
const CLOCK_SKEW = { minutes: 10 }

/** Chatwoot's id of the message that carries ours; null where there is none since then. */
export async function findMessage(
  { call }: ChatwootWay,
  { threadId, messageId, since }: { threadId: string; messageId: string; since: Temporal.Instant },
): Promise<string | 'unknown' | null> {
  const earliest = since.subtract(CLOCK_SKEW)
  const path = `conversations/${encodeURIComponent(threadId)}/messages`
  let before = ''
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { payload } = Listed.parse(await call({ path: path + before, as: 'administrator', deed: 'ask' }))
    const found = payload.find(({ content_attributes }) => content_attributes.fd_msg_id === messageId)
    if (found?.id) return found.id
    const [oldest] = payload
    if (!oldest?.id || !oldest.created_at) return null
    if (Temporal.Instant.compare(oldest.created_at, earliest) < 0) return null
    before = `?before=${encodeURIComponent(oldest.id)}`
  }
  return 'unknown'
}

const Listed = Part({
  payload: List(Part({ id: Id, created_at: Moment, content_attributes: Part({ fd_msg_id: Id }) })),
})

interface Contact {
  id: string
  /** Under which Chatwoot reaches them in this inbox. */
  sourceId: string | null
}

async function findContact({ call, access }: ChatwootWay, to: string): Promise<Contact | null> {
  if (/^\d{1,18}$/.test(to)) return { id: to, sourceId: null }
  if (!isE164(to)) throw failure('invalid_recipient')
  if (!access.admin_token) {
    throw failure('unreachable_person', {
      detail:
        'Chatwoot lets only an administrator’s access token write to a number first; add it to the connection',
    })
  }
  const condition = { attribute_key: 'phone_number', filter_operator: 'equal_to', values: [to] }
  const body = { payload: [{ ...condition, query_operator: null }] }
  const path = 'contacts/filter'
  const answer = await call({ path, as: 'administrator', deed: 'ask', body, idempotent: true })
  const [found] = Array.isArray(answer.payload) ? answer.payload : []
  return contactOf(found, access)
}

async function addContact({ call, access }: ChatwootWay, phone: string): Promise<Contact> {
  const body = { inbox_id: Number(access.inbox_id), name: phone, phone_number: phone }
  const answer = await call({ path: 'contacts', as: 'administrator', deed: 'ask', body }).catch((error) => {
    const isRefused =
      error instanceof ProviderError && error.code === ('content_refused' satisfies MessagingFailure)
    throw isRefused ? failure('invalid_recipient', { detail: 'Chatwoot 422' }) : error
  })
  const made = contactOf(isRecord(answer.payload) ? answer.payload.contact : null, access)
  if (!made) throw failure('vendor_failed', { detail: 'the answer has no contact' })
  return made
}

const Contact = Part({
  id: Id,
  contact_inboxes: List(Part({ source_id: Id, inbox: Part({ id: Id }) })),
})

function contactOf(value: unknown, access: ChatwootAccess): Contact | null {
  const { id, contact_inboxes } = Contact.parse(value)
  if (id === null) return null
  const own = contact_inboxes.find(({ inbox }) => inbox.id === access.inbox_id)
  return { id, sourceId: own?.source_id ?? null }
}

const Conversations = Part({ payload: List(Part({ id: Id, inbox_id: Id })) })

async function threadsOf({ call, access }: ChatwootWay, contactId: string): Promise<string[]> {
  const path = `contacts/${encodeURIComponent(contactId)}/conversations`
  const { payload } = Conversations.parse(await call({ path, as: 'administrator', deed: 'ask' }))
  return payload.flatMap(({ id, inbox_id }) => (id !== null && inbox_id === access.inbox_id ? [id] : []))
}
