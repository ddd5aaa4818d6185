/**
 * Strangers write, in the website's chat, on WhatsApp and through Chatwoot, and leave with an appointment: answered by rules
 * alone, and with a model behind the real wire. Nobody of the staff does anything; they see it happen.
 */
import { expect, type Page } from '@playwright/test'
import type { Person } from '../vendors/person.ts'
import { signIn } from './page.ts'
import { type FrontDesk, OFFERING, test, WELCOME, watchInbox } from './receptionist-story.ts'
import { chatOn, openSite, policyFor } from './widget-site.ts'

const TUESDAY = '2026-12-01'

for (const who of ['rules', 'model'] as const) {
  test(`a stranger chats on a foreign page until booked, answered by ${who === 'model' ? 'a model' : 'rules'}`, async ({
    browser,
    desk,
    page,
  }) => {
    const { clinic } = desk
    const name = who === 'model' ? 'Nora Stern' : 'Olga Petri'
    await desk.answersBy(who)
    const staff = await browser.newPage()
    await openToday(desk, staff)
    const site = await openSite(clinic, { policy: policyFor(clinic.url) })
    await page.goto(site.url)
    const chat = chatOn(page)
    await chat.open()
    const grown = await watchDrafts(page)
    const answers = chat.log.locator('.assistant:not(.draft)')
    const own = chat.log.locator('.visitor:not(.letter)')
    const ask = async (write: () => Promise<void>): Promise<string> => {
      const [before, written] = [await answers.count(), await own.count()]
      await write()
      await expect(own).toHaveCount(written + 1)
      await expect(chat.panel.getByText('Writing …')).toBeVisible()
      desk.waitForBubbles()
      await expect(answers).toHaveCount(before + 1)
      await expect(chat.panel.getByText('Writing …')).toBeHidden()
      return answers.last().innerText()
    }
    const say = (text: string) => ask(() => chat.say(text))

    const first = await say('Hello, what is your place like?')
    expect(first).toContain('automated assistant')
    const offer = await say('I would like a skin check next Tuesday.')
    if (who === 'model') {
      expect(first).toContain(WELCOME.last)
      expect(offer).toContain(OFFERING.last)
      expectGrowth(await grown())
    }
    await ask(() => chat.log.locator('.choices:not([hidden])').getByRole('button').first().click())
    await say(`My name is ${name}.`)
    const proposal = await say(`My number is (312) 555-019${who === 'model' ? 4 : 5}.`)
    expect(proposal).toMatch(/Tuesday, December 1/)
    expect(await desk.visitsOf(name)).toEqual([])
    await expect(visitOn(staff, name)).toHaveCount(0)
    const done = await say('Yes, please.')
    expect(done).toMatch(new RegExp(`${name} is booked on Tuesday, December 1`))

    await expect(visitOn(staff, name)).toBeVisible()
    expect(await desk.visitsOf(name)).toMatchObject([{ status: 'booked', booking_channel: 'widget' }])
    expectAsked(desk, who)
    await staff.close()
    await site.close()
  })

  for (const channel of ['whatsapp', 'chatwoot'] as const) {
    test(`a stranger writes by ${channel} until booked, answered by ${who}, while the inbox watches`, async ({
      desk,
      page,
    }) => {
      const name = `${who === 'model' ? 'Marta' : 'Rosa'} ${channel === 'whatsapp' ? 'Weber' : 'Costa'}`
      await desk.answersBy(who)
      await openToday(desk, page)
      const inbox = await watchInbox(page, name)
      await expect(inbox.row).toHaveCount(0)
      const person = desk[channel].emulate({ name })
      /** Each message stands in the open inbox before it is answered, and each answer after. */
      const ask = async (text: string, write: () => ReturnType<Person['writes']>) => {
        const written = await inbox.by(name).count()
        expect((await write()).map(({ status }) => status)).toEqual([200])
        if (written === 0) await inbox.row.click()
        await expect(inbox.by(name)).toHaveCount(written + 1)
        await expect(inbox.by(name).last()).toContainText(text)
        desk.waitForBubbles()
        const answer = await person.reads()
        await expect(inbox.by('Assistant')).toHaveCount(written + 1)
        await expect(inbox.by('Assistant').last()).toContainText(answer.text.split('\n')[0] as string)
        return answer
      }
      const say = (text: string) => ask(text, () => person.writes(text))

      const first = await say('Hello, what is your place like?')
      expect(first.text).toContain('automated assistant')
      const offer = await say('I would like a skin check next Tuesday.')
      expect(offer.choices.length).toBeGreaterThanOrEqual(3)
      if (who === 'model') {
        expect(first.text).toContain(WELCOME.last)
        expect(offer.text).toContain(OFFERING.last)
      }
      await ask(offer.choices[0]?.title ?? '', () => person.taps(0))
      const proposal = await say(`My name is ${name}.`)
      expect(proposal.text).toMatch(new RegExp(`Tuesday, December 1 .*for ${name}`))
      expect(await desk.visitsOf(name)).toEqual([])
      const done = await say('yes')
      expect(done.text).toMatch(new RegExp(`${name} is booked on Tuesday, December 1`))

      expect(await desk.visitsOf(name)).toMatchObject([{ status: 'booked', booking_channel: 'whatsapp' }])
      await page.goto(`${desk.clinic.url}/?day=${TUESDAY}`)
      await expect(visitOn(page, name)).toBeVisible()
      expectAsked(desk, who)
    })
  }
}

async function openToday({ clinic }: FrontDesk, page: Page): Promise<void> {
  await signIn(page, clinic)
  await page.goto(`${clinic.url}/?day=${TUESDAY}`)
  await expect(page.getByRole('heading', { name: /Tuesday, December 1/ })).toBeVisible()
}

const visitOn = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(name) }).first()

/** The model was asked where it may be, in its vendor's form, and never where the clinic has switched it off. */
function expectAsked({ model }: FrontDesk, who: 'rules' | 'model'): void {
  expect(model.refused).toEqual([])
  // Once for the welcome, and twice for the times: what it looks up, and how it words them.
  expect(model.asked).toHaveLength(who === 'model' ? 3 : 0)
}

/** Whatever a visitor saw of answers that were still being written. */
async function watchDrafts(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(`(() => {
    const log = document.querySelector('foyer-chat').shadowRoot.querySelector('[role=log]')
    window.drafts = []
    new MutationObserver(() => {
      const text = log.querySelector('.draft')?.textContent
      if (text && drafts.at(-1) !== text) drafts.push(text)
    }).observe(log, { childList: true, subtree: true, characterData: true })
  })()`)
  return () => page.evaluate('drafts')
}

/** Each answer of the model began before it was done, and the lie in the middle of the welcome stood nowhere. */
function expectGrowth(drafts: string[]): void {
  for (const { first, last } of [WELCOME, OFFERING]) {
    expect(drafts.some((text) => text.includes(first) && !text.includes(last))).toBe(true)
  }
  expect(drafts.join()).not.toContain('booked')
}
