import { expect, test } from 'vitest'
import { suggestProcedure } from './procedure.ts'

test.each([
  ['Botox', 'botox'],
  ['Relleno labial', 'filler'],
  ['Laser hair removal', 'laser'],
  ['Botox consultation', 'consultation'],
  ['Free laser consultation', 'consultation'],
  ['Consulta de relleno labial', 'consultation'],
  ['Hair transplant consultation', 'hair_transplant'],
  ['Valoración de injerto capilar', 'hair_transplant'],
  ['FUE hair transplant (6 h surgery)', null],
  ['Limpieza dental', 'dental_hygiene'],
  ['Mole removal', null],
  ['LASIK', null],
  ['Laser eye surgery', null],
  ['Cirugía láser de ojos', null],
  ['Filler dissolving', null],
  ['Hyaluronidase (dissolve filler)', null],
  ['Filler removal', null],
  ['Laser tattoo removal', null],
  ['Laser vein treatment', null],
  ['Detoxing facial', null],
  ['Eliminación láser de vello', 'laser'],
])('%s is %s', (name, procedure) => {
  expect(suggestProcedure(name)).toBe(procedure)
})
