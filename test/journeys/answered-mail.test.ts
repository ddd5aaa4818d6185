/** A mail of a journey is answered: in the clinic's mailbox where it has one, else the mail says how. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { HELLO, openWays, type Ways } from './ways.ts'
import { message } from './writing.ts'

let ways: Ways
beforeAll(async () => {
  ways = await openWays()
})
afterAll(() => ways.close())
beforeEach(() => ways.beginDay())

const settle = (change: object) => ways.desk.api('PATCH', '/api/clinic', { body: change })

/** What somebody with a mail address alone gets. */
async function mailed(locale = 'en-US', step = HELLO) {
  await ways.journey({ steps: [step] })
  const { contactId, email } = await ways.person({ phone: null })
  await ways.desk.rows('update contacts set locale = $1 where id = $2', [locale, contactId])
  await ways.begin(contactId)
  const { body } = await ways.desk.api('GET', `/api/contacts/${contactId}/steps`)
  await ways.due()
  const mail = await ways.mailbox.waitFor(({ to }) => to.address === email)
  return { mail, foreseen: body.steps[0].preview.body as string }
}

test('answers go to the clinic’s own mailbox where it has one', async () => {
  expect((await settle({ email: 'desk@riverside.example' })).status).toBe(200)
  const { mail } = await mailed()
  expect(mail.headers.get('reply-to')).toEqual(['desk@riverside.example'])
  expect(mail.text).not.toContain('are not read')
})

test('where it has none the mail says how to answer, as the preview has shown it, in the language of the patient', async () => {
  await settle({ email: null, phone: '+13125550100' })
  const english = await mailed()
  expect(english.mail.headers.get('reply-to')).toBeUndefined()
  expect(english.mail.text.replace(/\s+/g, ' ')).toContain(
    `Replies to this e-mail are not read. To answer, call (312) 555-0100, or write to us or book here: ${ways.desk.foyer.url}/riverside`,
  )
  expect(english.foreseen).toContain('Replies to this e-mail are not read.')
  const spanish = await mailed('es-US')
  expect(spanish.mail.text.replace(/\s+/g, ' ')).toContain('No leemos las respuestas a este correo.')
})

test('without a phone it names the booking page; a text message needs no such line', async () => {
  await settle({ email: null, phone: null })
  const { mail } = await mailed()
  expect(mail.text.replace(/\s+/g, ' ')).toContain('To answer, write to us or book here: http')
  await ways.journey({ steps: [message('hello', { offset: { hours: 2 } })] })
  const { contactId } = await ways.person()
  await ways.begin(contactId)
  await ways.due()
  const [text] = await ways.told(contactId)
  expect(text).toMatchObject({ channel: 'sms', body: 'Ana, hello' })
})
