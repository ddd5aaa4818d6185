import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/**
 * The address that a request really came from, for counting: `trustedProxies` of the entries at the end of
 * x-forwarded-for are believed, since the others are whatever the caller claims. Undefined for a test's request, which
 * has no socket.
 */
export function callerAddress(c: Context, trustedProxies: number): string | undefined {
  const claimed = (c.req.header('x-forwarded-for') ?? '').split(',').map((entry) => entry.trim())
  const behindProxies = trustedProxies > 0 ? claimed.at(-trustedProxies) : undefined
  return behindProxies || (c.env?.incoming ? getConnInfo(c).remote.address : undefined)
}
