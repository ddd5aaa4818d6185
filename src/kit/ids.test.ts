import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawIdsFrom, isUuid, mintClinicId, uuidv7 } from './ids.ts'

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const timeOf = (id: string) => Number.parseInt(id.replace('-', '').slice(0, 12), 16)

test('an id has version 7, the RFC variant and begins with its time', () => {
  const now = Temporal.Now.instant().add({ hours: 1 })
  const id = uuidv7(now)
  expect(id).toMatch(UUID_V7)
  expect(timeOf(id)).toBe(now.epochMilliseconds)
})

test('ids rise, however fast they are made and wherever the clock stands', () => {
  const instants = fc
    .integer({ min: 0, max: 4_000_000_000 })
    .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000))
  let last = uuidv7()
  fc.assert(
    fc.property(fc.option(instants, { nil: undefined }), (now) => {
      const id = uuidv7(now)
      expect(id > last).toBe(true)
      expect(id).toMatch(UUID_V7)
      last = id
    }),
  )
})

test('ten thousand ids of one millisecond rise and differ', () => {
  const now = Temporal.Now.instant()
  const ids = Array.from({ length: 10_000 }, () => uuidv7(now))
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.toSorted()).toEqual(ids)
})

test('the same source gives the same ids again, and what is made afterwards is greater than all before', () => {
  const now = Temporal.Instant.from('2026-03-01T00:00:00Z')
  const before = uuidv7()
  const [one, other] = [1, 2].map(() => {
    let drawn = 0
    const random = () => `00000000-0000-4123-8000-${String(++drawn).padStart(12, '0')}`
    const end = drawIdsFrom({ now: () => now, random })
    const ids = [uuidv7(), uuidv7(now), uuidv7(now.add({ seconds: 1 }))]
    end()
    return ids
  })
  expect(one).toEqual(other)
  expect(one?.toSorted()).toEqual(one)
  expect(uuidv7() > before).toBe(true)
})

test('a time that does not fit is refused', () => {
  expect(() => uuidv7(Temporal.Instant.from('1969-12-31T23:59:59Z'))).toThrow('1970')
  expect(() => uuidv7(Temporal.Instant.fromEpochMilliseconds(2 ** 48))).toThrow('10889')
})

test('a UUID is known by its canonical form, in either case', () => {
  fc.assert(fc.property(fc.uuid(), (id) => isUuid(id) && isUuid(id.toUpperCase())))
  const id = uuidv7()
  for (const other of ['', id.replaceAll('-', ''), `{${id}}`, ` ${id}`, `${id}\n`])
    expect(isUuid(other)).toBe(false)
})

test('a clinic id is minted from a UUID only, in lower case', () => {
  const id = uuidv7()
  expect(mintClinicId(id.toUpperCase())).toBe(id)
  expect(() => mintClinicId("' or 1=1")).toThrow('a clinic id is a UUID')
})
