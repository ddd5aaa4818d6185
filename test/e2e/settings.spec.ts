/** Settings of what is offered: all its screens, services, and why nothing is free. */
import { expect, type Page } from '@playwright/test'
import { NOW, test } from './mock-desk.ts'
import { faults } from './page.ts'
import { idOf, open, openPractitioner, openService, reset, save, sent } from './settings.ts'

test.beforeEach(async ({ desk, page }) => {
  await desk.signInAs('owner')
  await reset(desk)
  await page.clock.setFixedTime(NOW)
})

const SCREENS = [
  ['/settings/services', 'Services'],
  ['/settings/services/new', 'New service'],
  ['/settings/practitioners', 'Practitioners'],
  ['/settings/hours', 'Hours and holidays'],
  ['/settings/rooms', 'Rooms and devices'],
] as const

async function unfoldAll(page: Page): Promise<void> {
  await page.evaluate("document.querySelectorAll('details').forEach((each) => each.setAttribute('open', ''))")
}

test(`the settings of the offer are accessible`, async ({ desk, page }) => {
  test.setTimeout(240_000)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const [path, heading] of SCREENS) {
    await open(page, desk, path, heading)
    expect(await faults(page), `${path}`).toEqual([])
  }
  await openService(page, desk, 'New patient')
  await page.getByRole('button', { name: 'It takes a room' }).click()
  await unfoldAll(page)
  expect(await faults(page), `service`).toEqual([])
  await openService(page, desk, 'New patient', '?why=open')
  await expect(page.getByText('starts are free')).toBeVisible()
  await page.locator('.why-days summary').first().click()
  expect(await faults(page), `why nothing is free`).toEqual([])
  await openPractitioner(page, desk, 'Dr. Raj Shah')
  await unfoldAll(page)
  expect(await faults(page), `practitioner`).toEqual([])
  await page.getByRole('button', { name: 'Add dates' }).click()
  await page.getByText('Other hours', { exact: true }).click()
  expect(await faults(page), `days off`).toEqual([])
  await reset(desk, { empty: true })
  for (const [path, heading] of SCREENS) {
    await open(page, desk, path, heading)
    expect(await faults(page), `empty ${path}`).toEqual([])
  }
})

