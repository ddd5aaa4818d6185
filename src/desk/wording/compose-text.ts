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
}

export interface TextInputs {
  template: { key: string; channel: Channel; language: Language; subject: string | null; body: string }
  values: Values
}

/** Raised when `render` makes another text of the same inputs. */
const RULES = 1

/**
 * The text for these inputs: the one that is kept under their hash, else composed and kept now. Previews and sending
 * both come here, so what was shown is what is sent, and what is sent differs only where an input does (REQUIREMENTS F6).
 */
export async function composeText(tx: Tx, inputs: TextInputs): Promise<ComposedText> {
  const { template, values } = inputs
  const hash = hashOf(inputs)
  const subject = template.subject ? render(template.subject, values) : null
  const composed = await tx.one(sql<ComposedText>`
    insert into composed_texts (clinic_id, hash, channel, subject, body, created_at)
    values (${tx.clinicId}, ${hash}, ${template.channel}, ${subject}, ${render(template.body, values)}, ${tx.clock.now()})
    on conflict (clinic_id, hash) do nothing
    returning hash, channel, subject, body`)
  if (composed) return composed
  const kept = await tx.one(sql<ComposedText>`
    select hash, channel, subject, body
    from composed_texts
    where clinic_id = ${tx.clinicId} and hash = ${hash}`)
  invariant(kept, 'a composed text vanished')
  return kept
}

/** Locale and zone are in it as the dates that they made; a gap that the template does not have changes nothing. */
export function hashOf({ template, values }: TextInputs): string {
  const { key, channel, language, subject, body } = template
  const used = usedValues(`${subject ?? ''}\n${body}`, values)
  // An array keeps its order, so the same inputs are the same JSON.
  return sha256Hex(JSON.stringify([RULES, key, channel, language, subject, body, used]))
}
