/** What a step says and where it goes, as it would be sent now. Previews and sending both come here. */
import type { Tx } from '../../kit/db.ts'
import type { Route } from '../outreach/find-routes.ts'
import type { Channel } from '../outreach/message.ts'
import {
  type ComposedText,
  composeText,
  findText,
  hashOf,
  renderText,
  type TextInputs,
} from '../wording/compose-text.ts'
import type { Language } from '../wording/default-templates.ts'
import { findTemplate } from '../wording/find-template.ts'
import type { Values } from '../wording/template.ts'
import { answerLine } from './answer-line.ts'
import type { Outside } from './compose-notice.ts'
import type { JourneyDefinition, SpokenStep, Step } from './definition.ts'
import { addText, findApart } from './find-companions.ts'
import { type AskedForm, findForm } from './find-form.ts'
import { findOtherProcedures, NOT_THEIR_PROCEDURE } from './find-other-procedures.ts'
import { findRecipient, type Recipient } from './find-recipient.ts'
import { findStepRoute, type Tried, whyNoRoute } from './find-step-route.ts'
import { type Brief, WRITING_RULES, type Writer, withoutEmptyGaps, wordingOf } from './writing.ts'

/** A step of somebody, as far as its text needs it. */
export interface ToSay {
  /** The touchpoint's. */
  id: string
  step: Step
  definition: Pick<JourneyDefinition, 'purpose' | 'needsClinician' | 'trigger'>
  contactId: string
  appointmentId: string | null
}

/** What composing steps takes from outside. */
export interface StepOutside extends Outside {
  /** Not given or null: nobody words texts, and the approved ones are sent. */
  writer?: Writer | null
}

export interface Said {
  channel: Channel
  to: { name: string; address: string }
  /** With a brief it is the approved text, not kept, under the hash of what will be written. */
  text: ComposedText
  /** What the assistant is asked before it is sent; null where the text stands. */
  brief: Brief | null
  conversationId: string | null
  template: Route['template']
  recipient: Recipient
  /** The form that its link leads to; null where it has none. */
  form: (AskedForm & { touchpointId: string }) | null
  /** The steps that are in it, the one that speaks first. */
  ids: string[]
  /** Why a form is not asked for, by the step that would have. */
  leftOut: ReadonlyMap<string, string>
  /** The steps that cannot go along on this way and are said by themselves; see `findApart`. */
  apart: ReadonlySet<string>
}

/**
 * One message for these steps, the first of which speaks and the others go along: they are of one person and one visit.
 * `after`: ways on which it was tried and did not arrive. `skip` says why nobody can be told.
 */
export async function composeStep(
  tx: Tx,
  {
    steps,
    outside,
    after,
  }: { steps: readonly ToSay[]; outside: StepOutside; after?: readonly Tried[] | undefined },
): Promise<Said | { skip: string }> {
  const known = await whatToSay(tx, steps)
  if ('skip' in known) return known
  const { said, form, leftOut } = known
  const [head] = said
  if (!head) return { skip: 'nothing_to_say' }
  const recipient = await findRecipient(tx, head)
  if (!recipient) return { skip: 'no_address' }
  const spoken = spokenOf(said)
  if (spoken.length === 0) return { skip: 'nothing_to_say' }
  const isAlone = spoken.length === 1
  const values = valuesOf(tx, { steps: said, recipient, outside, form })
  // An approved template of one step could not say what the others do.
  const wanted = { head, recipient, outside, after, values: isAlone ? values : undefined }
  const route = await findStepRoute(tx, wanted)
  if (!route) return { skip: await whyNoRoute(tx, wanted) }
  const apart = await findApart(tx, { steps: said, route })
  if (apart.size > 0) {
    const rest = await composeStep(tx, { steps: steps.filter(({ id }) => !apart.has(id)), outside, after })
    return 'skip' in rest ? rest : { ...rest, apart }
  }
  const approved = approvedPart(route)
  const parts = approved
    ? [approved]
    : await Promise.all(spoken.map((say) => partOf(tx, { say, recipient, channel: route.channel })))
  const template = together(parts, route.channel, recipient.language)
  const plain = { template: withAnswerLine(template, { values, recipient }), values }
  const { channel, address, conversationId } = route
  // Where a vendor's template goes out its words are the vendor's; a message of several steps says what is approved.
  const brief = isAlone && !route.template ? await briefOf(tx, { head, plain, recipient, outside }) : null
  const kept = brief && (await findText(tx, brief.hash))
  return {
    channel,
    to: { name: recipient.name, address },
    text: kept ?? (brief ? approvedText(brief) : await composeText(tx, plain)),
    brief: kept ? null : brief,
    conversationId,
    template: route.template,
    recipient,
    form,
    ids: said.map(({ id }) => id),
    leftOut,
    apart,
  }
}

/** What a model would be told, with the hash of all of it; null where this text is the clinic's own. */
async function briefOf(
  tx: Tx,
  {
    head,
    plain,
    recipient,
    outside,
  }: { head: ToSay; plain: TextInputs; recipient: Recipient; outside: StepOutside },
): Promise<Brief | null> {
  const { writer } = outside
  const wording = writer ? wordingOf(head.step, head.definition) : null
  if (!writer || !wording) return null
  const { contactId, definition } = head
  const ground = await writer.findGround(tx, { contactId, purpose: definition.purpose })
  if (!ground) return null
  const { template, values } = plain
  const { name, timeZone, visit } = recipient
  const { model, tone, memories, past } = ground
  const writing = [WRITING_RULES, wording.objective, wording.prompt, model, tone, memories, past]
  return {
    hash: hashOf({ ...plain, writing }),
    plain,
    approved: {
      subject: template.subject && withoutEmptyGaps(template.subject, values),
      body: withoutEmptyGaps(template.body, values),
    },
    ...wording,
    ground,
    recipient: {
      name,
      timeZone,
      visit: visit && {
        status: visit.status,
        startAt: visit.start_at,
        practitioner: visit.practitioner_name,
        service: visit.service_name,
      },
    },
  }
}

