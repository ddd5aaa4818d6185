/** An action is something that may be asked for by name, in chat, by voice or over MCP; code decides whether it is done. */
import type { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import type { Clinic } from '../clinics/clinic.ts'
import type { ChatChannel, Conversation } from '../conversations/conversation.ts'
import type { ManageLink } from '../scheduling/manage-link.ts'
import type { Proposal, Standing } from './proposal.ts'

/** `contact`: the person in a chat, through the assistant. */
export type Caller = 'contact' | 'voice' | 'staff' | 'integration'

/** What the conversation is about; most actions are offered only there. */
export type Topic = 'booking' | 'visit' | 'question' | 'person' | 'stop'

/** What the clinic lets be done without a person. */
export interface Permits {
  mayBook: boolean
  mayMove: boolean
  mayCancel: boolean
}

/** Who asks, for whom, where. Everything in it was looked up by the server; nothing comes from a model or a message. */
export interface Asking {
  actor: Actor
  caller: Caller
  clinic: Clinic
  /** The root of merges. */
  contactId: string
  conversation: Conversation
  channel: ChatChannel
  /** E.164, the number that the channel proves; null where it proves none. See `find-identity.ts` for these four. */
  phone: string | null
  isProven: boolean
  /** All that is kept of the contact may be shown to them. */
  isOwner: boolean
  /** They came to this contact by what somebody told or typed in. */
  isClaimed: boolean
  /** The message in which they ask. */
  messageId: string | null
  topics: readonly Topic[]
  permits: Permits
  /** Changed by what is done; whoever asked keeps it. */
  standing: Standing
  language: 'en' | 'es'
  links: Links
}

export interface Links {
  publicUrl: string
  manageLink: ManageLink
}

export type ActionRefusal = {
  ok: false
  /** Stable; told to a model as it is. */
  reason: string
  /** What must be put to the person first. */
  proposal?: Proposal
  /** Other times, ISO 8601, where the one that was wanted is gone. */
  nextFree?: string[]
}

export type Performed<Output> = { ok: true; output: Output } | ActionRefusal

export interface Action<Input = unknown, Output = unknown> {
  name: string
  /** For models and MCP clients. */
  description: string
  input: z.ZodType<Input>
  output: z.ZodType<Output>
  callers: readonly Caller[]
  topics: readonly Topic[]
  /** Changes facts that a person relies on: done together with the reply that tells of it. */
  isWriting: boolean
  /** What the person must have said yes to, word for word, before it is done. Not given: nothing. */
  proposalOf?(tx: Tx, asking: Asking, input: Input): Promise<Proposal | ActionRefusal>
  isPermitted?(permits: Permits): boolean
  perform(tx: Tx, asking: Asking, input: Input): Promise<Performed<Output>>
}

export interface ActionCall {
  name: string
  input: unknown
}

export function refused(
  reason: string,
  more: Partial<Omit<ActionRefusal, 'ok' | 'reason'>> = {},
): ActionRefusal {
  return { ok: false, reason, ...more }
}

/** Keeps an action's types together where it is written. */
export function action<Input, Output>(of: Action<Input, Output>): Action<Input, Output> {
  return of
}
