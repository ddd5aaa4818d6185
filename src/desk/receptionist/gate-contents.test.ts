import { expect, test } from 'vitest'
import { faultOf } from './gate-contents.ts'

function fault(sentence: string, ...prices: { amountMinor: number; currency: string; service: string }[]) {
  const nothing = { links: [], freeServices: [], addresses: [], numbers: [], secret: '' }
  return faultOf(sentence, { ...nothing, prices })
}

const botox = { amountMinor: 12000, currency: 'USD', service: 'Botox' }
const laser = { amountMinor: 120050, currency: 'USD', service: 'Laser' }
const peso = { amountMinor: 150000, currency: 'MXN', service: 'Botox' }
const yen = { amountMinor: 5000, currency: 'JPY', service: 'Massage' }

test.each([
  'Botox is $120.',
  'Botox is $120.00.',
  'Botox is US$120.',
  'Botox is 120 dollars.',
  'Botox is $120 USD.',
  'Botox cuesta 120 dólares.',
  'Laser is $1,200.50.',
  'Laser cuesta 1.200,50 dólares.',
])('%s is the catalogue’s price', (sentence) => {
  expect(fault(sentence, botox, laser)).toBeNull()
})

test.each([
  'Botox is $12,000.',
  'Botox is 12000 dollars.',
  'Botox is $1.20.',
  'Botox is €120.',
  'Botox is 120 pesos.',
  'Botox is $120 MXN.',
  'Botox is MX$120.',
  'Botox is 120 CHF.',
  'Botox is ¥120.',
])('%s is another price, or in another money', (sentence) => {
  expect(fault(sentence, botox, laser)).toBe('unknown_price')
})

test('money is read as its country writes it', () => {
  expect(fault('Botox cuesta $1,500.', peso)).toBeNull()
  expect(fault('Botox cuesta 1.500 pesos.', peso)).toBeNull()
  expect(fault('Botox cuesta 1500 dólares.', peso)).toBe('unknown_price')
  expect(fault('A massage is ¥5,000.', yen)).toBeNull()
  expect(fault('A massage is ¥50.', yen)).toBe('unknown_price')
})
