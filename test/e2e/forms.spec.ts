import { expect, type Page } from '@playwright/test'
import { questionnairesFor } from '../../src/desk/forms/add-default-questionnaires.ts'
import { calcomBooking } from '../calcom.ts'
import { test as base, type RunningClinic } from './clinic.ts'
import { faults, openAt } from './page.ts'

const test = base
test.use({ clinicFor: 'forms', viewport: { width: 390, height: 844 } })

// biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape.
async function api(clinic: RunningClinic, method: string, path: string, body?: unknown): Promise<any> {
  const response = await fetch(`${clinic.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${clinic.demo.api_key}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`)
  return answer
}

let visits = 0

/** A person with a visit, and the address of the form that they are sent for it. */
async function askedFor(
  clinic: RunningClinic,
  key: string,
  name = 'Ana Ruiz',
): Promise<{ contactId: string; path: string }> {
  visits++
  const phone = `+1312555${String(2000 + visits)}`
  const startAt = clinic.clock
    .now()
    .add({ hours: 24 * (visits + 2) })
    .toString()
  const email = `forms${visits}@example.com`
  await clinic.deliver(calcomBooking({ attendee: { name, email }, phone, startAt }).created())
  await expect
    .poll(async () => (await api(clinic, 'GET', `/api/contacts?search=${email}`)).contacts.length)
    .toBe(1)
  const { contacts } = await api(clinic, 'GET', `/api/contacts?search=${email}`)
  const contactId = contacts[0].id
  const { contact } = await api(clinic, 'GET', `/api/contacts/${contactId}`)
  const { request } = await api(clinic, 'POST', `/api/contacts/${contactId}/forms`, {
    questionnaire_id: await published(clinic, key),
    appointment_id: contact.appointments[0].id,
  })
  return { contactId, path: new URL(request.link).pathname }
}

async function published(clinic: RunningClinic, key: string): Promise<string> {
  const shipped = questionnairesFor('US').find((one) => one.key === key)
  const { questionnaires } = await api(clinic, 'GET', '/api/questionnaires')
  const known = questionnaires.find(({ title }: { title: string }) => title === shipped?.title)
  const one =
    known ??
    (await api(clinic, 'POST', '/api/questionnaires', { title: shipped?.title, body: shipped?.body }))
      .questionnaire
  if (one.version === null) {
    await api(clinic, 'POST', `/api/questionnaires/${one.id}/publish`, {
      revision: one.revision,
      approved_by: 'Dr. Amy Lee',
    })
  }
  return one.id
}

async function answer(page: Page, question: string | RegExp, option: string): Promise<void> {
  await page.getByRole('group', { name: question }).getByLabel(option, { exact: true }).check()
}

async function aboutYou(page: Page, name = 'Ana Ruiz'): Promise<void> {
  await page.getByLabel('Full name of the patient').fill(name)
  await page.getByLabel('Date of birth').fill('1984-05-06')
}

