// Plays the channels' rows of `npm run demo:documented`: the verification handshake, what is not signed, and people who write
// and read what they are answered.

import {
  type Account,
  CHANNELS,
  type ChannelCase,
  type ChannelName,
  channelCases,
  HIDDEN,
  hmac,
  writerOn,
} from './demo-documented-channels.ts'
import { ask, type Played, type Stand } from './demo-documented-stand.ts'

export type Accounts = Record<ChannelName, Pick<Account, 'webhookUrl' | 'secret'>>

/** Plays what REQUIREMENTS say of the channels; each person waits for the answers, all of them at the same time. */
export async function playChannels(stand: Stand, accounts: Accounts): Promise<Played[]> {
  const { connections } = (await ask(stand, '/api/connections')) as {
    connections: { id: string; settings: Record<string, string> }[]
  }
  const accountOf = (channel: ChannelName): Account => {
    const given = accounts[channel]
    const own = connections.find(({ id }) => given.webhookUrl.endsWith(`/${id}`))
    return { ...given, settings: own?.settings ?? {} }
  }
  const doors = CHANNELS.flatMap((channel) => doorCases(stand, channel, accountOf(channel)))
  const chats = channelCases(nameInRun(stand.now)).map(async (one): Promise<Played> => {
    const heading = `${one.row} ${one.channel}: ${one.name}`
    const { lines, faults } = await chat(stand, one, accountOf(one.channel))
    stand.say([`\n${heading}`, ...lines, ...marked(faults)].join('\n'))
    return { name: heading, faults }
  })
  return [...(await Promise.all(doors)), ...(await Promise.all(chats))]
}

/** Letters only, as names have. */
function nameInRun(now: Temporal.Instant): (first: string) => string {
  const letters = String(now.epochMilliseconds % 10 ** 9).replace(
    /\d/g,
    (digit) => 'bcdfghklmn'[Number(digit)] ?? '',
  )
  return (first) => `${first} ${letters[0]?.toUpperCase()}${letters.slice(1)}`
}

/** Meta asks once whether the address is ours; and nobody is heard whose signature does not fit. */
function doorCases(stand: Stand, channel: ChannelName, account: Account): Promise<Played>[] {
  async function knock(
    name: string,
    { request, wants }: { request: () => Promise<Response>; wants: { status: number; body?: string } },
  ): Promise<Played> {
    const answer = await request()
    const body = await answer.text()
    const isRight = answer.status === wants.status && body === (wants.body ?? body)
    const faults = isRight ? [] : [`not answered ${wants.status} ${wants.body ?? ''}`.trimEnd()]
    const heading = `A1 ${channel}: ${name}`
    stand.say([`\n${heading}`, `    ${answer.status} ${body.slice(0, 200)}`, ...marked(faults)].join('\n'))
    return { name: heading, faults }
  }
  const handshake = (token: string) => () => {
    const query = { 'hub.mode': 'subscribe', 'hub.challenge': CHALLENGE, 'hub.verify_token': token }
    return stand.fetch(`${account.webhookUrl}?${new URLSearchParams(query)}`, { headers: {} })
  }
  const forged = () => {
    const stranger = { ...account, secret: hmac(account.secret, 'somebody else') }
    const writer = writerOn(channel, stranger, { name: 'Mallory', now: stand.now, visitorToken: 'forged' })
    const { url, ...post } = writer.write('Hello')
    return stand.fetch(url, { method: 'POST', ...post })
  }
  const isMeta = channel === 'whatsapp' || channel === 'instagram'
  return [
    ...(isMeta
      ? [
          knock('the verification handshake', {
            request: handshake(account.secret),
            wants: { status: 200, body: CHALLENGE },
          }),
          knock('the handshake with other words', {
            request: handshake('other words'),
            wants: { status: 403 },
          }),
        ]
      : []),
    knock('what somebody else has signed', { request: forged, wants: { status: 401 } }),
  ]
}

const CHALLENGE = '1158201444'

const marked = (faults: string[]) => faults.map((fault) => `    ✗ ${fault}`)

async function chat(
  stand: Stand,
  one: ChannelCase,
  account: Account,
): Promise<{ lines: string[]; faults: string[] }> {
  const lines: string[] = []
  const faults: string[] = []
  const name = /this is (.*?)\./.exec(one.turns[0]?.text ?? '')?.[1] ?? ''
  const visitorToken = one.channel === 'widget' ? await beginSession(stand, account) : ''
  const writer = writerOn(one.channel, account, { name, now: stand.now, visitorToken })
  let read = 0
  for (const { text, answer: wanted } of one.turns) {
    const { url, ...post } = writer.write(text)
    const taken = await stand.fetch(url, { method: 'POST', ...post })
    lines.push(`  → ${text}`, `    ${taken.status} ${(await taken.text()).slice(0, 200)}`)
    if (taken.status !== (one.channel === 'widget' ? 202 : 200)) {
      return { lines, faults: [...faults, `answered ${taken.status}`] }
    }
    const answers = await hear(stand, name, read)
    if (!answers) return { lines, faults: [...faults, 'no answer came within 15 s'] }
    read += answers.length
    for (const answer of answers) lines.push(`  ← ${answer.replaceAll('\n', ' ')}`)
    const said = answers.join('\n')
    if (!wanted.test(said)) faults.push(`the answer is not like ${wanted}`)
    if (HIDDEN.test(said)) faults.push('a tag is shown')
    if (answers.length > 1) faults.push(`answered ${answers.length} times`)
  }
  const conversation = await find(stand, name)
  for (const [key, value] of Object.entries(one.shows ?? {})) {
    if (conversation?.[key] !== value) faults.push(`${key} is ${conversation?.[key]}, not ${value}`)
  }
  if (one.withdrawn) {
    const { contact } = (await ask(stand, `/api/contacts/${conversation?.contact_id}`)) as {
      contact: { consents: { state: string }[] }
    }
    if (contact.consents.at(-1)?.state !== 'withdrawn') faults.push('the consent is not withdrawn')
  }
  return { lines, faults }
}

/** What the clinic said beyond the first `read` messages, as the inbox shows it; null where nothing came. */
async function hear(stand: Stand, name: string, read: number): Promise<string[] | null> {
  for (let tries = 0; tries < 150; tries++) {
    await stand.wait()
    const conversation = await find(stand, name)
    if (!conversation) continue
    const { lines } = (await ask(stand, `/api/conversations/${conversation.id}/thread?limit=50`)) as {
      lines: { author: string; body: string; status: string | null }[]
    }
    // `kept`: the demo's accounts at vendors are made up, and what they would carry lies in the Outbox.
    const ours = lines.filter(
      ({ author, status }) => author !== 'contact' && (status === 'sent' || status === 'kept'),
    )
    if (ours.length > read) return ours.slice(read).map(({ body }) => body)
  }
  return null
}

async function find(stand: Stand, name: string): Promise<Record<string, unknown> | undefined> {
  const { conversations } = (await ask(
    stand,
    `/api/conversations?search=${encodeURIComponent(name)}&limit=10`,
  )) as { conversations: Record<string, unknown>[] }
  return conversations[0]
}

async function beginSession(stand: Stand, { webhookUrl }: Account): Promise<string> {
  const answer = await stand.fetch(webhookUrl.replace(/messages$/, 'session'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ language: 'en' }),
  })
  return ((await answer.json()) as { token: string }).token
}
