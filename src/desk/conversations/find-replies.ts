import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { SavedReply } from './saved-reply.ts'

/** By title, as a list is looked through. */
export function findReplies(tx: Tx): Promise<SavedReply[]> {
  return tx.many(sql<SavedReply>`
    select id, title, body, updated_at as "updatedAt"
    from saved_replies
    where clinic_id = ${tx.clinicId}
    order by lower(title), id`)
}

export function findReply(tx: Tx, id: string): Promise<SavedReply | undefined> {
  return tx.one(sql<SavedReply>`
    select id, title, body, updated_at as "updatedAt"
    from saved_replies
    where clinic_id = ${tx.clinicId} and id = ${id}`)
}

/** One of the vendor's approved templates, as staff have written it here. */
export interface UsedTemplate {
  name: string
  language: string
  category: 'utility' | 'marketing'
  /** As approved, with `{{1}}` where the first parameter goes. */
  pattern: string
}

/** Those that this clinic has sent by a connection, the last used first. */
export function findUsedTemplates(tx: Tx, connectionId: string): Promise<UsedTemplate[]> {
  return tx.many(sql<UsedTemplate>`
    select template ->> 'name' as name, template ->> 'language' as language, template ->> 'category' as category,
      template ->> 'pattern' as pattern
    from (
      select distinct on (m.template ->> 'name', m.template ->> 'language') m.id, m.template
      from messages m
      join conversations c on c.clinic_id = m.clinic_id and c.id = m.conversation_id
      where m.clinic_id = ${tx.clinicId} and c.connection_id = ${connectionId} and m.template ->> 'pattern' is not null
      order by m.template ->> 'name', m.template ->> 'language', m.id desc
    ) used
    order by id desc
    limit 50`)
}
