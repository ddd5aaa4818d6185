import { expect, test } from 'vitest'
import { hasStopped } from './stopped.ts'

const STOP = {
  purpose: 'all',
  channel: 'sms',
  state: 'withdrawn',
  source: 'keyword',
  created_at: '2026-11-23T15:00:01Z',
} as const
const AT_STOP = { channel: 'sms', last_inbound_at: '2026-11-23T15:00:00Z' } as const

test('who wrote STOP has stopped, on that channel', () => {
  expect(hasStopped(AT_STOP, [STOP])).toBe(true)
  expect(hasStopped({ ...AT_STOP, channel: 'whatsapp' }, [STOP])).toBe(false)
  expect(hasStopped({ ...AT_STOP, channel: 'whatsapp' }, [{ ...STOP, channel: 'all' }])).toBe(true)
})

test('who said yes again, or wrote since, may be answered', () => {
  expect(hasStopped(AT_STOP, [STOP, { ...STOP, state: 'granted' }])).toBe(false)
  expect(hasStopped({ ...AT_STOP, last_inbound_at: '2026-11-23T16:00:00Z' }, [STOP])).toBe(false)
})

test('who wants no advertising may still be answered', () => {
  expect(hasStopped(AT_STOP, [{ ...STOP, purpose: 'marketing' }])).toBe(false)
})
