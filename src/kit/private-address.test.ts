import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPrivateAddress } from './private-address.ts'

test.each([
  '8.8.8.8',
  '1.1.1.1',
  '172.32.0.1',
  '100.128.0.1',
  '2606:4700::1111',
  '2a00:1450:4001::1',
  '64:ff9b::808:808',
])('%s is public', (address) => expect(isPrivateAddress(address)).toBe(false))

test('every way to write an IPv4 address inside IPv6 is as private as the address, or more', () => {
  fc.assert(
    fc.property(fc.ipV4(), (v4) => {
      const hex = v4.split('.').map((part) => Number(part).toString(16).padStart(2, '0'))
      const groups = `${hex[0]}${hex[1]}:${hex[2]}${hex[3]}`
      expect(isPrivateAddress(`64:ff9b::${v4}`)).toBe(isPrivateAddress(v4))
      expect(isPrivateAddress(`64:ff9b::${groups}`)).toBe(isPrivateAddress(v4))
      expect(isPrivateAddress(`64:ff9b:0:0:0:0:${groups}`)).toBe(isPrivateAddress(v4))
      for (const prefix of ['::ffff:', '::', '64:ff9b:1::']) expect(isPrivateAddress(prefix + v4)).toBe(true)
      expect(isPrivateAddress(`2002:${groups}::1`)).toBe(true)
    }),
  )
})

test('what is no address is not public', () => {
  fc.assert(fc.property(fc.string(), (address) => isPrivateAddress(address)))
  expect(isPrivateAddress('fe80::1%eth0')).toBe(true)
})
