import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import type { ApprovedTemplate } from './definition.ts'
import { noticeTemplateChosen } from './events.ts'
import type { VisitNotice } from './notice-template.ts'

/** From now on this goes out on WhatsApp for notices of this kind that find its window closed; null: nothing does. */
export async function chooseNoticeTemplate(
  tx: Tx,
  actor: Actor,
  { kind, whatsapp }: { kind: VisitNotice; whatsapp: ApprovedTemplate | null },
): Promise<void> {
  if (whatsapp) {
    const { template, parameters } = whatsapp
    await tx.run(sql`
      insert into notice_templates (clinic_id, kind, template, parameters, changed_by, changed_at)
      values (${tx.clinicId}, ${kind}, ${template}, ${parameters}, ${actor.id}, ${tx.clock.now()})
      on conflict (clinic_id, kind) do update
      set template = excluded.template, parameters = excluded.parameters, changed_by = excluded.changed_by, changed_at = excluded.changed_at`)
  } else {
    await tx.run(sql`
      delete from notice_templates
      where clinic_id = ${tx.clinicId} and kind = ${kind}`)
  }
  await record(tx, noticeTemplateChosen, { actor, payload: { kind, template: whatsapp?.template ?? null } })
}
