import { sql } from 'kysely'
import { record } from '../../kit/events.ts'
import type { TalkKind } from '../outreach/message.ts'
import { queueMessage } from '../outreach/queue-message.ts'
import { assistant } from './begin-turn.ts'
import { messageAnswered } from './events.ts'
import { findGateFacts } from './find-gate-facts.ts'
import { type Gated, gateText } from './gate.ts'
import type { Shortage } from './model-share.ts'
import { lastMessageId, leaveToPerson, type Said, said, type Turn } from './turn.ts'

export interface Reply {
  said: Said
  kind: TalkKind
  /** It says itself that an assistant speaks. */
  isIntroduction?: boolean
  /** Who worded it. */
  by: 'rules' | 'model'
}

export interface Sent {
  /** Null: nothing was left to say, or nothing had to be said. */
  messageId: string | null
  gated: Gated
  /** What the gate took of a model's words where it left none of them: the rules answered. */
  withheld?: Gated['removed']
}

const CLAIMABLE = /^(appointment\.|conversation\.handed_over|contact\.consent_changed|waitlist\.joined)/

/**
 * Lets the gate through what may be said, queues it with the events behind it, and keeps that these messages are answered.
 * `otherwise` is said where the gate leaves nothing of what a model wrote. Of what the rules ask nothing is left out: where the
 * gate objects to it, a person answers, and nothing stands that a yes could agree to.
 */
export async function sendReply(
  turn: Turn,
  reply: Reply,
  {
    otherwise,
    secret = '',
    unasked,
  }: { otherwise?: () => Promise<Reply>; secret?: string; unasked?: Shortage } = {},
): Promise<Sent> {
  const { tx, asking, messages } = turn
  const { conversation } = asking
  const facts = await findGateFacts(turn, withOwnWords(turn, reply), secret)
  const own = gateText(reply.said.texts.join('\n\n'), facts)
  if (own.text === '' && reply.by === 'model' && otherwise) {
    return { ...(await sendReply(turn, await otherwise())), withheld: own.removed }
  }
  if (isMaimed(turn, reply, own)) {
    const sent = await sendReply(turn, await leaveUnsaid(turn), unasked ? { unasked } : {})
    return { ...sent, gated: { ...sent.gated, removed: own.removed } }
  }
  const gated = own.text === '' ? own : gateText(bodyOf(turn, reply), facts)
  const upTo = lastMessageId(turn)
  const claims = tx.pending.filter(({ type }) => CLAIMABLE.test(type)).map(({ id }) => id)
  const messageId =
    gated.text === ''
      ? null
      : await queueMessage(tx, assistant, {
          contactId: asking.contactId,
          appointmentId: null,
          appointmentSequence: null,
          kind: reply.kind,
          purpose: 'transactional',
          channel: conversation.channel,
          to: { name: turn.memory.state.name ?? turn.person.name ?? '', address: conversation.address },
          text: { hash: null, subject: null, body: gated.text },
          invitation: null,
          author: { kind: 'assistant', id: null },
          conversationId: conversation.id,
          choices: reply.said.choices,
          claims,
          dedupeKey: `reply:${conversation.id}:${upTo}`,
        })
  turn.memory.choices = reply.said.choices
  const isIntroduced =
    conversation.isIntroduced || (messageId !== null && (introduces(reply) || reply.isIntroduction === true))
  tx.send(sql`
    update conversations
    set memory = ${JSON.stringify(turn.memory)}::jsonb, language = ${asking.language}, answered_up_to = ${upTo},
      is_introduced = ${isIntroduced}, updated_at = ${turn.now},
      answer_due_at = case when exists (
        select
        from received_messages m
        where m.clinic_id = ${tx.clinicId} and m.conversation_id = ${conversation.id} and m.author = 'contact' and m.id > ${upTo}
      ) then answer_due_at end
    where clinic_id = ${tx.clinicId} and id = ${conversation.id}`)
  tx.send(sql`
    update received_messages
    set reading = ${JSON.stringify(turn.reading)}::jsonb
    where clinic_id = ${tx.clinicId} and id = any(${messages.map(({ id }) => id)}::uuid[])`)
  await record(tx, messageAnswered, {
    actor: assistant,
    contactId: asking.contactId,
    payload: {
      conversationId: conversation.id,
      messageId,
      by: reply.by,
      gated: [...new Set(gated.removed.map(({ because }) => because))],
      ...(unasked ? { unasked } : {}),
    },
  })
  return { messageId, gated }
}

/** Names, addresses and what the clinic asks are its own words, and stand in what the rules say as they are. */
function withOwnWords(turn: Turn, { said: spoken, by }: Reply): { said: Said; by: Reply['by'] } {
  const { clinic, services, practitioners, memory, person } = turn
  const others = spoken.approved ?? []
  // Before a model's words stands the sentence that says what speaks (EU AI Act, Art. 50).
  if (by === 'model') return { said: { ...spoken, approved: [...others, introductionOf(turn)] }, by }
  const { name } = memory.state
  const names = [...services, ...practitioners].map((named) => named.name)
  const words = [clinic.name, clinic.address, ...names, name, memory.patientName, person.name]
  const approved = words.filter((word) => typeof word === 'string').filter((word) => word.length > 2)
  return { said: { ...spoken, approved: [...others, ...approved] }, by }
}

/** The gate took away what the person was to answer, or all of it. */
function isMaimed({ memory }: Turn, { by, kind, said: { texts } }: Reply, own: Gated): boolean {
  const isOpen = kind === 'reply' || (kind === 'handoff_notice' && memory.isSymptomLeft === true)
  if (by === 'model' || !isOpen || own.removed.length === 0) return false
  return memory.asked !== null || own.text === '' || texts.length === 0
}

async function leaveUnsaid(turn: Turn): Promise<Reply> {
  const { memory, speech } = turn
  memory.asked = null
  memory.offer = null
  memory.standing = { ...memory.standing, offered: null, confirmed: null }
  await leaveToPerson(turn, 'assistant_failed')
  return { said: said(speech.say('left_to_team')), kind: 'handoff_notice', by: 'rules' }
}

/** The first answer says what it is and how to reach a person (EU AI Act, Art. 50). */
function bodyOf(turn: Turn, reply: Reply): string {
  const { texts } = reply.said
  if (texts.length === 0) return ''
  const isFirst = !turn.asking.conversation.isIntroduced && introduces(reply)
  const intro = isFirst ? [introductionOf(turn)] : []
  return [...intro, ...withoutGreeting(turn, texts, isFirst)].join('\n\n')
}

function introductionOf({ speech, clinic }: Turn): string {
  return speech.say('intro', { clinic: clinic.name })
}

/** One hello is enough, and what it can do was just said. */
function withoutGreeting({ speech }: Turn, texts: readonly string[], isFirst: boolean): readonly string[] {
  if (!isFirst) return texts
  const opening = [speech.say('greeting'), speech.say('help')]
  return texts.map((text) => (opening.includes(text) ? speech.say('how_can_i_help') : text))
}

/** Only the emergency text, and only the acknowledgement, where these are what is said. */
function introduces({ kind, isIntroduction }: Reply): boolean {
  return !isIntroduction && (kind === 'reply' || kind === 'handoff_notice')
}
