/** What is told of a visit has a second way too, and what the night closes to text messages goes by mail while that is in time. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { recordConsent } from '../../src/desk/contacts/record-consent.ts'
import { system } from '../../src/kit/events.ts'
import { type Body, calcomBooking } from '../calcom.ts'
import { booked } from './reading.ts'
import { openWays, shown, type Told, type Ways } from './ways.ts'

let ways: Ways
let visits = 0
beforeAll(async () => {
  ways = await openWays()
})
afterAll(() => ways.close())
beforeEach(() => ways.beginDay())

/** About this visit, oldest first. */
const toldOf = (visit: Body): Promise<(Told & { kind: string; invitation_method: string | null })[]> =>
  ways.desk.rows(
    `select id, kind, channel, status, reason, instead_of, template, body, invitation_method from messages
     where appointment_id = $1 order by id`,
    [visit.id],
  )

function booking(change: { phone?: string | undefined; email?: string; startAt?: string } = {}) {
  visits += 1
  const { phone = `+1312555${2000 + visits}`, email = `visit${visits}@example.com` } = change
  const startAt =
    change.startAt ??
    ways.desk.clock
      .now()
      .add({ hours: 24 * 9 })
      .toString()
  const name = `Berta No. ${visits}`
  return {
    ...calcomBooking({ uid: `notice-${visits}`, attendee: { name, email }, phone, startAt }),
    ...{ phone, email },
  }
}

async function book(one: ReturnType<typeof booking>): Promise<Body> {
  const visit = await booked(ways.desk, one.created())
  await ways.settle()
  return visit
}

describe('a confirmation', () => {
  test('whose mail is refused goes as text message, and both are told as one deed', async () => {
    ways.mailbox.refuse(550)
    const visit = await book(booking())
    const told = await toldOf(visit)
    expect(shown(told)).toEqual([expect.stringMatching(/^email failed/), 'sms sent'])
    expect(told.map(({ kind }) => kind)).toEqual(['confirmation', 'confirmation'])
    expect(told[1]?.instead_of).toBe(told[0]?.id)
    // The calendar's entry is a mail's.
    expect(told.map(({ invitation_method }) => invitation_method)).toEqual(['REQUEST', null])
  })

  test('goes on WhatsApp before that, while its window is open', async () => {
    const one = booking()
    await ways.writes(one.phone)
    ways.mailbox.refuse(550)
    const told = await toldOf(await book(one))
    expect(shown(told)).toEqual([expect.stringMatching(/^email failed/), 'whatsapp sent'])
  })

  test.each([
    ['is not said again there when the mail fails', 'sent', []],
    ['is said there when that answer did not arrive either', 'failed', ['whatsapp sent']],
  ])('that the assistant has told on WhatsApp %s', async (_, status, second) => {
    const one = booking()
    await ways.writes(one.phone)
    ways.mailbox.refuse(450)
    const visit = await book(one)
    expect(shown(await toldOf(visit))).toEqual(['email held deferred'])
    const [event] = await ways.desk.rows(
      `select id from events where appointment_id = $1 and type = 'appointment.booked'`,
      [visit.id],
    )
    const [answer] = await ways.desk.rows(
      `update messages set claims = $2, status = $3 where contact_id = $1 and channel = 'whatsapp' and author_kind = 'assistant'
       returning id`,
      [visit.contact.id, JSON.stringify([event.id]), status],
    )
    expect(answer).toBeDefined()
    ways.mailbox.refuse(550)
    await ways.pass({ minutes: 5 })
    await ways.pass({ minutes: 5 })
    expect(shown(await toldOf(visit))).toEqual([expect.stringMatching(/^email failed/), ...second])
  })

  test('goes there by what WhatsApp has approved when nobody has written for a day', async () => {
    ways.whatsapp.templates.push({
      ...{ name: 'visit_booked', language: 'en_US', category: 'UTILITY' },
      body: 'Your visit is on {{1}} at {{2}}. See you then.',
    })
    await ways.desk.api('POST', `/api/connections/${ways.connections.whatsapp}/check`)
    const choose = (parameters: string[], template = 'visit_booked') =>
      ways.desk.api('PUT', '/api/notice-templates', {
        body: { kind: 'confirmation', whatsapp: { template, parameters } },
      })
    expect(await choose(['{{weekday}}'])).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/whatsapp/parameters', detail: expect.stringContaining('has 2 gaps') }] },
    })
    expect(await choose(['{{weekday}}', '{{nonsense}}'])).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/whatsapp/parameters/1' }] },
    })
    expect((await choose(['{{weekday}}', '{{time}}'])).status).toBe(200)
    const chosen = {
      kind: 'confirmation',
      whatsapp: { template: 'visit_booked', parameters: ['{{weekday}}', '{{time}}'] },
    }
    expect((await ways.desk.api('GET', '/api/notice-templates')).body).toEqual({ notice_templates: [chosen] })

    const one = booking()
    await ways.writes(one.phone)
    await ways.pass({ hours: 25 })
    ways.mailbox.refuse(550)
    const told = await toldOf(await book(one))
    expect(shown(told)).toEqual([expect.stringMatching(/^email failed/), 'whatsapp sent'])
    expect(told[1]?.body).toMatch(/^Your visit is on \w+day at \d+:\d\d [AP]M\. See you then\.$/)
    expect(ways.whatsapp.sent.at(-1)?.template).toMatchObject({ name: 'visit_booked', language: 'en_US' })

    expect(
      (
        await ways.desk.api('PUT', '/api/notice-templates', {
          body: { kind: 'confirmation', whatsapp: null },
        })
      ).status,
    ).toBe(200)
    expect((await ways.desk.api('GET', '/api/notice-templates')).body).toEqual({ notice_templates: [] })
  })

  test('to a landline ends with the vendor’s reason where no mail is known', async () => {
    const bare = booking({ email: '' })
    ways.twilio.state.landlines.add(bare.phone)
    expect(shown(await toldOf(await book(bare)))).toEqual(['sms failed invalid_recipient'])
  })

  test('does not follow one that arrived, however often the failure is told', async () => {
    const visit = await book(booking())
    expect(shown(await toldOf(visit))).toEqual(['email sent'])
  })

  test('of a visit that has moved since is not said again: the new time has its own', async () => {
    const one = booking()
    ways.twilio.state.failing.set(one.phone, 30006)
    ways.mailbox.refuse(550)
    const visit = await booked(ways.desk, one.created())
    await ways.settle()
    // Both ways have failed by now; what is told of the new time goes by mail again.
    ways.mailbox.refuse(null)
    const later = ways.desk.clock
      .now()
      .add({ hours: 24 * 10 })
      .toString()
    await booked(ways.desk, one.movedTo({ startAt: later }).rescheduled())
    await ways.settle()
    const told = await toldOf(visit)
    expect(told.filter(({ kind }) => kind === 'confirmation').map(({ status }) => status)).toEqual([
      'failed',
      'failed',
    ])
    expect(shown(told.filter(({ kind }) => kind === 'rescheduled'))).toEqual(['email sent'])
  })

  test('goes no way that the person has closed', async () => {
    const first = await book(booking())
    const contactId = first.contact.id
    await ways.inClinic((tx) =>
      recordConsent(tx, system, {
        ...{ contactId, purpose: 'all', channel: 'sms', state: 'withdrawn', source: 'staff' },
      }),
    )
    ways.mailbox.refuse(550)
    const { phone_e164: phone, email } = await contactOf(contactId)
    const told = await toldOf(await book(booking({ phone, email })))
    expect(shown(told)).toEqual([expect.stringMatching(/^email failed/)])
  })
})

