import { expect, test } from 'vitest'
import { amountOf, currencyOf, minorOf, priceInWords } from './money.ts'

test.each([
  [45.5, 'USD', 4550],
  [19.99, 'EUR', 1999],
  [0.29, 'USD', 29],
  [4500, 'JPY', 4500],
  [1.234, 'KWD', 1234],
])('%d %s is kept as %d of its smallest unit', (amount, currency, minor) => {
  expect(minorOf(amount, currency)).toBe(minor)
  expect(amountOf(minor, currency)).toBe(amount)
})

test('a price is written as the country writes it, cents only where there are some', () => {
  expect(priceInWords(4500, 'USD', 'en-US')).toBe('$45')
  expect(priceInWords(4550, 'USD', 'en-US')).toBe('$45.50')
  expect(priceInWords(4550, 'EUR', 'en-IE')).toBe('€45.50')
  expect(priceInWords(4500, 'JPY', 'en-US')).toBe('¥4,500')
})

test('the currency of the country is proposed', () => {
  expect(['DE', 'MX', 'US', 'XX'].map(currencyOf)).toEqual(['EUR', 'MXN', 'USD', 'USD'])
})
