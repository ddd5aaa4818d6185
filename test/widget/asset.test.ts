/** The widget's script as sites load it. */
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { widgetBytes } from '../../src/http/public/widget-asset.ts'
import { openDesk, type TestDesk } from '../desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

test('weighs no more than 8 KB, style included', async () => {
  const text = await (await desk.foyer.request('/widget.js')).text()
  expect(gzipSync(text, { level: 9 }).byteLength).toBe(widgetBytes)
  expect(widgetBytes).toBeLessThanOrEqual(8 * 1024)
})

test('is one classic script without imports, comments of its makers, or names that are there twice', async () => {
  const text = await (await desk.foyer.request('/widget.js')).text()
  expect(() => new Function(text)).not.toThrow()
  expect(text).not.toMatch(/^\s*(import|export)\b|@typedef|@look/m)
  expect(text).toContain(':host {')
})

test('is loaded by every site, kept for an hour, and asked for again by its tag', async () => {
  const first = await desk.foyer.request('/widget.js', { headers: { 'accept-encoding': 'gzip' } })
  expect(Object.fromEntries(first.headers)).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'content-encoding': 'gzip',
    'cache-control': 'public, max-age=3600',
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
  })
  const tag = first.headers.get('etag') ?? ''
  const again = await desk.foyer.request('/widget.js', { headers: { 'if-none-match': tag } })
  expect(again.status).toBe(304)
})
