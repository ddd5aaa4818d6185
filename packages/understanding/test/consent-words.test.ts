import { describe, expect, test } from 'vitest'
import { findOptOut, isOptIn } from '../src/index.ts'

describe('messages are wanted again', () => {
  test.each([
    'START',
    'start please',
    'Unstop',
    'alta',
    'resume the reminders please',
    'I want reminders again',
    'turn the texts back on',
    'sign me back up for the texts',
    'you can text me again, changed my mind',
    'quiero volver a recibir mensajes',
    'reactiven los recordatorios',
    'pueden volver a escribirme',
  ])('%s', (text) => {
    expect(isOptIn(text)).toBe(true)
  })

  test.each([
    'add me to your list please',
    'please put me back on the list',
    'sign me up for the waiting list, text me reminders again',
    'Quiero apuntarme a la lista de espera',
    'apúnteme en la lista por favor',
    'quiero darme de alta como paciente',
    'quiero saber si tienen ofertas',
    'you can text me again tomorrow',
    'can we start on Monday?',
  ])('is not said by who wants a place, a price or an answer: %s', (text) => {
    expect(isOptIn(text)).toBe(false)
  })
})

test('who is fed up may say so at any length', () => {
  expect(findOptOut('no quiero que me sigan mandando mensajes')).toMatchObject({ is: 'certain' })
  expect(findOptOut("please don't ever text me any more messages again")).toMatchObject({ is: 'certain' })
  expect(findOptOut(`${'very '.repeat(500)}annoyed, stop texting me`)).toMatchObject({ is: 'certain' })
})
