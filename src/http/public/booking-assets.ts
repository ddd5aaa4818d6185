/** The page's style and scripts (apps/booking), served as they are written, under names that change with their content. */

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Context, Hono } from 'hono'
import { sha256Hex } from '../../kit/crypto.ts'
import type { FoyerEnv } from '../visitor.ts'

const FOLDER = join(import.meta.dirname, '../../../apps/booking')

export interface Asset {
  text: string
  gzipped: Uint8Array<ArrayBuffer>
  /** Of the content, as an ETag. */
  tag: string
}

function readAsset(name: string): Asset {
  const text = readFileSync(join(FOLDER, name), 'utf8')
  return { text, gzipped: new Uint8Array(gzipSync(text, { level: 9 })), tag: sha256Hex(text).slice(0, 16) }
}

/** Stands in each page: one request less before the first paint on a phone. */
export const style = readFileSync(join(FOLDER, 'booking.css'), 'utf8')
/** For the content security policy: this style and no other. */
export const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`

export const island = readAsset('island.js')
/** For ever the same content under this address. */
export const islandPath = `/assets/booking-${island.tag}.js`

/** Its address stands on clinics' own sites, so it keeps its name. */
export const embed = readAsset('embed.js')
export const embedPath = '/embed.js'

export function serveBookingAssets(app: Hono<FoyerEnv>): void {
  app.get(islandPath, (c) => sendScript(c, island, 'public, max-age=31536000, immutable'))
  app.get(embedPath, (c) => {
    if (c.req.header('if-none-match') === `"${embed.tag}"`) return c.body(null, 304)
    return sendScript(c, embed, 'public, max-age=3600')
  })
}

function sendScript(c: Context, { text, gzipped, tag }: Asset, cacheControl: string): Response {
  const isCompressed = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
  return c.body(isCompressed ? gzipped : text, 200, {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': cacheControl,
    etag: `"${tag}"`,
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
    // Clinics' own sites load it.
    'cross-origin-resource-policy': 'cross-origin',
    ...(isCompressed ? { 'content-encoding': 'gzip' } : {}),
  })
}