test('the texts of a service are given in Spanish, below each in English', async ({ desk, page }) => {
  await openService(page, desk, 'New patient')
  const about = page.locator('#service')
  await expect(about.getByRole('textbox', { name: 'Name, Español' })).toBeHidden()
  await about.getByText('Español').first().click()
  await about.getByRole('textbox', { name: 'Name, Español' }).fill('Primera visita')
  await page.getByRole('button', { name: 'Add a question' }).click()
  const question = page.locator('.question').last()
  await question.getByRole('textbox', { name: /^Question \d+$/ }).fill('How did you find us?')
  await question.getByRole('combobox', { name: 'Answered by' }).selectOption('A choice')
  await question.getByRole('textbox', { name: 'What can be chosen', exact: true }).fill('A friend\nThe web')
  await question.getByText('Español').click()
  await question.getByRole('textbox', { name: /^Question \d+, Español$/ }).fill('¿Cómo nos encontró?')
  await question.getByRole('textbox', { name: /^What can be chosen at .*, Español$/ }).fill('\nEn la web')
  const request = sent(page, 'PATCH', /\/services\//)
  await save(page)
  expect((await request).postDataJSON()).toMatchObject({
    translations: {
      es: {
        name: 'Primera visita',
        questions: [{ label: '¿Cómo nos encontró?', options: [{ option: 'The web', label: 'En la web' }] }],
      },
    },
  })
  // What is there stands open.
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await openService(page, desk, 'New patient')
  await expect(about.getByRole('textbox', { name: 'Name, Español' })).toHaveValue('Primera visita')
})

test('on a phone nothing is wider than the screen', async ({ desk, page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const fits = async (what: string) => {
    await unfoldAll(page)
    expect(await page.evaluate('document.documentElement.scrollWidth'), what).toBeLessThanOrEqual(390)
    const main = page.locator('.main')
    expect(await main.evaluate((each) => each.scrollWidth - each.clientWidth), what).toBeLessThanOrEqual(0)
  }
  for (const [path, heading] of SCREENS) {
    await open(page, desk, path, heading)
    await fits(path)
  }
  await openService(page, desk, 'New patient')
  await fits('service')
  await openPractitioner(page, desk, 'Dr. Raj Shah')
  await fits('practitioner')
})

test('a clinic that begins is told what to do first', async ({ desk, page }) => {
  await reset(desk, { empty: true })
  await open(page, desk, '/settings/services', 'Services')
  await page.getByRole('link', { name: 'Say who treats' }).click()
  await page.getByRole('button', { name: 'Add a practitioner' }).click()
  await page.getByLabel('Name').fill('Dr. Nina Frost')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Dr. Nina Frost' })).toBeVisible()

  await page.getByRole('link', { name: 'Hours and holidays' }).click()
  await expect(page.getByText('The clinic is closed all week')).toBeVisible()
  await page.getByRole('switch', { name: 'Monday' }).press('Space')
  await save(page)
  await expect(page.getByRole('alert')).toHaveCount(0)

  await page.getByRole('link', { name: 'Services', exact: true }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Done' })).toHaveCount(2)
  await page.getByRole('link', { name: 'Describe a service' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Consultation')
  await page.getByRole('button', { name: 'Offer this service' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Consultation' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Public link' })).toHaveValue(/\/riverside\/consultation$/)
})

test('only what was changed in a service is sent', async ({ desk, page }) => {
  await openService(page, desk, 'New patient')
  await page.getByLabel('Kept free after').fill('15')
  await page.getByText('Free', { exact: true }).click()
  const request = sent(page, 'PATCH', /\/api\/services\//)
  await save(page)
  expect((await request).postDataJSON()).toEqual({
    buffer_after_minutes: 15,
    is_free: true,
    price_minor: null,
    currency: null,
  })
  await expect(page.getByText('Not saved yet')).toHaveCount(0)
})

test('rooms and devices are pools of which one is taken', async ({ desk, page }) => {
  await openService(page, desk, 'Follow-up')
  await page.getByRole('button', { name: 'It takes a room' }).click()
  await page.getByLabel('Room 1').check()
  await page.getByLabel('Room 2').check()
  await expect(page.getByText('Each visit takes one of Room 1 or Room 2.')).toBeVisible()
  await page.getByRole('button', { name: 'It takes a room' }).click()
  await expect(page.getByLabel('Room 1').last()).toBeDisabled()
  await page.getByLabel('Procedure room').last().check()
  const request = sent(page, 'PATCH', /\/api\/services\//)
  await save(page)
  const { pools } = (await request).postDataJSON() as { pools: { pool: string; resource_ids: string[] }[] }
  expect(pools.map(({ pool, resource_ids }) => [pool, resource_ids.length])).toEqual([
    ['Room', 2],
    ['Room 2', 1],
  ])
})

test('what is wrong is said at its field, also what the server alone knows and what is folded away', async ({
  desk,
  page,
}) => {
  await openService(page, desk, 'New patient')
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  await name.fill('')
  await page.getByLabel('Question 2', { exact: true }).fill('Refused')
  await save(page)
  await expect(name).toBeFocused()
  await expect(name).toHaveAccessibleDescription(/Enter a name/)

  await name.fill('First visit')
  await save(page)
  await expect(page.getByLabel('Question 2', { exact: true })).toBeFocused()
  await expect(page.getByLabel('Question 2', { exact: true })).toHaveAccessibleDescription(
    /does not accept this/,
  )

  await page.getByLabel('Question 2', { exact: true }).fill('What brings you here?')
  await page.getByText('Groups and limits').click()
  await page.getByLabel('People who share one appointment').fill('')
  await page.getByText('Groups and limits').click()
  await save(page)
  await expect(page.getByLabel('People who share one appointment')).toBeFocused()
})

test('leaving with changes asks first', async ({ desk, page }) => {
  await openService(page, desk, 'New patient')
  await page.getByRole('textbox', { name: 'Description' }).fill('Another text')
  await page.getByRole('link', { name: 'All services' }).click()
  const question = page.getByRole('dialog', { name: 'Leave without saving?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('Another text')
  await page.getByRole('button', { name: 'Why is nothing free?' }).click()
  await expect(page.getByRole('dialog', { name: 'Why is nothing free?' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'All services' }).click()
  await question.getByRole('button', { name: 'Leave and lose the changes' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Services' })).toBeVisible()
})

test('services are put in order by keyboard, and the focus stays', async ({ desk, page }) => {
  await open(page, desk, '/settings/services', 'Services')
  const rows = page.locator('.card-list strong')
  await page.getByRole('button', { name: 'Move New patient down' }).focus()
  await page.keyboard.press('Enter')
  await expect(rows.first()).toHaveText('Follow-up')
  await expect(page.getByRole('button', { name: 'Move New patient down' })).toBeFocused()
  await expect(page.locator('#announcer')).toHaveText('New patient is now 2 of 5')
  await page.reload()
  await expect(rows.nth(1)).toHaveText('New patient')
})

test('a service is dragged to its place, and Escape on the way leaves it where it was', async ({
  desk,
  page,
}) => {
  await open(page, desk, '/settings/services', 'Services')
  const rows = page.locator('.card-list strong')
  const names = ['New patient', 'Follow-up', 'Annual physical', 'Vaccines', 'Video visit']
  await expect(rows).toHaveText(names)
  const drawTo = async (from: number, to: number) => {
    const [grip, target] = await Promise.all([
      page.locator('.order-handle').nth(from).boundingBox(),
      page.locator('.ordered-row').nth(to).boundingBox(),
    ])
    if (!grip || !target) throw new Error('no rows')
    await page.mouse.move(grip.x + 8, grip.y + 8)
    await page.mouse.down()
    await page.mouse.move(grip.x + 8, target.y + 20, { steps: 5 })
    await page.mouse.move(grip.x + 8, target.y + 12, { steps: 2 })
  }
  await drawTo(3, 0)
  await page.mouse.up()
  await expect(rows).toHaveText(['Vaccines', 'New patient', 'Follow-up', 'Annual physical', 'Video visit'])
  await expect(page.locator('#announcer')).toHaveText('Vaccines is now 1 of 5')
  await page.reload()
  await expect(rows.first()).toHaveText('Vaccines')
  await drawTo(0, 4)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(rows.first()).toHaveText('Vaccines')
  await drawTo(0, 3)
  await page.mouse.up()
  await expect(rows).toHaveText(['New patient', 'Follow-up', 'Annual physical', 'Vaccines', 'Video visit'])
})

test('the code for the clinic’s own site stands beside the link, and is copied at a press', async ({
  desk,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const copied = () => page.evaluate('navigator.clipboard.readText()')
  await open(page, desk, '/settings/services', 'Services')
  await expect(page.getByLabel('Booking page', { exact: true })).toHaveValue(`${desk.url}/riverside`)
  await openService(page, desk, 'New patient')
  await page.getByText('On your own site').press('Enter')
  await page.getByRole('button', { name: 'Copy code for the booking page within a page' }).click()
  const origin = new URL(desk.url).origin
  const names = 'data-clinic="riverside" data-service="new-patient"'
  expect(await copied()).toBe(`<script src="${origin}/embed.js" ${names} async></script>`)
  await page.getByRole('button', { name: 'Copy code for a button that opens it' }).click()
  expect(await copied()).toBe(`<script src="${origin}/embed.js" ${names} data-mode="popup" async></script>`)
})

test('a service that is archived is out of the list and can be brought back', async ({ desk, page }) => {
  await openService(page, desk, 'Vaccines')
  await page.getByRole('button', { name: 'Archive…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click()
  await page.getByRole('link', { name: 'All services' }).click()
  await page.getByText('Archived (1)').click()
  await page.getByRole('link', { name: /Vaccines/ }).click()
  await page.getByRole('button', { name: 'Bring back' }).click()
  await expect(page.getByRole('button', { name: 'Archive…' })).toBeVisible()
})

test('why nothing is free is counted by day, and unfolds to every start by keyboard', async ({
  desk,
  page,
}) => {
  await openService(page, desk, 'New patient')
  await page.getByRole('button', { name: 'Why is nothing free?' }).press('Enter')
  const panel = page.getByRole('dialog', { name: 'Why is nothing free?' })
  await expect(panel.getByLabel('From')).toHaveValue('2026-11-23')
  await expect(panel.getByLabel('To')).toHaveValue('2026-12-06')
  const day = (name: string) => panel.getByRole('listitem').filter({ hasText: name })
  await expect(day('Sunday, November 29')).toContainText('Nobody works on this day of the week')
  await expect(day('Thursday, November 26')).toContainText('Closed: Thanksgiving')
  await expect(day('Tuesday, November 24').first()).toContainText('16 starts: Everybody is busy')
  await expect(day('Monday, November 23').first()).toContainText('6 of 16 free')

  await day('Tuesday, November 24').first().locator('summary').focus()
  await page.keyboard.press('Enter')
  await expect(panel.getByText('Everybody: busy until 11:00 AM').first()).toBeVisible()

  await panel.getByLabel('With').selectOption({ label: 'Dr. Amy Lee' })
  await expect(day('Monday, November 23').first()).toContainText('10 starts: Dr. Amy Lee is busy')
  await page.reload()
  await expect(panel.getByLabel('With')).toHaveValue(await idOf(desk, 'practitioners', 'Dr. Amy Lee'))
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
})

test('the calendar’s form leads from a day without free times to the reasons', async ({ desk, page }) => {
  await page.goto(`${desk.url}/calendar`)
  await page
    .getByRole('button', { name: /New appointment/ })
    .first()
    .click()
  const form = page.getByRole('dialog')
  await form.getByRole('combobox', { name: 'Service' }).click()
  await page.getByRole('option', { name: /Follow-up/ }).click()
  await form.getByRole('button', { name: /Sunday, November 29/ }).click()
  const [reasons] = await Promise.all([
    page.context().waitForEvent('page'),
    form.getByRole('link', { name: /^Why\?/ }).click(),
  ])
  const panel = reasons.getByRole('dialog', { name: 'Why is nothing free?' })
  await expect(panel.getByLabel('From')).toHaveValue('2026-11-29')
  await expect(panel).toContainText('Nobody works on this day of the week')
})

test('who may not change it reads everything, and why', async ({ desk, page }) => {
  await desk.signInAs('operator')
  await openService(page, desk, 'New patient')
  await expect(page.getByText('Your role may look here, not change anything.')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Archive…' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Copy public link' })).toBeEnabled()
  await page.getByRole('button', { name: 'Why is nothing free?' }).click()
  await expect(page.getByText('starts are free')).toBeVisible()
  await open(page, desk, '/settings/hours', 'Hours and holidays')
  await expect(page.getByLabel('Monday, from')).toBeDisabled()
  await page.getByRole('button', { name: 'Add a holiday' }).focus()
  await expect(page.getByText('Your role may not do this.')).toBeVisible()
  await open(page, desk, '/settings/services', 'Services')
  await expect(page.getByRole('button', { name: /^Move/ })).toHaveCount(0)
})
