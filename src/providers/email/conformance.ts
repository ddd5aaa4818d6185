import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { EmailAddress, EmailInvitation, EmailPort, OutgoingEmail } from './port.ts'

/** One message as the other end has it, decoded. */
export interface ArrivedEmail {
  messageId: string
  from: EmailAddress
  to: EmailAddress
  subject: string
  /** Line ends as `\n`. */
  text: string
  html: string | null
  /** Names in lower case. */
  headers: Map<string, string[]>
  invitation: EmailInvitation | null
}

/** A port and the hands on the far side of it. */
export interface EmailStage {
  port: EmailPort
  /** All that arrived, oldest first. */
  arrived(): ArrivedEmail[]
  /** How the far side treats every message from now on. */
  answer(how: 'accept' | 'refuse' | 'defer' | 'accept_without_saying_so'): void
  close(): Promise<void> | void
}

const letter: OutgoingEmail = {
  messageId: '<0199c8f2-letter@foyer.example>',
  from: { name: 'Bright Smile Clinic', address: 'frontdesk@clinic.example' },
  to: { name: 'Ana Souza', address: 'ana@example.com' },
  subject: 'Your appointment',
  text: 'Hello Ana,\n\nsee you on Friday.',
}

/** What everything that calls itself an `EmailPort` must do. */
export function describeEmailPort(name: string, start: () => Promise<EmailStage>) {
  describe(`${name} is an e-mail port`, () => {
    let stage: EmailStage
    beforeAll(async () => {
      stage = await start()
    })
    beforeEach(() => stage.answer('accept'))
    afterAll(() => stage.close())

    async function deliver(email: OutgoingEmail) {
      await stage.port.send(email)
      const mail = stage.arrived().at(-1)
      expect(mail, 'nothing arrived').toBeDefined()
      return mail as ArrivedEmail
    }

    test('a letter arrives as it was written', async () => {
      const sent = await stage.port.send(letter)
      expect(sent.vendorMessageId).not.toBe('')
      expect(stage.arrived().at(-1)).toMatchObject({ ...letter, html: null, invitation: null })
    })

    test('a repeat carries the same Message-ID', async () => {
      const first = await deliver(letter)
      const second = await deliver(letter)
      expect(second.messageId).toBe(first.messageId)
      expect(first.messageId).toBe(letter.messageId)
    })

    test('text and HTML travel together', async () => {
      const mail = await deliver({ ...letter, html: '<p>See you on <b>Friday</b>.</p>' })
      expect(mail.text).toBe(letter.text)
      expect(mail.html).toBe('<p>See you on <b>Friday</b>.</p>')
    })

    test.each([
      ['Turkish', 'Dr. Çağla Şahin', 'Randevunuz: 27 Kasım, 10:00 — görüşmek üzere'],
      ['Arabic', 'عيادة الابتسامة', 'موعدك يوم الجمعة الساعة ١٠:٠٠'],
      ['Hebrew and Latin', 'מרפאת Bright Smile', 'התור שלך: Friday 10:00'],
      ['emoji and a long line', 'Ana 🦷', `Your appointment ${'👩‍⚕️ '.repeat(40)}`.trim()],
      ['marks of the grammar', 'Souza, Ana "Nina" <x@y> (she)', 'a=?utf-8?Q?b?= "c"; <d>'],
    ])('names, subject and text in %s come through', async (_, name, words) => {
      const mail = await deliver({
        ...letter,
        from: { ...letter.from, name },
        to: { ...letter.to, name },
        subject: words,
        text: words,
      })
      expect(mail.from).toEqual({ ...letter.from, name })
      expect(mail.to).toEqual({ ...letter.to, name })
      expect(mail.subject).toBe(words)
      expect(mail.text).toBe(words)
    })

    test('no line break in a name, a subject or a header begins another header', async () => {
      for (const lineBreak of ['\r\n', '\n', '\r', '\u2028', '\u0085', '\r\n\t']) {
        const trap = `Ana${lineBreak}Bcc: thief@example.com${lineBreak}X-Trap: 1`
        const mail = await deliver({
          ...letter,
          from: { ...letter.from, name: trap },
          to: { ...letter.to, name: trap },
          subject: trap,
          headers: { 'X-Reason': trap },
        })
        expect(mail.headers.has('bcc')).toBe(false)
        expect(mail.headers.has('x-trap')).toBe(false)
        expect(mail.subject).toBe('Ana Bcc: thief@example.com X-Trap: 1')
        expect(mail.to.address).toBe(letter.to.address)
      }
    })

    test('headers of the caller go along', async () => {
      const mail = await deliver({ ...letter, headers: { 'Auto-Submitted': 'auto-generated' } })
      expect(mail.headers.get('auto-submitted')).toEqual(['auto-generated'])
    })

    test.each<[string, Partial<OutgoingEmail>]>([
      ['two addresses in one', { to: { name: '', address: 'ana@example.com, thief@example.com' } }],
      [
        'an address with a line break',
        { to: { name: '', address: 'ana@example.com\r\nRCPT TO:<thief@example.com>' } },
      ],
      ['an address without a domain', { to: { name: '', address: 'ana' } }],
      ['a sender in angle brackets', { from: { name: '', address: '<frontdesk@clinic.example>' } }],
      ['a Message-ID without brackets', { messageId: '0199c8f2@foyer.example' }],
      ['a header with a line break in its name', { headers: { 'X-A: 1\r\nBcc': 'thief@example.com' } }],
      ['a second recipient by header', { headers: { bcc: 'thief@example.com' } }],
    ])('%s is not sent at all', async (_, change) => {
      const before = stage.arrived().length
      await expect(stage.port.send({ ...letter, ...change })).rejects.toMatchObject({
        name: 'ProviderError',
        code: 'invalid_email',
        retryable: false,
      })
      expect(stage.arrived()).toHaveLength(before)
    })

    test.each(['REQUEST', 'CANCEL', 'PUBLISH'] as const)(
      'an invitation with %s arrives to the byte',
      async (method) => {
        const content = [
          'BEGIN:VCALENDAR',
          'VERSION:2.0',
          `METHOD:${method}`,
          'X-FOLDED:a line of exactly seventy-five octets, then one that begins with a',
          '  space\\, a tab\t and Zoë 🦷 = =3D .',
          '.',
          'END:VCALENDAR',
          '',
        ].join('\r\n')
        const mail = await deliver({ ...letter, invitation: { method, content } })
        expect(mail.invitation).toEqual({ method, content })
        expect(mail.text).toBe(letter.text)
      },
    )

    test('a refusal for good is not worth another try', async () => {
      stage.answer('refuse')
      await expect(stage.port.send(letter)).rejects.toMatchObject({
        name: 'ProviderError',
        retryable: false,
        code: 'refused',
      })
    })

    test('a refusal for now is worth another try, and that one arrives', async () => {
      stage.answer('defer')
      await expect(stage.port.send(letter)).rejects.toMatchObject({
        retryable: true,
        outcomeUnknown: false,
        code: 'deferred',
      })
      stage.answer('accept')
      const before = stage.arrived().length
      await stage.port.send(letter)
      expect(stage.arrived()).toHaveLength(before + 1)
    })

    test('an error quotes no address', async () => {
      stage.answer('refuse')
      const error = await stage.port.send(letter).catch((thrown: Error) => thrown)
      expect(error).toBeInstanceOf(Error)
      expect(`${(error as Error).message} ${(error as Error).cause ?? ''}`).not.toContain(letter.to.address)
    })

    test('an answer that never came is told apart from a refusal', async () => {
      stage.answer('accept_without_saying_so')
      const before = stage.arrived().length
      await expect(stage.port.send(letter)).rejects.toMatchObject({
        retryable: false,
        code: 'outcome_unknown',
      })
      expect(stage.arrived()).toHaveLength(before + 1)
    })

    test('check connects and sends nothing', async () => {
      const before = stage.arrived().length
      await stage.port.check()
      expect(stage.arrived()).toHaveLength(before)
    })
  })
}
