import { expect, test } from 'vitest'
import { procedureOf } from './procedure.ts'

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
])('%s is %s', (name, procedure) => {
  expect(procedureOf(name)).toBe(procedure)
})
