/** What the stories of journeys do: book over the API, text as a patient, let the clinic's clock run, read the screens. */
import { expect, type Page } from '@playwright/test'
import { twilioCallbacks, twilioSignature } from '../vendors/twilio-callbacks.ts'
import type { RunningClinic } from './clinic.ts'
import { openAt } from './page.ts'

/** Longer than the longest wait for further bubbles, in `gather.ts`. */
const GATHERING = { seconds: 7 }

export interface ShownText {
  subject: string | null
  body: string
}

export async function ask(
  clinic: RunningClinic,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: object,
  // biome-ignore lint/suspicious/noExplicitAny: answers of the API as they are.
): Promise<any> {
  const response = await fetch(`${clinic.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${clinic.demo.api_key}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`)
  return answer
}

/** Booked by staff; the person is reached by text message unless they have an address. */
export async function bookFor(
  clinic: RunningClinic,
  person: { name: string; phone: string; email?: string },
  { service, startAt }: { service: string; startAt: string },
): Promise<{ visitId: string; contactId: string }> {
  const { services } = await ask(clinic, 'GET', '/api/services')
  const wanted = services.find(({ name }: { name: string }) => name === service)
  const { appointment } = await ask(clinic, 'POST', '/api/appointments', {
    service_id: wanted.id,
    start_at: startAt,
    practitioner_id: wanted.practitioners[0].practitioner_id,
    contact: person,
  })
  return { visitId: appointment.id, contactId: appointment.contact.id }
}

interface Texter {
  /** E.164 */
  phone: string
  contactId: string
}

/** Texts the clinic's number as this person, and reads the assistant's answer. */
export async function text(clinic: RunningClinic, from: Texter, words: string): Promise<string> {
  const before = (await linesOf(clinic, from, 'assistant')).length
  const { connections } = await ask(clinic, 'GET', '/api/connections')
  const { settings } = connections.find(({ vendor }: { vendor: string }) => vendor === 'twilio')
  const { body, contentType } = twilioCallbacks({
    accountSid: settings.account_sid,
    phoneNumber: settings.phone_number,
    messagingServiceSid: null,
  }).text({ from: from.phone, text: words })
  const { webhook_url: url, secret } = clinic.demo.twilio
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': contentType, 'x-twilio-signature': twilioSignature(secret, url, body) },
    body,
  })
  expect(response.ok, `Twilio's message was answered ${response.status}`).toBe(true)
  await expect.poll(async () => (await linesOf(clinic, from, 'contact')).includes(words)).toBe(true)
  clinic.clock.advance(GATHERING)
  await expect.poll(async () => (await linesOf(clinic, from, 'assistant')).length).toBeGreaterThan(before)
  return (await linesOf(clinic, from, 'assistant')).at(-1) ?? ''
}

interface Line {
  author: string
  body: string
}

async function linesOf(clinic: RunningClinic, { contactId }: Texter, author: string): Promise<string[]> {
  const { conversations } = await ask(clinic, 'GET', `/api/conversations?channel=sms&contact_id=${contactId}`)
  const [talk] = conversations
  if (!talk) return []
  const { lines } = await ask(clinic, 'GET', `/api/conversations/${talk.id}/thread`)
  return lines.filter((line: Line) => line.author === author).map(({ body }: Line) => body)
}

/** Every message to this person as the Outbox shows it, the latest first. */
export async function readOutbox(page: Page, clinic: RunningClinic, name: string): Promise<ShownText[]> {
  await openAt(page, clinic, '/outbox')
  const rows = page.getByRole('list', { name: 'Messages' }).getByRole('button', { name: new RegExp(name) })
  await expect(rows.first()).toBeVisible()
  const reader = page.getByRole('region', { name: 'Message', exact: true })
  const shown: ShownText[] = []
  for (const row of await rows.all()) {
    await row.click()
    await expect(row).toHaveAttribute('aria-pressed', 'true')
    await expect(reader).toContainText(name)
    shown.push(await readText(reader.locator('.message-text')))
  }
  return shown
}

export async function readText(text: ReturnType<Page['locator']>): Promise<ShownText> {
  const subject = text.locator('.message-subject')
  return {
    subject: (await subject.count()) > 0 ? await subject.textContent() : null,
    body: (await text.locator('.as-written').textContent()) ?? '',
  }
}

interface Step {
  id: string
  step_key: string
  status: string
  due_at: string
  kind: string
  /** Why it would not go out, as things are. */
  obstacle: string | null
}

export async function stepsOf(clinic: RunningClinic, contactId: string): Promise<Step[]> {
  return (await ask(clinic, 'GET', `/api/contacts/${contactId}/steps`)).steps
}

/** Sets the clock, and waits until nothing of this person's is due any more. */
export async function runTo(clinic: RunningClinic, at: string, contactIds: readonly string[]): Promise<void> {
  clinic.clock.set(at)
  for (const contactId of contactIds) {
    await expect
      .poll(
        async () =>
          (await stepsOf(clinic, contactId)).filter(
            ({ status, due_at }) =>
              status === 'due' || (status === 'planned' && Date.parse(due_at) <= Date.parse(at)),
          ),
        { timeout: 20_000 },
      )
      .toEqual([])
  }
}
