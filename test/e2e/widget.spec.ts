/** The chat on a clinic's own site: under a strict policy, a hostile style, without a line, and in several tabs. */
import { expect, type Page } from '@playwright/test'
import { findClinicIds } from '../../src/desk/clinics/find-clinic.ts'
import { findConversation } from '../../src/desk/conversations/find-conversations.ts'
import { queueMessage } from '../../src/desk/outreach/queue-message.ts'
import { system } from '../../src/kit/events.ts'
import { NOW, type RunningClinic, test } from './clinic.ts'
import { faults } from './page.ts'
import { chatOn, openSite, policyFor, type Site } from './widget-site.ts'

test.use({ clinicFor: 'visitors' })

let site: Site | undefined
test.beforeEach(({ clinic }) => clinic.clock.set(NOW))
test.afterEach(async () => {
  await site?.close()
  site = undefined
})

async function api(clinic: RunningClinic, method: string, path: string, body?: unknown) {
  const answer = await fetch(`${clinic.url}/api/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${clinic.demo.api_key}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true)
  return answer.json()
}

/** The conversation in which this was written, and its messages. */
async function inboxOf(clinic: RunningClinic, text: string): Promise<{ id: string; texts: string[] }> {
  const { conversations } = (await api(
    clinic,
    'GET',
    `conversations?search=${encodeURIComponent(`"${text}"`)}`,
  )) as {
    conversations: { id: string }[]
  }
  const [found] = conversations
  if (!found) return { id: '', texts: [] }
  const { lines } = (await api(clinic, 'GET', `conversations/${found.id}/thread`)) as {
    lines: { author: string; body: string }[]
  }
  return { id: found.id, texts: lines.filter(({ author }) => author === 'contact').map(({ body }) => body) }
}

async function answer(clinic: RunningClinic, toText: string, text: string): Promise<void> {
  await expect.poll(async () => (await inboxOf(clinic, toText)).id).not.toBe('')
  const { id } = await inboxOf(clinic, toText)
  await api(clinic, 'POST', `conversations/${id}/messages`, { text })
}

/** What the page's console says of its policy. */
function violationsOn(page: Page): string[] {
  const said: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) said.push(message.text())
  })
  return said
}

test('under a policy that allows our scripts and requests alone, a stranger writes and staff answer', async ({
  clinic,
  page,
}) => {
  const violations = violationsOn(page)
  site = await openSite(clinic, { policy: policyFor(clinic.url) })
  await page.goto(site.url)
  const chat = chatOn(page)
  await chat.open()
  await expect(chat.panel.getByText('Automated assistant', { exact: true })).toBeVisible()
  await expect(chat.field).toBeFocused()
  await chat.say('Do you treat acne scars?')
  await expect(chat.log.getByText('Do you treat acne scars?')).toBeVisible()
  await answer(clinic, 'acne scars', 'We do. See https://evil.example and the rest.')
  await expect(chat.log.getByText('We do.')).toBeVisible()
  await expect(chat.panel.getByText('Our team answers', { exact: true })).toBeVisible()
  // Only our own addresses can be followed.
  await expect(chat.log.getByRole('link')).toHaveCount(0)
  await answer(clinic, 'acne scars', `Book here: ${clinic.url}/riverside/skin-check.`)
  await expect(chat.log.getByRole('link')).toHaveAttribute('href', `${clinic.url}/riverside/skin-check`)
  // The sheet is there although the page may have none.
  await expect(chat.panel).toHaveCSS('border-radius', '12px')
  expect(violations).toEqual([])
})

/** Where everything of the chat stands and how it looks, in the page's own words. */
const LOOKS = `(() => {
  const names = ['font-size', 'color', 'background-color', 'letter-spacing', 'text-transform', 'line-height', 'direction',
    'cursor', 'visibility', 'opacity', 'filter', 'margin-top', 'border-top-width', 'pointer-events', 'transform']
  const host = document.querySelector('foyer-chat')
  return [host, ...host.shadowRoot.querySelectorAll('*')].map((element) => {
    const style = getComputedStyle(element)
    const { width, height, right, bottom } = element.getBoundingClientRect()
    const place = [width, height, innerWidth - right, innerHeight - bottom].map(Math.round)
    return [element.tagName, ...place, ...names.map((name) => style.getPropertyValue(name))].join(' ')
  })
})()`

test('a site’s style does not reach it', async ({ clinic, page }) => {
  const hostile = `
    body * { display: none !important; visibility: hidden !important; opacity: 0 !important; transform: scale(0) !important }
    * { font-size: 80px !important; color: red !important; background: lime !important; letter-spacing: 1em !important;
      text-transform: uppercase !important; line-height: 4 !important; direction: rtl !important; cursor: wait !important;
      pointer-events: none !important; filter: blur(9px) !important; z-index: -1 !important; all: unset !important }
    foyer-chat { position: static !important; width: 1px !important; overflow: hidden !important; --brand: red !important }
    button, p, textarea, .panel, .launcher { border: 9px solid red !important; margin: 99px !important }`
  const calm = await openSite(clinic)
  await page.goto(calm.url)
  const look = async () => {
    const chat = chatOn(page)
    await chat.open()
    await expect(chat.panel.getByText('Automated assistant', { exact: true })).toBeVisible()
    return page.evaluate(LOOKS)
  }
  const untouched = await look()
  await calm.close()
  site = await openSite(clinic, { style: hostile })
  await page.goto(site.url)
  await expect(page.getByText('About us.')).toBeHidden()
  expect(await look()).toEqual(untouched)
})

test('by keyboard alone, and as a screen reader is told', async ({ clinic, page }) => {
  site = await openSite(clinic)
  await page.goto(site.url)
  const chat = chatOn(page)
  await expect(chat.launcher).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(chat.launcher).toBeFocused()
  await expect(chat.launcher).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('Enter')
  await expect(chat.panel).toHaveAccessibleName('Chat with Riverside')
  await expect(chat.field).toBeFocused()
  await expect(chat.field).toHaveAccessibleName('Your message')
  await page.keyboard.type('Keyboard only')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('on two lines')
  await page.keyboard.press('Enter')
  await expect(chat.log.locator('.visitor')).toContainText('Keyboard only\non two lines', {
    useInnerText: true,
  })
  await expect(chat.log).toHaveAccessibleName('Messages')
  await page.keyboard.press('Shift+Tab')
  await expect(chat.panel.getByRole('button', { name: 'Talk to a person' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(chat.panel.getByText('A person has been asked and will answer here')).toBeVisible()
  await expect(chat.log.getByText('I’d like to talk to a person.')).toBeVisible()
  await expect(chat.log.getByText(/asked one of our team/)).toBeVisible()
  await expect(chat.panel.getByRole('button', { name: 'Talk to a person' })).toBeHidden()
  await expect(chat.field).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(chat.panel).toBeHidden()
  await expect(chat.launcher).toBeFocused()
  // Nobody is held: the page goes on behind the last button.
  await page.keyboard.press('Enter')
  for (let i = 0; i < 12; i++) await page.keyboard.press('Tab')
  await expect(chat.panel).toBeVisible()
})

test(`axe finds nothing against it`, async ({ clinic, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  site = await openSite(clinic)
  await page.goto(site.url)
  const chat = chatOn(page)
  await expect(chat.launcher).toBeVisible()
  expect(await faults(page)).toEqual([])
  await chat.open()
  await chat.say(`Is it light outside?`)
  await answer(clinic, 'it light outside', `It is. ${clinic.url}/riverside`)
  await expect(chat.log.getByRole('link')).toBeVisible()
  expect(await faults(page)).toEqual([])
  for (const button of await chat.panel.getByRole('button').all()) {
    const box = await button.boundingBox()
    if (box) expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44)
  }
})

test('without a line what is written waits, and goes out once when it is back', async ({
  clinic,
  page,
  context,
}) => {
  site = await openSite(clinic)
  await page.goto(site.url)
  const chat = chatOn(page)
  await chat.open()
  await chat.say('Before the tunnel')
  await expect
    .poll(async () => (await inboxOf(clinic, 'Before the tunnel')).texts)
    .toEqual(['Before the tunnel'])
  await context.setOffline(true)
  await chat.say('In the tunnel, one')
  await chat.say('In the tunnel, two')
  await expect(chat.log.getByText('Waiting to be sent')).toHaveCount(2)
  await expect(chat.panel.getByText(/No connection/)).toBeVisible()
  await context.setOffline(false)
  await expect(chat.log.getByText('Waiting to be sent')).toHaveCount(0)
  const written = ['Before the tunnel', 'In the tunnel, one', 'In the tunnel, two']
  await expect.poll(async () => (await inboxOf(clinic, 'Before the tunnel')).texts).toEqual(written)
  await expect(chat.log.locator('.visitor p')).toHaveText(written)
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('letter'))),
  ).toEqual([])
})

test('an answer that was lost on the way is asked for again, and the message is not sent twice', async ({
  clinic,
  page,
}) => {
  site = await openSite(clinic)
  let lost = 0
  // It reaches the clinic, and the answer never comes back.
  await page.route('**/widget/riverside/messages', async (route) => {
    if (lost++ > 0) return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await page.goto(site.url)
  const chat = chatOn(page)
  await chat.open()
  await chat.say('Did this arrive?')
  await expect.poll(() => lost).toBe(2)
  await expect(chat.log.getByText('Waiting to be sent')).toHaveCount(0)
  expect((await inboxOf(clinic, 'Did this arrive')).texts).toEqual(['Did this arrive?'])
  await expect(chat.log.locator('.visitor p')).toHaveText(['Did this arrive?'])
})

test('survives a reload, counts what came while it was closed, and is one in several tabs', async ({
  clinic,
  page,
  context,
}) => {
  site = await openSite(clinic)
  await page.goto(site.url)
  const chat = chatOn(page)
  await chat.open()
  await chat.say('I will be back')
  await expect.poll(async () => (await inboxOf(clinic, 'will be back')).id).not.toBe('')
  await page.reload()
  await expect(chat.panel).toBeHidden()
  await answer(clinic, 'will be back', 'Take your time.')
  await expect(chat.launcher).toHaveAccessibleName('Chat with Riverside. New messages: 1')
  const second = await context.newPage()
  await second.goto(site.url)
  const beside = chatOn(second)
  await expect(beside.launcher).toHaveAccessibleName('Chat with Riverside. New messages: 1')
  await beside.open()
  await expect(beside.log.locator('.line p')).toHaveText(['I will be back', 'Take your time.'])
  await expect(beside.launcher).toHaveAccessibleName('Chat with Riverside')
  await expect(chat.launcher).toHaveAccessibleName('Chat with Riverside')
  await beside.say('From the other tab')
  await chat.open()
  await expect(chat.log.locator('.line p')).toHaveText([
    'I will be back',
    'Take your time.',
    'From the other tab',
  ])
  await expect(chat.log.getByText('Waiting to be sent')).toHaveCount(0)
  // The staff see that it was read.
  const { id } = await inboxOf(clinic, 'will be back')
  await expect
    .poll(async () => {
      const { lines } = (await api(clinic, 'GET', `conversations/${id}/thread`)) as {
        lines: { body: string; read_at: string | null }[]
      }
      return lines.find(({ body }) => body === 'Take your time.')?.read_at
    })
    .toBeTruthy()
})

test('works where the browser keeps nothing', async ({ clinic, page }) => {
  await page.addInitScript(
    `Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('forbidden', 'SecurityError') } })`,
  )
  site = await openSite(clinic)
  await page.goto(site.url)
  const chat = chatOn(page)
  await chat.open()
  await chat.say('No cookies please')
  await answer(clinic, 'No cookies please', 'None.')
  await expect(chat.log.getByText('None.')).toBeVisible()
})

test('speaks Spanish, fills a phone, and asks nothing of whoever never writes', async ({ clinic, page }) => {
  await page.setViewportSize({ width: 390, height: 780 })
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  site = await openSite(clinic, { lang: 'es' })
  await page.goto(site.url)
  const chat = chatOn(page)
  await expect(chat.launcher).toHaveAccessibleName('Abrir el chat')
  expect(asked.filter((path) => path.startsWith('/widget/'))).toEqual([])
  await chat.open()
  await expect(chat.panel.getByText('Asistente automático', { exact: true })).toBeVisible()
  expect(await chat.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 780 })
  await chat.panel.getByRole('button', { name: 'Cerrar el chat' }).click()
  await expect(chat.panel).toBeHidden()
  await expect(chat.launcher).toBeFocused()
})

test('books inside the chat, and the site is told', async ({ clinic, page }) => {
  site = await openSite(clinic, {
    policy: policyFor(clinic.url, `frame-src ${clinic.url}`),
  })
  await page.goto(site.url)
  const chat = chatOn(page)
  await page.evaluate(
    `addEventListener('foyer:booked', () => document.body.setAttribute('data-booked', 'yes'))`,
  )
  await chat.open()
  await chat.panel.getByRole('button', { name: 'Book a visit' }).click()
  const inside = page.frameLocator('foyer-chat iframe')
  await inside.getByRole('link', { name: /Skin check/ }).click()
  await inside.getByRole('link', { name: /^Next month/ }).click()
  await inside.getByRole('link', { name: /^Wednesday, December 2\b/ }).click()
  await inside.getByRole('button', { name: '9:00 AM', exact: true }).click()
  await inside.getByLabel('Full name').fill('Emma Beds')
  await inside.getByLabel('Phone number').fill('(312) 555-0187')
  await inside.getByRole('button', { name: 'Book this appointment' }).click()
  await expect(inside.getByRole('heading', { name: 'You are booked' })).toBeVisible()
  await expect(page.locator('body')).toHaveAttribute('data-booked', 'yes')
  await chat.panel.getByRole('button', { name: 'Back to the chat' }).click()
  await expect(chat.log.getByText('Your visit is booked.')).toBeVisible()
  await expect(chat.field).toBeFocused()
})

test('where the site forbids our frames, booking opens beside it', async ({ clinic, page }) => {
  site = await openSite(clinic, { policy: policyFor(clinic.url) })
  await page.goto(site.url)
  const chat = chatOn(page)
  await chat.open()
  await chat.panel.getByRole('button', { name: 'Book a visit' }).click()
  const link = chat.log.getByRole('link', { name: 'Book a visit' })
  await expect(link).toHaveAttribute('target', '_blank')
  const [opened] = await Promise.all([page.waitForEvent('popup'), link.click()])
  await expect(opened.getByRole('link', { name: /Skin check/ })).toBeVisible()
})

test('what is offered is tapped, and is gone once something else was said', async ({ clinic, page }) => {
  site = await openSite(clinic)
  await page.goto(site.url)
  const chat = chatOn(page)
  await chat.open()
  await chat.say('What can I choose?')
  await expect.poll(async () => (await inboxOf(clinic, 'What can I choose')).id).not.toBe('')
  const { id } = await inboxOf(clinic, 'What can I choose')
  await offer(clinic, id, ['Tuesday', 'Wednesday'])
  const offered = chat.log.locator('.choices').getByRole('button')
  await expect(offered).toHaveText(['Tuesday', 'Wednesday'])
  await offered.last().click()
  await expect(offered).toHaveCount(0)
  await expect.poll(async () => (await inboxOf(clinic, 'What can I choose')).texts).toContain('Wednesday')
})

async function offer(clinic: RunningClinic, conversationId: string, titles: string[]): Promise<void> {
  const [riverside] = await findClinicIds(clinic.foyer.database)
  if (!riverside) throw new Error('no clinic')
  await clinic.foyer.database.inClinic(riverside.clinicId, async (tx) => {
    const conversation = await findConversation(tx, conversationId)
    if (!conversation) throw new Error('no conversation')
    await queueMessage(tx, system, {
      contactId: conversation.contactId,
      appointmentId: null,
      appointmentSequence: null,
      kind: 'reply',
      purpose: 'transactional',
      channel: 'widget',
      to: { name: '', address: conversation.address },
      text: { hash: null, subject: null, body: 'Which day?' },
      invitation: null,
      author: { kind: 'system', id: null },
      conversationId,
      choices: titles.map((title, i) => ({ id: String(i), title })),
      dedupeKey: `offer:${conversationId}`,
    })
  })
}
