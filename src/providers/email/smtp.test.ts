import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { daysFromNow, selfSigned } from '../../../test/certificate.ts'
import { type Mailbox, readMail, startMailbox } from '../../../test/mailbox.ts'
import { describeEmailPort } from './conformance.ts'
import type { EmailInvitation, OutgoingEmail } from './port.ts'
import { type SmtpEmailOptions, smtpEmail } from './smtp.ts'

const letter: OutgoingEmail = {
  messageId: '<0199c8f2-smtp@foyer.example>',
  from: { name: 'Riverside Dental', address: 'frontdesk@riverside.example' },
  to: { name: 'Ana Souza', address: 'ana@example.com' },
  subject: 'Your appointment',
  text: 'Hello Ana,\n\nsee you on Friday.',
}

describeEmailPort('SMTP', async () => {
  const mailbox = await startMailbox()
  const port = smtpEmail({ url: mailbox.url })
  return {
    port,
    arrived: () =>
      mailbox.messages.map((mail) => ({ ...mail, invitation: mail.calendar as EmailInvitation | null })),
    answer(how) {
      mailbox.refuse({ refuse: 550, defer: 451 }[how as string] ?? null)
      mailbox.hangUp(how === 'accept_without_saying_so' ? 'after_message' : null)
    },
    close() {
      port.close()
      return mailbox.close()
    },
  }
})

describe('SMTP', () => {
  const opened: { close(): unknown }[] = []
  afterEach(async () => {
    for (const thing of opened.splice(0)) await thing.close()
  })

  async function open(options: Partial<SmtpEmailOptions> = {}) {
    const mailbox = await startMailbox()
    const port = smtpEmail({ url: mailbox.url, ...options })
    opened.push(port, mailbox)
    return { mailbox, port }
  }

  test('the envelope names one sender and one recipient, whatever the names say', async () => {
    const { mailbox, port } = await open()
    await port.send({ ...letter, to: { ...letter.to, name: 'thief@example.com, <other@example.com>' } })
    const mail = await mailbox.waitFor(() => true)
    expect(mail.envelope).toEqual({ from: 'frontdesk@riverside.example', to: ['ana@example.com'] })
  })

  test('many letters at once all arrive, over a few connections', async () => {
    const { mailbox, port } = await open()
    const ids = Array.from({ length: 40 }, (_, i) => `<many-${i}@foyer.example>`)
    await Promise.all(ids.map((messageId) => port.send({ ...letter, messageId })))
    expect(mailbox.messages.map((mail) => mail.messageId).sort()).toEqual(ids.sort())
  })

  test('the calendar part is an alternative of the text, and the same bytes are attached', async () => {
    const { mailbox, port } = await open()
    const content = `BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:${'ö🦷'.repeat(9)}\r\nEND:VCALENDAR\r\n`
    await port.send({ ...letter, html: '<p>Hello</p>', invitation: { method: 'REQUEST', content } })
    const mail = await mailbox.waitFor(() => true)
    expect(mail.calendar).toEqual({ method: 'REQUEST', content })
    expect(mail.attachments).toEqual([
      { filename: 'invite.ics', contentType: 'application/ics', bytes: Buffer.from(content) },
    ])
    expect(mail.raw).toMatch(/^Content-Type: text\/calendar; charset=utf-8; method=REQUEST\r\n/m)
    const order = [...mail.raw.matchAll(/^Content-Type: ([a-z/]+)/gm)].map((match) => match[1])
    expect(order).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'text/html',
      'text/calendar',
      'application/ics',
    ])
  })

  test('every header line is ASCII and short, even for long names', async () => {
    const { mailbox, port } = await open()
    await port.send({
      ...letter,
      subject: 'Zahnärztin 🦷 '.repeat(30),
      to: { ...letter.to, name: 'Ü'.repeat(120) },
    })
    const mail = await mailbox.waitFor(() => true)
    const head = mail.raw.slice(0, mail.raw.indexOf('\r\n\r\n'))
    for (const line of head.split('\r\n')) {
      expect(line).toMatch(/^[\t -~]*$/)
      expect(line.length).toBeLessThanOrEqual(998)
    }
  })

  test('lines that begin with a dot keep it', async () => {
    const { mailbox, port } = await open()
    await port.send({ ...letter, text: '.\n..\n.end' })
    expect((await mailbox.waitFor(() => true)).text).toBe('.\n..\n.end')
  })

  test('a 550 after the whole message is a refusal, not an unknown outcome', async () => {
    const { mailbox, port } = await open()
    mailbox.refuse(554, { at: 'message' })
    await expect(port.send(letter)).rejects.toMatchObject({ code: 'refused', retryable: false })
    mailbox.refuse(452, { at: 'message' })
    await expect(port.send(letter)).rejects.toMatchObject({ code: 'deferred', retryable: true })
    mailbox.refuse(null)
    await port.send(letter)
    expect(mailbox.messages).toHaveLength(1)
  })

  test('a refusal says what the server said, without the address', async () => {
    const { mailbox, port } = await open()
    mailbox.refuse(550)
    await expect(port.send(letter)).rejects.toThrow(
      'The mail server answered RCPT TO with 550 <address> not taken',
    )
  })

  test('a connection cut in the middle of the message is worth another try', async () => {
    const { mailbox, port } = await open()
    mailbox.hangUp('mid_message')
    const long = { ...letter, text: 'Hello Ana.\n'.repeat(1_000_000) }
    await expect(port.send(long)).rejects.toMatchObject({ code: 'unreachable', retryable: true })
    mailbox.hangUp(null)
    await port.send(letter)
    expect(mailbox.messages.map((mail) => mail.text)).toEqual([letter.text])
  })

  test('a server that closed an idle connection in between is simply connected to again', async () => {
    const { mailbox, port } = await open()
    mailbox.hangUp('after_message')
    await expect(port.send(letter)).rejects.toMatchObject({ code: 'outcome_unknown' })
    mailbox.hangUp(null)
    await port.send(letter)
    expect(mailbox.messages).toHaveLength(2)
  })

  test('a server that is gone is worth another try, for sending and for checking', async () => {
    const { mailbox, port } = await open()
    await port.send(letter)
    await mailbox.close()
    await expect(port.send(letter)).rejects.toMatchObject({ code: 'unreachable', retryable: true })
    await expect(port.check()).rejects.toMatchObject({ code: 'unreachable', retryable: true })
  })

  test('a server that never greets, and one that falls silent after the message, run into the timeout', async () => {
    const mute = await scriptedServer(() => [])
    const slow = smtpEmail({ url: mute.url, connectTimeoutMs: 100 })
    opened.push(slow, mute)
    await expect(slow.send(letter)).rejects.toMatchObject({ code: 'unreachable', retryable: true })
    await expect(slow.check()).rejects.toMatchObject({ code: 'unreachable', retryable: true })

    const silent = await scriptedServer((line) => (line === '.' ? [] : [answers(line)]))
    const patient = smtpEmail({ url: silent.url, idleTimeoutMs: 200 })
    opened.push(patient, silent)
    await expect(patient.send(letter)).rejects.toMatchObject({ code: 'outcome_unknown', retryable: false })
  })

  test('a server that trickles bytes for ever is left after the time for one message', async () => {
    const trickle = await scriptedServer((line, say) => {
      if (line !== '.') return [answers(line)]
      const timer = setInterval(() => say('250-still thinking'), 20)
      opened.push({ close: () => clearInterval(timer) })
      return []
    })
    const port = smtpEmail({ url: trickle.url, sendTimeoutMs: 400, idleTimeoutMs: 5000 })
    opened.push(port, trickle)
    await expect(port.send(letter)).rejects.toMatchObject({ code: 'outcome_unknown', retryable: false })
  })

  test('the right password signs in, a wrong one is told apart', async () => {
    const mailbox = await startMailbox({ user: 'riverside@relay', password: 'p:ss/wörd@1' })
    opened.push(mailbox)
    const right = smtpEmail({ url: mailbox.url })
    const wrong = smtpEmail({ url: mailbox.url.replace('1@127', '2@127') })
    opened.push(right, wrong)
    await right.check()
    await right.send(letter)
    expect(mailbox.messages).toHaveLength(1)
    await expect(wrong.check()).rejects.toMatchObject({ code: 'sign_in_failed', retryable: false })
    await expect(wrong.send(letter)).rejects.toMatchObject({ code: 'sign_in_failed', retryable: false })
  })

  test('a URL that is not SMTP is refused without repeating it', () => {
    for (const url of ['https://user:secret@mail.example', 'user:secret@mail.example', '', 'smtp://']) {
      expect(() => smtpEmail({ url })).toThrow(/^SMTP_URL must be/)
    }
  })
})

