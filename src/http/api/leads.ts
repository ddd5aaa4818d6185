/** Who asked and has not booked: as staff see and say it. */
import type { z } from 'zod'
import * as routes from '../../../packages/contract/src/leads/routes.ts'
import type * as wire from '../../../packages/contract/src/leads/schemas.ts'
import { findContact } from '../../desk/contacts/find-contacts.ts'
import { findLead, type Lead } from '../../desk/contacts/find-lead.ts'
import { type NoteLeadRefusal, noteLead } from '../../desk/contacts/note-lead.ts'
import { withdrawLead } from '../../desk/contacts/withdraw-lead.ts'
import { conflict, invariant, notFound, type Problem } from '../../kit/problem.ts'
import { instant, instantOrNull } from '../present.ts'
import { type Api, answer, type Doors, staffOf, unfit } from './api.ts'

const NO_PERSON = 'There is no such person in this clinic'

export function answerLeads(api: Api, { database }: Doors): void {
  answer(api, routes.getLead, async (c) => {
    const { id } = c.req.valid('param')
    const lead = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      if (!(await findContact(tx, id))) throw notFound(NO_PERSON)
      return findLead(tx, id)
    })
    return c.json({ lead: lead && presentLead(lead) }, 200)
  })

  answer(api, routes.noteLeadRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id: contactId } = c.req.valid('param')
    const { service_id: serviceId = null } = c.req.valid('json')
    const lead = await database.inClinic(clinicId, async (tx) => {
      const noted = await noteLead(tx, actor, { contactId, serviceId })
      if (!noted.ok) throw problemOf(noted)
      return findLead(tx, contactId)
    })
    invariant(lead, 'a lead of this transaction vanished')
    return c.json({ lead: presentLead(lead) }, 200)
  })

  answer(api, routes.withdrawLeadRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id: contactId } = c.req.valid('param')
    const withdrawn = await database.inClinic(clinicId, (tx) => withdrawLead(tx, actor, { contactId }))
    if (withdrawn.ok) return c.json({ ok: true as const }, 200)
    if (withdrawn.reason === 'no_contact') throw notFound(NO_PERSON)
    throw conflict('They have fallen silent since; what began then ends at Journeys, under People', {
      type: 'lead-quiet',
    })
  })
}

function problemOf({ reason }: NoteLeadRefusal): Problem {
  switch (reason) {
    case 'no_contact':
      return notFound(NO_PERSON)
    case 'no_service':
      return unfit('/service_id', 'There is no such service in this clinic, or it is not offered any more')
    case 'visit_ahead':
      return conflict(
        'This person has a visit ahead, so nobody asks them to book; book what they asked about too, or note it after that visit',
        { type: 'visit-ahead' },
      )
  }
}

function presentLead(lead: Lead): z.infer<typeof wire.Lead> {
  return {
    service_id: lead.serviceId,
    service_name: lead.serviceName,
    warm_since: instant(lead.warmSince),
    quiet_at: instantOrNull(lead.quietAt),
    quiet_since: instantOrNull(lead.quietSince),
  }
}
