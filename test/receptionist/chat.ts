/** Somebody who writes to a clinic, on one channel, and what they are answered. */

import type { ChatChannel } from '../../src/desk/conversations/conversation.ts'
import { receiveMessage } from '../../src/desk/conversations/receive-message.ts'
import { answerConversation } from '../../src/desk/receptionist/answer-conversation.ts'
import { planAnswer } from '../../src/desk/receptionist/gather.ts'
import { manageLinks } from '../../src/desk/scheduling/manage-link.ts'
import { system } from '../../src/kit/events.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import type { ModelPort } from '../../src/providers/models/port.ts'
import type { TestClinic, TestDesk } from '../desk.ts'

export interface Answer {
  kind: string
  body: string
  choices: { id: string; title: string }[]
}

export interface Chat {
  conversationId(): string
  /** Writes, waits, and reads what came back; null where nobody answered. */
  say(text: string, choice?: { id: string | null; title: string }, repliesTo?: string): Promise<Answer | null>
  /** Taps the choice of the last answer with this id (`yes` is the yes to whatever is asked), or at this place. */
  tap(which: string | number): Promise<Answer | null>
  /** Writes without waiting for an answer. */
  write(text: string): Promise<void>
  answer(): Promise<Answer | null>
  /** The conversation as it is kept. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into rows.
  row(): Promise<any>
}

const URL = 'http://foyer.test'
let people = 0

/** A person of their own for each chat, with a number of their own where the channel proves one. */
export async function openChat(
  desk: TestDesk,
  options: {
    channel?: ChatChannel
    clinic?: TestClinic
    phone?: string
    name?: string
    id?: string
    aliases?: string[]
    model?: ModelPort | null
    modelTimeoutMs?: number
  } = {},
): Promise<Chat> {
  const { clinic = desk.clinic, channel = 'widget', name = null } = options
  people += 1
  const phone = options.phone ?? `+1312555${String(1000 + people)}`
  const provesPhone = channel === 'whatsapp' || channel === 'sms'
  const writerId =
    options.id ?? (channel === 'sms' ? phone : channel === 'whatsapp' ? phone.slice(1) : `visitor-${people}`)
  const connectionId = await connectionOf(desk, clinic, channel)
  const links = {
    publicUrl: URL,
    manageLink: manageLinks({ keyring: desk.foyer.keyring, publicUrl: URL }),
  }
  let conversationId = ''
  let last: Answer | null = null

  async function write(
    text: string,
    choice: { id: string | null; title: string } | null = null,
    repliesTo: string | null = null,
  ) {
    await desk.foyer.database.inClinic(clinic.clinicId, async (tx) => {
      const received = await receiveMessage(tx, system, {
        connectionId,
        channel,
        writer: { id: writerId, aliases: options.aliases ?? [], phone: (provesPhone && phone) || null, name },
        threadId: null,
        vendorMessageId: uuidv7(),
        at: tx.clock.now(),
        text,
        attachments: [],
        choice,
        repliesTo,
      })
      conversationId = received.conversationId
      if (tx.story['message.received']?.with?.includes(planAnswer)) return
      await planAnswer.run(tx, {
        id: uuidv7(),
        clinicId: clinic.clinicId,
        type: 'message.received',
        actor: system,
        contactId: received.contactId,
        appointmentId: null,
        payload: { conversationId, messageId: received.messageId, channel },
        occurredAt: tx.clock.now(),
      })
    })
  }

  async function answer(): Promise<Answer | null> {
    const before = await latest()
    desk.clock.advance({ seconds: 20 })
    await answerConversation(
      desk.foyer.desk,
      { links, model: options.model ?? null, modelTimeoutMs: options.modelTimeoutMs },
      { clinicId: clinic.clinicId, id: conversationId },
    )
    const after = await latest()
    if (!after || after.id === before?.id) return null
    last = { kind: after.kind, body: after.body, choices: after.choices }
    return last
  }

  async function latest() {
    const [row] = await desk.rows(
      `select id, kind, body, choices from messages where conversation_id = $1 order by id desc limit 1`,
      [conversationId || null],
    )
    return row
  }

  async function say(text: string, choice?: { id: string | null; title: string }, repliesTo?: string) {
    const seen = await latest()
    await write(text, choice, repliesTo)
    const answered = await answer()
    if (answered) return answered
    const now = await latest()
    if (!now || now.id === seen?.id) return null
    last = { kind: now.kind, body: now.body, choices: now.choices }
    return last
  }

  return {
    conversationId: () => conversationId,
    write,
    answer,
    say,
    async tap(which) {
      const choice = last?.choices.find(({ id }, i) =>
        typeof which === 'number' ? i === which : id === which || id.startsWith(`${which}|`),
      )
      if (!choice) throw new Error(`nothing to tap: ${which} of ${JSON.stringify(last)}`)
      return say(choice.title, choice)
    },
    async row() {
      const [row] = await desk.rows('select * from conversations where id = $1', [conversationId])
      return row
    },
  }
}

const connections = new Map<string, string>()

async function connectionOf(desk: TestDesk, clinic: TestClinic, channel: ChatChannel): Promise<string> {
  const key = `${clinic.clinicId} ${channel}`
  const known = connections.get(key)
  if (known) return known
  const id = uuidv7()
  const vendor =
    { sms: 'twilio', whatsapp: 'whatsapp', instagram: 'instagram' }[channel as string] ?? 'widget'
  await desk.rows(
    `insert into connections (clinic_id, id, vendor, name, secret_sealed, created_at, updated_at)
     values ($1, $2, $3, $3, '', $4, $4)`,
    [clinic.clinicId, id, vendor, desk.clock.now().toString()],
  )
  connections.set(key, id)
  return id
}

/** Appointments of a clinic that are to come, by start. */
export function visitsOf(desk: TestDesk, clinic: TestClinic = desk.clinic) {
  return desk.rows(
    `select a.*, p.full_name, t.conversation_id, t.first_channel
     from appointments a
     join patient_profiles p on p.id = a.patient_profile_id
     left join attribution_touches t on t.appointment_id = a.id
     where a.clinic_id = $1 order by a.created_at, a.start_at`,
    [clinic.clinicId],
  )
}
