/** What a step says and where it goes, as it would be sent now. Previews and sending both come here. */
import type { Tx } from '../../kit/db.ts'
import type { Route } from '../outreach/find-routes.ts'
import type { Channel } from '../outreach/message.ts'
import { type ComposedText, composeText, type TextInputs } from '../wording/compose-text.ts'
import type { Language } from '../wording/default-templates.ts'
import { findTemplate } from '../wording/find-template.ts'
import type { Values } from '../wording/template.ts'
import type { Outside } from './compose-notice.ts'
import type { JourneyDefinition, SpokenStep, Step } from './definition.ts'
import { type AskedForm, findForm } from './find-form.ts'
import { findRecipient, type Recipient } from './find-recipient.ts'
import { findStepRoute } from './find-step-route.ts'

/** A step of somebody, as far as its text needs it. */
export interface ToSay {
  /** The touchpoint's. */
  id: string
  step: Step
  definition: Pick<JourneyDefinition, 'purpose'>
  contactId: string
  appointmentId: string | null
}

export interface Said {
  channel: Channel
  to: { name: string; address: string }
  text: ComposedText
  conversationId: string | null
  template: Route['template']
  recipient: Recipient
  /** The form that its link leads to; null where it has none. */
  form: (AskedForm & { touchpointId: string }) | null
  /** The steps that are in it, the one that speaks first. */
  ids: string[]
}

/**
 * One message for these steps, the first of which speaks and the others go along: they are of one person and one visit.
 * `skip` says why nobody can be told.
 */
export async function composeStep(
  tx: Tx,
  { steps, outside }: { steps: readonly ToSay[]; outside: Outside },
): Promise<Said | { skip: string }> {
  const known = await withForm(tx, steps)
  if ('skip' in known) return known
  const { said, form } = known
  const [head] = said
  if (!head) return { skip: 'nothing_to_say' }
  const recipient = await findRecipient(tx, head)
  if (!recipient) return { skip: 'no_address' }
  const route = await findStepRoute(tx, { head, recipient, outside })
  if (!route) return { skip: 'no_address' }
  const parts = await Promise.all(
    spokenOf(said).map((say) => partOf(tx, { say, recipient, channel: route.channel })),
  )
  if (parts.length === 0) return { skip: 'nothing_to_say' }
  const text = await composeText(tx, {
    template: together(parts, route.channel, recipient.language),
    values: valuesOf(tx, { steps: said, recipient, outside, form }),
  })
  const { channel, address, conversationId, template } = route
  const to = { name: recipient.name, address }
  return { channel, to, text, conversationId, template, recipient, form, ids: said.map(({ id }) => id) }
}

/** Leaves out a form that need not be asked for; of several one is asked for. `skip` where nothing else is left. */
async function withForm(
  tx: Tx,
  steps: readonly ToSay[],
): Promise<{ said: ToSay[]; form: Said['form'] } | { skip: string }> {
  const said: ToSay[] = []
  let form: Said['form'] = null
  let skip = 'nothing_to_say'
  for (const each of steps) {
    const { id: touchpointId, step, contactId, appointmentId } = each
    if (step.do !== 'form') {
      said.push(each)
      continue
    }
    if (form) continue
    const { questionnaire, validDays = 365 } = step
    const about = { touchpointId, questionnaire, validDays, contactId, appointmentId }
    const found = await findForm(tx, about)
    if ('skip' in found) skip = found.skip
    else {
      form = { ...found, touchpointId }
      said.push(each)
    }
  }
  return said.length > 0 ? { said, form } : { skip }
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
    body: parts.map(({ body }) => body).reduce(added),
  }
}

/** One text after another, without the lines that both begin with (a greeting) or end with (how to opt out). */
function added(text: string, more: string): string {
  const [lines, others] = [text.split('\n'), more.split('\n')]
  const begins = lines.findIndex((line, i) => line !== others[i])
  const ends = lines.toReversed().findIndex((line, i) => line !== others.at(-1 - i))
  if (begins === -1 || ends === -1) return more
  return [...lines.slice(0, lines.length - ends), '', ...others.slice(begins)].join('\n')
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
  return {
    ...recipient.values,
    manage_link:
      (visit?.is_own && outside.manageLink?.({ clinicId, clinicSlug, appointmentId: visit.id })) || '',
    form_link: (form && outside.formLink?.({ clinicId, requestId: form.requestId })) || '',
    guide_link: (guide && outside.guideLink?.({ clinicId, clinicSlug, touchpointId: guide.id })) || '',
    booking_link: outside.bookingLink?.({ clinicSlug }) ?? '',
  }
}
