/** The assistant's settings, its approved answers, trying it out, and what it learned of a person: on a whole Foyer. */
import { expect } from '@playwright/test'
import { createConnection } from '../../src/desk/connections/create-connection.ts'
import { receiveMessage } from '../../src/desk/conversations/receive-message.ts'
import { learnPreferences } from '../../src/desk/receptionist/learn-preferences.ts'
import { system } from '../../src/kit/events.ts'
import { type ClinicId, mintClinicId } from '../../src/kit/ids.ts'
import { type RunningClinic, test } from './clinic.ts'
import { faults, openAt, signIn } from './page.ts'

test.use({ clinicFor: 'receptionist' })

async function clinicIdOf(clinic: RunningClinic): Promise<ClinicId> {
  const headers = { authorization: `Bearer ${clinic.demo.api_key}` }
  const answered = await fetch(`${clinic.url}/api/clinic`, { headers })
  const { clinic: found } = (await answered.json()) as { clinic: { id: string } }
  return mintClinicId(found.id)
}

test('what is set holds: a number, who is told, hours, and it is accessible', async ({ clinic, page }) => {
  await signIn(page, clinic)
  await openAt(page, clinic, '/settings/receptionist')
  await expect(page.getByRole('heading', { level: 1, name: 'Assistant' })).toBeVisible()
  await expect(page.getByLabel('Emergency number')).toHaveAttribute('placeholder', '911')
  expect(await faults(page)).toEqual([])

  await page.getByRole('radio', { name: 'Formal' }).press('Space')
  await page.getByRole('switch', { name: 'Cancel appointments' }).press('Space')
  await page.getByRole('radio', { name: 'At other hours' }).press('Space')
  await page.getByLabel('Emergency number').fill('the police')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Enter digits, such as 911')).toBeVisible()
  await page.getByLabel('Emergency number').fill('112')
  await page.getByLabel('Calls a day, at most').fill('30')
  await page.getByLabel('Add somebody to tell').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Not saved yet')).toHaveCount(0)

  await page.reload()
  await expect(page.getByLabel('Emergency number')).toHaveValue('112')
  await expect(page.getByRole('switch', { name: 'Cancel appointments' })).not.toBeChecked()
  await expect(page.getByText('0 of 30 calls')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Tell .* no more$/ })).toHaveCount(1)
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
})

