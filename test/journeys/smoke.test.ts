import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { openDesk } from '../desk.ts'

test('smoke', async () => {
  const t0 = Date.now()
  const desk = await openDesk()
  console.log('open', Date.now() - t0)
  const f = JSON.parse(
    readFileSync(new URL('../fixtures/calcom/BOOKING_CREATED.json', import.meta.url), 'utf8'),
  )
  f.body.payload.startTime = '2026-12-01T16:00:00Z'
  f.body.payload.endTime = '2026-12-01T17:00:00Z'
  const t1 = Date.now()
  const r = await desk.deliver(f.body)
  console.log(r.status, await r.text())
  await desk.settle()
  console.log('settle', Date.now() - t1)
  const d = await desk.api('GET', '/api/appointments')
  console.log(JSON.stringify(d.body, null, 1))
  const c = d.body.appointments[0].contact.id
  for (const p of [
    `/api/contacts/${c}`,
    `/api/contacts/${c}/timeline`,
    `/api/contacts/${c}/steps`,
    '/api/messages',
    `/api/connections/${desk.clinic.calcom.id}/deliveries`,
    '/api/connections',
    '/api/reports/channels',
  ])
    console.log(p, JSON.stringify((await desk.api('GET', p)).body, null, 1))
  await desk.close()
})
