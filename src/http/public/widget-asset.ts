/** The chat widget's one script, joined from apps/widget. Its address stands on clinics' own sites, so it keeps its name. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Hono } from 'hono'
import { sha256Hex } from '../../kit/crypto.ts'
import type { FoyerEnv } from '../visitor.ts'

export const widgetPath = '/widget.js'

const FOLDER = join(import.meta.dirname, '../../../apps/widget')
/** In the order in which they run; what one of them calls of a later one is a function, which is there from the start. */
const PARTS = ['state.js', 'store.js', 'elements.js', 'booking.js', 'thread.js', 'wire.js', 'widget.js']

const text = joinParts()
const gzipped = new Uint8Array(gzipSync(text, { level: 9 }))
const etag = `"${sha256Hex(text).slice(0, 16)}"`

/** What a browser downloads, in bytes. */
export const widgetBytes = gzipped.byteLength

/**
 * One classic script of the modules: their names are different, so joined they need no imports. Comments on lines of their
 * own and indentation stay at home.
 */
function joinParts(): string {
  const look = read('look.css')
    .replace(/\/\*.*?\*\//g, '')
    .replace(/\s+/g, ' ')
  const body = PARTS.map((name) =>
    read(name)
      .replace(/^import [^']*'\.\/[\w-]+\.js'\n/gm, '')
      .replace(/^export /gm, ''),
  )
    .join('')
    .replace(/^\s*\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n/gm, '')
    .replace(/^\s*\/\/.*\n/gm, '')
    .replace("'@look.css'", () => JSON.stringify(look.trim()))
  return `/* Foyer's chat; readable in apps/widget of its source. */
(() => {
if (customElements.get('foyer-chat')) return
${withoutIndent(body)}})()
`
}

function read(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8')
}

function withoutIndent(code: string): string {
  return code.replace(/^\s+/gm, '')
}

export function serveWidget(app: Hono<FoyerEnv>): void {
  app.get(widgetPath, (c) => {
    const headers = {
      'cache-control': 'public, max-age=3600',
      etag,
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
      // Clinics' own sites load it, with `crossorigin` or without.
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
    }
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
    const isCompressed = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
    return c.body(isCompressed ? gzipped : text, 200, {
      ...headers,
      'content-type': 'text/javascript; charset=utf-8',
      ...(isCompressed ? { 'content-encoding': 'gzip' } : {}),
    })
  })
}