async function contactOf(id: string): Promise<{ phone_e164: string; email: string }> {
  const known = await ways.desk.rows('select kind, value from contact_identifiers where contact_id = $1', [
    id,
  ])
  const tell = (kind: string) => known.find((each) => each.kind === kind)?.value
  return { phone_e164: tell('phone'), email: tell('email') }
}

describe('a reminder that the night would hold until it is too late', () => {
  /** At 9:00 in Chicago of somebody with a number in Los Angeles; nobody knows where they are. */
  async function remindedInTheNight(change: { email?: string } = {}) {
    await ways.journey({
      purpose: 'transactional',
      trigger: { event: 'appointment.booked' },
      anchor: 'appointment.start',
      steps: [{ do: 'notice', key: 'soon', offset: { hours: -1 }, template: 'reminder' }],
    })
    const day = ways.desk.clock.now().toZonedDateTimeISO('America/Chicago').toPlainDate().add({ days: 3 })
    const startAt = day.toZonedDateTime({ timeZone: 'America/Chicago', plainTime: '09:00' }).toInstant()
    visits += 1
    const one = booking({ ...change, phone: `+1415555${3000 + visits}`, startAt: startAt.toString() })
    const visit = await book(one)
    await ways.desk.rows('update appointments set attendee_time_zone = null where id = $1', [visit.id])
    await ways.desk.rows('update contacts set time_zone = null where id = $1', [visit.contact.id])
    const stepOf = async () => {
      const { body } = await ways.desk.api('GET', `/api/contacts/${visit.contact.id}/steps`)
      return body.steps.find((step: Body) => step.appointment_id === visit.id)
    }
    const foreseen = await stepOf()
    await ways.pass(ways.desk.clock.now().until(startAt.subtract({ minutes: 59 })))
    await ways.pass({ seconds: 5 })
    const told = (await toldOf(visit)).filter(({ kind }) => kind === 'reminder')
    return { foreseen, told, step: await stepOf() }
  }

  test('goes by mail, which wakes nobody, as the preview has said', async () => {
    const { foreseen, told, step } = await remindedInTheNight()
    expect(foreseen).toMatchObject({ obstacle: null, preview: { channel: 'email' } })
    expect(shown(told)).toEqual(['sms refused visit_too_close', 'email sent'])
    expect(step).toMatchObject({ status: 'sent' })
    expect(told[1]?.body).toBe(foreseen.preview.body)
  })

  test('does not go where no mail is known, as the preview has said', async () => {
    const { foreseen, told, step } = await remindedInTheNight({ email: '' })
    expect(foreseen).toMatchObject({ obstacle: 'visit_too_close', preview: { channel: 'sms' } })
    expect(shown(told)).toEqual(['sms refused visit_too_close'])
    expect(step).toMatchObject({ status: 'skipped', reason: 'visit_too_close' })
  })
})
