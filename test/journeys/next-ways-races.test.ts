/** Of what does not get through on one channel no two arrive, whatever comes twice, late, at once or not at all (REQUIREMENTS F4). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { messageReceived } from '../../src/desk/conversations/events.ts'
import { noteDelivery } from '../../src/desk/outreach/note-delivery.ts'
import { record } from '../../src/kit/events.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import { timelineOf } from './reading.ts'
import { HELLO, openWays, shown, type Ways } from './ways.ts'

let ways: Ways
const due = (hours?: number) => ways.due(hours)
beforeAll(async () => {
  ways = await openWays()
})
afterAll(() => ways.close())
beforeEach(() => ways.beginDay())

describe('never two', () => {
  test('where nobody knows whether it went out, nothing follows', async () => {
    await ways.journey({ steps: [HELLO] })
    const { contactId, phone } = await ways.person()
    await ways.writes(phone)
    ways.whatsapp.faults.onSend({ kind: 'lose_answer' }, 2)
    await ways.begin(contactId)
    await due()
    await ways.pass({ minutes: 2 })
    await ways.pass({ hours: 2 })
    const told = await ways.told(contactId)
    expect(shown(told)).toEqual(['whatsapp failed outcome_unknown'])
    expect(await ways.stepsOf(contactId)).toEqual({ hello: 'failed outcome_unknown whatsapp' })
  })

  test('a status that comes twice, at once and later, is followed once, and one that says otherwise is noted', async () => {
    await ways.journey({ steps: [HELLO] })
    const { contactId, phone, email } = await ways.person()
    await ways.writes(phone)
    await ways.begin(contactId)
    await due()
    const [{ id } = { id: '' }] = await ways.told(contactId)
    const [row] = await ways.desk.rows('select vendor_message_id from messages where id = $1', [id])
    const note = (status: 'failed' | 'delivered') =>
      ways.inClinic((tx) =>
        noteDelivery(tx, {
          ...{ vendorMessageId: row.vendor_message_id, messageId: id, status, at: ways.desk.clock.now() },
          failure: status === 'failed' ? { code: 'unreachable_person', vendorCode: '131026' } : null,
        }),
      )
    await Promise.all([note('failed'), note('failed'), note('failed')])
    await ways.settle()
    await note('failed')
    await note('delivered')
    await ways.settle()
    const told = await ways.told(contactId)
    expect(shown(told)).toEqual(['whatsapp failed unreachable_person', 'sms sent'])
    expect(ways.mailTo(email)).toBe(0)
    expect(await timelineOf(ways.desk, contactId, 'message.delivered')).toHaveLength(1)
    const jobs = await ways.desk.rows(`select name, data from pgboss.job where state = 'completed'`)
    for (const { name, data } of jobs) {
      await ways.desk.rows('insert into pgboss.job (name, data) values ($1, $2)', [name, data])
    }
    await ways.settle()
    expect(await ways.told(contactId)).toEqual(told)
  })

  test('killed before it is committed, nothing of it is there, and done again it is one', async () => {
    await ways.journey({ steps: [HELLO] })
    const { contactId, email } = await ways.person()
    await ways.begin(contactId)
    await due()
    const [first] = await ways.told(contactId)
    const fails = { code: 'unreachable_person', vendorCode: '30003' }
    const note = (end: () => void) =>
      ways.inClinic(async (tx) => {
        const at = ways.desk.clock.now()
        await noteDelivery(tx, {
          vendorMessageId: '',
          messageId: first?.id ?? '',
          status: 'failed',
          at,
          failure: fails,
        })
        end()
      })
    await expect(
      note(() => {
        throw new Error('killed')
      }),
    ).rejects.toThrow('killed')
    expect(await ways.told(contactId)).toEqual([first])
    await note(() => {})
    await ways.settle()
    expect(shown(await ways.told(contactId))).toEqual(['sms failed unreachable_person', 'email sent'])
    expect(ways.mailTo(email)).toBe(1)
  })

  test('what has ended the journey since is heard, though the step itself is over', async () => {
    await ways.journey({ exits: ['form.completed', 'message.received'], steps: [HELLO] })
    const { contactId, email } = await ways.person()
    await ways.begin(contactId)
    await due()
    const [first] = await ways.told(contactId)
    expect(first?.status).toBe('sent')
    await ways.inClinic((tx) =>
      record(tx, messageReceived, {
        actor: { kind: 'contact', id: contactId },
        contactId,
        payload: { conversationId: uuidv7(), messageId: uuidv7(), channel: 'sms' },
      }),
    )
    await ways.inClinic((tx) =>
      noteDelivery(tx, {
        ...{ vendorMessageId: '', messageId: first?.id ?? '', status: 'failed', at: ways.desk.clock.now() },
        failure: { code: 'unreachable_person', vendorCode: '30003' },
      }),
    )
    await ways.settle()
    expect(shown(await ways.told(contactId))).toEqual([
      'sms failed unreachable_person',
      'email refused message.received',
    ])
    expect(ways.mailTo(email)).toBe(0)
    expect(await ways.stepsOf(contactId)).toEqual({ hello: 'sent sms' })
  })

  test('a STOP before the failure is told leaves nothing to follow; at the same moment at most one', async () => {
    await ways.journey({ steps: [HELLO] })
    const people = []
    for (const order of ['first', 'together', 'together', 'together', 'together']) {
      people.push({ ...(await ways.person()), order })
    }
    for (const { contactId } of people) await ways.begin(contactId)
    await due()
    for (const { contactId, email, order } of people) {
      const [first] = await ways.told(contactId)
      expect(first?.status).toBe('sent')
      const stopped = ways.agree(contactId, { state: 'withdrawn' })
      if (order === 'first') await stopped
      const at = ways.desk.clock.now()
      await ways.inClinic((tx) =>
        noteDelivery(tx, {
          ...{ vendorMessageId: '', messageId: first?.id ?? '', status: 'failed', at },
          failure: { code: 'unreachable_person', vendorCode: '30003' },
        }),
      )
      await stopped
      await ways.settle()
      const [, second, ...more] = await ways.told(contactId)
      expect(more).toEqual([])
      if (order === 'first') expect(second).toBeUndefined()
      if (second) expect(['sent', 'refused', 'withdrawn']).toContain(second.status)
      expect(ways.mailTo(email)).toBe(second?.status === 'sent' ? 1 : 0)
    }
  })

  test('two nodes that are told of it and take the next message up send one', async () => {
    await ways.journey({ steps: [HELLO] })
    const { contactId, email } = await ways.person()
    const other = await ways.openNode()
    await ways.begin(contactId)
    await due()
    const [first] = await ways.told(contactId)
    const at = ways.desk.clock.now()
    const failure = { code: 'unreachable_person', vendorCode: '30003' }
    const note = { vendorMessageId: '', messageId: first?.id ?? '', status: 'failed' as const, at, failure }
    await Promise.all(
      [ways.desk.foyer, other, other, ways.desk.foyer].map(({ database }) =>
        database.inClinic(ways.desk.clinic.clinicId, (tx) => noteDelivery(tx, note)),
      ),
    )
    await ways.settle()
    await other.stop()
    expect(shown(await ways.told(contactId))).toEqual(['sms failed unreachable_person', 'email sent'])
    expect(ways.mailTo(email)).toBe(1)
  })
})
