/** A patient books, moves and cancels on the clinic's page, in a real browser: on a phone, without JavaScript, by keyboard. */
import { type Browser, type BrowserContextOptions, expect, type Page } from '@playwright/test'
import { NOW, test } from './clinic.ts'
import { faults, openAt } from './page.ts'

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
let visitors = 0

/** A browser of somebody who was never here, from an address of their own. */
async function visitor(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-US',
    timezoneId: 'America/Chicago',
    reducedMotion: 'reduce',
    extraHTTPHeaders: { 'x-forwarded-for': `198.51.100.${++visitors}` },
    ...options,
  })
  return context.newPage()
}

async function fillIn(page: Page, name: string): Promise<void> {
  await page.getByLabel('Full name').fill(name)
  await page.getByLabel('Phone number').fill(`(312) 555-${1000 + ++visitors}`)
  await page.getByLabel('E-mail').fill(`${name.toLowerCase().replace(' ', '.')}@example.com`)
  await page.getByRole('radio', { name: /first time/ }).check()
  await page.getByLabel('I have read this and agree').check()
}

test.use({ clinicFor: 'patients' })
test.beforeEach(({ clinic }) => clinic.clock.set(NOW))

for (const javaScriptEnabled of [true, false]) {
  test(`a patient books, moves and cancels on a phone ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
    clinic,
    browser,
  }) => {
    const page = await visitor(browser, { ...PHONE, javaScriptEnabled })
    if (javaScriptEnabled) await page.clock.setFixedTime(NOW)
    // From the list: a service, a time, the form.
    await page.goto(`${clinic.url}/riverside?utm_source=instagram`)
    await page.getByRole('link', { name: /Botox/ }).click()
    await page.getByRole('link', { name: /^Wednesday, November 25/ }).click()
    await expect(page.getByRole('heading', { name: 'Wednesday, November 25' })).toBeVisible()
    const time = javaScriptEnabled ? '10:00 AM' : '11:00 AM'
    await page.getByRole('button', { name: time, exact: true }).click()
    await expect(page.getByText('We are keeping this time for you')).toBeVisible()

    // What is missing is said at its field, and what was typed stays.
    await page.getByLabel('Full name').fill('Nora Vidal')
    await page.getByRole('button', { name: 'Book this appointment' }).click()
    await expect(page.getByRole('alert')).toContainText('Phone number – Please enter your phone number')
    await expect(page.getByLabel('Full name')).toHaveValue('Nora Vidal')
    await fillIn(page, `Nora ${javaScriptEnabled ? 'Vidal' : 'Plain'}`)
    await page.getByRole('button', { name: 'Book this appointment' }).click()
    await expect(page.getByRole('heading', { name: 'You are booked' })).toBeVisible()
    await expect(page.getByText('Wednesday, November 25, 2026')).toBeVisible()
    await expect(page.getByText('12 Main Street')).toHaveCount(2)

    const file = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Calendar file' }).click()
    expect((await file).suggestedFilename()).toBe('appointment.ics')

    // Moved: another time is shown before it is taken.
    await page.getByRole('link', { name: 'Move or cancel' }).click()
    const manage = page.url()
    await page.getByRole('link', { name: 'Move to another time' }).click()
    await page.getByRole('link', { name: /^Thursday, November 26/ }).click()
    await page.getByRole('button', { name: time, exact: true }).click()
    await expect(page.getByText('Thursday, November 26, 2026')).toBeVisible()
    await page.getByRole('button', { name: 'Move it to this time' }).click()
    await expect(page.getByText('Your appointment has been moved.')).toBeVisible()

    // Cancelled: asked once more, with or without a reason.
    await page.getByRole('link', { name: 'Cancel', exact: true }).click()
    await page.getByLabel('Would you like to tell us why?').fill('My daughter is ill')
    await page.getByRole('button', { name: 'Yes, cancel it' }).click()
    await expect(page.getByText('Your appointment has been cancelled.')).toBeVisible()
    await page.goto(manage)
    await expect(page.getByText('Cancelled', { exact: true })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Move to another time' })).toHaveCount(0)
    await page.context().close()
  })
}

test('of two who want the last time one has it, and the other is told kindly, with what they typed', async ({
  clinic,
  browser,
}) => {
  const one = await visitor(browser)
  const two = await visitor(browser)
  const form = `/riverside/botox/book?start=2026-12-02T19:00:00Z`
  // Both have the form before them, neither a hold.
  for (const page of [one, two]) await openAt(page, clinic, form)
  await fillIn(one, 'Fast Fiona')
  await fillIn(two, 'Slow Sam')
  // The other practitioner is not there at one o'clock.
  const press = (page: Page) => page.getByRole('button', { name: 'Book this appointment' }).click()
  await Promise.all([press(one), press(two)])
  const answers = await Promise.all(
    [one, two].map(async (page) => {
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/You are booked|Your details/)
      return (await page.getByRole('heading', { name: 'You are booked' }).count()) > 0
    }),
  )
  expect(answers.filter(Boolean)).toHaveLength(1)
  const loser = answers[0] ? two : one
  await expect(loser.getByRole('alert')).toContainText('This time has just gone')
  await expect(loser.getByLabel('Full name')).toHaveValue(answers[0] ? 'Slow Sam' : 'Fast Fiona')
  await loser.getByRole('radio', { name: /Wed, Dec 2, 1:30 PM/ }).check()
  await loser.getByRole('button', { name: 'Book this appointment' }).click()
  await expect(loser.getByRole('heading', { name: 'You are booked' })).toBeVisible()
  await one.context().close()
  await two.context().close()
})

test('while one fills in the form, the time is free to nobody else', async ({ clinic, browser }) => {
  const one = await visitor(browser)
  const two = await visitor(browser)
  for (const page of [one, two]) await openAt(page, clinic, '/riverside/mole-removal?date=2026-12-03')
  const time = { name: '2:00 PM', exact: true }
  await one.getByRole('button', time).click()
  await expect(one.getByText('We are keeping this time for you')).toBeVisible()
  await two.getByRole('button', time).click()
  await expect(two.getByRole('alert')).toContainText(
    'Somebody has just taken that time. These are still free.',
  )
  await expect(two.getByRole('button', time)).toHaveCount(0)
  // Back, by the browser's own button, and another time: the first is given back.
  await one.goBack()
  await one.getByRole('button', { name: '9:00 AM', exact: true }).click()
  await expect(one.getByText('We are keeping this time for you')).toBeVisible()
  await two.reload()
  await expect(two.getByRole('button', time)).toBeVisible()
  await one.context().close()
  await two.context().close()
})

test(`every page is accessible on a phone in light and dark, and nothing is wider than it`, async ({
  clinic,
  browser,
}) => {
  const page = await visitor(browser, { ...PHONE })
  const look = async (what: string) => {
    expect(await faults(page), what).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth'), what).toBeLessThanOrEqual(390)
  }
  for (const path of [
    '',
    '/botox',
    '/botox?zones=1',
    '/laser-hair-removal?duration=60&lang=es',
    '/botox?month=2027-13',
    '/botox/waitlist',
    '/no-such-service',
    '/manage/nonsense',
  ]) {
    await openAt(page, clinic, `/riverside${path}`)
    await look(path)
  }
  await openAt(page, clinic, '/nobody')
  await look('no clinic')
  const date = '2026-12-08'
  await openAt(page, clinic, `/riverside/botox?date=${date}`)
  await page.getByRole('button', { name: '4:00 PM', exact: true }).click()
  await look('form')
  await page.getByRole('button', { name: 'Book this appointment' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await look('faults')
  await fillIn(page, 'Axe')
  await page.getByRole('button', { name: 'Book this appointment' }).click()
  await expect(page.getByRole('heading', { name: 'You are booked' })).toBeVisible()
  await look('booked')
  await page.getByRole('link', { name: 'Move or cancel' }).click()
  await look('manage')
  const manage = page.url()
  for (const rest of ['/move', '/cancel']) {
    await page.goto(`${manage}${rest}`)
    await look(rest)
  }
  await page.getByRole('button', { name: 'Yes, cancel it' }).click()
  await look('cancelled')
  await page.context().close()
})

test('by keyboard alone', async ({ clinic, browser }) => {
  const page = await visitor(browser)
  await openAt(page, clinic, '/riverside/botox?month=2026-12&date=2026-12-10')
  const focused = page.locator(':focus')
  await page.keyboard.press('Tab')
  await expect(focused).toHaveText('Skip to the content')
  await page.keyboard.press('Enter')
  // From day to day: the focus stays where the hand is, and the change is said.
  await page.getByRole('link', { name: /^Thursday, December 10/ }).focus()
  await page.keyboard.press('Tab')
  await expect(focused).toHaveAccessibleName(/^Friday, December 11: \d+ free times/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Friday, December 11' })).toBeVisible()
  await expect(focused).toHaveAccessibleName(/^Friday, December 11/)
  await expect(page.locator('#told')).toHaveText(/Friday, December 11: \d+ free times/)
  await page.getByRole('button', { name: '2:00 PM', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Full name')).toBeVisible()
  await page.getByRole('button', { name: 'Book this appointment' }).focus()
  await page.keyboard.press('Enter')
  // The summary has the focus; its links lead to the fields.
  await expect(focused).toContainText('Please have another look')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(focused).toHaveAttribute('id', 'name')
  await page.keyboard.type('Kay Board')
  await page.keyboard.press('Tab')
  await page.keyboard.type('312 555 0199')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(focused).toHaveAccessibleName('This appointment is for somebody else')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'You are booked' })).toBeVisible()
  await page.context().close()
})

test('in Spanish, with the clock of Spain', async ({ clinic, browser }) => {
  const page = await visitor(browser, { ...PHONE, locale: 'es-ES', timezoneId: 'Europe/Madrid' })
  await openAt(page, clinic, '/riverside')
  await expect(page.getByRole('link', { name: /^Revisión de la piel Una mirada a cada lunar/ })).toBeVisible()
  await page.getByRole('link', { name: /^Bótox/ }).click()
  await expect(page.getByRole('heading', { name: 'Bótox', exact: true })).toBeVisible()
  await page.getByText('Qué ocurre en esta cita').click()
  await expect(page.getByText('Miramos su rostro juntos')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'noviembre de 2026' })).toBeVisible()
  await expect(page.getByText('Las horas se indican en')).toContainText('(Chicago)')
  // A visit is at the clinic's time; the own one is offered.
  await page.getByRole('link', { name: 'Ver las horas en esa zona' }).click()
  await expect(page.getByText('Las horas se indican en')).toContainText('hora de Europa central (Madrid)')
  await page.getByRole('link', { name: /^viernes, 27 de noviembre/ }).click()
  await page.getByRole('button', { name: '19:00', exact: true }).click()
  await expect(page.getByText('viernes, 27 de noviembre de 2026')).toBeVisible()
  await page.getByLabel('Nombre y apellidos').fill('Lucía Gómez')
  await page.getByLabel('Teléfono').fill('+34 612 345 678')
  await page.getByLabel('Correo electrónico').fill('lucia@example.com')
  await page
    .getByRole('group', { name: '¿Ha recibido antes este tratamiento?' })
    .getByRole('radio', { name: 'No, sería la primera vez' })
    .check()
  await expect(page.getByText('Acepto que Riverside guarde lo que escribo aquí')).toBeVisible()
  await page.getByLabel('Lo he leído y estoy de acuerdo').check()
  await page.getByRole('button', { name: 'Reservar esta cita' }).click()
  await expect(page.getByRole('heading', { name: 'Su cita está reservada' })).toBeVisible()
  await expect(page.getByRole('definition').filter({ hasText: 'Bótox' })).toBeVisible()
  await expect(page.getByText('12:00, hora central (Chicago)')).toBeVisible()
  const mail = await clinic.mailbox.waitFor(({ to }) => to.address === 'lucia@example.com')
  expect(mail.subject).toContain('Su cita en Riverside')
  await page.context().close()
})

test('a call is shown in the caller’s own time at once, and can be turned back', async ({
  clinic,
  browser,
}) => {
  const page = await visitor(browser, { timezoneId: 'Asia/Kolkata', locale: 'en-IN' })
  await openAt(page, clinic, '/riverside/call-with-a-nurse?date=2026-11-25')
  await expect(page.getByText('Times are in')).toContainText('India Standard Time')
  await expect(page).toHaveURL(/tz=Asia(%2F|\/)(Calcutta|Kolkata)/)
  await page.getByRole('link', { name: 'Show the clinic’s time' }).click()
  await expect(page.getByText('Times are in')).toContainText('(Chicago)')
  await page.context().close()
})

test('the night on which the clocks change: the right times, whoever looks', async ({ clinic, browser }) => {
  // Sara Kim works on Saturdays; on Sunday the 14th the clocks go forward, so Saturday and Tuesday are an hour apart in UTC.
  for (const [date, first] of [
    ['2027-03-13', '2027-03-13T15:00:00Z'],
    ['2027-03-16', '2027-03-16T14:00:00Z'],
  ]) {
    const page = await visitor(browser)
    await openAt(page, clinic, `/riverside/call-with-a-nurse?date=${date}`)
    const button = page.getByRole('button', { name: '9:00 AM', exact: true })
    await expect(button).toHaveAttribute('value', first ?? '')
    await page.context().close()
  }
})

test('months, days and the back button: without a new page, and as if there were one', async ({
  clinic,
  browser,
}) => {
  const page = await visitor(browser)
  await openAt(page, clinic, '/riverside/skin-check')
  await page.evaluate('window.isSamePage = true')
  await page.getByRole('link', { name: /^Next month/ }).click()
  await expect(page.getByRole('heading', { name: 'December 2026' })).toBeVisible()
  await page.getByRole('link', { name: /^Tuesday, December 15/ }).click()
  await expect(page.getByRole('heading', { name: 'Tuesday, December 15' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Tuesday, December 1' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'November 2026' })).toBeVisible()
  expect(await page.evaluate('window.isSamePage')).toBe(true)
  await page.context().close()
})
