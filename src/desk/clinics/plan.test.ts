import { expect, test } from 'vitest'
import { type Feature, PLANS, type Plan, planHas, plansWith } from './plan.ts'

test.each([
  ['free', 'booked_calls', false],
  ['business', 'booked_calls', true],
  ['enterprise', 'booked_calls', true],
] as [Plan, Feature, boolean][])('%s with %s: %s', (plan, feature, has) => {
  expect(planHas(plan, feature)).toBe(has)
})

test('the smallest plan with a feature is named first: it is the one that a refusal recommends', () => {
  const plans = plansWith('booked_calls')
  expect(plans[0]).toBe('business')
  expect([...plans]).toEqual(PLANS.filter((plan) => plans.includes(plan)))
})

test('a plan has all that smaller ones have', () => {
  for (const [index, plan] of PLANS.entries())
    for (const smaller of PLANS.slice(0, index))
      if (planHas(smaller, 'booked_calls')) expect(planHas(plan, 'booked_calls')).toBe(true)
})
