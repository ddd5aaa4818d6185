import { expect, test } from 'vitest'
import { readInstagram } from './instagram-notices.ts'

const own = { ig_id: '17841400000000001' }
const ANA = '1535148674817116'

function read(messaging: object, entry: object = {}) {
  const event = { sender: { id: ANA }, recipient: { id: own.ig_id }, timestamp: 1795273444987, ...messaging }
  const body = {
    object: 'instagram',
    entry: [{ id: own.ig_id, time: 1795273445123, messaging: [event], ...entry }],
  }
  const result = readInstagram(
    { rawBody: Buffer.from(JSON.stringify(body)), contentType: null, url: '' },
    own,
  )
  return result.ok ? result.notices : []
}

test('what is of another account of the same Meta app is kept and followed by nothing', () => {
  expect(read({ recipient: { id: '999' }, message: { mid: 'm1', text: 'Hi' } })).toMatchObject([
    { kind: 'ignored' },
  ])
})

test('an echo is to the person and not from them', () => {
  const echo = {
    sender: { id: own.ig_id },
    recipient: { id: ANA },
    message: { mid: 'm1', text: 'Yes', is_echo: true },
  }
  expect(read(echo)).toMatchObject([{ kind: 'echo', to: { id: ANA }, thread: { account: own.ig_id } }])
})

test('what goes to another app’s conversation is answered by nobody here', () => {
  const standby = [{ sender: { id: ANA }, recipient: { id: own.ig_id }, message: { mid: 'm1', text: 'Hi' } }]
  expect(read({}, { messaging: [], standby })).toMatchObject([{ kind: 'ignored', trigger: 'standby' }])
})

test('a postback without an id is the same one each time it comes', () => {
  const once = read({ postback: { title: 'Book', payload: 'BOOK' } })
  expect(once).toMatchObject([{ kind: 'message', choice: { id: 'BOOK', title: 'Book' } }])
  expect(read({ postback: { title: 'Book', payload: 'BOOK' } })).toEqual(once)
})

test('a message with nothing that can be shown says so', () => {
  expect(read({ message: { mid: 'm1' } })).toMatchObject([{ kind: 'message', isUnsupported: true }])
})