test('an intake filled in by its link on a phone updates the profile, and staff see what they should', async ({
  page,
  clinic,
}) => {
  const { contactId, path } = await askedFor(clinic, 'medical_history')
  await openAt(page, clinic, path)
  await expect(page.getByRole('heading', { name: 'Medical history' })).toBeVisible()
  expect(await faults(page)).toEqual([])

  await page.getByRole('button', { name: 'Next' }).click()
  const summary = page.getByRole('alert')
  await expect(summary).toBeFocused()
  await expect(summary).toContainText('Full name of the patient – Please answer this')
  await summary.getByRole('link', { name: /Date of birth/ }).click()
  await expect(page.getByLabel('Date of birth')).toBeFocused()
  expect(await faults(page)).toEqual([])

  await aboutYou(page)
  await page.getByLabel('City').fill('Chicago')
  await page.getByLabel('Height').fill('tall')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('Write a number', { exact: true })).toBeVisible()
  await page.getByLabel('Height').fill('66,5')
  await page.getByRole('button', { name: 'Next' }).click()

  await expect(page.getByRole('heading', { name: 'Allergies' })).toBeFocused()
  await expect(page.getByLabel('Allergic to')).toBeHidden()
  await answer(page, 'Do you have any allergy?', 'Yes')
  await page.getByLabel('Allergic to').fill('Latex')
  await answer(page, 'What happens?', 'Swelling')
  await page.getByRole('button', { name: 'Add another: Allergy' }).click()
  await page.getByLabel('Allergic to').nth(1).fill('Bees')
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('Saved')).toBeVisible()

  // The phone is put away, and taken out again.
  await page.reload()
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(page.getByLabel('Allergic to').nth(1)).toHaveValue('Bees')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByRole('group', { name: /any medicine/ })).toBeVisible()

  // Another phone knows what the clinic has, and goes on where that ends.
  await page.evaluate(() => sessionStorage.clear())
  await page.reload()
  await expect(page.getByRole('group', { name: /any medicine/ })).toBeVisible()

  await answer(page, /any medicine/, 'Yes')
  await page.getByLabel('Name', { exact: true }).fill('Apixaban')
  await page.getByLabel(/A photo of your list/).setInputFiles({
    name: 'list.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(3000)]),
  })
  await expect(page.getByText('Sent: list.jpg')).toBeVisible()
  await answer(page, /blood thinner/, 'Yes')
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Next' }).click()

  const conditions = page.getByRole('group', { name: /any of these/ })
  await conditions.getByLabel('Diabetes').check()
  await conditions.getByLabel('None of these').check()
  await expect(conditions.getByLabel('Diabetes')).not.toBeChecked()
  await answer(page, /pregnant/, 'No, or does not apply')
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('heading', { name: 'Thank you, we have it' })).toBeFocused()
  expect(await faults(page)).toEqual([])

  const { contact } = await api(clinic, 'GET', `/api/contacts/${contactId}`)
  expect(contact.patient_profiles).toMatchObject([
    { full_name: 'Ana Ruiz', birth_date: '1984-05-06', place: 'Chicago', hint: null },
  ])
  const { requests } = await api(clinic, 'GET', `/api/contacts/${contactId}/forms`)
  expect(requests).toMatchObject([{ status: 'completed', needs_review: true }])
  const { response } = await api(clinic, 'GET', `/api/form-responses/${requests[0].response_id}`)
  expect(
    response.flags.map(({ label, answer: said }: { label: string; answer: string }) => `${label}: ${said}`),
  ).toEqual(['Allergy: Latex', 'Allergy: Bees', 'Allergy with swelling: Swelling', 'Blood thinners: Yes'])
  const { tasks } = await api(clinic, 'GET', '/api/tasks')
  expect(tasks.forms_to_review).toBeGreaterThan(0)

  await page.reload()
  await expect(page.getByText('This form was sent already')).toBeVisible()
  await expect(page.getByRole('link', { name: /Call/ })).toBeVisible()
})

test('by keyboard alone a consent is read, agreed to and signed by name', async ({ page, clinic }) => {
  const { contactId, path } = await askedFor(clinic, 'botox_consent')
  await openAt(page, clinic, path)
  const { keyboard } = page
  const tabTo = async (name: string | RegExp, role: 'textbox' | 'button' | 'radio' | 'checkbox') => {
    const target = page.getByRole(role, { name }).first()
    await expect(target).toBeVisible()
    for (let i = 0; i < 40; i++) {
      if (await target.and(page.locator(':focus')).count()) return
      await keyboard.press('Tab')
    }
    throw new Error(`nothing called ${name} can be reached`)
  }
  await tabTo('Full name of the patient', 'textbox')
  await keyboard.type('Ana Ruiz')
  await keyboard.press('Tab')
  await keyboard.type('05061984')
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Before the treatment' })).toBeFocused()
  await tabTo('None of these', 'checkbox')
  await keyboard.press('Space')
  await tabTo('Yes', 'radio')
  await keyboard.press('ArrowDown')
  await tabTo('Next', 'button')
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Consent', exact: true })).toBeFocused()
  await expect(page.getByText('Version 1 of this text')).toBeVisible()
  await tabTo('Send', 'button')
  await keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('Please sign, or type your full name')
  expect(await faults(page)).toEqual([])
  await tabTo(/I have read this/, 'checkbox')
  await keyboard.press('Space')
  await tabTo('Yes, for my record alone', 'radio')
  await keyboard.press('Space')
  await tabTo('Or type your full name', 'textbox')
  await keyboard.type('Ana Ruiz')
  await tabTo('Send', 'button')
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Thank you, we have it' })).toBeFocused()
  const { requests } = await api(clinic, 'GET', `/api/contacts/${contactId}/forms`)
  expect(requests[0].status).toBe('completed')
})

