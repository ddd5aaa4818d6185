import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { rootOf } from '../../kit/merged.ts'
import { standingBy } from './contact.ts'
import { contactIdentified } from './events.ts'

export interface LearnIdentifiers {
  contactId: string
  phone: string | null
  phoneRaw: string | null
  email: string | null
  source: string
}

/**
 * Adds what a known person's later message tells of how to reach them. What belongs to somebody stays theirs: that is
 * no evidence of who this is, who was known before. Where the person is known by something already, it is a claim, unless staff
 * tell it. A provisional contact learns nothing until staff have decided.
 */
export async function learnIdentifiers(tx: Tx, actor: Actor, input: LearnIdentifiers): Promise<void> {
  const now = tx.clock.now()
  const told = [
    { id: uuidv7(now), kind: 'phone' as const, value: input.phone, raw: input.phoneRaw },
    { id: uuidv7(now), kind: 'email' as const, value: input.email, raw: input.email },
  ].filter((identifier) => identifier.value !== null)
  if (told.length === 0) return
  const added = await tx.many(sql<{ id: string; kind: 'phone' | 'email' }>`
    insert into contact_identifiers (clinic_id, id, contact_id, kind, value, raw_text, source, standing, created_at)
    select c.clinic_id, t.id, c.id, t.kind, t.value, t.raw, ${input.source},
      case when exists (
        select
        from contact_identifiers known
        where known.clinic_id = c.clinic_id and known.contact_id in (
          select part.id
          from contacts part
          where part.clinic_id = c.clinic_id
            and (part.id = ${rootOf('c')} or part.merged_into_id = ${rootOf('c')}))
      ) then ${standingBy(actor)} else 'own' end,
      ${now}
    from contacts c
    cross join jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as t(id uuid, kind text, value text, raw text)
    where c.clinic_id = ${tx.clinicId} and c.id = ${input.contactId} and not c.is_provisional
    on conflict on constraint contact_identifiers_value_key do nothing
    returning id, kind`)
  for (const { id, kind } of added) {
    await record(tx, contactIdentified, {
      actor,
      contactId: input.contactId,
      payload: { kind, identifierId: id, reason: 'told_with_a_known_booking' },
    })
  }
}
