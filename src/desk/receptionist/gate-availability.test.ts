/** What a model says is free, or is not, is what the engine told in this turn: a table of both kinds, in both languages. */
import { describe, expect, test } from 'vitest'
import { factsOf, instant, knownOf, offering } from '../../../test/receptionist/gated.ts'
import { gateText } from './gate.ts'

/** Dr. Lee is free for a skin check on Tuesday at 3:30 PM, Friday at 11 and Monday, December 7 at 9, and at no other time. */
const FREE = ['2026-11-24T15:30', '2026-11-27T11:00', '2026-12-07T09:00'].map(instant)
const LOOKED = factsOf([], { known: knownOf(offering(...FREE)) })
const NOT_LOOKED = factsOf([])

const TRUE_EN = `
We have Friday at 11 free.
Friday at 11:00 AM is free.
Friday, November 27 at 11 AM is available with Dr. Lee.
I can offer you Tuesday at 3:30 PM or Friday at 11 AM.
The earliest I have is tomorrow at 3:30 PM.
Would Friday at 11 work for you?
How about Monday, December 7 at 9 AM?
There's an opening on Friday at 11 with Dr. Lee.
There's still room on Friday at 11.
For a skin check we have 11/27 at 11:00 AM.
Dr. Lee can see you on Friday at 11.
We have a slot tomorrow at 3:30.
I found two times: Tuesday at 3:30 PM and Friday at 11 AM.
We have nothing on Thursday.
Thursday is fully booked.
There is nothing free on Wednesday, but Friday at 11 is open.
Sorry, Friday at 2 PM isn't available.
We have nothing on Friday afternoon.
`
const FALSE_EN = `
We have Thursday at 3 free.
Thursday at 3 PM is available.
We have Friday at 2 PM free.
I can offer you Tuesday at 3:30 PM or Friday at 10 AM.
The earliest I have is today at 4 PM.
Would Thursday at 3 work for you?
How about Saturday at 11?
There's an opening on Friday at 11:30 with Dr. Lee.
There's a slot for you on Thursday at 3.
There's still room on Thursday.
Dr. Demir is free on Friday at 11.
For Laser we have Friday at 11.
Dr. Smith can see you on Friday at 11.
We have a slot tomorrow at 9.
We have plenty of room on Thursday.
Thursday works.
You could come in on Thursday at 3.
Somebody cancelled, so Wednesday at 10 just opened up.
Monday, December 8 at 9 AM is free.
The next available time is December 1 at 11 AM.
We can squeeze you in on Thursday around 3.
We have nothing on Friday.
Tuesday is fully booked.
Unfortunately Friday at 11 is taken.
Dr. Lee has no openings this Friday.
`
const TRUE_ES = `
Tenemos libre el viernes a las 11.
El viernes a las 11:00 está disponible.
El viernes 27 de noviembre a las 11 está libre con la Dra. Lee.
Puedo ofrecerle el martes a las 15:30 o el viernes a las 11.
Lo primero que tengo es mañana a las 15:30.
¿Le viene bien el viernes a las 11?
¿Qué tal el lunes 7 de diciembre a las 9?
Hay un hueco el viernes a las 11.
El jueves no tenemos nada.
El miércoles está completo.
El viernes a las 14:00 no está disponible.
`
const FALSE_ES = `
Tenemos libre el jueves a las 3.
El jueves a las 15:00 está disponible.
El viernes a las 14:00 está libre.
Puedo ofrecerle el martes a las 15:30 o el viernes a las 10.
Lo primero que tengo es hoy a las 16:00.
¿Le viene bien el jueves a las 3 de la tarde?
¿Qué tal el sábado a las 11?
Hay un hueco el viernes a las 11:30.
La Dra. Demir está libre el viernes a las 11.
Para Laser tenemos el viernes a las 11.
Puede venir el jueves a las 3.
Nos queda sitio el jueves.
Se ha liberado el miércoles a las 10.
El viernes no tenemos nada.
El martes está completo.
Lo siento, el viernes a las 11 ya está ocupado.
`
const linesOf = (text: string) => text.trim().split('\n')
const said = (text: string, facts = LOOKED) => gateText(text, facts)

test('the table has both kinds in both languages', () => {
  expect(linesOf(TRUE_EN + TRUE_ES).length).toBeGreaterThanOrEqual(25)
  expect(linesOf(FALSE_EN + FALSE_ES).length).toBeGreaterThanOrEqual(30)
})

describe('what the engine told goes out', () => {
  test.each(linesOf(TRUE_EN))('%s', (line) => expect(said(line).text).toBe(line))
  test.each(linesOf(TRUE_ES))('%s', (line) => expect(said(line).text).toBe(line))
})

describe('what it did not tell stays in', () => {
  test.each([...linesOf(FALSE_EN), ...linesOf(FALSE_ES)])('%s', (line) => {
    expect(said(line).text).toBe('')
    expect(
      said(line)
        .removed.map(({ because }) => because)
        .join(),
    ).toMatch(/^not_/)
  })
})

describe('where nobody has looked', () => {
  test.each([...linesOf(TRUE_EN), ...linesOf(TRUE_ES), ...linesOf(FALSE_EN), ...linesOf(FALSE_ES)])(
    'nothing is free, and nothing is taken: %s',
    (line) => expect(said(line, NOT_LOOKED).text).not.toBe(line),
  )
})
