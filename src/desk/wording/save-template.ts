import { sql } from 'kysely'
import { z } from 'zod'
import { LostRace, type Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { NOTICE_CHANNELS, NOTICE_KINDS } from '../outreach/message.ts'
import { LANGUAGES } from './default-templates.ts'
import { templateChanged } from './events.ts'
import { hasBrokenGap, unknownVariables } from './template.ts'

export const SaveTemplate = z.strictObject({
  key: z.enum(NOTICE_KINDS),
  channel: z.enum(NOTICE_CHANNELS),
  language: z.enum(LANGUAGES),
  subject: z.string().trim().min(1).max(200).nullable(),
  body: z.string().trim().min(1).max(4000),
})
export type SaveTemplate = z.infer<typeof SaveTemplate>

export type TemplateRefusal =
  | { ok: false; reason: 'unknown_variables'; variables: string[] }
  | { ok: false; reason: 'broken_braces' }
  | { ok: false; reason: 'subject_missing' }

/** Keeps a new version of a text; earlier ones stay. Refuses gaps that cannot be filled, and a mail without a subject. */
export async function saveTemplate(
  tx: Tx,
  actor: Actor,
  input: SaveTemplate,
): Promise<{ ok: true; version: number } | TemplateRefusal> {
  const text = `${input.subject ?? ''}\n${input.body}`
  const variables = unknownVariables(text)
  if (variables.length > 0) return { ok: false, reason: 'unknown_variables', variables }
  if (hasBrokenGap(text)) return { ok: false, reason: 'broken_braces' }
  if (input.channel === 'email' && !input.subject) return { ok: false, reason: 'subject_missing' }
  const now = tx.clock.now()
  const row = await tx.one(sql<{ version: number }>`
    insert into message_templates (clinic_id, id, key, channel, language, version, subject, body, created_by, created_at)
    select ${tx.clinicId}::uuid, ${uuidv7(now)}::uuid, ${input.key}, ${input.channel}, ${input.language}, coalesce(max(version), 0) + 1,
      ${input.channel === 'email' ? input.subject : null}, ${input.body}, ${actor.id ?? actor.kind}, ${now}::timestamptz
    from message_templates
    where clinic_id = ${tx.clinicId} and key = ${input.key} and channel = ${input.channel} and language = ${input.language}
    on conflict on constraint message_templates_version_key do nothing
    returning version`)
  if (!row) throw new LostRace('version was taken')
  const { version } = row
  await record(tx, templateChanged, {
    actor,
    payload: { key: input.key, channel: input.channel, language: input.language, version },
  })
  return { ok: true, version }
}
