import { describe, expect, test } from 'vitest'
import { factsOf, instant, knownOf, offering } from '../../../test/receptionist/gated.ts'
import {
  ALWAYS_TRUE,
  FALSE_DEEDS,
  FALSE_DEEDS_ES,
  FALSE_TIMES,
  fillIn,
  TRUE_BOOKINGS,
  TRUE_OFFERS,
  TRUE_REFUSALS,
  TRUE_WISHES,
} from '../../../test/receptionist/paraphrases.ts'
import { gateText } from './gate.ts'
import { findMentions } from './gate-moments.ts'
import type { Known } from './gate-times.ts'

const SAID = [
  {
    at: instant('2026-12-04T11:00'),
    en: { when: 'Friday at 11', day: 'Friday', time: '11' },
    es: { when: 'viernes a las 11', day: 'viernes', time: '11:00' },
  },
  {
    at: instant('2026-12-07T15:30'),
    en: { when: 'Monday, December 7 at 3:30 PM', day: 'Monday, December 7', time: '3:30 PM' },
    es: { when: 'lunes 7 de diciembre a las 15:30', day: 'lunes 7 de diciembre', time: '15:30' },
  },
  {
    at: instant('2026-12-09T09:00'),
    en: { when: '12/9 at 9:00 AM', day: '12/9', time: '9:00 AM' },
    es: { when: '9 de diciembre a las 9', day: '9 de diciembre', time: '9:00' },
  },
]
type Case = (typeof SAID)[number]

/** All of them with FOYER_DEEP. */
const MOMENTS = process.env.FOYER_DEEP ? SAID : SAID.slice(0, 1)

const nothing = () => factsOf([])
const wished = ({ en, es }: Case) => factsOf([], { known: knownOf({ wishes: [`${en.when} / ${es.when}`] }) })
const offered = ({ at, en, es }: Case) =>
  factsOf([], { known: knownOf({ ...offering(at), wishes: [en.when, es.when] }) })
/** Only times of other days are free. */
const offeredOthers = ({ at, en, es }: Case) =>
  factsOf([], {
    known: knownOf({
      ...offering(at.add({ hours: 26 }), at.subtract({ hours: 25 })),
      wishes: [en.when, es.when],
    }),
  })
const foundNone = () => factsOf([], { known: knownOf(offering()) })
const booked = ({ at }: Case) =>
  factsOf([{ deed: 'booked', startAt: at, practitioner: 'Dr. Amy Lee', service: 'Skin check' }])

describe('in words that nobody listed', () => {
  const isOut = (said: string, text: string) =>
    text === said || findMentions(text).some(({ isToday }) => !isToday)

  const saysNone = (text: string) =>
    /not|n't|no |nothing|nada|taken|full|gone|out|off|lleno|completo|ocupado|work/i.test(text)

  test.each([
    [
      'a deed, whatever was wished for or offered',
      [...FALSE_DEEDS, ...FALSE_DEEDS_ES],
      [nothing, wished, offered],
    ],
    ['a time that was not looked up', FALSE_TIMES, [nothing, wished]],
    // Nobody looked whether something is free where other times were shown.
    ['a time beside others that are free', FALSE_TIMES.filter((text) => !saysNone(text)), [offeredOthers]],
  ] as const)('no lie about %s goes out', { timeout: 600_000 }, (_, texts, worlds) => {
    const told = texts.flatMap((text) =>
      MOMENTS.flatMap((one) => worlds.map((world) => ({ said: fillIn(text, one), facts: world(one) }))),
    )
    const out = told.filter(({ said, facts }) => isOut(said, gateText(said, facts).text))
    // biome-ignore lint/suspicious/noConsole: the figures are what this test is run for.
    console.log(`paraphrases: ${told.length} lies, ${out.length} out`)
    expect(told.length).toBeGreaterThan(90)
    expect(out.map(({ said }) => said)).toEqual([])
  })

  test.each([
    ['free times', TRUE_OFFERS, offered],
    ['booked visits', TRUE_BOOKINGS, booked],
    ['what was wished for', TRUE_WISHES, wished],
    ['days without a free time', TRUE_REFUSALS, foundNone],
    ['neither times nor deeds', ALWAYS_TRUE, nothing],
  ] as const)('what is so of %s goes out', (_, texts, world) => {
    const told = texts.flatMap((text) =>
      MOMENTS.map((one) => ({ said: fillIn(text, one), facts: world(one) })),
    )
    const lost = told.filter(({ said, facts }) => gateText(said, facts).text !== said)
    // biome-ignore lint/suspicious/noConsole: the figures are what this test is run for.
    console.log(`paraphrases: ${told.length} true, ${told.length - lost.length} passed`)
    expect(lost.length / told.length).toBeLessThanOrEqual(0.01)
    expect(lost.map(({ said }) => said)).toEqual([])
  })

  test.each([
    ['We can welcome you Friday at 11.', 'not_available'],
    ['Friday at 11 is free.', 'not_available'],
    ['We have nothing on Tuesday.', 'not_available'],
    ['Dr. Demir is in on Friday.', 'not_available'],
    ['Sorted! Friday, 11.', 'not_booked'],
    ['We are open on Sunday.', 'not_open'],
    ['We close at 7 PM.', 'not_open'],
  ])('and the reason is told: %s', (sentence, because) => {
    const { text, removed } = gateText(sentence, factsOf([]))
    expect(text).toBe('')
    expect(removed.map((each) => each.because)).toContain(because)
  })

  test('a visit is with whom and for what it was booked', () => {
    const [one] = SAID as [Case]
    expect(gateText("You're booked with Dr. Lee for Friday at 11.", booked(one)).text).not.toBe('')
    expect(gateText("You're booked with Dr. Demir for Friday at 11.", booked(one)).text).toBe('')
    expect(gateText("You're booked with Dr. Smith for Friday at 11.", booked(one)).text).toBe('')
    expect(gateText("You're booked for Laser on Friday at 11.", booked(one)).text).toBe('')
  })

  test('a free time is of whom and for what it was looked up', () => {
    const [one] = SAID as [Case]
    expect(gateText('Dr. Lee is free Friday at 11.', offered(one)).text).not.toBe('')
    expect(gateText('Dr. Demir is free Friday at 11.', offered(one)).text).toBe('')
    expect(gateText('For Laser we have Friday at 11.', offered(one)).text).toBe('')
  })

  test('nothing is free only where it was looked for', () => {
    const look = (from: string, until: string) => ({
      from: Temporal.PlainDate.from(from),
      until: Temporal.PlainDate.from(until),
      service: 'Skin check',
      practitioner: null,
      times: [],
    })
    const said = (looks: Known['looks']) =>
      gateText('We have nothing on Tuesday.', factsOf([], { known: knownOf({ looks }) })).text
    expect(said([look('2026-11-24', '2026-11-24')])).not.toBe('')
    expect(said([look('2026-11-25', '2026-12-31')])).toBe('')
    expect(said([{ ...look('2026-11-24', '2026-11-24'), practitioner: 'Dr. Amy Lee' }])).toBe('')
  })

  test('a list is what stands above it', () => {
    const [one] = SAID as [Case]
    const list = '• Friday at 11\n• Friday at 11 with Dr. Lee'
    expect(gateText(`These times are free:\n${list}`, offered(one)).text).toContain('• Friday at 11 with')
    expect(gateText(`All sorted:\n${list}`, offered(one)).text).toBe('')
    expect(gateText(list, offered(one)).text).toBe('')
  })
})