test('an answer is approved, and trying it out says it word for word and why', async ({ clinic, page }) => {
  await signIn(page, clinic)
  await openAt(page, clinic, '/settings/receptionist')
  await page.getByRole('button', { name: 'Add an answer' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What is asked').selectOption('Parking')
  await dialog.getByLabel('Question', { exact: true }).fill('Where can I park?')
  await dialog.getByLabel('Answer', { exact: true }).fill('Behind the house, free for two hours.')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  const answer = page.getByRole('listitem').filter({ hasText: 'Behind the house' })
  await expect(answer).toContainText(/Approved .* by /)

  await page.getByLabel('Message', { exact: true }).fill('where can I park?')
  await page.getByLabel('Message', { exact: true }).press('Enter')
  await expect(page.locator('.playground-reply')).toContainText('Behind the house, free for two hours.')
  await expect(page.getByRole('heading', { name: 'What it understood' })).toBeVisible()
  await expect(page.getByText('Asks: Parking.')).toBeVisible()
  await expect(page.getByText('No sign of an emergency.')).toBeVisible()
  expect(await faults(page)).toEqual([])

  await page.getByLabel('Message', { exact: true }).fill('I have chest pain and cannot breathe')
  await page.getByRole('button', { name: 'Try' }).click()
  await expect(page.getByText(/^Red flag: /)).toBeVisible()

  await answer.getByRole('button', { name: /^Remove/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('Nothing is approved yet')).toBeVisible()
})

/** Somebody new writes in the website chat, and nobody answers yet. */
async function wrote(
  clinic: RunningClinic,
  { name, text }: { name: string; text: string },
): Promise<{ conversationId: string; contactId: string }> {
  const { database, keyring } = clinic.foyer
  return database.inClinic(await clinicIdOf(clinic), async (tx) => {
    const chat = await createConnection(tx, system, { vendor: 'widget', name: `Page of ${name}`, keyring })
    return receiveMessage(tx, system, {
      connectionId: chat.id,
      channel: 'widget',
      writer: { id: `visitor ${name}`, aliases: [], phone: null, name },
      threadId: null,
      vendorMessageId: `message of ${name}`,
      at: tx.clock.now(),
      text,
      attachments: [],
      choice: null,
      repliesTo: null,
    })
  })
}

test('a message is tried in a conversation that is found by name, and the settings say that no model is connected', async ({
  clinic,
  page,
}) => {
  const { conversationId } = await wrote(clinic, { name: 'Paula Tries', text: 'hello' })
  await signIn(page, clinic)
  await openAt(page, clinic, '/settings/receptionist')
  await expect(page.getByText('Not connected', { exact: true })).toBeVisible()
  await page.getByRole('combobox', { name: 'Written by' }).fill('Paula')
  await page.getByRole('option', { name: /Paula Tries/ }).click()
  await expect(page.getByRole('button', { name: 'Somebody else' })).toBeVisible()
  const asked = page.waitForRequest((request) => request.url().endsWith('/playground'))
  await page.getByLabel('Message', { exact: true }).fill('when are you open?')
  await page.getByLabel('Message', { exact: true }).press('Enter')
  expect((await asked).postDataJSON()).toEqual({
    text: 'when are you open?',
    conversation_id: conversationId,
  })
  await expect(page.locator('.playground-reply')).toBeVisible()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Somebody else' }).click()
  await expect(page.locator('.playground-reply')).toHaveCount(0)
})

test('a reply is suggested on a whole Foyer, changed, and sent by staff', async ({ clinic, page }) => {
  const { conversationId } = await wrote(clinic, { name: 'Saul Asks', text: 'when are you open?' })
  await signIn(page, clinic)
  await openAt(page, clinic, `/inbox?conversation=${conversationId}`)
  await page.getByRole('button', { name: 'Take over' }).click()
  await page.getByRole('button', { name: 'Suggest a reply' }).click()
  const field = page.getByRole('textbox', { name: 'Answer to Saul Asks' })
  await expect(field).toHaveValue(/open/i)
  await expect(page.getByText('Suggested by the assistant. Read it before you send it.')).toBeVisible()
  await field.press('End')
  await page.keyboard.type(' Until soon!')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('article', { name: /^You/ })).toContainText('Until soon!')
})

test('what was learned of a person is shown with its message, put right and erased', async ({
  clinic,
  page,
}) => {
  const { database, keyring } = clinic.foyer
  const contactId = await database.inClinic(await clinicIdOf(clinic), async (tx) => {
    const chat = await createConnection(tx, system, { vendor: 'widget', name: 'Second website', keyring })
    const received = await receiveMessage(tx, system, {
      connectionId: chat.id,
      channel: 'widget',
      writer: { id: 'visitor-of-preferences', aliases: [], phone: null, name: 'Mia Prefers' },
      threadId: null,
      vendorMessageId: 'message-of-preferences',
      at: tx.clock.now(),
      text: 'mornings are best for me',
      attachments: [],
      choice: null,
      repliesTo: null,
    })
    const { contactId, messageId } = received
    const signals = [{ kind: 'time_of_day' as const, value: 'morning' }]
    await learnPreferences(tx, { contactId, messageId, signals })
    return contactId
  })
  await signIn(page, clinic)
  await openAt(page, clinic, `/patients/${contactId}`)
  const learned = page.getByRole('region', { name: 'What we have learned' })
  await expect(learned).toContainText('Mornings')
  await learned.getByText('From 1 message').click()
  await expect(learned).toContainText('“mornings are best for me”')
  expect(await faults(page)).toEqual([])
  await learned.getByRole('button', { name: 'Correct: Time of day' }).press('Enter')
  await learned.getByLabel('Time of day', { exact: true }).selectOption('Evenings')
  await learned.getByRole('button', { name: 'Save' }).click()
  await expect(learned).toContainText('put right by staff')
  await expect(learned).toContainText('Evenings')
  await learned.getByRole('button', { name: 'Erase: Time of day' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Erase' }).click()
  await expect(learned).not.toContainText('Evenings')
})
