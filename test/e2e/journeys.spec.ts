/** Journeys on their screens: read, written, approved, and looked at for one patient; tasks and forms beside them. */
import { buildResponse, openForm, type Questionnaire } from '@foyer/forms'
import { expect, type Page } from '@playwright/test'
import { calcomBooking } from '../../scripts/calcom.ts'
import { openTask } from '../../src/desk/journeys/open-task.ts'
import { mintClinicId } from '../../src/kit/ids.ts'
import { NOW, type RunningClinic, test } from './clinic.ts'
import { faults, openAt, signIn } from './page.ts'

test.use({ clinicFor: 'journeys' })

const ANA = { name: 'Ana Ruiz', email: 'ana.ruiz@example.com', timeZone: 'America/Chicago' }

test.beforeAll(async ({ clinic }) => {
  clinic.clock.set(NOW)
  const visit = calcomBooking({
    startAt: '2026-12-04T16:00:00Z',
    endAt: '2026-12-04T16:30:00Z',
    attendee: ANA,
    phone: '+1 312 555 0164',
  })
  await clinic.deliver(visit.created())
  const [contact] = await waitFor(async () => {
    const { contacts } = await ask(clinic, 'GET', '/api/contacts?search=Ana')
    return contacts as { id: string }[]
  })
  const { clinic: own } = await ask(clinic, 'GET', '/api/clinic')
  await clinic.foyer.database.inClinic(mintClinicId(own.id), (tx) =>
    openTask(tx, {
      contactId: contact?.id ?? null,
      appointmentId: null,
      touchpointId: null,
      title: 'Look at the photo',
      detail: 'Ana sent one of her cheek.',
      isUrgent: true,
    }),
  )
})

