import * as routes from '../../../packages/contract/src/routes.ts'
import { findUserNames } from '../../desk/access/find-team.ts'
import { confirmIdentifier } from '../../desk/contacts/confirm-identifier.ts'
import {
  type ContactRecord,
  findContact,
  findContactHistory,
  findContacts,
  findOpenConflicts,
} from '../../desk/contacts/find-contacts.ts'
import { findTimeline, type TimelineRecord } from '../../desk/contacts/find-timeline.ts'
import { recordConsent } from '../../desk/contacts/record-consent.ts'
import { resolveConflict } from '../../desk/contacts/resolve-conflict.ts'
import { askToShow } from '../../desk/journeys/ask-writer.ts'
import { findSteps } from '../../desk/journeys/find-steps.ts'
import { previewSteps } from '../../desk/journeys/preview-steps.ts'
import { findMemories } from '../../desk/receptionist/find-memories.ts'
import { findAppointments, findLastBookings } from '../../desk/scheduling/find-appointments.ts'
import type { Tx } from '../../kit/db.ts'
import { conflict, invariant, notFound } from '../../kit/problem.ts'
import { instant, presentAppointment, presentContact, presentStep } from '../present.ts'
import { memoriesOf } from '../present-wording.ts'
import { type Api, answer, type Doors, staffOf } from './api.ts'

const NO_PERSON = 'There is no such person in this clinic'

