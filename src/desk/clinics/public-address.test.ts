import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isClinicAddress, isFoyers, isServiceAddress, SCREENS } from './public-address.ts'

test('every screen of the dashboard is kept free of clinics', () => {
  const router = readFileSync(new URL('../../../apps/dashboard/src/router.tsx', import.meta.url), 'utf8')
  // Of nested routes the parts below /settings are listed too; none of them may be a clinic's either way.
  const parents = [...router.matchAll(/getParentRoute: \(\) => (root|desk),\s+path: '\/([a-z-]*)/g)]
  const screens = parents.flatMap(([, , screen]) => screen || [])
  expect(screens.length).toBeGreaterThan(10)
  expect(screens.filter((screen) => !SCREENS.has(screen))).toEqual([])
})

test.each(['riverside', 'st-mary-2', '7th-street'])('%s may be a clinic’s', (slug) => {
  expect(isClinicAddress(slug)).toBe(true)
  expect(isFoyers(slug)).toBe(false)
})

test.each(['', 'api', 'settings', 'assets', 'webhooks', 'favicon.svg', 'embed.js', '.well-known'])(
  '%s is Foyer’s',
  (part) => {
    expect(isFoyers(part)).toBe(true)
    expect(isClinicAddress(part)).toBe(false)
  },
)

test.each(['Riverside', 'a_b', '-a', 'a'.repeat(64), 'é'])('%s is nobody’s', (slug) => {
  expect(isClinicAddress(slug)).toBe(false)
  expect(isServiceAddress(slug)).toBe(false)
})

test('a service has no page of its clinic as its address', () => {
  expect(isServiceAddress('manage')).toBe(false)
  expect(isServiceAddress('botox')).toBe(true)
})
