/** The inbox: conversations of all channels, and what staff do with them. */
import * as routes from '../../../packages/contract/src/conversations/routes.ts'
import { findMembers, findUserNames } from '../../desk/access/find-team.ts'
import { findConnections } from '../../desk/connections/find-connection.ts'
import { findTemplates } from '../../desk/connections/find-templates.ts'
import { isSendable, type VendorTemplate } from '../../desk/connections/vendor-template.ts'
import { findContact } from '../../desk/contacts/find-contacts.ts'
import { addNote } from '../../desk/conversations/add-note.ts'
import { assignConversation } from '../../desk/conversations/assign-conversation.ts'
import { closeConversation } from '../../desk/conversations/close-conversation.ts'
import {
  type ConversationFilter,
  countConversations,
  findConversation,
  findConversations,
  type ListedConversation,
} from '../../desk/conversations/find-conversations.ts'
import { findUsedTemplates } from '../../desk/conversations/find-replies.ts'
import { findThread } from '../../desk/conversations/find-thread.ts'
import { markRead } from '../../desk/conversations/mark-read.ts'
import { releaseConversation } from '../../desk/conversations/release-conversation.ts'
import { takeOver } from '../../desk/conversations/take-over-conversation.ts'
import { type WriteRefusal, writeToPerson } from '../../desk/outreach/write-to-person.ts'
import { suggestReply } from '../../desk/receptionist/suggest-reply.ts'
import { findLastBookings } from '../../desk/scheduling/find-appointments.ts'
import type { Tx } from '../../kit/db.ts'
import type { ClinicId } from '../../kit/ids.ts'
import { conflict, invariant, notFound, type Problem, unprocessable } from '../../kit/problem.ts'
import { instantOrNull, presentContact } from '../present.ts'
import { presentConversation, presentLine } from '../present-conversations.ts'
import { presentTemplate, templatesRemedy } from '../present-templates.ts'
import { type Api, answer, type Doors, staffOf, unfit } from './api.ts'

const NO_CONVERSATION = 'There is no such conversation in this clinic'

export function answerConversations(api: Api, { database, model, manageLink, publicUrl }: Doors): void {
  answer(api, routes.listConversations, async (c) => {
    const { clinicId, person } = staffOf(c)
    const { status, contact_id: contactId, channel, search, ...page } = c.req.valid('query')
    const userId = person?.userId ?? null
    const { found, counts } = await database.inClinic(clinicId, async (tx) => ({
      found:
        status === 'mine' && !userId
          ? []
          : await findConversations(tx, {
              ...ofStatus(status, userId),
              ...(contactId ? { contactId } : {}),
              ...(channel ? { channel } : {}),
              ...(search ? { search } : {}),
              ...page,
            }),
      counts: await countConversations(tx, userId),
    }))
    const names = await namesOf(found.map(({ assigneeId }) => assigneeId))
    return c.json({ conversations: found.map((one) => presentConversation(one, names)), counts }, 200)
  })

  answer(api, routes.getConversation, async (c) => {
    const { id } = c.req.valid('param')
    const { found, contact } = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      const found = await listedOf(tx, id)
      const record = await findContact(tx, found.contactId)
      invariant(record, 'a conversation belongs to a missing contact')
      const last = await findLastBookings(tx, [record.id])
      return { found, contact: presentContact(record, last.get(record.id)) }
    })
    return c.json(
      { conversation: presentConversation(found, await namesOf([found.assigneeId])), contact },
      200,
    )
  })

  answer(api, routes.getThread, async (c) => {
    const { id } = c.req.valid('param')
    const { before, after, limit } = c.req.valid('query')
    const found = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      if (!(await findConversation(tx, id))) throw notFound(NO_CONVERSATION)
      return findThread(tx, {
        conversationId: id,
        ...(before ? { before } : {}),
        ...(after ? { after } : {}),
        limit: limit + 1,
      })
    })
    const lines = found.slice(-limit)
    const names = await namesOf(lines.map(({ authorId }) => authorId))
    return c.json(
      { lines: lines.map((line) => presentLine(line, names)), has_more: found.length > limit },
      200,
    )
  })

  answer(api, routes.sendChatMessage, async (c) => {
    const { clinicId, actor, person } = staffOf(c)
    const { text, saved_reply_id: savedReplyId, template } = c.req.valid('json')
    const written = await database.inClinic(clinicId, (tx) =>
      writeToPerson(tx, actor, {
        conversationId: c.req.valid('param').id,
        userId: person?.userId ?? null,
        requestKey: c.req.valid('header')['idempotency-key'] ?? null,
        ...(text ? { text } : {}),
        ...(savedReplyId ? { savedReplyId } : {}),
        ...(template ? { template } : {}),
      }),
    )
    if (!written.ok) throw problemOfWriting(written.reason)
    return c.json({ message_id: written.messageId }, 201)
  })

  answer(api, routes.suggestReplyRoute, async (c) => {
    const suggestion = await suggestReply(
      database,
      { links: { publicUrl, manageLink }, model: model?.port ?? null },
      { clinicId: staffOf(c).clinicId, id: c.req.valid('param').id },
    )
    if (!suggestion) throw notFound(NO_CONVERSATION)
    return c.json(suggestion, 200)
  })

  answer(api, routes.addNoteRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id: conversationId } = c.req.valid('param')
    const { text } = c.req.valid('json')
    const noteId = await database.inClinic(clinicId, (tx) => addNote(tx, actor, { conversationId, text }))
    if (!noteId) throw notFound(NO_CONVERSATION)
    return c.json({ note_id: noteId }, 201)
  })

  answer(api, routes.takeOverConversationRoute, async (c) => {
    const { clinicId, actor, person } = staffOf(c)
    const { id: conversationId } = c.req.valid('param')
    const conversation = await changed(clinicId, conversationId, (tx) =>
      takeOver(tx, actor, { conversationId, assigneeId: person?.userId ?? null }),
    )
    return c.json({ conversation }, 200)
  })

  answer(api, routes.releaseConversationRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    return c.json(
      { conversation: await changed(clinicId, id, (tx) => releaseConversation(tx, actor, id)) },
      200,
    )
  })

  answer(api, routes.closeConversationRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    return c.json(
      { conversation: await changed(clinicId, id, (tx) => closeConversation(tx, actor, id)) },
      200,
    )
  })

  answer(api, routes.assignConversationRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id: conversationId } = c.req.valid('param')
    const { user_id: assigneeId } = c.req.valid('json')
    if (assigneeId) {
      const members = await findMembers(database, clinicId)
      if (!members.some(({ userId }) => userId === assigneeId)) {
        throw unfit('/user_id', 'Nobody of this clinic has this id; choose one of the team')
      }
    }
    const conversation = await changed(clinicId, conversationId, (tx) =>
      assignConversation(tx, actor, { conversationId, assigneeId }),
    )
    return c.json({ conversation }, 200)
  })

  answer(api, routes.markConversationRead, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id: conversationId } = c.req.valid('param')
    const { up_to: upTo } = c.req.valid('json')
    const isKnown = await database.inClinic(clinicId, (tx) => markRead(tx, actor, { conversationId, upTo }))
    if (!isKnown) throw notFound(NO_CONVERSATION)
    return c.json({ ok: true as const }, 200)
  })

  answer(api, routes.listChatTemplates, async (c) => {
    const { id } = c.req.valid('param')
    const { clinicId } = staffOf(c)
    const { found, used, connection } = await database.inClinic(clinicId, async (tx) => {
      const conversation = await findConversation(tx, id)
      if (!conversation) throw notFound(NO_CONVERSATION)
      const { connectionId } = conversation
      return {
        found: await findTemplates(tx, connectionId),
        used: await findUsedTemplates(tx, connectionId),
        connection: (await findConnections(tx)).find((one) => one.id === connectionId),
      }
    })
    return c.json(
      {
        templates: inOrder(found, used).flatMap((template) => presentTemplate(template) ?? []),
        read_at: instantOrNull(connection?.templatesReadAt ?? null),
        remedy: templatesRemedy(connection?.templatesError ?? null),
      },
      200,
    )
  })

  function namesOf(ids: readonly (string | null)[]): Promise<Map<string, string>> {
    return findUserNames(database, [...new Set(ids.filter((id) => id !== null))])
  }

  /** Does the deed and answers with what is so now; what is so already is no refusal. */
  async function changed(clinicId: ClinicId, id: string, work: (tx: Tx) => Promise<boolean>) {
    const found = await database.inClinic(clinicId, async (tx) => {
      await work(tx)
      return listedOf(tx, id)
    })
    return presentConversation(found, await namesOf([found.assigneeId]))
  }
}

