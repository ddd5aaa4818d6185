import { sql } from 'kysely'
import { sha256Hex } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'
import { invariant } from '../../kit/problem.ts'
import type { Channel } from '../outreach/message.ts'
import type { Language } from './default-templates.ts'
import { render, usedValues, type Values } from './template.ts'

export interface ComposedText {
  /** SHA-256 of everything that determines the text, in hexadecimal. */
  hash: string
  channel: Channel
  subject: string | null
  body: string
  /** `model`: in the assistant's words. `fallback`: the approved text, since nothing came of asking the model. */
  origin: 'template' | 'model' | 'fallback'
  /** Null of a template. */
  because: WrittenBecause | null
}

/** Why a text is as it is that a model was to word. */
export interface WrittenBecause {
  objective: string
  model: string
  /** The preferences that it was written from. */
  memories: { id: string; kind: string }[]
  /** A code: why it is the approved text after all; null where it is the model's. */
  reason: string | null
}

export interface TextInputs {
  template: { key: string; channel: Channel; language: Language; subject: string | null; body: string }
  values: Values
  /** Whatever else a model is told, as JSON keeps it; not given: the template's own words. */
  writing?: unknown
}

/** Raised when `render` makes another text of the same inputs. */
const RULES = 1

/**
 * The text for these inputs: the one that is kept under their hash, else composed and kept now. Previews and sending
 * both come here, so what was shown is what is sent, and what is sent differs only where an input does (REQUIREMENTS F6).
 */
export async function composeText(tx: Tx, inputs: Omit<TextInputs, 'writing'>): Promise<ComposedText> {
  const { template, values } = inputs
  return keepText(tx, {
    hash: hashOf({ template, values }),
    channel: template.channel,
    ...renderText(inputs),
    origin: 'template',
    because: null,
  })
}

/** Keeps a text under its hash, and returns the one that is kept there: the first stays. */
export async function keepText(tx: Tx, text: ComposedText): Promise<ComposedText> {
  const { hash, channel, subject, body, origin, because } = text
  const kept = await tx.one(sql<ComposedText>`
    insert into composed_texts (clinic_id, hash, channel, subject, body, origin, because, created_at)
    values (${tx.clinicId}, ${hash}, ${channel}, ${subject}, ${body}, ${origin}, ${because && JSON.stringify(because)}::jsonb,
      ${tx.clock.now()})
    on conflict (clinic_id, hash) do nothing
    returning hash, channel, subject, body, origin, because`)
  if (kept) return kept
  const known = await findText(tx, hash)
  invariant(known, 'a composed text vanished')
  return known
}

export function findText(tx: Tx, hash: string): Promise<ComposedText | undefined> {
  return tx.one(sql<ComposedText>`
    select hash, channel, subject, body, origin, because
    from composed_texts
    where clinic_id = ${tx.clinicId} and hash = ${hash}`)
}

export function renderText({ template, values }: TextInputs): { subject: string | null; body: string } {
  const { subject, body } = template
  return { subject: subject ? render(subject, values) : null, body: render(body, values) }
}

/** Locale and zone are in it as the dates that they made; a gap that the template does not have changes nothing. */
export function hashOf({ template, values, writing }: TextInputs): string {
  const { key, channel, language, subject, body } = template
  const used = usedValues(`${subject ?? ''}\n${body}`, values)
  const determining = [RULES, key, channel, language, subject, body, used]
  // An array keeps its order, so the same inputs are the same JSON.
  return sha256Hex(JSON.stringify(writing === undefined ? determining : [...determining, writing]))
}
