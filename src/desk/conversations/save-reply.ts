import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { invariant } from '../../kit/problem.ts'
import { replyChanged, replyCreated } from './events.ts'
import type { SavedReply } from './saved-reply.ts'

export type SaveReply = { ok: true; reply: SavedReply } | { ok: false; reason: 'title_taken' | 'not_found' }

/** Keeps a text for everybody at the desk: a new one, or the one of `id` in other words. The same again is the same one. */
export async function saveReply(
  tx: Tx,
  actor: Actor,
  input: { id?: string; title: string; body: string },
): Promise<SaveReply> {
  const { id, title, body } = input
  const now = tx.clock.now()
  if (!id) {
    const newId = uuidv7(now)
    const made = await tx.one(sql<SavedReply>`
      insert into saved_replies (clinic_id, id, title, body, created_at, updated_at)
      values (${tx.clinicId}, ${newId}, ${title}, ${body}, ${now}, ${now})
      on conflict on constraint saved_replies_title_key do update
      set updated_at = saved_replies.updated_at
      where saved_replies.body = excluded.body
      returning id, title, body, updated_at as "updatedAt"`)
    if (!made) return { ok: false, reason: 'title_taken' }
    if (made.id === newId) await record(tx, replyCreated, { actor, payload: { replyId: newId } })
    return { ok: true, reply: made }
  }
  const known = await tx.many(sql<SavedReply>`
    select id, title, body, updated_at as "updatedAt"
    from saved_replies
    where clinic_id = ${tx.clinicId} and (id = ${id} or title = ${title})
    order by id
    for update`)
  const before = known.find((reply) => reply.id === id)
  if (!before) return { ok: false, reason: 'not_found' }
  if (known.length > 1) return { ok: false, reason: 'title_taken' }
  if (before.title === title && before.body === body) return { ok: true, reply: before }
  const changed = await tx.one(sql<SavedReply>`
    update saved_replies
    set title = ${title}, body = ${body}, updated_at = ${now}
    where clinic_id = ${tx.clinicId} and id = ${id}
    returning id, title, body, updated_at as "updatedAt"`)
  invariant(changed, 'a locked reply vanished')
  await record(tx, replyChanged, { actor, payload: { replyId: id } })
  return { ok: true, reply: changed }
}
