import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Offer, understand } from '../src/index.ts'
import { clinic } from './measure.ts'

/** Lines of `expected <tab> text`; `-` expects nothing. */
const linesOf = (file: string) =>
  readFileSync(path.join(import.meta.dirname, 'wording', file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t') as [string, string, string])

const read = (text: string, offer: Offer | null) =>
  understand({ ...clinic, text, offer, state: {}, language: null })

const times: Offer = {
  kind: 'times',
  options: [
    { start: '2026-11-24T10:00', practitionerId: 'Dr. Elif Demir' },
    { start: '2026-11-24T15:30', practitionerId: 'Nurse Maria Lopez' },
    { start: '2026-11-27T17:00', practitionerId: 'Dr. James Okafor' },
  ],
}
const confirm: Offer = {
  kind: 'confirm',
  option: { start: '2026-11-25T15:00', serviceId: 'Botox', practitionerId: 'Dr. Elif Demir' },
}

describe('of three times offered', () => {
  test.each(linesOf('choices.txt'))('%s is chosen by: %s', (expected, text) => {
    expect(read(text, times).choice).toBe(expected === '-' ? null : Number(expected))
  })
})

describe('asked to confirm', () => {
  test.each(linesOf('yes-no.txt'))('%s is said by: %s', (expected, text) => {
    expect(read(text, confirm).yes).toBe(expected === '-' ? null : expected === 'yes')
  })
})

const reminded: Offer = {
  kind: 'appointment',
  option: { start: '2026-11-26T10:00', appointmentId: 'visit' },
}
const INTENTS: Record<string, string> = {
  yes: 'confirm',
  no: 'decline',
  move: 'reschedule',
  cancel: 'cancel',
  late: 'running_late',
  stop: 'opt_out',
  book: 'book',
}

describe('to the reminder of a visit', () => {
  test.each(linesOf('reminders.txt'))('%s is said by: %s', (expected, text) => {
    const { intent, yes } = read(text, reminded)
    // Who cannot come has not said yet whether to cancel: "can't make it" reads as either.
    const isNo = yes === false && (intent.name === 'decline' || intent.name === 'cancel')
    if (expected === 'no') expect({ text, isNo }).toEqual({ text, isNo: true })
    else if (expected === 'none') expect(Object.values(INTENTS)).not.toContain(intent.name)
    else expect(intent.name).toBe(INTENTS[expected])
    if (expected === 'yes') expect(yes).toBe(true)
  })

  test.each([
    ["can't, after 4 the same day?", { from: '16:00', to: null }],
    ['¿podría ser más tarde ese mismo día, después de las 4?', { from: '16:00', to: null }],
    ['¿se puede a las 5 ese día?', { at: '17:00' }],
    ['could it be an hour later?', { at: '11:00' }],
  ])('the same day is the day of the visit: %s', (text, time) => {
    const { slots } = read(text, reminded)
    expect(slots).toMatchObject({ date: { from: '2026-11-26', to: '2026-11-26' }, time })
  })
})

describe('a question', () => {
  const questions = linesOf('questions.txt')

  test.each(questions.filter(([kind]) => kind !== 'clinical'))('about %s: %s', (kind, text) => {
    expect(read(text, null).questions).toEqual([kind])
  })

  test.each(questions.filter(([kind]) => kind === 'clinical'))(
    'for a clinician (%s) is so before all else: %s',
    (_, text) => {
      expect(read(text, null).questions[0]).toBe('clinical')
    },
  )
})

describe('how a body is', () => {
  test.each(linesOf('symptoms.txt'))('told: %s, by: %s', (expected, text) => {
    expect(read(text, null).reportsSymptom).toBe(expected === 'yes')
  })
})

describe('a name', () => {
  test.each(linesOf('names.txt'))('%s, %s: %s', (name, asked, text) => {
    const offer: Offer | null = asked === 'asked' ? { kind: 'ask', slot: 'name' } : null
    expect(read(text, offer).slots.name).toBe(name === '-' ? undefined : name)
  })

  const name: Offer = { kind: 'ask', slot: 'name' }

  test.each([
    ['Kim Cancel', 'Kim Cancel'],
    ["it's Kim Cancel", 'Kim Cancel'],
    ['Me llamo Ana Cancelar', 'Ana Cancelar'],
    ['Kim Cancel, 312 555 0123', 'Kim Cancel'],
    ['Sue Stop', 'Sue Stop'],
    ['María Baja', 'María Baja'],
    ['Ana Bloquear', 'Ana Bloquear'],
    ['Mark Person', 'Mark Person'],
  ])('that was asked for is one, whatever else its words mean: %s', (text, expected) => {
    expect(read(text, name)).toMatchObject({
      slots: { name: expected },
      intent: { name: 'provide_details' },
      optOut: null,
      wantsHuman: false,
    })
    expect(read(text, null).intent.name).not.toBe('provide_details')
  })

  test.each([
    'cancel',
    'CANCEL',
    'Stop',
    'STOP ALL',
    'Stop Please',
    'Opt Out',
    'Remove Me',
    'Alto',
    'Baja',
    'Cancelar',
  ])('is none where the answer ends the messages: %s', (text) => {
    expect(read(text, name).optOut).toMatchObject({ is: 'certain' })
    expect(read(text, name).intent.name).toBe('opt_out')
  })

  test.each([
    'Please Cancel',
    'Just Cancel',
    'Yes Cancel',
    'kim cancel',
    'Cancel My Visit',
    'Kim Cancel please cancel it',
  ])('is none where the answer asks to cancel: %s', (text) => {
    expect(read(text, name).intent.name).toBe('cancel')
  })
})