test('in Spanish, with a signature by finger, and back to English without losing a word', async ({
  page,
  clinic,
}) => {
  const { contactId, path } = await askedFor(clinic, 'dental_intake')
  await openAt(page, clinic, `${path}?lang=es`)
  await expect(page.getByRole('heading', { name: 'Ficha dental' })).toBeVisible()
  await page.getByLabel('Nombre completo del paciente').fill('Ana Ruiz')
  await page.getByRole('link', { name: 'English' }).click()
  await expect(page.getByLabel('Full name of the patient')).toHaveValue('Ana Ruiz')
  await page.getByRole('link', { name: 'Español' }).click()
  await page.getByLabel('Fecha de nacimiento').fill('1984-05-06')
  await page.getByRole('button', { name: 'Siguiente' }).click()
  await page.getByRole('radio', { name: 'Otra cosa' }).check()
  await page.getByRole('textbox', { name: 'Otra cosa' }).fill('Mi diente canta')
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Siguiente' }).click()
  await answer(page, /Se aplica algo/, 'Nada de esto')
  await answer(page, /Alguna alergia/, 'No')
  const pad = page.getByRole('img', { name: /Firme aquí/ })
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('no place to sign')
  await page.mouse.move(box.x + 40, box.y + 60)
  await page.mouse.down()
  await page.mouse.move(box.x + 120, box.y + 20, { steps: 5 })
  await page.mouse.move(box.x + 200, box.y + 70, { steps: 5 })
  await page.mouse.up()
  await expect(page.getByText('Firmado')).toBeVisible()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Enviar' }).click()
  await expect(page.getByRole('heading', { name: 'Gracias, lo hemos recibido' })).toBeVisible()
  const { requests } = await api(clinic, 'GET', `/api/contacts/${contactId}/forms`)
  const { response } = await api(clinic, 'GET', `/api/form-responses/${requests[0].response_id}`)
  expect(response.body.language).toBe('es')
  const signed = response.body.item.at(-1).item.at(-1)
  expect(signed).toMatchObject({
    linkId: 'signature',
    answer: [{ valueAttachment: { contentType: 'image/png' } }],
  })
  const id = signed.answer[0].valueAttachment.url.split('/')[1]
  const { attachment } = await api(clinic, 'GET', `/api/form-attachments/${id}`)
  expect(attachment.content_type).toBe('image/png')
})

test('without a connection answers stay in the tab, and go out when it is back', async ({
  page,
  clinic,
  context,
}) => {
  const { contactId, path } = await askedFor(clinic, 'botox_consent')
  await openAt(page, clinic, path)
  await aboutYou(page)
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText(/No connection/)).toBeVisible()
  await answer(page, /any of these apply/, 'Blood thinners')
  await context.setOffline(false)
  await expect(page.getByText('Saved')).toBeVisible()
  const { requests } = await api(clinic, 'GET', `/api/contacts/${contactId}/forms`)
  expect(requests[0]).toMatchObject({ status: 'open', response_id: null })
  await page.reload()
  await expect(
    page.getByRole('group', { name: /any of these apply/ }).getByLabel('Blood thinners'),
  ).toBeChecked()
})

test('of two tabs, neither loses what the other said', async ({ page, clinic, context }) => {
  const { path } = await askedFor(clinic, 'dental_intake')
  await openAt(page, clinic, path)
  const other = await context.newPage()
  await openAt(other, clinic, path)
  await aboutYou(page)
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('Saved')).toBeVisible()
  await aboutYou(other)
  await other.getByLabel('Mobile phone').fill('(312) 555-0177')
  await other.getByRole('button', { name: 'Next' }).click()
  await expect(other.getByText('Saved')).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(page.getByLabel('Mobile phone')).toHaveValue('(312) 555-0177')
})

test('without scripts, and when the link has ended, the page says whom to call', async ({
  browser,
  clinic,
}) => {
  const { path } = await askedFor(clinic, 'medical_history')
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${clinic.url}${path}`)
  await expect(page.getByText(/needs JavaScript/)).toBeVisible()
  await expect(page.getByText('Loading…')).toBeHidden()
  await expect(page.getByRole('link', { name: /Call/ })).toBeVisible()
  const none = await page.goto(`${clinic.url}/f/cut-off`)
  expect(none?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'This link leads to no form' })).toBeVisible()
  await context.close()
})
