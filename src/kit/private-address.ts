import { lookup } from 'node:dns/promises'
import { BlockList, isIP, type LookupFunction, type Socket } from 'node:net'
import { buildConnector } from 'undici'
import { ProviderError } from './problem.ts'

/** All the addresses of a name. */
export type Resolve = (hostname: string) => Promise<{ address: string; family: number }[]>

/**
 * Whether an IP address is not of the public Internet: private, loopback, link-local, unique local, carrier-grade
 * NAT, multicast, documentation, mapped IPv4 and the rest of IANA's special-purpose registries (RFC 6890). Of
 * IPv6, only global unicast (2000::/3) is public, and NAT64's prefix where the IPv4 address inside it is.
 */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return SPECIAL_V4.check(address, 'ipv4')
  if (family !== 6 || address.includes('%')) return true
  if (NAT64.check(address, 'ipv6')) return isPrivateAddress(embeddedV4(address))
  return SPECIAL_V6.check(address, 'ipv6')
}

/**
 * A connector for undici. Unless `allowPrivateAddresses`, it refuses them with a `ProviderError` of the code
 * `address_refused`, before a byte of the request is sent. Names are resolved by the system unless by `resolve`.
 */
export function guardedConnect(options: {
  allowPrivateAddresses: boolean
  resolve: Resolve | undefined
}): buildConnector.connector {
  const { allowPrivateAddresses, resolve = resolveBySystem } = options
  const isRefused = (address: string) => !allowPrivateAddresses && isPrivateAddress(address)

  const lookupChecked: LookupFunction = (hostname, { all }, callback) => {
    const answer = async () => {
      // Copied: what is checked here is what is connected to. One private address condemns the name.
      const found = (await resolve(hostname)).map(({ address, family }) => ({ address, family }))
      if (found.some(({ address }) => isRefused(address))) throw addressRefused()
      const [first] = found
      if (!first) throw Object.assign(new Error('the name has no address'), { code: 'ENOTFOUND' })
      return { found, first }
    }
    answer().then(
      ({ found, first }) => (all ? callback(null, found) : callback(null, first.address, first.family)),
      (error) => callback(error, ''),
    )
  }
  const connect = buildConnector({ lookup: lookupChecked, autoSelectFamily: true, allowH2: false })

  return (target, callback) => {
    // A literal address is never looked up.
    const literal = target.hostname.replace(/^\[|\]$/g, '')
    if (isIP(literal) && isRefused(literal)) return callback(addressRefused(), null)
    connect(target, (error, socket) => {
      if (error) return callback(error, null)
      if (isRefused((socket as Socket).remoteAddress ?? '')) {
        socket?.destroy()
        return callback(addressRefused(), null)
      }
      callback(null, socket as Socket)
    })
  }
}

const SPECIAL_V4 = blockList('ipv4', [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24'],
  ...['203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
])
// Everything outside 2000::/3, then what is special inside it: Teredo and its like, documentation, 6to4.
const SPECIAL_V6 = blockList('ipv6', [
  ...['::/3', '4000::/2', '8000::/1', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
])
const NAT64 = blockList('ipv6', ['64:ff9b::/96'])

const resolveBySystem: Resolve = (hostname) => lookup(hostname, { all: true })

const addressRefused = () =>
  new ProviderError('The address leads into a private network; give one that is public', {
    code: 'address_refused',
    retryable: false,
  })

function embeddedV4(address: string): string {
  if (address.includes('.')) return address.slice(address.lastIndexOf(':') + 1)
  // URL writes an IPv6 host in its shortest form: 64:ff9b::7f00:1, or 64:ff9b::1 where the upper half is zero.
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')[1]?.split(':') ?? []
  const [high = 0, low = 0] = ['0', '0', ...groups]
    .slice(-2)
    .map((group) => Number.parseInt(group || '0', 16))
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

function blockList(family: 'ipv4' | 'ipv6', subnets: string[]): BlockList {
  const list = new BlockList()
  for (const subnet of subnets) {
    const [network = '', bits] = subnet.split('/')
    list.addSubnet(network, Number(bits), family)
  }
  return list
}
