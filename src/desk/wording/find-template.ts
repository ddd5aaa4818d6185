import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { NOTICE_CHANNELS, NOTICE_KINDS, type NoticeChannel, type NoticeKind } from '../outreach/message.ts'
import { DEFAULT_TEMPLATES, LANGUAGES, type Language, type TemplateText } from './default-templates.ts'

export interface Template extends TemplateText {
  key: NoticeKind
  channel: NoticeChannel
  language: Language
  /** 0: the text that Foyer came with. */
  version: number
  changedAt: Temporal.Instant | null
}

interface TemplateRow {
  key: NoticeKind
  channel: NoticeChannel
  language: Language
  version: number
  subject: string | null
  body: string
  created_at: Temporal.Instant
}

/** The text that is sent now: the clinic's newest version, else the one that Foyer came with. */
export async function findTemplate(
  tx: Tx,
  wanted: { key: NoticeKind; channel: NoticeChannel; language: Language },
): Promise<Template> {
  const row = await tx.one(sql<TemplateRow>`
    select key, channel, language, version, subject, body, created_at
    from message_templates
    where clinic_id = ${tx.clinicId} and key = ${wanted.key} and channel = ${wanted.channel} and language = ${wanted.language}
    order by version desc
    limit 1`)
  return row ? toTemplate(row) : defaultTemplate(wanted)
}

/** Every text of the clinic as it is sent now. */
export async function findTemplates(tx: Tx): Promise<Template[]> {
  const rows = await tx.many(sql<TemplateRow>`
    select distinct on (key, channel, language) key, channel, language, version, subject, body, created_at
    from message_templates
    where clinic_id = ${tx.clinicId}
    order by key, channel, language, version desc`)
  return NOTICE_KINDS.flatMap((key) =>
    NOTICE_CHANNELS.flatMap((channel) =>
      LANGUAGES.map((language) => {
        const own = rows.find(
          (row) => row.key === key && row.channel === channel && row.language === language,
        )
        return own ? toTemplate(own) : defaultTemplate({ key, channel, language })
      }),
    ),
  )
}

function toTemplate(row: TemplateRow): Template {
  const { created_at: changedAt, ...template } = row
  return { ...template, changedAt }
}

function defaultTemplate(wanted: { key: NoticeKind; channel: NoticeChannel; language: Language }): Template {
  return {
    ...wanted,
    version: 0,
    changedAt: null,
    ...DEFAULT_TEMPLATES[wanted.key][wanted.channel][wanted.language],
  }
}
