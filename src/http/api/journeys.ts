/** What goes out by itself, to whom, what it brought, and what it asks of staff. */
import type { z } from 'zod'
import * as routes from '../../../packages/contract/src/journeys/routes.ts'
import type { JourneySegment } from '../../../packages/contract/src/journeys/schemas.ts'
import { findUserNames } from '../../desk/access/find-team.ts'
import { findContact } from '../../desk/contacts/find-contacts.ts'
import { findJourneyReports } from '../../desk/insights/find-journey-report.ts'
import type { ApprovalRefusal } from '../../desk/journeys/approval.ts'
import { closeTask } from '../../desk/journeys/close-task.ts'
import { JourneyDefinition } from '../../desk/journeys/definition.ts'
import { countSegment, enrollSegment, type Segment } from '../../desk/journeys/enroll-segment.ts'
import { findEnrollments } from '../../desk/journeys/find-enrollments.ts'
import {
  findFreeKey,
  findJourneyById,
  findJourneys,
  findJourneyVersions,
} from '../../desk/journeys/find-journeys.ts'
import { findOpenTasks } from '../../desk/journeys/find-open-tasks.ts'
import { findVendorTemplates } from '../../desk/journeys/find-vendor-templates.ts'
import { leaveJourney } from '../../desk/journeys/leave-journey.ts'
import { previewDefinition } from '../../desk/journeys/preview-definition.ts'
import { approveVersion, saveJourney, switchJourney } from '../../desk/journeys/save-journey.ts'
import { templateFlaws } from '../../desk/journeys/template-flaws.ts'
import type { Tx } from '../../kit/db.ts'
import { conflict, forbidden, notFound, type Problem } from '../../kit/problem.ts'
import { flawedDefinition, flawedTemplates } from '../journey-flaws.ts'
import { startOf } from '../moments.ts'
import { instant } from '../present.ts'
import {
  presentEnrollment,
  presentJourney,
  presentJourneyVersion,
  presentPreviewedStep,
  presentStaffTask,
} from '../present-journeys.ts'
import { type Api, answer, clinicOf, type Doors, staffOf, unfit } from './api.ts'
import { answerNoticeTemplates } from './notice-templates.ts'

const NO_JOURNEY = 'There is no such journey in this clinic'
const REPORT_DAYS = 90

