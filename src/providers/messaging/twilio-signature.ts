/** `X-Twilio-Signature`, as Twilio's “Webhooks security” has it. */

import { createHmac } from 'node:crypto'
import { equalConstantTime, sha256Hex } from '../../kit/crypto.ts'
import type { InboundRequest } from './port.ts'

/**
 * True when the token signed the address that was called and, of a form, every parameter: base64 of HMAC-SHA1 over the
 * URL and then name and value of each parameter, sorted by name, a repeated name with its distinct values sorted. A JSON
 * body is vouched for by `bodySHA256` in the signed query. Constant time.
 */
export function verifyTwilio(authToken: string, request: InboundRequest): boolean {
  const given = request.headers['x-twilio-signature']
  if (authToken === '' || given === undefined) return false
  const signed = signedParameters(request)
  return (
    signed !== null &&
    spellings(request.url)
      .map((url) => equalConstantTime(signature(authToken, url + signed), given))
      .includes(true)
  )
}

/** What follows the URL; null where the body is not the one that the URL names. */
function signedParameters({ rawBody, contentType, url }: InboundRequest): string | null {
  if (contentType?.toLowerCase().includes('application/json')) {
    const hash = URL.parse(url)?.searchParams.get('bodySHA256')
    return hash && equalConstantTime(hash, sha256Hex(rawBody)) ? '' : null
  }
  const parameters = new URLSearchParams(new TextDecoder().decode(rawBody))
  const names = [...new Set(parameters.keys())].sort()
  return names
    .flatMap((name) => [...new Set(parameters.getAll(name))].sort().map((value) => name + value))
    .join('')
}

// Twilio sometimes signs the address with its default port and sometimes without; its own library tries both.
function spellings(url: string): string[] {
  const [, scheme = '', host = '', port = '', rest = ''] =
    /^(https?):\/\/([^/?#:]+|\[[^\]]*\])(:\d+)?(.*)$/i.exec(url) ?? []
  if (scheme === '' || !['', ':80', ':443'].includes(port)) return [url]
  const withPort = `${scheme}://${host}${scheme.toLowerCase() === 'https' ? ':443' : ':80'}${rest}`
  return [url, port === '' ? withPort : `${scheme}://${host}${rest}`]
}

function signature(authToken: string, text: string): string {
  return createHmac('sha1', authToken).update(text, 'utf8').digest('base64')
}
