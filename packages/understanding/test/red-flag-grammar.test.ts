import { describe, expect, test } from 'vitest'
import { findRedFlag } from '../src/index.ts'
import { Lexicon } from '../src/red-flag-grammar.ts'
import { conceptsOf, matchRules } from '../src/red-flag-reading.ts'

const lexicon = new Lexicon({
  chest: 'chest*, pecho',
  cannot: '{cant} ~ swallow/trag*',
  fever: '#39-42 ~ fever, fever',
})
const found = (text: string) =>
  lexicon.find(text.split(' ')).map(({ concept, from, to }) => ({ concept, from, to }))

describe('a phrase of the lexicon', () => {
  test('begins with its stem', () => {
    expect(found('my chests hurt')).toEqual([{ concept: 'chest', from: 1, to: 1 }])
    expect(found('mi pechos')).toEqual([])
  })

  test('lets up to three words stand in its gap', () => {
    expect(found('i cant really even properly swallow')).toEqual([{ concept: 'cannot', from: 1, to: 5 }])
    expect(found('i cant really even very properly swallow')).toEqual([])
  })

  test('says in every way what does not go', () => {
    for (const text of [
      'unable to swallow',
      'no puedo tragar',
      'me cuesta mucho tragar',
      'trouble with swallow',
    ])
      expect(found(text).length, text).toBeGreaterThan(0)
  })

  test('holds numbers to their range', () => {
    expect(found('39.5 of fever')).toContainEqual({ concept: 'fever', from: 0, to: 2 })
    expect(found('36 of fever')).toEqual([{ concept: 'fever', from: 2, to: 2 }])
  })
})

describe('a rule', () => {
  test('needs all its parts near each other', () => {
    expect(matchRules(conceptsOf('there is pressure on my chest'))).toBe('chest_pain')
    expect(matchRules(conceptsOf('chest hair removal'))).toBeNull()
    const chatter =
      'and we talked about the weather and the kids and where to park and what to wear then '.repeat(2)
    expect(matchRules(conceptsOf(`lip filler ${chatter} cold`))).toBeNull()
  })

  test('does not hear what is denied, and hears what a second no gives back', () => {
    expect(conceptsOf('no fever or chills').has('fever')).toBe(false)
    expect(conceptsOf('no chest pain or tightness, just a cold').has('hurt')).toBe(false)
    expect(conceptsOf('the bleeding wont stop').has('blood')).toBe(true)
    expect(conceptsOf('it wont stop bleeding').has('blood')).toBe(true)
  })

  test('hears a part of the body after a no', () => {
    expect(conceptsOf('no siento el brazo').has('limb')).toBe(true)
  })
})

describe('an emergency among other things', () => {
  test.each([
    'what happens if i get an allergic reaction? my throat is closing up right now',
    'I had a heart attack in 2015. now my chest hurts again and my arm is numb',
    'can i move my appointment to friday at 3, same service with dr demir. also my mom just collapsed and wont wake up',
    'hola, quería cambiar mi cita del martes para el jueves por la tarde. es que mi papá no puede mover medio cuerpo',
    'lol sorry for the late answer. my lips are swelling up and i cant breathe',
  ])('%s', (text) => {
    expect(findRedFlag(text)).not.toBeNull()
  })

  test.each([
    'what happens if i get an allergic reaction?',
    'I had a heart attack in 2015',
    'a bit of redness after laser',
    'slight bruise on my cheek since monday',
    'HELP',
  ])('%s alone is none', (text) => {
    expect(findRedFlag(text)).toBeNull()
  })

  test.each(['emergency!!!', 'EMERGENCIA', 'sos', '911'])('%s says so itself', (text) => {
    expect(findRedFlag(text)?.kind).toBe('stated')
  })
})
