import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { NoticeKind } from '../outreach/message.ts'
import type { NoticeTemplate } from './notice-template.ts'

/** Those that the clinic has chosen, by kind. */
export function findNoticeTemplates(tx: Tx): Promise<NoticeTemplate[]> {
  return tx.many(sql<NoticeTemplate>`
    select kind, template, parameters
    from notice_templates
    where clinic_id = ${tx.clinicId}
    order by kind`)
}

export function findNoticeTemplate(tx: Tx, kind: NoticeKind): Promise<NoticeTemplate | undefined> {
  return tx.one(sql<NoticeTemplate>`
    select kind, template, parameters
    from notice_templates
    where clinic_id = ${tx.clinicId} and kind = ${kind}`)
}
