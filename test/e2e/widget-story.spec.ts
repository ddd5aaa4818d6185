/** A stranger finds the chat on a clinic's site and leaves with an appointment: nobody of the staff has done anything. */
import { expect } from '@playwright/test'
import { NOW, test } from './clinic.ts'
import { chatOn, openSite, policyFor } from './widget-site.ts'

test.use({ clinicFor: 'strangers' })

test('a stranger chats on a foreign page until booked', async ({ clinic, page }) => {
  clinic.clock.set(NOW)
  const site = await openSite(clinic, { policy: policyFor(clinic.url) })
  await page.goto(site.url)
  const chat = chatOn(page)
  await chat.open()

  /** Writes, lets the clinic's clock pass the wait for further bubbles, and reads the next answer. */
  const ask = async (write: () => Promise<void>): Promise<string> => {
    const answers = chat.log.locator('.assistant')
    const before = await answers.count()
    const own = await chat.log.locator('.visitor:not(.letter)').count()
    await write()
    await expect(chat.log.locator('.visitor:not(.letter)')).toHaveCount(own + 1)
    await expect(chat.panel.getByText('Writing …')).toBeVisible()
    clinic.clock.advance({ seconds: 7 })
    await expect(answers).toHaveCount(before + 1)
    await expect(chat.panel.getByText('Writing …')).toBeHidden()
    return answers.last().innerText()
  }
  const say = (text: string) => ask(() => chat.say(text))

  // Whoever answers says at once what it is, and how to reach a person.
  const first = await say('Hi, I would like to book a skin check next Tuesday.')
  expect(first).toContain('automated assistant')
  expect(first).toContain('person')
  await expect(chat.log.getByRole('button').first()).toBeVisible()
  await ask(() => chat.log.locator('.choices:not([hidden])').getByRole('button').first().click())
  await say('My name is Nora Stern.')
  const proposal = await say('My number is (312) 555-0193.')
  expect(proposal).toMatch(/Tuesday, December 1/)
  // Nothing is booked before the yes.
  expect(await bookingsOf(clinic.url, clinic.demo.api_key, 'Nora')).toHaveLength(0)
  const done = await say('Yes, please book it.')
  expect(done).toMatch(/Nora Stern is booked on Tuesday, December 1/)
  await expect(chat.log.getByRole('link').last()).toHaveAttribute(
    'href',
    new RegExp(`^${clinic.url}/riverside/manage/`),
  )
  const [booked, ...others] = await bookingsOf(clinic.url, clinic.demo.api_key, 'Nora')
  expect(others).toEqual([])
  expect(booked).toMatchObject({ status: 'booked', booking_channel: 'widget' })
  await site.close()
})

async function bookingsOf(
  url: string,
  key: string,
  name: string,
): Promise<{ status: string; booking_channel: string | null }[]> {
  const answer = await fetch(`${url}/api/appointments?search=${name}`, {
    headers: { authorization: `Bearer ${key}` },
  })
  return ((await answer.json()) as { appointments: { status: string; booking_channel: string | null }[] })
    .appointments
}