describe('SMTP over TLS', () => {
  const opened: { close(): unknown }[] = []
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'foyer-smtp-'))
  })
  afterEach(async () => {
    for (const thing of opened.splice(0)) await thing.close()
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function open(from: 'starttls' | 'first_byte', certificate = selfSigned(), account?: Account) {
    const mailbox = await startMailbox(account, { ...certificate, from })
    opened.push(mailbox)
    return { mailbox, certificate }
  }

  test.each([
    ['starttls', selfSigned(), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['first_byte', selfSigned(), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['first_byte', selfSigned({ from: daysFromNow(-9), to: daysFromNow(-2) }), /EXPIRED|SELF_SIGNED/],
  ] as const)(
    'by %s a certificate that nobody vouches for is refused, with the remedy, and nothing is said in the clear',
    async (from, certificate, code) => {
      const { mailbox } = await open(from, certificate)
      const port = smtpEmail({ url: mailbox.url })
      opened.push(port)
      for (const trying of [() => port.send(letter), () => port.check()]) {
        const error = await trying().catch((caught: unknown) => caught)
        expect(error).toMatchObject({ name: 'ProviderError', code: 'unreachable', retryable: true })
        const { message } = error as Error
        expect(message).toMatch(code)
        expect(message).toMatch(/certificate is not trusted.*NODE_EXTRA_CA_CERTS/)
      }
      expect(mailbox.messages).toEqual([])
    },
  )

  test.each(['starttls', 'first_byte'] as const)(
    'by %s mail goes out encrypted once NODE_EXTRA_CA_CERTS names the authority',
    async (from) => {
      const { mailbox, certificate } = await open(from, selfSigned(), { user: 'relay', password: 'p:ss' })
      const file = join(folder, `${from}.pem`)
      await writeFile(file, certificate.cert)
      const ended = await sendElsewhere(mailbox.url, { NODE_EXTRA_CA_CERTS: file })
      expect(ended).toEqual({ status: 0, stderr: '' })
      expect(mailbox.messages).toMatchObject([{ isEncrypted: true, text: letter.text }])
    },
  )

  test('a server that offers TLS is not spoken to without it, also where there is no password to keep', async () => {
    const { mailbox, certificate } = await open('starttls')
    const port = smtpEmail({ url: `${mailbox.url}?tls.ca=${encodeURIComponent(certificate.cert)}` })
    opened.push(port)
    await port.send(letter)
    expect(mailbox.messages).toMatchObject([{ isEncrypted: true }])
  })

  test('a password leaves for another machine over TLS only', async () => {
    const mailbox = await startMailbox({ user: 'relay', password: 'secret' })
    opened.push(mailbox)
    // Another spelling of 127.0.0.1, which Foyer takes for somebody else's address.
    const port = smtpEmail({ url: mailbox.url.replace('127.0.0.1', '127.1') })
    opened.push(port)
    await expect(port.send(letter)).rejects.toThrow(/STARTTLS/)
    expect(mailbox.messages).toEqual([])
  })

  type Account = { user: string; password: string }

  /** In a process of its own, since Node reads NODE_EXTRA_CA_CERTS at its start. */
  async function sendElsewhere(url: string, env: Record<string, string>) {
    const program = `
      const { smtpEmail } = await import(${JSON.stringify(new URL('./smtp.ts', import.meta.url).href)})
      const port = smtpEmail({ url: ${JSON.stringify(url)} })
      await port.send(${JSON.stringify(letter)})
      port.close()`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let stderr = ''
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    const status = await new Promise((resolve) => child.on('close', resolve))
    return { status, stderr }
  }
})

describe('the mailbox for tests', () => {
  test('waits for a mail that comes later, and gives up in time', async () => {
    const mailbox: Mailbox = await startMailbox()
    const port = smtpEmail({ url: mailbox.url })
    const coming = mailbox.waitFor((mail) => mail.subject === 'Later')
    await port.send(letter)
    await port.send({ ...letter, subject: 'Later' })
    expect((await coming).subject).toBe('Later')
    await expect(mailbox.waitFor((mail) => mail.subject === 'Never', 30)).rejects.toThrow(
      'no such mail within 30 ms',
    )
    port.close()
    await mailbox.close()
  })

  test('reads what other mail programs write', () => {
    const mail = readMail(
      Buffer.from(
        [
          'From: "Souza, =?iso-8859-1?Q?Jos=E9?=" <jose@example.com>',
          'To: ana@example.com',
          'Subject: =?utf-8?B?w5xiZXI=?=',
          ' =?UTF-8?q?_uns_=3D?= plain',
          'MIME-Version: 1.0',
          'Content-Type: multipart/mixed;',
          '\tboundary="a b?c"',
          '',
          'preamble',
          '--a b?c',
          '',
          'no headers here',
          '--a b?c',
          'Content-Type: text/html; charset=iso-8859-1',
          'Content-Transfer-Encoding: quoted-printable',
          '',
          'caf=E9 =',
          'au lait=20',
          'line',
          '--a b?c',
          "Content-Disposition: attachment; filename*0*=utf-8''%C3%BC; filename*1=ber.txt",
          'Content-Transfer-Encoding: base64',
          '',
          'AAH/',
          '--a b?c--',
          'epilogue',
        ].join('\r\n'),
        'latin1',
      ),
    )
    expect(mail.from).toEqual({ name: 'Souza, José', address: 'jose@example.com' })
    expect(mail.to).toEqual({ name: '', address: 'ana@example.com' })
    expect(mail.subject).toBe('Über uns = plain')
    expect(mail.text).toBe('no headers here')
    expect(mail.html).toBe('café au lait \nline')
    expect(mail.attachments).toEqual([
      { filename: 'über.txt', contentType: 'text/plain', bytes: Buffer.from([0, 1, 255]) },
    ])
  })
})

/** For what smtp-server cannot be brought to do. The script gives the replies to one line of the client. */
async function scriptedServer(script: (line: string, say: (reply: string) => void) => string[]) {
  const server: Server = createServer((socket) => {
    const say = (reply: string) => socket.writable && socket.write(`${reply}\r\n`)
    socket.on('error', () => {})
    let inMessage = false
    let rest = ''
    for (const reply of script('', say)) say(reply)
    socket.on('data', (chunk) => {
      const lines = `${rest}${chunk}`.split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (inMessage && line !== '.') continue
        inMessage = line === 'DATA'
        for (const reply of script(line, say)) say(reply)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => void server.close(),
  }
}

function answers(line: string) {
  if (line === '') return '220 scripted'
  return line === 'DATA' ? '354 go on' : '250 fine'
}