/** The approved text under the hash of a writing; kept with why it is sent, or shown until it is written. */
export function approvedText({ hash, plain, objective, ground }: Brief, reason = 'to_come'): ComposedText {
  return {
    hash,
    channel: plain.template.channel,
    ...renderText(plain),
    origin: 'fallback',
    because: { objective, model: ground.model, memories: [], reason },
  }
}

/**
 * Leaves out what is of another procedure than the visit, and a form that need not be asked for; of several one is asked for. `skip`
 * where nothing else is left.
 */
async function whatToSay(
  tx: Tx,
  steps: readonly ToSay[],
): Promise<(Pick<Said, 'form' | 'leftOut'> & { said: ToSay[] }) | { skip: string }> {
  const said: ToSay[] = []
  const leftOut = new Map<string, string>()
  let form: Said['form'] = null
  let skip = 'nothing_to_say'
  const others = await findOtherProcedures(tx, steps)
  for (const each of steps) {
    const { id: touchpointId, step, contactId, appointmentId } = each
    if (others.has(touchpointId)) {
      skip = NOT_THEIR_PROCEDURE
      leftOut.set(touchpointId, skip)
      continue
    }
    if (step.do !== 'form') {
      said.push(each)
      continue
    }
    if (form) continue
    const { questionnaire, validDays = 365 } = step
    const about = { touchpointId, questionnaire, validDays, contactId, appointmentId }
    const found = await findForm(tx, about)
    if ('skip' in found) {
      skip = found.skip
      leftOut.set(touchpointId, skip)
    } else {
      form = { ...found, touchpointId }
      said.push(each)
    }
  }
  return said.length > 0 ? { said, form, leftOut } : { skip }
}

function spokenOf(steps: readonly ToSay[]): (ToSay & { step: SpokenStep })[] {
  return steps.filter(
    (say): say is ToSay & { step: SpokenStep } => 'text' in say.step || say.step.do === 'notice',
  )
}

interface Part {
  key: string
  subject: string | null
  body: string
}

/** What goes out by a vendor's template is what that says. */
function approvedPart({ template, wording }: Route): Part | null {
  return template && wording ? { key: template.name, subject: null, body: wording } : null
}

async function partOf(
  tx: Tx,
  { say, recipient, channel }: { say: ToSay & { step: SpokenStep }; recipient: Recipient; channel: Channel },
): Promise<Part> {
  const { step } = say
  const { language } = recipient
  if (step.do === 'notice') {
    const { key, subject, body } = await findTemplate(tx, {
      key: step.template,
      channel: channel === 'email' ? 'email' : 'sms',
      language,
    })
    return { key, subject, body }
  }
  const { email, chat } = step.text
  if (channel === 'email' && email) return { key: step.key, ...email[language] }
  return { key: step.key, subject: channel === 'email' ? '{{clinic_name}}' : null, body: chat[language] }
}

/** The first says hello and what it is about; the others are added to it. What all begin and end with is said once. */
function together(parts: readonly Part[], channel: Channel, language: Language): TextInputs['template'] {
  return {
    key: parts.map(({ key }) => key).join('+'),
    channel,
    language,
    subject: parts[0]?.subject ?? null,
    body: parts.map(({ body }) => body).reduce(addText),
  }
}

/** A mail of a clinic without a mailbox says how else it is answered. */
function withAnswerLine(
  template: TextInputs['template'],
  { values, recipient }: { values: Values; recipient: Recipient },
): TextInputs['template'] {
  if (template.channel !== 'email' || recipient.clinicEmail) return template
  const line = answerLine(template.language, values)
  return line ? { ...template, body: `${template.body}\n\n${line}` } : template
}

function valuesOf(
  tx: Tx,
  {
    steps,
    recipient,
    outside,
    form,
  }: { steps: readonly ToSay[]; recipient: Recipient; outside: Outside; form: AskedForm | null },
): Values {
  const { visit, clinicSlug } = recipient
  const { clinicId } = tx
  const guide = steps.find(({ step }) => 'guide' in step && step.guide)
  // A message may remind of a visit and say how to prepare for it: what can be ended of it is the latter.
  const ended = steps.find(({ definition }) => definition.purpose !== 'transactional') ?? steps[0]
  return {
    ...recipient.values,
    manage_link:
      (visit?.is_own && outside.manageLink?.({ clinicId, clinicSlug, appointmentId: visit.id })) || '',
    form_link: (form && outside.formLink?.({ clinicId, requestId: form.requestId })) || '',
    guide_link: (guide && outside.guideLink?.({ clinicId, clinicSlug, touchpointId: guide.id })) || '',
    booking_link: outside.bookingLink?.({ clinicSlug }) ?? '',
    stop_link:
      (ended &&
        recipient.email &&
        outside.stopLink?.({
          ...{ clinicId, contactId: ended.contactId },
          ...{ email: recipient.email, purpose: ended.definition.purpose },
        })) ||
      '',
  }
}
