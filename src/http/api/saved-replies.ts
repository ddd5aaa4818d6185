import * as routes from '../../../packages/contract/src/conversations/routes.ts'
import { findReplies } from '../../desk/conversations/find-replies.ts'
import { removeReply } from '../../desk/conversations/remove-reply.ts'
import { type SaveReply, saveReply } from '../../desk/conversations/save-reply.ts'
import { notFound } from '../../kit/problem.ts'
import { presentReply } from '../present-conversations.ts'
import { type Api, answer, type Doors, staffOf, unfit } from './api.ts'

const NO_REPLY = 'There is no such saved reply; it may have been removed'

export function answerSavedReplies(api: Api, { database }: Doors): void {
  answer(api, routes.listReplies, async (c) => {
    const replies = await database.inClinic(staffOf(c).clinicId, (tx) => findReplies(tx))
    return c.json({ saved_replies: replies.map(presentReply) }, 200)
  })

  answer(api, routes.createReply, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const saved = await database.inClinic(clinicId, (tx) => saveReply(tx, actor, c.req.valid('json')))
    return c.json({ saved_reply: presentReply(demand(saved)) }, 201)
  })

  answer(api, routes.changeReply, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const saved = await database.inClinic(clinicId, (tx) =>
      saveReply(tx, actor, { id, ...c.req.valid('json') }),
    )
    return c.json({ saved_reply: presentReply(demand(saved)) }, 200)
  })

  answer(api, routes.removeReplyRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const isRemoved = await database.inClinic(clinicId, (tx) => removeReply(tx, actor, id))
    if (!isRemoved) throw notFound(NO_REPLY)
    return c.json({ ok: true as const }, 200)
  })
}

function demand(saved: SaveReply) {
  if (saved.ok) return saved.reply
  if (saved.reason === 'not_found') throw notFound(NO_REPLY)
  throw unfit('/title', 'Another saved reply has this title; choose another one')
}
