import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { confidenceOf, type Evidence } from './preference.ts'

const now = Temporal.Instant.from('2026-11-23T15:00:00Z')
const evidence = (supports: boolean, daysAgo: number): Evidence => ({
  messageId: 'm',
  supports,
  at: now.subtract({ hours: 24 * daysAgo }),
})
const any = fc.array(
  fc
    .record({ supports: fc.boolean(), days: fc.integer({ min: 0, max: 900 }) })
    .map(({ supports, days }) => evidence(supports, days)),
  { maxLength: 12 },
)
const sureOf = (of: Evidence[]) => confidenceOf({ evidence: of, isCorrected: false }, now)

describe('confidence', () => {
  test('rises with each message that shows it, and falls with each that speaks against it', () => {
    fc.assert(
      fc.property(any, (of) => {
        expect(sureOf([...of, evidence(true, 0)])).toBeGreaterThan(sureOf(of))
        if (sureOf(of) > 0) expect(sureOf([...of, evidence(false, 0)])).toBeLessThan(sureOf(of))
      }),
    )
  })

  test('is between nothing and certainty, and fades with age', () => {
    fc.assert(
      fc.property(any, (of) => {
        const sure = sureOf(of)
        expect(sure).toBeGreaterThanOrEqual(0)
        expect(sure).toBeLessThan(1)
      }),
    )
    expect(sureOf([evidence(true, 0)])).toBe(0.5)
    expect(sureOf([evidence(true, 180)])).toBeCloseTo(1 / 3)
  })

  test('of what was put right is high, whatever was shown', () => {
    expect(confidenceOf({ evidence: [evidence(false, 0)], isCorrected: true }, now)).toBe(0.95)
  })
})