/** What goes out before what does not, and of that the last used before the others. */
function inOrder(templates: VendorTemplate[], used: { name: string; language: string }[]): VendorTemplate[] {
  const places = new Map(used.map(({ name, language }, place) => [`${name} ${language}`, place]))
  const placeOf = (template: VendorTemplate) =>
    (isSendable(template) ? 0 : 1000) + (places.get(`${template.name} ${template.language}`) ?? 999)
  return templates.toSorted((a, b) => placeOf(a) - placeOf(b))
}

function ofStatus(
  status: 'waiting' | 'mine' | 'unread' | 'all' | undefined,
  userId: string | null,
): Partial<ConversationFilter> {
  if (status === 'waiting') return { status }
  if (status === 'unread') return { isUnread: true }
  return status === 'mine' && userId ? { assigneeId: userId } : {}
}

async function listedOf(tx: Tx, id: string): Promise<ListedConversation> {
  const conversation = await findConversation(tx, id)
  if (!conversation) throw notFound(NO_CONVERSATION)
  const beside = await findConversations(tx, { contactId: conversation.contactId, limit: 200, offset: 0 })
  const found = beside.find((one) => one.id === id)
  invariant(found, 'a conversation is missing among its contact’s')
  return found
}

function problemOfWriting(reason: WriteRefusal): Problem {
  switch (reason) {
    case 'not_found':
      return notFound(NO_CONVERSATION)
    case 'no_such_reply':
      return unfit('/saved_reply_id', 'There is no such saved reply; it may have been removed')
    case 'window_closed':
      return conflict(
        'The person has not written for 24 hours: only an approved template or another channel reaches them',
        { type: 'window-closed' },
      )
    case 'no_templates':
      return unfit('/template', 'This channel has no approved templates; write a text')
    case 'not_approved':
      return conflict(
        'The vendor does not let this template out, or has none of this name and language; choose one that is approved',
        { type: 'template-not-approved' },
      )
    case 'gaps_unfilled':
      return unfit('/template/parameters', 'Give one parameter for each of the template’s `gaps`, none blank')
    case 'key_reused':
      return unprocessable(
        'This Idempotency-Key stands for another message; send a new key with a new message',
        [],
        { type: 'idempotency-key-reused' },
      )
  }
}
