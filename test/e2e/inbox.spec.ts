/** The inbox on the mock: what staff see of conversations, and what reaches the server of what they do. */
import { expect, type Page } from '@playwright/test'
import { type MockDesk, NOW, test } from './mock-desk.ts'
import { faults } from './page.ts'

async function tellMock(desk: MockDesk, path: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const answered = await fetch(`${desk.url}/api/mock/${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  expect(answered.ok).toBe(true)
}

test.beforeEach(async ({ desk, page }) => {
  await desk.signInAs('owner')
  await tellMock(desk, 'inbox', { now: NOW })
  await page.clock.setFixedTime(NOW)
})

async function openInbox(page: Page, desk: MockDesk, search = ''): Promise<void> {
  await page.goto(`${desk.url}/inbox${search}`)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
}

const rows = (page: Page) => page.locator('.conversation-row')
const row = (page: Page, name: string) => rows(page).filter({ hasText: name })
const thread = (page: Page) => page.getByRole('region', { name: 'Messages' })
const answerTo = (page: Page, name: string) => page.getByRole('textbox', { name: `Answer to ${name}` })

async function open(page: Page, name: string): Promise<void> {
  await row(page, name).click()
  await expect(page.getByRole('region', { name: `Conversation with ${name}` })).toBeVisible()
  await expect(thread(page).getByRole('article').first()).toBeVisible()
}

const posted = (page: Page, end: string) =>
  page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith(end))

test(`the inbox is accessible`, async ({ desk, page }) => {
  test.setTimeout(180_000)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openInbox(page, desk)
  expect(await faults(page), 'list').toEqual([])
  for (const name of ['Ana Ruiz', 'Ben Cole']) {
    await open(page, name)
    expect(await faults(page), name).toEqual([])
  }
  await answerTo(page, 'Ben Cole').fill('/')
  await expect(page.getByRole('option', { name: /Hours/ })).toBeVisible()
  expect(await faults(page), 'saved replies to choose').toEqual([])
  await page.getByRole('option', { name: 'Save or change replies' }).click()
  await expect(page.getByRole('dialog', { name: 'Saved replies' })).toBeVisible()
  expect(await faults(page), 'saved replies').toEqual([])
  await page.keyboard.press('Escape')
  await open(page, 'Lena Fox')
  await page.getByText('Not to be sent (1)').click()
  expect(await faults(page), 'template').toEqual([])
  await page.getByText('Private note', { exact: true }).click()
  await page.getByRole('textbox', { name: 'Private note' }).fill('She is nervous.')
  expect(await faults(page), 'note').toEqual([])
  await page.getByRole('button', { name: 'More to do with this conversation' }).click()
  await expect(page.getByRole('menuitem', { name: 'Tom Becker' })).toBeVisible()
  expect(await faults(page), 'menu').toEqual([])
  await openInbox(page, desk, '?search=nothing+like+this')
  await expect(page.getByText('Nothing found for “nothing like this”')).toBeVisible()
  expect(await faults(page), 'empty').toEqual([])
})

test('who waits for a person stands first, the longest waiting before all, and in the navigation', async ({
  desk,
  page,
}) => {
  await openInbox(page, desk)
  await expect(rows(page).nth(0)).toContainText('Hana Ito')
  await expect(rows(page).nth(0)).toContainText('Asks something medical · 31 min')
  await expect(rows(page).nth(1)).toContainText('Ana Ruiz')
  await expect(rows(page).nth(1)).toContainText('2 unread')
  await expect(page.getByRole('link', { name: 'Inbox 2 waiting for a person' })).toBeVisible()
  await page.goto(`${desk.url}/`)
  const tasks = page.getByRole('region', { name: 'Needs you now' })
  await expect(tasks.getByRole('listitem').first()).toContainText('Hana Ito')
  await tasks.getByRole('link', { name: 'Answer' }).first().click()
  await expect(page.getByRole('region', { name: 'Conversation with Hana Ito' })).toBeVisible()
})

test('filters, channel and search stand in the address', async ({ desk, page }) => {
  await openInbox(page, desk)
  await page.getByRole('button', { name: 'Needs a person 2' }).click()
  await expect(page).toHaveURL(/show=waiting/)
  await expect(rows(page)).toHaveCount(2)
  await page.getByRole('button', { name: 'Mine 1' }).click()
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page)).toContainText('Ben Cole')
  await page.getByRole('button', { name: 'All', exact: true }).click()
  await page.getByRole('searchbox', { name: 'Search conversations' }).fill('insurance')
  await expect(rows(page)).toHaveCount(1)
  await expect(page).toHaveURL(/search=insurance/)
  await page.reload()
  await expect(page.getByRole('searchbox', { name: 'Search conversations' })).toHaveValue('insurance')
  await expect(rows(page)).toHaveCount(1)
  await openInbox(page, desk, '?channel=instagram')
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page)).toContainText('Marco Diaz')
})

test('the thread tells who wrote, what was offered and tapped, and what became of it', async ({
  desk,
  page,
}) => {
  await openInbox(page, desk)
  await open(page, 'Ana Ruiz')
  const assistant = thread(page).getByRole('article', { name: /^Assistant/ })
  await expect(assistant.getByRole('list', { name: 'Offered' }).getByRole('listitem')).toHaveText([
    '9:00 AM',
    '10:30 AM',
    'Another day',
  ])
  await expect(assistant).toContainText('Read')
  await expect(thread(page)).toContainText('tapped “10:30 AM”')
  await expect(thread(page).getByRole('link', { name: /Photo/ })).toHaveAttribute('rel', /noreferrer/)
  await expect(thread(page)).toContainText('Voice message, kept at the vendor')
  await expect(thread(page).locator('.thread-day')).toHaveText(['Sunday, November 22', 'Today'])
  await open(page, 'Ben Cole')
  await expect(thread(page).getByRole('article', { name: /^Private note · Maria Lopez/ })).toBeVisible()
  const failed = thread(page).getByRole('article').last()
  await expect(failed).toContainText('Not delivered')
  await expect(failed).toContainText('The recipient or the carrier blocks messages of this number. (30007)')
  await failed.getByRole('button', { name: 'Write it again' }).click()
  await expect(answerTo(page, 'Ben Cole')).toHaveValue(/use the back door/)
})

test('an answer takes the conversation over and goes out once, also when its first answer was lost', async ({
  desk,
  page,
}) => {
  await openInbox(page, desk)
  await open(page, 'Ana Ruiz')
  const keys: (string | undefined)[] = []
  await page.route('**/api/conversations/*/messages', async (request) => {
    keys.push(request.request().headers()['idempotency-key'])
    if (keys.length === 1) await request.abort()
    else await request.continue()
  })
  await answerTo(page, 'Ana Ruiz').fill('I am here, Ana.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Foyer cannot be reached.')).toBeVisible()
  await expect(answerTo(page, 'Ana Ruiz')).toHaveValue('I am here, Ana.')
  await page.keyboard.press('Control+Enter')
  await expect(thread(page).getByRole('article', { name: /^You/ })).toContainText('I am here, Ana.')
  await expect(answerTo(page, 'Ana Ruiz')).toHaveValue('')
  await expect(page.getByText('You answer; the assistant is silent.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Inbox 1 waiting for a person' })).toBeVisible()
  expect(keys[0]).toMatch(/^\w{16,}$/)
  expect(keys[1]).toBe(keys[0])
  await answerTo(page, 'Ana Ruiz').fill('Anything else?')
  await page.keyboard.press('Control+Enter')
  await expect(answerTo(page, 'Ana Ruiz')).toHaveValue('')
  expect(keys[2]).not.toBe(keys[0])
})

test('what is typed is kept with its conversation', async ({ desk, page }) => {
  await openInbox(page, desk)
  await open(page, 'Ana Ruiz')
  await answerTo(page, 'Ana Ruiz').fill('Half a thought')
  await open(page, 'Ben Cole')
  await expect(answerTo(page, 'Ben Cole')).toHaveValue('')
  await expect(row(page, 'Ana Ruiz')).toContainText('Draft: Half a thought')
  await open(page, 'Ana Ruiz')
  await expect(answerTo(page, 'Ana Ruiz')).toHaveValue('Half a thought')
})

test('a slash finds a saved reply, and what is written can be saved', async ({ desk, page }) => {
  await openInbox(page, desk)
  await open(page, 'Ben Cole')
  await answerTo(page, 'Ben Cole').pressSequentially('/park')
  await expect(page.getByRole('option')).toHaveText([/Parking/, /Save or change replies/])
  await page.keyboard.press('Enter')
  await expect(answerTo(page, 'Ben Cole')).toHaveValue(/^You can park behind the house/)
  await answerTo(page, 'Ben Cole').fill('Please bring your insurance card.')
  await page.getByRole('button', { name: 'Saved replies' }).click()
  await page.getByRole('option', { name: 'Save or change replies' }).click()
  const dialog = page.getByRole('dialog', { name: 'Saved replies' })
  await expect(dialog.getByLabel('Text')).toHaveValue('Please bring your insurance card.')
  await dialog.getByLabel('Title').fill('Hours')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('Another saved reply has this title')).toHaveCount(2)
  await dialog.getByLabel('Title').fill('Insurance')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('listitem')).toHaveCount(4)
  await dialog.getByRole('button', { name: 'Remove Parking' }).click()
  await expect(dialog.getByRole('listitem')).toHaveCount(3)
})

test('a reply is suggested into the answer by keyboard alone, below what is written, and sent as one’s own', async ({
  desk,
  page,
}) => {
  await openInbox(page, desk)
  await open(page, 'Ana Ruiz')
  await page.route('**/suggested-reply', (route) =>
    route.fulfill({ json: { text: 'We are at 12 Main Street.', because: 'clinical_question', by: 'rules' } }),
  )
  await answerTo(page, 'Ana Ruiz').fill('Hello Ana.')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Suggest a reply' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(answerTo(page, 'Ana Ruiz')).toHaveValue('Hello Ana.\nWe are at 12 Main Street.')
  await expect(answerTo(page, 'Ana Ruiz')).toBeFocused()
  await expect(page.getByText(/^Suggested by the assistant, which leaves something to you:/)).toBeVisible()
  expect(await faults(page)).toEqual([])
  await page.keyboard.type(' See you.')
  const request = posted(page, '/messages')
  await page.keyboard.press('Control+Enter')
  expect((await request).postDataJSON()).toEqual({
    text: 'Hello Ana.\nWe are at 12 Main Street. See you.',
  })
  await expect(page.getByText(/^Suggested by/)).toHaveCount(0)
})

test('where nothing can be suggested a sentence says why, and what is written stays', async ({
  desk,
  page,
}) => {
  await openInbox(page, desk)
  await open(page, 'Ben Cole')
  await page.route('**/suggested-reply', (route) =>
    route.fulfill({ json: { text: null, because: 'would_act', by: 'rules' } }),
  )
  await answerTo(page, 'Ben Cole').fill('One moment')
  await page.getByRole('button', { name: 'Suggest a reply' }).click()
  await expect(page.getByText(/^Nothing to suggest: it would book, move, cancel/)).toBeVisible()
  await expect(answerTo(page, 'Ben Cole')).toHaveValue('One moment')
  await page.getByText('Private note', { exact: true }).click()
  await expect(page.getByRole('button', { name: 'Suggest a reply' })).toHaveCount(0)
})

test('on a phone five places stand below the screen, and the others behind “More”', async ({
  desk,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openInbox(page, desk)
  const nav = page.getByRole('navigation', { name: 'Main' })
  await expect(nav.getByRole('link')).toHaveCount(5)
  expect(await nav.evaluate((bar) => bar.scrollWidth <= bar.clientWidth)).toBe(true)
  const more = nav.getByRole('button', { name: 'More' })
  await more.press('Enter')
  await expect(more).toHaveAttribute('aria-expanded', 'true')
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('Tab')
  await expect(nav.getByRole('link', { name: 'Tasks' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(more).toBeFocused()
  await expect(nav.getByRole('link')).toHaveCount(5)
  await more.press('Enter')
  await nav.getByRole('link', { name: 'Settings' }).click()
  await expect(page).toHaveURL(/\/settings/)
  await expect(nav.getByRole('link')).toHaveCount(5)
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(nav.getByRole('link')).toHaveCount(12)
  await expect(more).toHaveCount(0)
})

test('a note goes to colleagues only, and leaves who answers as it is', async ({ desk, page }) => {
  await openInbox(page, desk)
  await open(page, 'Ana Ruiz')
  await page.getByText('Private note', { exact: true }).click()
  await page.getByRole('textbox', { name: 'Private note' }).fill('Her insurance covers it.')
  const note = posted(page, '/notes')
  await page.getByRole('button', { name: 'Add note' }).click()
  expect((await note).postDataJSON()).toEqual({ text: 'Her insurance covers it.' })
  await expect(thread(page).getByRole('article').last()).toContainText('Her insurance covers it.')
  await expect(page.getByText('Waits for a person, since 12 min: asked for a person.')).toBeVisible()
})

test('after a day WhatsApp takes approved templates alone; those it holds back say why', async ({
  desk,
  page,
}) => {
  await openInbox(page, desk)
  await open(page, 'Lena Fox')
  await expect(page.getByText('Lena Fox has not written for 24 hours.')).toBeVisible()
  await expect(answerTo(page, 'Lena Fox')).toHaveCount(0)
  const send = page.getByRole('button', { name: 'Send the template' })
  await expect(page.getByRole('combobox', { name: 'Template' })).toHaveValue('results_ready (en_US)')
  await page.getByText('Not to be sent (1)').click()
  await expect(page.getByText('WhatsApp has rejected it: INVALID_FORMAT')).toBeVisible()
  await expect(send).toBeDisabled()
  await page.getByLabel('In place of {{1}}').fill('Lena')
  const request = posted(page, '/messages')
  await send.click()
  expect((await request).postDataJSON()).toEqual({
    template: { name: 'results_ready', language: 'en_US', parameters: ['Lena'] },
  })
  await expect(thread(page).getByRole('article').last()).toContainText('Hello Lena, your results are here.')
  await page.reload()
  await expect(page.getByRole('combobox', { name: 'Template' })).toHaveValue('results_ready (en_US)')
  await tellMock(desk, 'message', { name: 'Lena Fox', text: 'Thank you' })
  await expect(answerTo(page, 'Lena Fox')).toBeVisible()
})

test('how long free text may still be written is said before it is too late', async ({ desk, page }) => {
  await openInbox(page, desk)
  await open(page, 'Marco Diaz')
  await expect(page.getByText(/^Free text for another/)).toHaveCount(0)
  await page.clock.setFixedTime('2026-11-24T06:00:00Z')
  await page.reload()
  await expect(page.getByText('Free text for another 4 h.')).toBeVisible()
  await page.clock.setFixedTime('2026-11-24T10:00:00Z')
  await page.reload()
  await expect(page.getByText('Call, or write on another channel.')).toBeVisible()
})

test('what comes in is shown and said at once: in the open thread, and marked in the list', async ({
  desk,
  page,
}) => {
  await openInbox(page, desk)
  await open(page, 'Ben Cole')
  const read = posted(page, '/read')
  await tellMock(desk, 'message', { name: 'Ben Cole', text: 'I am at the door' })
  await expect(thread(page).getByRole('article').last()).toContainText('I am at the door')
  await expect(thread(page).getByText('I am at the door')).toBeInViewport()
  await expect(page.locator('#announcer')).toHaveText('Ben Cole: I am at the door')
  expect(Object.keys((await read).postDataJSON())).toEqual(['up_to'])
  await tellMock(desk, 'message', { name: 'Marco Diaz', text: 'el martes' })
  await expect(row(page, 'Marco Diaz')).toContainText('1 unread')
  await expect(row(page, 'Ben Cole')).not.toContainText('unread')
})

test('older lines come by scrolling, and the place is kept', async ({ desk, page }) => {
  await openInbox(page, desk)
  await open(page, 'Gus Hart')
  await expect(thread(page).getByText('Line 120 of', { exact: false })).toBeInViewport()
  await expect(thread(page).getByRole('article')).toHaveCount(50)
  await thread(page).evaluate((box) => box.scrollTo(0, 0))
  await expect(thread(page).getByRole('article')).toHaveCount(100)
  await expect(thread(page).getByText('Line 71 of', { exact: false })).toBeInViewport()
  await thread(page).evaluate((box) => box.scrollTo(0, 0))
  await expect(thread(page).getByRole('article')).toHaveCount(120)
  await expect(thread(page).getByRole('button', { name: 'Show older messages' })).toHaveCount(0)
})

test('J, K and the arrows go through the list, Enter opens, R answers', async ({ desk, page }) => {
  await openInbox(page, desk)
  await page.keyboard.press('j')
  await expect(row(page, 'Hana Ito')).toBeFocused()
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowDown')
  await expect(row(page, 'Ben Cole')).toBeFocused()
  await page.keyboard.press('k')
  await expect(row(page, 'Ana Ruiz')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Conversation with Ana Ruiz' })).toBeVisible()
  await expect(thread(page).getByRole('article').first()).toBeVisible()
  await page.keyboard.press('r')
  await expect(answerTo(page, 'Ana Ruiz')).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await expect(row(page, 'Ben Cole')).toBeFocused()
  await page.keyboard.press('r')
  await page.keyboard.type('jk')
  await expect(answerTo(page, 'Ana Ruiz')).toHaveValue('jk')
})

test('a conversation is taken over, given to somebody, given back and closed', async ({ desk, page }) => {
  await openInbox(page, desk)
  await open(page, 'Hana Ito')
  await page.getByRole('button', { name: 'Take over' }).click()
  await expect(page.getByText('You answer; the assistant is silent.')).toBeVisible()
  await page.getByRole('button', { name: 'More to do with this conversation' }).click()
  await page.getByRole('menuitem', { name: 'Tom Becker' }).click()
  await expect(page.getByText('Tom Becker answers; the assistant is silent.')).toBeVisible()
  await page.getByRole('button', { name: 'Give to assistant' }).click()
  await expect(page.getByText('The assistant answers.', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'More to do with this conversation' }).click()
  await page.getByRole('menuitem', { name: 'Close the conversation' }).click()
  await expect(page.locator('.pane-state')).toHaveText(
    'Closed. When they write again, the assistant answers.',
  )
  await expect(row(page, 'Hana Ito')).toContainText('Closed')
})

test('the person stands beside it and is booked from there', async ({ desk, page }) => {
  await desk.fill({ visits: [{ name: 'Ben Cole', at: '10:00', minutes: 30, with: 0, status: 'pending' }] })
  await openInbox(page, desk)
  await open(page, 'Ben Cole')
  const who = page.getByRole('complementary', { name: 'Who it is' })
  await expect(who.getByRole('link', { name: /^\(312\) 555/ })).toHaveAttribute('href', /^tel:\+1312555/)
  await expect(who.getByRole('link', { name: 'Open the patient’s page' })).toBeVisible()
  await who.getByRole('button', { name: 'Book an appointment' }).click()
  await expect(page).toHaveURL(/open=booking/)
  const form = page.getByRole('dialog', { name: 'New appointment for Ben Cole' })
  await expect(form.getByText('Ben Cole').last()).toBeVisible()
  await form.getByRole('combobox', { name: 'Service' }).click()
  await page.getByRole('option').first().click()
  const booked = posted(page, '/api/appointments')
  await form.getByLabel('Another time').fill('15:00')
  await form.getByRole('button', { name: /^Book/ }).click()
  expect((await booked).postDataJSON()).toMatchObject({ contact_id: expect.stringMatching(/-/) })
  await expect(form).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Conversation with Ben Cole' })).toBeVisible()
})

test('a viewer reads and answers nothing, and marks nothing as read', async ({ desk, page }) => {
  await desk.signInAs('viewer')
  await openInbox(page, desk)
  await open(page, 'Ana Ruiz')
  await expect(page.getByText('Your role may read conversations, not answer them.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Take over' })).toHaveCount(0)
  await expect(answerTo(page, 'Ana Ruiz')).toHaveCount(0)
  await open(page, 'Ben Cole')
  await expect(row(page, 'Ana Ruiz')).toContainText('2 unread')
})

test('on a phone the list leads to the thread and back, and nothing is wider than the screen', async ({
  desk,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openInbox(page, desk)
  const width = () => page.evaluate('document.documentElement.scrollWidth')
  expect(await width()).toBeLessThanOrEqual(390)
  await open(page, 'Ana Ruiz')
  await expect(rows(page)).toHaveCount(0)
  expect(await width()).toBeLessThanOrEqual(390)
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Who it is' }).click()
  await expect(page.getByRole('dialog', { name: 'Who it is' })).toContainText('Open the patient’s page')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Back to the list' }).click()
  await expect(row(page, 'Ana Ruiz')).toBeVisible()
  await expect(page.getByRole('region', { name: /^Conversation with/ })).toHaveCount(0)
})

test('an empty inbox says where conversations come from', async ({ desk, page }) => {
  await tellMock(desk, 'inbox', { now: NOW, empty: true })
  await openInbox(page, desk)
  await expect(page.getByText('No conversations yet')).toBeVisible()
  await page.getByRole('button', { name: 'Needs a person' }).click()
  await expect(page.getByText('Nobody waits for a person')).toBeVisible()
})
