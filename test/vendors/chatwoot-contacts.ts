/** Contacts of the Chatwoot fake: search, exact filter, creation (chatwoot/contract.md, API). */
import {
  ACCOUNT,
  apiContact,
  type ChatwootChannel,
  type ChatwootContact,
  INBOX,
  inboxName,
} from './chatwoot-inbox.ts'
import { CreateContact, FilterContacts, invalid, notFound } from './chatwoot-requests.ts'
import { contractJson } from './contract.ts'
import { parsedBody, type VendorAnswer, type VendorRequest } from './server.ts'

/** contract.md, API: 15 per page, 100 searches a minute per account. */
const PAGE = 15
const SEARCHES_PER_MINUTE = 100

export function chatwootContacts(channel: ChatwootChannel, now: () => Temporal.Instant) {
  const all: ChatwootContact[] = []
  const searches: number[] = []

  function add(given: Partial<ChatwootContact> & { name: string }): ChatwootContact {
    const { phone = null } = given
    const contact: ChatwootContact = {
      ...{ id: 501 + all.length, phone, email: null, identifier: null, customAttributes: {} },
      sourceId: channel === 'Channel::TwilioSms' ? (phone ?? '') : (phone ?? '').replace('+', ''),
      ...given,
    }
    if (contact.sourceId === '') contact.sourceId = `US.1349${contact.id}`
    all.push(contact)
    return contact
  }

  const show = (contact: ChatwootContact) => apiContact(contact, channel, now())

  function page(found: ChatwootContact[], { query }: VendorRequest): VendorAnswer {
    const number = Number(query.get('page') ?? 1)
    const payload = found.slice((number - 1) * PAGE, number * PAGE).map(show)
    const meta = { count: found.length, current_page: number, has_more: found.length > number * PAGE }
    return { status: 200, body: { meta, payload } }
  }

  function search(request: VendorRequest): VendorAnswer {
    const asked = request.query.get('q')?.trim().toLowerCase()
    if (!asked) return invalid('Specify search string with parameter q')
    const minuteAgo = now().epochMilliseconds - 60_000
    searches.push(now().epochMilliseconds)
    if (searches.filter((at) => at > minuteAgo).length > SEARCHES_PER_MINUTE) {
      return { status: 429, body: 'Retry later\n', headers: { 'retry-after': '60' } }
    }
    const found = all.filter(({ name, email, phone, identifier }) =>
      [name, email, phone, identifier].some((field) => field?.toLowerCase().includes(asked)),
    )
    return page(found, request)
  }

  function filter(request: VendorRequest): VendorAnswer {
    const parsed = FilterContacts.safeParse(parsedBody(request))
    if (!parsed.success) return invalid(`Invalid filter: ${parsed.error.issues[0]?.message}`)
    const found = all.filter((contact) =>
      parsed.data.payload.every(({ attribute_key: key, values }) => {
        const value = { ...contact, phone_number: contact.phone }[key]
        return value !== null && values.includes(value)
      }),
    )
    return page(found, request)
  }

  function create(request: VendorRequest): VendorAnswer {
    const parsed = CreateContact.safeParse(parsedBody(request))
    if (!parsed.success) return invalid(`Validation failed: ${parsed.error.issues[0]?.message}`)
    const { name = '', phone_number: given, email, identifier, source_id, custom_attributes } = parsed.data
    // contract.md, API: a malformed phone is silently dropped.
    const phone = given && /^\+[1-9]\d{1,14}$/.test(given) ? given : null
    if (phone && all.some((contact) => contact.phone === phone)) {
      return { status: 422, body: contractJson('chatwoot', 'api.error.422.record_invalid.json') }
    }
    const contact = add({
      ...{ name, phone, email: email ?? null, identifier: identifier ?? null },
      ...(source_id && { sourceId: source_id }),
      customAttributes: custom_attributes ?? {},
    })
    const inbox = {
      ...{ id: INBOX.id, channel_id: INBOX.channelId, account_id: ACCOUNT.id },
      ...{ name: inboxName(channel), channel_type: channel },
    }
    // api.contacts_create.response.json
    return {
      status: 200,
      body: { payload: { contact: show(contact), contact_inbox: { inbox, source_id: contact.sourceId } } },
    }
  }

  const find = (id: unknown) => all.find((contact) => contact.id === Number(id))

  function answer(call: string, request: VendorRequest): VendorAnswer {
    if (call === 'GET contacts/search') return search(request)
    if (call === 'POST contacts/filter') return filter(request)
    if (call === 'POST contacts') return create(request)
    const contact = find(/^GET contacts\/(\d+)$/.exec(call)?.[1])
    return contact ? { status: 200, body: { payload: show(contact) } } : notFound()
  }

  return { all, add, find, answer }
}
