/** What the API says of journeys, from our records. */
import type { z } from '@hono/zod-openapi'
import type * as wire from '../../packages/contract/src/journeys/schemas.ts'
import type { JourneyReport } from '../desk/insights/find-journey-report.ts'
import { hashOfTexts } from '../desk/journeys/approval.ts'
import type { EnrollmentRecord } from '../desk/journeys/find-enrollments.ts'
import type { JourneyRecord, VersionRecord } from '../desk/journeys/find-journeys.ts'
import type { OpenTaskRecord } from '../desk/journeys/find-open-tasks.ts'
import type { DefinitionPreview } from '../desk/journeys/preview-definition.ts'
import { instant, instantOrNull } from './present.ts'

type Wire<Name extends keyof typeof wire> = (typeof wire)[Name] extends z.ZodType
  ? z.infer<(typeof wire)[Name]>
  : never

export function presentJourney(
  one: JourneyRecord,
  report: JourneyReport | undefined,
): Wire<'JourneySummary'> {
  return {
    id: one.id,
    key: one.key,
    name: one.name,
    purpose: one.purpose,
    is_active: one.isActive,
    is_waiting_for_approval: one.isWaiting,
    live_version: one.liveVersion,
    newest_version: one.newestVersion,
    definition: one.definition,
    report: report ? presentReport(report) : null,
  }
}

function presentReport(report: JourneyReport): Wire<'JourneyReport'> {
  const { lift } = report
  return {
    enrolled: report.enrolled,
    running: report.running,
    sent: report.sent,
    replied: report.replied,
    booked: report.booked,
    opted_out: report.optedOut,
    held_out: report.heldOut,
    lift: lift && { bookings: lift.bookings, low: lift.low, high: lift.high },
  }
}

export function presentJourneyVersion(
  one: VersionRecord,
  names: ReadonlyMap<string, string>,
): Wire<'JourneyVersion'> {
  return {
    version: one.version,
    definition: one.definition,
    note: one.note,
    created_by: one.createdBy && (names.get(one.createdBy) ?? null),
    created_at: instant(one.createdAt),
    approved_by: one.approvedBy && (names.get(one.approvedBy) ?? null),
    approved_at: instantOrNull(one.approvedAt),
    texts_hash: hashOfTexts(one.definition),
    approved_texts_hash: one.approvedHash,
    clinician: one.clinician,
  }
}

export function presentEnrollment(one: EnrollmentRecord): Wire<'Enrollment'> {
  return {
    id: one.id,
    contact_id: one.contactId,
    contact_name: one.contactName,
    appointment_id: one.appointmentId,
    version: one.version,
    status: one.status,
    end_reason: one.endReason,
    is_held_out: one.isHoldout,
    enrolled_at: instant(one.enrolledAt),
    ended_at: instantOrNull(one.endedAt),
    next_step_key: one.nextStepKey,
    next_due_at: instantOrNull(one.nextDueAt),
  }
}

export function presentPreviewedStep(one: DefinitionPreview): Wire<'PreviewedStep'> {
  return {
    key: one.step.key,
    do: one.step.do,
    step: one.step,
    due_at: instantOrNull(one.dueAt),
    after: one.after,
    channel: one.text?.channel ?? null,
    to_address: one.text?.address ?? null,
    subject: one.text?.subject ?? null,
    body: one.text?.body ?? null,
    is_to_be_worded: one.isToBeWritten,
    with_step: one.withStep,
    obstacle: one.obstacle,
    held_until: instantOrNull(one.held?.until ?? null),
    held_because: one.held?.because ?? null,
    moved_from: instantOrNull(one.movedFrom),
    usual_time: one.usually?.toString({ smallestUnit: 'minute' }) ?? null,
    stops: one.stops,
  }
}

export function presentStaffTask(one: OpenTaskRecord): Wire<'StaffTask'> {
  return {
    id: one.id,
    title: one.title,
    detail: one.detail,
    is_urgent: one.isUrgent,
    contact_id: one.contactId,
    contact_name: one.contactName,
    appointment_id: one.appointmentId,
    journey: one.journey,
    created_at: instant(one.createdAt),
  }
}
