import { afterAll, beforeAll, expect, test } from 'vitest'
import { attachmentContext, sniffType } from '../../src/desk/forms/attachment.ts'
import { createKeyring } from '../../src/kit/crypto.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { castForms, type FormCast, HEALTHY } from './cast.ts'

let desk: TestDesk
let cast: FormCast

beforeAll(async () => {
  desk = await openDesk({ env: { TRUST_PROXY: '1' } })
  cast = await castForms(desk)
})
afterAll(() => desk.close())

const bytesOf = (head: string | number[], length = 200) => {
  const bytes = Buffer.alloc(length, 'p')
  Buffer.from(typeof head === 'string' ? Buffer.from(head, 'latin1') : head).copy(bytes)
  return bytes
}
const JPEG = bytesOf([0xff, 0xd8, 0xff, 0xe0])
const MEDICINES = {
  ...HEALTHY,
  'medicines:0/takes_medicines:0': { valueBoolean: true },
  'medicines:0/medicine:0/medicine_name:0': { valueString: 'Apixaban' },
}

test.each([
  ['image/jpeg', [0xff, 0xd8, 0xff, 0xdb]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/webp', 'RIFF0000WEBPVP8 '],
  ['image/heic', '0000ftypheic0000'],
  ['application/pdf', '%PDF-1.7'],
  [null, '<svg xmlns='],
  [null, '<html><script>'],
  [null, 'GIF89a'],
  [null, 'RIFF0000WAVE'],
  [null, ''],
])('what begins as %s is known by its bytes', (type, head) => {
  expect(sniffType(bytesOf(head))).toBe(type)
})

test('a photo comes with its form, lies sealed, and staff see it as it came', async () => {
  const form = await cast.ask()
  const sent = await form.upload(JPEG)
  expect(sent).toMatchObject({ status: 201, body: { content_type: 'image/jpeg', size: 200 } })
  const { url, size } = sent.body
  const photo = { valueAttachment: { contentType: 'image/jpeg', url, size, title: 'list.jpg' } }
  expect(await form.complete({ ...MEDICINES, 'medicines:0/medicine_photo:0': photo }, 0)).toMatchObject({
    status: 200,
  })

  const [row] = await desk.rows(
    'select id, key_sealed, content from form_attachments where request_id = $1',
    [form.requestId],
  )
  expect(row.content.includes(Buffer.from('pppp'))).toBe(false)
  const { body } = await desk.api('GET', `/api/form-attachments/${row.id}`)
  expect(Buffer.from(body.attachment.content_base64, 'base64')).toEqual(JPEG)

  // Moved to another row, the key does not open; under a new secret, it does.
  const context = attachmentContext(cast.clinic.clinicId, row.id)
  expect(() => desk.foyer.keyring.open(row.key_sealed, `${context}x`)).toThrow(/altered/)
  const secret = 'a test secret of at least thirty-two characters'
  const next = createKeyring({ current: `${secret}, the next`, previous: [secret] })
  const rewrapped = next.rewrap(row.key_sealed, context)
  expect(rewrapped && next.open(rewrapped, context)).toBe(desk.foyer.keyring.open(row.key_sealed, context))
})

test('what was not sent with this form, or is something else than was sent, is no answer', async () => {
  const form = await cast.ask({ key: 'dental_intake' })
  const other = await cast.ask({ appointmentId: null })
  const { body: theirs } = await other.upload(JPEG)
  const { body: own } = await form.upload(JPEG)
  const answers = {
    'you:0/name:0': { valueString: 'Ana Ruiz' },
    'you:0/birth_date:0': { valueDate: '1984-05-06' },
    'reason:0/why:0': { valueString: 'My tooth sings' },
    'health:0/condition:0': { valueCoding: { code: 'none' } },
    'health:0/has_allergies:0': { valueBoolean: false },
    'health:0/signature:0': { valueAttachment: { contentType: 'text/plain', title: 'Ana Ruiz' } },
  }
  const withFile = (attachment: object) => ({
    ...answers,
    'health:0/xray:0': { valueAttachment: { contentType: 'image/jpeg', size: 200, ...attachment } },
  })
  for (const wrong of [
    { url: theirs.url },
    { url: own.url, size: 5 },
    { url: own.url, contentType: 'application/pdf' },
    { url: 'https://elsewhere.example/x.jpg' },
  ])
    expect((await form.complete(withFile(wrong), 0)).body.issues, JSON.stringify(wrong)).toMatchObject([
      { linkId: 'xray' },
    ])
  expect(await form.complete(withFile({ url: own.url }), 0)).toMatchObject({ status: 200 })
})

test('what is no photo, too large or too many is refused', async () => {
  const form = await cast.ask({ key: 'botox_consent' })
  expect(await form.upload(bytesOf('<svg onload=alert(1)>'))).toMatchObject({ status: 422 })
  expect((await form.upload(bytesOf([0xff, 0xd8, 0xff], 8_000_001))).status).toBe(413)
  expect((await form.upload(bytesOf([0xff, 0xd8, 0xff], 8_000_000))).status).toBe(201)
  for (let i = 1; i < 20; i++) {
    desk.clock.advance({ seconds: 4 })
    expect((await form.upload(JPEG)).status, String(i)).toBe(201)
  }
  desk.clock.advance({ seconds: 4 })
  expect((await form.upload(JPEG)).status).toBe(409)
})
