/** What services are: read from their names once, when Foyer learned to ask, and said by staff from then on. */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { suggestProcedure } from '../../src/desk/services/procedure.ts'
import { MIGRATIONS } from '../../src/kit/migrate.ts'
import { openDesk, type TestDesk } from '../desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())

const NAMES: [string, string | null][] = [
  ['Botox', 'botox'],
  ['Relleno labial', 'filler'],
  ['Laser hair removal', 'laser'],
  ['Depilación láser', 'laser'],
  ['Eliminación láser de vello', 'laser'],
  ['IPL photofacial', 'laser'],
  ['Chemical peel', 'chemical_peel'],
  ['HydraFacial', 'hydrafacial'],
  ['Limpieza dental', 'dental_hygiene'],
  ['Hair transplant consultation', 'hair_transplant'],
  ['Botox consultation', 'consultation'],
  ['FUE hair transplant (6 h surgery)', null],
  ['LASIK', null],
  ['LASIK laser vision correction', null],
  ['Laser eye surgery', null],
  ['Cirugía láser de ojos', null],
  ['Filler dissolving', null],
  ['Dissolve lip filler (hyaluronidase)', null],
  ['Filler removal', null],
  ['Laser tattoo removal', null],
  ['Laser vein treatment', null],
  ['Detoxing facial', null],
  ['Laser teeth whitening', null],
  ['Blanqueamiento dental láser', null],
  ['Laser gum treatment', null],
  ['Vaginal laser', null],
  ['Relleno dental', null],
  ['Hyaluronic acid knee injection', null],
  ['Ácido hialurónico intraarticular', null],
  ['Hyaluronic acid lip injection', 'filler'],
  ['Laser hair removal, shoulders', 'laser'],
  ['Depilación láser de rodillas', 'laser'],
  ['Laser skin resurfacing', 'laser'],
  ['Dental hygiene', 'dental_hygiene'],
  ['Limpieza dental con láser', 'dental_hygiene'],
  ['Skin check', null],
]

test('services of before are read by the words of their names, but where these say that it is another thing', async () => {
  for (const [name] of NAMES)
    await desk.api('POST', '/api/services', { body: { name, duration_minutes: 30 } })
  const sql = await readFile(new URL('0030_service_procedure.sql', MIGRATIONS), 'utf8')
  const [fill = ''] = /^with named as[\s\S]*?;$/m.exec(sql) ?? []
  expect(fill).toContain('update services')
  await desk.rows(fill)
  const read = await desk.rows('select name, procedure from services')
  expect(Object.fromEntries(read.map(({ name, procedure }) => [name, procedure]))).toEqual(
    Object.fromEntries(NAMES),
  )
})

test('what is suggested for a name is what services of before were given', () =>
  expect(NAMES.map(([name]) => [name, suggestProcedure(name)])).toEqual(NAMES))

test('what is no procedure is refused by the database', async () => {
  await expect(desk.rows(`update services set procedure = 'magic'`)).rejects.toThrow(
    /services_procedure_known/,
  )
})