export function answerJourneys(api: Api, doors: Doors): void {
  const { database, outside } = doors
  answerNoticeTemplates(api, doors)

  answer(api, routes.listJourneys, async (c) => {
    const query = c.req.valid('query')
    const found = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      const from = await sinceOf(tx, query)
      const reports = new Map((await findJourneyReports(tx, from)).map((each) => [each.journeyId, each]))
      const journeys = (await findJourneys(tx)).map((each) => presentJourney(each, reports.get(each.id)))
      return { from: instant(from), journeys }
    })
    return c.json(found, 200)
  })

  answer(api, routes.getJourney, async (c) => {
    const { id } = c.req.valid('param')
    const found = await database.inClinic(staffOf(c).clinicId, (tx) => demand(tx, id, c.req.valid('query')))
    return c.json({ journey: await named(found) }, 200)
  })

  answer(api, routes.createJourney, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { definition, note = null, name, key: wanted } = c.req.valid('json')
    const read = readDefinition(definition)
    const found = await database.inClinic(clinicId, async (tx) => {
      await demandTemplates(tx, read)
      const key = wanted ?? (await findFreeKey(tx, name))
      const saved = await saveJourney(tx, actor, { key, name, definition: read, note, basedOn: 0 })
      if (!saved.ok) {
        throw conflict('There is a journey of this key already; choose another name', { type: 'key-taken' })
      }
      return demand(tx, saved.journeyId)
    })
    return c.json({ journey: await named(found) }, 201)
  })

  answer(api, routes.saveJourneyRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const { definition, note = null, name, based_on: basedOn } = c.req.valid('json')
    const found = await database.inClinic(clinicId, async (tx) => {
      const { key } = await demandRecord(tx, id)
      const read = readDefinition(definition)
      await demandTemplates(tx, read)
      const saved = await saveJourney(tx, actor, { key, name, definition: read, note, basedOn })
      if (!saved.ok) {
        throw conflict('Somebody saved this journey meanwhile; read it again, and put both together', {
          type: 'journey-changed',
          extensions: { newest_version: saved.newest },
        })
      }
      return demand(tx, id)
    })
    return c.json({ journey: await named(found) }, 200)
  })

  answer(api, routes.approveJourney, async (c) => {
    const { clinicId, actor } = staffOf(c)
    if (actor.kind !== 'user')
      throw forbidden('A person approves texts for patients: sign in and approve there')
    const { id } = c.req.valid('param')
    const { version, clinician_id: practitionerId } = c.req.valid('json')
    const found = await database.inClinic(clinicId, async (tx) => {
      const { key } = await demandRecord(tx, id)
      const approved = await approveVersion(tx, actor, { key, version, practitionerId })
      if (!approved.ok) throw problemOfApproval(approved)
      return demand(tx, id)
    })
    return c.json({ journey: await named(found) }, 200)
  })

  answer(api, routes.switchJourneyRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const { is_active: isActive } = c.req.valid('json')
    const found = await database.inClinic(clinicId, async (tx) => {
      const { key } = await demandRecord(tx, id)
      await switchJourney(tx, actor, { key, isActive })
      return demand(tx, id)
    })
    return c.json({ journey: await named(found) }, 200)
  })

  answer(api, routes.listEnrollments, async (c) => {
    const { id } = c.req.valid('param')
    const { status, ...page } = c.req.valid('query')
    const enrollments = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      await demandRecord(tx, id)
      return findEnrollments(tx, { journeyId: id, ...(status ? { status } : {}), ...page })
    })
    return c.json({ enrollments: enrollments.map(presentEnrollment) }, 200)
  })

  answer(api, routes.enrollInJourney, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const { segment, after } = c.req.valid('json')
    const portion = await database.inClinic(clinicId, async (tx) => {
      const { key } = await demandRecord(tx, id)
      return enrollSegment(tx, actor, { journey: key, segment: await readSegment(tx, segment), after })
    })
    if (portion.ok) return c.json({ enrolled: portion.enrolled, next: portion.next }, 200)
    throw portion.reason === 'about_a_visit'
      ? conflict('This journey is about a visit, which begins it', { type: 'journey-about-a-visit' })
      : conflict('This journey takes nobody in: it is switched off, or nobody has approved it', {
          type: 'journey-not-live',
        })
  })

  answer(api, routes.countSegmentRoute, async (c) => {
    const { segment } = c.req.valid('json')
    const people = await database.inClinic(staffOf(c).clinicId, async (tx) =>
      countSegment(tx, await readSegment(tx, segment)),
    )
    return c.json({ people }, 200)
  })

  answer(api, routes.leaveJourneyRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id: enrollmentId } = c.req.valid('param')
    const isThere = await database.inClinic(clinicId, (tx) => leaveJourney(tx, actor, { enrollmentId }))
    if (!isThere) throw notFound('Nobody of this clinic was taken in under this id')
    return c.json({ ok: true as const }, 200)
  })

  answer(api, routes.previewJourney, async (c) => {
    const { contact_id: contactId, appointment_id: appointmentId, ...rest } = c.req.valid('json')
    const { steps, hasVisitAhead } = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      const contact = await findContact(tx, contactId)
      if (!contact) throw unfit('/contact_id', 'There is no such person in this clinic')
      const known = rest.journey_id ? await findJourneyById(tx, rest.journey_id) : null
      if (known === undefined) throw unfit('/journey_id', NO_JOURNEY)
      const shown = await previewDefinition(tx, {
        contactId: contact.id,
        appointmentId,
        inPlaceOf: known?.key ?? null,
        definition: readDefinition(rest.definition),
        outside,
      })
      if (shown.ok) return shown
      throw shown.reason === 'needs_visit'
        ? unfit('/appointment_id', 'This journey is about a visit; choose one of this person')
        : unfit('/appointment_id', 'This person has no such appointment')
    })
    return c.json({ steps: steps.map(presentPreviewedStep), has_visit_ahead: hasVisitAhead }, 200)
  })

  answer(api, routes.listStaffTasks, async (c) => {
    const page = c.req.valid('query')
    const tasks = await database.inClinic(staffOf(c).clinicId, (tx) => findOpenTasks(tx, page))
    return c.json({ tasks: tasks.map(presentStaffTask) }, 200)
  })

  answer(api, routes.closeStaffTask, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const became = await database.inClinic(clinicId, (tx) => closeTask(tx, actor, { taskId: id }))
    if (became === 'gone') throw notFound('There is no such task in this clinic')
    return c.json({ ok: true as const }, 200)
  })

  /** With the names of those who wrote and approved its versions. */
  async function named({ versions, ...rest }: Awaited<ReturnType<typeof demand>>) {
    const ids = versions.flatMap(({ createdBy, approvedBy }) => [createdBy, approvedBy])
    const names = await findUserNames(database, [...new Set(ids.filter((id) => id !== null))])
    return { ...rest, versions: versions.map((each) => presentJourneyVersion(each, names)) }
  }
}

function problemOfApproval({ reason }: ApprovalRefusal): Problem {
  switch (reason) {
    case 'no_version':
      return unfit('/version', 'This journey has no such version')
    case 'needs_clinician':
      return unfit(
        '/clinician_id',
        'These texts are of care: name the clinician who approved them, a practitioner of /api/practitioners',
      )
    case 'unknown_clinician':
      return unfit('/clinician_id', 'No practitioner of this id works in this clinic')
  }
}

async function demand(tx: Tx, id: string, query: { from?: string | undefined } = {}) {
  const record = await demandRecord(tx, id)
  const reports = await findJourneyReports(tx, await sinceOf(tx, query))
  const report = reports.find(({ journeyId }) => journeyId === id)
  return { ...presentJourney(record, report), versions: await findJourneyVersions(tx, id) }
}

async function demandRecord(tx: Tx, id: string) {
  const record = await findJourneyById(tx, id)
  if (!record) throw notFound(NO_JOURNEY)
  return record
}

/** The day that is told is one of the clinic's. */
async function readSegment(tx: Tx, segment: z.infer<typeof JourneySegment>): Promise<Segment> {
  if (segment.is !== 'not_seen_since') return segment
  return { is: segment.is, before: startOf(segment.date, (await clinicOf(tx)).timeZone) }
}

async function sinceOf(tx: Tx, { from }: { from?: string | undefined }): Promise<Temporal.Instant> {
  return from
    ? startOf(from, (await clinicOf(tx)).timeZone)
    : tx.clock.now().subtract({ hours: REPORT_DAYS * 24 })
}

/** Where a vendor has listed its templates, those that steps name have to be among them; else nobody here knows. */
async function demandTemplates(tx: Tx, definition: JourneyDefinition): Promise<void> {
  const { readAt, templates } = await findVendorTemplates(tx)
  const flaws = readAt ? templateFlaws(definition, templates) : []
  if (flaws.length > 0) throw flawedTemplates(flaws)
}

function readDefinition(definition: unknown): JourneyDefinition {
  const read = JourneyDefinition.safeParse(definition)
  if (!read.success) throw flawedDefinition(read.error)
  return read.data
}