export function answerPeople(api: Api, { database, outside }: Doors): void {
  answer(api, routes.listContacts, async (c) => {
    const { search, limit, offset } = c.req.valid('query')
    const contacts = await database.inClinic(staffOf(c).clinicId, async (tx) =>
      withLastBookings(tx, await findContacts(tx, { ...(search ? { search } : {}), limit, offset })),
    )
    return c.json({ contacts }, 200)
  })

  answer(api, routes.getContact, async (c) => {
    const { id } = c.req.valid('param')
    const contact = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      const record = await findContact(tx, id)
      if (!record) throw notFound(NO_PERSON)
      const [presented] = await withLastBookings(tx, [record])
      invariant(presented, 'a found contact vanished')
      const history = await findContactHistory(tx, record.id)
      const appointments = await findAppointments(tx, { contactId: record.id, limit: 200, offset: 0 })
      return {
        ...presented,
        appointments: appointments.map(presentAppointment),
        consents: history.consents.map((consent) => ({
          ...consent,
          created_at: instant(consent.created_at),
        })),
        merges: history.merges.map((merge) => ({ ...merge, created_at: instant(merge.created_at) })),
        open_conflict_id: history.openConflictId,
      }
    })
    return c.json({ contact }, 200)
  })

  answer(api, routes.getTimeline, async (c) => {
    const { id } = c.req.valid('param')
    const { limit, offset } = c.req.valid('query')
    const records = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      const contact = await findContact(tx, id)
      if (!contact) throw notFound(NO_PERSON)
      return findTimeline(tx, { contactId: contact.id, limit, offset })
    })
    const userIds = records.flatMap((r) => (r.actorKind === 'user' && r.actorId ? [r.actorId] : []))
    const names = await findUserNames(database, [...new Set(userIds)])
    const events = records.map((r) => ({
      id: r.id,
      type: r.type,
      actor: { kind: r.actorKind, name: (r.actorId && names.get(r.actorId)) || null },
      appointment_id: r.appointmentId,
      payload: r.payload,
      occurred_at: instant(r.occurredAt),
      recorded_at: instant(r.recordedAt),
      has_known_reactions: r.reactors !== null,
      reactions: reactionsOf(r),
    }))
    return c.json({ events }, 200)
  })

  answer(api, routes.getPlannedSteps, async (c) => {
    const { id } = c.req.valid('param')
    const steps = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      const contact = await findContact(tx, id)
      if (!contact) throw notFound(NO_PERSON)
      const records = await findSteps(tx, contact.id)
      const previews = await previewSteps(tx, { steps: records, outside })
      const texts = [...previews.values()].map(({ text }) => text)
      const memories = await findMemories(tx, memoriesOf(texts))
      return records.map((record) => presentStep(record, previews.get(record.id), memories))
    })
    return c.json({ steps }, 200)
  })

  answer(api, routes.showStepRoute, async (c) => {
    const { id } = c.req.valid('param')
    const { clinicId } = staffOf(c)
    const shown = await askToShow(database, { clinicId, stepId: id, outside })
    if (!shown) throw notFound('There is no such step in this clinic')
    const memories = await database.inClinic(clinicId, (tx) =>
      findMemories(tx, memoriesOf([shown.preview?.text])),
    )
    return c.json({ step: presentStep(shown.step, shown.preview, memories) }, 200)
  })

  answer(api, routes.addConsent, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const { text_shown: textShown, ...consent } = c.req.valid('json')
    const known = await database.inClinic(clinicId, (tx) =>
      recordConsent(tx, actor, {
        ...consent,
        ...(textShown ? { textShown } : {}),
        source: 'told_to_staff',
        contactId: id,
      }),
    )
    if (!known) throw notFound(NO_PERSON)
    return c.json({ ok: true as const }, 201)
  })

  answer(api, routes.confirmIdentifierRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const isConfirmed = await database.inClinic(clinicId, (tx) => confirmIdentifier(tx, actor, id))
    if (!isConfirmed) throw notFound('There is no such number or address in this clinic')
    return c.json({ ok: true as const }, 200)
  })

  answer(api, routes.listConflicts, async (c) => {
    const page = c.req.valid('query')
    const conflicts = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      const open = await findOpenConflicts(tx, page)
      const ids = open.flatMap((k) => [k.provisionalContactId, k.phoneContactId, k.emailContactId])
      const records = await findContacts(tx, { ids: [...new Set(ids)], limit: ids.length || 1, offset: 0 })
      const contacts = new Map((await withLastBookings(tx, records)).map((contact) => [contact.id, contact]))
      const contactOf = (contactId: string) => {
        const contact = contacts.get(contactId)
        invariant(contact, 'a conflict names a missing contact')
        return contact
      }
      return open.map((k) => ({
        id: k.id,
        status: k.status,
        evidence: {
          name: k.evidence.name,
          phone: k.evidence.phone,
          phone_raw: k.evidence.phoneRaw,
          email: k.evidence.email,
        },
        provisional_contact: contactOf(k.provisionalContactId),
        phone_contact: contactOf(k.phoneContactId),
        email_contact: contactOf(k.emailContactId),
        created_at: instant(k.createdAt),
      }))
    })
    return c.json({ conflicts }, 200)
  })

  answer(api, routes.resolveConflictRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const { resolution } = c.req.valid('json')
    const resolved = await database.inClinic(clinicId, (tx) =>
      resolveConflict(tx, actor, { conflictId: id, resolution }),
    )
    if (resolved.ok) return c.json({ contact_id: resolved.contactId }, 200)
    if (resolved.reason === 'not_found') throw notFound('There is no such question in this clinic')
    throw conflict('Somebody answered this before you; open the person to see how', {
      type: 'already-resolved',
    })
  })
}

async function withLastBookings(tx: Tx, records: ContactRecord[]) {
  const last = await findLastBookings(
    tx,
    records.map((record) => record.id),
  )
  return records.map((record) => presentContact(record, last.get(record.id)))
}

/** What was noted with the event, and what became of each. Of an older event only what its jobs left behind is known. */
function reactionsOf(event: Pick<TimelineRecord, 'handlers' | 'reactors' | 'reactions'>) {
  const noted = new Map(event.reactions.map((reaction) => [reaction.reactor, reaction]))
  const handlers = (event.handlers ?? []).map((reactor) => ({
    reactor,
    when: 'with' as const,
    status: 'done' as const,
    attempts: 1,
    error: null,
  }))
  const reactors = (event.reactors ?? [...noted.keys()]).map((reactor) => {
    const known = noted.get(reactor)
    return {
      reactor,
      when: 'then' as const,
      status: known?.status ?? ('waiting' as const),
      attempts: known?.attempts ?? 0,
      error: known?.error ?? null,
    }
  })
  return [...handlers, ...reactors]
}