test.beforeEach(async ({ clinic, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await signIn(page, clinic)
})

const step = (page: Page, name: string) => page.locator('.time-line > li').filter({ hasText: name })
const preview = (page: Page) => page.getByRole('region', { name: 'Preview' })

test('the list says what is on, whom it has, and how its figures are to be read', async ({
  clinic,
  page,
}) => {
  await openAt(page, clinic, '/journeys')
  const reminders = page.getByRole('listitem').filter({ hasText: 'Appointment reminders' })
  await expect(reminders).toContainText('On')
  await expect(reminders).toContainText(/1\s*Enrolled/)
  const care = page.getByRole('region', { name: 'Care around a visit' })
  await expect(care.getByRole('listitem').filter({ hasText: 'Botox: before the visit' })).toContainText(
    'Nobody yet',
  )
  await expect(page.getByText(/It overstates, since some would have booked anyway/)).toBeVisible()
  expect(await faults(page)).toEqual([])
})

test('a journey is begun, written, seen for one patient, saved, approved and switched on', async ({
  clinic,
  page,
}) => {
  test.setTimeout(120_000)
  await openAt(page, clinic, '/journeys')
  await page.getByRole('button', { name: 'New journey' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Check on them')
  await page.getByRole('button', { name: 'Begin' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Check on them' })).toBeVisible()
  await expect(page.getByText('These texts are drafts.')).toBeVisible()

  await page
    .getByRole('button', { name: /First message/ })
    .first()
    .click()
  const text = page.getByRole('textbox', { name: 'Text', exact: true })
  await text.fill('See you on {{weekday}}, {{first_name}}.')
  await page.getByRole('button', { name: 'Add a step' }).click()
  await page.getByRole('menuitem', { name: 'Task for staff' }).click()
  await expect(step(page, 'Task for staff').getByRole('textbox', { name: 'Name' })).toBeFocused()
  await expect(page.getByRole('menu')).toBeHidden()
  expect(await faults(page), 'editor').toEqual([])

  await preview(page).getByRole('combobox', { name: 'Patient' }).fill('Ana')
  await page.getByRole('option', { name: 'Ana Ruiz' }).click()
  // The task has no title yet: the preview waits until it has one, and so does saving.
  await expect(preview(page)).toContainText('Cannot be shown yet. “Task for staff”: write something here.')
  await page.getByRole('button', { name: 'Save as version 2' }).click()
  const title = page.getByRole('textbox', { name: 'What is to be done' })
  await expect(title).toBeFocused()
  await expect(page.getByText('Write something here').first()).toBeVisible()
  await title.fill('Call them')
  await expect(preview(page)).toContainText('See you on Friday, Ana.')
  await expect(preview(page)).toContainText('Call them')
  await expect(preview(page)).toContainText('The appointment is cancelled')
  expect(await faults(page), 'previewed').toEqual([])
  await page.getByRole('textbox', { name: 'What changes with this version' }).fill('A call the day before')
  await page.getByRole('button', { name: 'Save as version 2' }).click()
  await expect(page.getByText('Version 2 is a draft.')).toBeVisible()

  await page.getByRole('link', { name: 'See what changed' }).click()
  const diff = page.getByRole('region', { name: 'Version 2 beside the live version 1' })
  await expect(diff).toContainText('See you on {{weekday}}, {{first_name}}.')
  await expect(diff).toContainText('Task for staff Added')
  expect(await faults(page), 'versions').toEqual([])
  await page.getByRole('button', { name: 'Approve version 2' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('A clinician stands for every text in it')
  await dialog.getByRole('button', { name: 'Approve' }).click()
  await expect(dialog).toContainText('Choose who approved these texts.')
  await dialog.getByRole('combobox', { name: 'The clinician who approved these texts' }).click()
  await page.getByRole('option', { name: /Dr. Raj Shah/ }).click()
  expect(await faults(page), 'approving').toEqual([])
  await dialog.getByRole('button', { name: 'Approve' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Version 2' })).toContainText('Live')
  await expect(page.getByRole('listitem').filter({ hasText: 'Version 2' })).toContainText(
    'Approved by Dr. Raj Shah, recorded by',
  )
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('switch', { name: 'Takes people in' }).press('Space')
  await expect(page.locator('.journey-switch')).toContainText('On')
})

test('steps are opened, moved and removed by keyboard alone', async ({ clinic, page }) => {
  await openAt(page, clinic, '/journeys')
  await page.getByRole('link', { name: /Appointment reminders/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('.time-line-step')).toHaveCount(3)
  const down = page.getByRole('button', { name: 'Move 3 days before down' })
  await down.focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('.time-line > li').nth(1)).toContainText('3 days before')
  await expect(down).toBeFocused()
  await page.getByRole('button', { name: 'Remove 2 hours before' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('.time-line-step')).toHaveCount(2)
  await expect(page.locator('.step-open:focus')).toContainText('3 days before')
  await page.keyboard.press('Space')
  await expect(page.getByRole('spinbutton', { name: 'How many' })).toHaveValue('3')
  await page.getByRole('button', { name: 'Undo changes' }).press('Enter')
  await expect(page.locator('.time-line-step')).toHaveCount(3)
})

test('a template of WhatsApp is picked from what it has approved, with a line for each gap', async ({
  clinic,
  page,
}) => {
  const template = {
    ...{ name: 'visit_reminder', language: 'en_US', category: 'utility', status: 'approved' },
    ...{ pattern: 'See you {{1}} at {{2}}.', gaps: ['1', '2'], is_sendable: true, hindrance: null },
  }
  const offer = { ...template, name: 'spring_offer', category: 'marketing' }
  const listed = { read_at: NOW, remedy: null, templates: [template, offer] }
  await page.route('**/api/whatsapp-templates', (route) => route.fulfill({ json: listed }))
  await openAt(page, clinic, '/journeys')
  await page.getByRole('link', { name: /Appointment reminders/ }).click()
  await page
    .getByRole('button', { name: /1 day before/ })
    .first()
    .click()
  await page.getByText('On WhatsApp, when nobody has written there for a day').click()
  await page.getByRole('combobox', { name: 'Approved template' }).click()
  await expect(page.getByRole('option')).toHaveText(['visit_reminder'])
  await page.getByRole('option', { name: 'visit_reminder' }).click()
  await expect(page.getByText('en_US See you {{1}} at {{2}}.')).toBeVisible()
  await expect(page.getByText('Not approved in Spanish')).toBeVisible()
  await page.getByRole('textbox', { name: 'Gap 1' }).fill('{{weekday}}')
  await page.getByRole('textbox', { name: 'Gap 2' }).fill('{{time}}')
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: /^Save as version/ }).click()
  await expect(page.getByText(/^Version \d+ is a draft/)).toBeVisible()
  await page.getByRole('link', { name: 'See what changed' }).click()
  await expect(page.getByText('{{weekday}}, {{time}}')).toBeVisible()
})

test('who saves after somebody else is told so, and loses nothing', async ({ clinic, page }) => {
  await openAt(page, clinic, '/journeys')
  await page.getByRole('link', { name: /Laser: before the visit/ }).click()
  const id = page.url().split('/').at(-1)
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  await name.fill('Before the laser')
  const { journey } = await ask(clinic, 'GET', `/api/journeys/${id}`)
  await ask(clinic, 'PUT', `/api/journeys/${id}`, {
    name: journey.name,
    definition: { ...journey.definition, holdoutPercent: 5 },
    based_on: 1,
  })
  await page.getByRole('button', { name: /Save as version/ }).click()
  await expect(page.getByText('Somebody saved this journey meanwhile')).toBeVisible()
  await expect(name).toHaveValue('Before the laser')
})

test('a task waits on Today and in its list until it is done', async ({ clinic, page }) => {
  await openAt(page, clinic, '/')
  const waiting = page.getByRole('region', { name: 'Needs you now' })
  await expect(waiting.getByRole('listitem').filter({ hasText: 'Look at the photo' })).toBeVisible()
  await waiting.getByRole('link', { name: 'Open the tasks' }).click()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Done: Look at the photo' }).press('Enter')
  await expect(page.getByText('Nothing to do')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Tasks', exact: true })).toBeVisible()
})

test('a form is written beside what a patient sees, and published by name', async ({ clinic, page }) => {
  await openAt(page, clinic, '/forms')
  expect(await faults(page), 'list').toEqual([])
  await page.getByRole('link', { name: /Medical history/ }).click()
  const shown = page.frameLocator('iframe[title="Preview of the form"]')
  await expect(shown.getByText('Full name of the patient')).toBeVisible()
  await page.getByRole('button', { name: /^About you/ }).click()
  await page.getByRole('button', { name: /^Full name of the patient/ }).click()
  await page.getByRole('textbox', { name: 'English' }).last().fill('Name of the patient')
  await expect(shown.getByText('Name of the patient', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByRole('button', { name: 'Publish' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'The clinician who approves these words' }).fill('Dr. Amy Lee')
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByText('Version 2, approved by Dr. Amy Lee')).toBeVisible()
})

const ALLERGY: Questionnaire = {
  resourceType: 'Questionnaire',
  status: 'draft',
  title: 'Before we begin',
  item: [
    { linkId: 'allergy', type: 'boolean', text: 'Do you have any allergy?' },
    { linkId: 'words', type: 'string', text: 'To what?' },
  ],
}

test('an answer that staff should see waits until somebody has looked at it', async ({ clinic, page }) => {
  const made = await ask(clinic, 'POST', '/api/questionnaires', { title: 'Before we begin', body: ALLERGY })
  const { id } = made.questionnaire
  await openAt(page, clinic, `/forms/${id}`)
  const shown = page.frameLocator('iframe[title="Preview of the form"]')
  await expect(shown.getByText('To what?')).toBeVisible()
  await page.getByRole('button', { name: /^Do you have any allergy/ }).click()
  await page.getByRole('textbox', { name: 'Staff are told of a yes as' }).fill('Has an allergy')
  await page.getByRole('button', { name: /^To what/ }).click()
  await page.getByRole('switch', { name: 'Asked only where' }).press('Space')
  await expect(page.getByRole('combobox', { name: 'Condition 1, how it is answered' })).toHaveValue('is yes')
  await expect(shown.getByText('To what?')).toBeHidden()
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText('Not saved yet')).toBeHidden()
  const { questionnaire: written } = await ask(clinic, 'GET', `/api/questionnaires/${id}`)
  const { revision } = written
  await ask(clinic, 'POST', `/api/questionnaires/${id}/publish`, { revision, approved_by: 'Dr. Amy Lee' })
  const { contacts } = await ask(clinic, 'GET', '/api/contacts?search=Ana')
  const sent = await ask(clinic, 'POST', `/api/contacts/${contacts[0].id}/forms`, { questionnaire_id: id })
  const { pathname } = new URL(sent.request.link)
  const { questionnaire, revision: begun } = await ask(clinic, 'POST', `${pathname}/open`)
  const filled = { 'allergy:0': { valueBoolean: true }, 'words:0': { valueString: 'Latex' } }
  const response = buildResponse(openForm(questionnaire), filled, { status: 'completed', language: 'en' })
  await ask(clinic, 'POST', `${pathname}/complete`, { revision: begun, response })

  await openAt(page, clinic, `/patients/${contacts[0].id}`)
  await expect(page.getByText('Filled in Before we begin')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Forms' })).toContainText('To look at')
  await openAt(page, clinic, '/forms')
  await page
    .getByRole('region', { name: 'Answers to look at' })
    .getByRole('link', { name: /Ana Ruiz/ })
    .click()
  await expect(page.getByRole('region', { name: 'To look at' })).toContainText('Has an allergy')
  await expect(page.getByRole('region', { name: 'All answers' })).toContainText('Latex')
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Mark as looked at' }).click()
  await expect(page.getByText(/^Looked at just now/)).toBeVisible()
  await openAt(page, clinic, '/forms')
  await expect(page.getByRole('region', { name: 'Forms', exact: true })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Answers to look at' })).toHaveCount(0)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('nothing is wider than the screen, and all of it can be reached', async ({ clinic, page }) => {
    test.setTimeout(120_000)
    await openAt(page, clinic, '/')
    await page.getByRole('button', { name: /^More/ }).click()
    await page.getByRole('link', { name: /^Journeys/ }).click()
    await page.getByRole('link', { name: /Form before the visit: medical history/ }).click()
    await page
      .getByRole('button', { name: /Form 3 days before/ })
      .first()
      .click()
    await expect(page.getByRole('textbox', { name: 'Text', exact: true })).toBeVisible()
    await expectNoOverflow(page)
    expect(await faults(page), 'editor').toEqual([])
    for (const path of ['/journeys', '/tasks', '/forms']) {
      await openAt(page, clinic, path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
      await expectNoOverflow(page)
    }
  })
})

async function expectNoOverflow(page: Page): Promise<void> {
  const wide = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect(wide).toBe(0)
}

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape.
async function ask(clinic: RunningClinic, method: string, path: string, body?: object): Promise<any> {
  const response = await fetch(`${clinic.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${clinic.demo.api_key}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${await response.text()}`)
  return response.json()
}

/** Deliveries are taken up a moment later. */
async function waitFor<One>(find: () => Promise<One[]>): Promise<One[]> {
  for (let tries = 0; tries < 100; tries++) {
    const found = await find()
    if (found.length > 0) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('it did not come')
}
