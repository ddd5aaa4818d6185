import { describe, expect, test } from 'vitest'
import { daysBeside } from './rebooking-window.ts'

describe('the days beside a procedure that staff choose', () => {
  test('are proposed where the field is empty', () => {
    expect(daysBeside('botox', '', false)).toBe(90)
    expect(daysBeside('filler', '', false)).toBe(270)
    expect(daysBeside('laser', '', false)).toBe(42)
  })

  test('stay as staff typed them', () => {
    expect(daysBeside('botox', 120, false)).toBe(120)
    expect(daysBeside('none', 120, false)).toBe(120)
  })

  test('follow the procedure while they are a proposal', () => {
    expect(daysBeside('filler', 90, true)).toBe(270)
    expect(daysBeside(null, 90, true)).toBe('')
  })

  test('are none where once is enough', () => {
    for (const procedure of ['consultation', 'hair_transplant', 'none'] as const)
      expect(daysBeside(procedure, '', false)).toBe('')
  })
})
