/** The form page's style, and its script, which `npm run generate` makes of apps/forms and packages/forms. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Hono } from 'hono'
import { formScript } from '../../../apps/forms/form.gen.ts'
import { sha256Hex } from '../../kit/crypto.ts'
import type { FoyerEnv } from '../visitor.ts'

export const formStyle = readFileSync(join(import.meta.dirname, '../../../apps/forms/forms.css'), 'utf8')
  .replace(/\/\*.*?\*\//gs, '')
  .replace(/\s+/g, ' ')
  .replace(/ ?([{};:,]) ?/g, '$1')
  .trim()
/** For the content security policy: this style and no other. */
export const formStyleHash = `'sha256-${createHash('sha256').update(formStyle).digest('base64')}'`

const gzipped = new Uint8Array(gzipSync(formScript, { level: 9 }))
/** For ever the same content under this address. */
export const formScriptPath = `/assets/forms-${sha256Hex(formScript).slice(0, 16)}.js`

/** What a browser downloads of it, in bytes. */
export const formScriptBytes = gzipped.byteLength

export function serveFormAssets(app: Hono<FoyerEnv>): void {
  app.get(formScriptPath, (c) => {
    const isCompressed = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
    return c.body(isCompressed ? gzipped : formScript, 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
      ...(isCompressed ? { 'content-encoding': 'gzip' } : {}),
    })
  })
}
