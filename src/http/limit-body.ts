import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { tooLarge } from '../kit/problem.ts'

/**
 * Refuses bodies of more bytes: by what the caller says of the length, to which Node holds them, and only where nothing
 * is said by counting. Hono's own looks at the body first, and with that makes a web stream of it: half of what a
 * webhook costs.
 */
export function limitBody(
  maxBytes: number,
  refuse: (c: Context) => Response | Promise<Response> = () => {
    throw tooLarge(maxBytes)
  },
): MiddlewareHandler {
  const count = bodyLimit({ maxSize: maxBytes, onError: refuse })
  return (c, next) => {
    const length = c.req.header('content-length')
    if (length === undefined || c.req.header('transfer-encoding')) {
      return c.req.method === 'GET' || c.req.method === 'HEAD' ? next() : count(c, next)
    }
    return Number(length) > maxBytes ? Promise.resolve(refuse(c)) : next()
  }
}
