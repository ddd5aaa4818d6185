import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CLAIMS, HARMLESS, NEVER_TRUE, SENSIBLE, UNLISTED } from '../../../test/receptionist/claims.ts'
import { factsOf, instant, knownOf, offering, zone } from '../../../test/receptionist/gated.ts'
import { english } from './english-phrases.ts'
import { gateText, sentencesOf } from './gate.ts'
import type { Fact } from './gate-claims.ts'
import { spanish } from './spanish-phrases.ts'
import { speechOf } from './speech.ts'

/** All of them with FOYER_DEEP. */
const RUNS = process.env.FOYER_DEEP ? 1_000 : 200
/** A moment as models write it. */
function write(
  at: Temporal.Instant,
  language: 'en' | 'es',
  style: number,
): { when: string; day: string; time: string } {
  const wall = at.toZonedDateTimeISO(zone)
  const show = (options: Intl.DateTimeFormatOptions) =>
    wall.toLocaleString(language === 'en' ? 'en-US' : 'es-ES', options)
  const days = [
    show({ weekday: 'long', month: 'long', day: 'numeric' }),
    show({ month: 'long', day: 'numeric' }),
    show({ weekday: 'long' }),
    language === 'en'
      ? `${show({ month: 'short', day: 'numeric' })}`
      : `${wall.day} de ${show({ month: 'long' })}`,
    language === 'en' ? `${wall.month}/${wall.day}` : `${wall.day}/${wall.month}`,
  ]
  const hour = wall.hour % 12 || 12
  const minute = String(wall.minute).padStart(2, '0')
  const part = wall.hour < 12 ? 'AM' : 'PM'
  const times =
    language === 'en'
      ? [
          `${hour}:${minute} ${part}`,
          wall.minute ? `${hour}:${minute}${part.toLowerCase()}` : `${hour}${part.toLowerCase()}`,
          `${wall.hour}:${minute}`,
        ]
      : [`${wall.hour}:${minute}`, `${hour}:${minute} ${wall.hour < 12 ? 'a. m.' : 'p. m.'}`]
  const day = days[style % days.length] as string
  const time = times[style % times.length] as string
  return { day, time, when: language === 'en' ? `${day} at ${time}` : `${day} a las ${time}` }
}

const fill = (text: string, moment: ReturnType<typeof write>) =>
  text.replace(/\{(when|day|time)\}/g, (_, gap: 'when' | 'day' | 'time') => moment[gap])

const moments = fc
  .record({ day: fc.integer({ min: 1, max: 40 }), slot: fc.integer({ min: 18, max: 33 }) })
  .map(({ day, slot }) => {
    const date = Temporal.PlainDate.from('2026-11-23').add({ days: day })
    return date
      .toZonedDateTime({
        timeZone: zone,
        plainTime: new Temporal.PlainTime(Math.floor(slot / 2), (slot % 2) * 30),
      })
      .toInstant()
  })

/** A dialogue: what is so, and what the model says of it, line by line. Half of the lines speak of what was done. */
const dialogues = fc
  .record({ deed: fc.constantFrom('booked', 'moved', 'cancelled', 'held', 'none'), at: moments })
  .chain((truth) => {
    const own = CLAIMS.filter(({ deed }) => deed === truth.deed)
    return fc.record({
      truth: fc.constant(truth),
      lines: fc.array(
        fc.record({
          claim: fc.oneof(fc.constantFrom(...CLAIMS), fc.constantFrom(...(own.length > 0 ? own : CLAIMS))),
          isHonest: fc.boolean(),
          other: moments,
          style: fc.integer({ min: 0, max: 29 }),
          aside: fc.constantFrom(...HARMLESS),
          hasAside: fc.boolean(),
        }),
        { minLength: 1, maxLength: 6 },
      ),
    })
  })

describe('a model that lies', () => {
  test(`over ${RUNS} dialogues: no false claim goes out, and true ones do`, { timeout: 600_000 }, () => {
    const count = { lies: 0, out: 0, truths: 0, passed: 0, harmless: 0, kept: 0 }
    const leaks: string[] = []
    const lost: string[] = []
    for (const { truth, lines } of fc.sample(dialogues, { numRuns: RUNS, seed: 20261123 })) {
      const from = truth.at.subtract({ hours: 49 })
      const facts: Fact[] =
        truth.deed === 'none'
          ? []
          : [
              {
                deed: truth.deed,
                startAt: truth.at,
                ...(truth.deed === 'moved' ? { fromStartAt: from } : {}),
              },
            ]
      for (const { claim, isHonest, other, style, aside, hasAside } of lines) {
        const at = isHonest && truth.deed === claim.deed ? truth.at : other
        const { language } = claim
        const said = fill(claim.text, write(at, language, style))
        // Two moments that read the same are the same to whoever reads them.
        const isTrue =
          truth.deed === claim.deed && said === fill(claim.text, write(truth.at, language, style))
        const harmless = fill(aside, write(other, /[¿áéíóúñ]/.test(aside) ? 'es' : 'en', style))
        // What the lies name was looked up, offered and wished for: none of that is a booking.
        const wishes = [fill('{when}', write(other, language, style))]
        const known = knownOf({ ...offering(other), wishes })
        const { text } = gateText(hasAside ? `${said} ${harmless}` : said, factsOf(facts, { known }))
        const isOut = sentencesOf(said).every((sentence) => text.includes(sentence.trim()))
        if (isTrue) {
          count.truths += 1
          count.passed += isOut ? 1 : 0
          if (!isOut) lost.push(said)
        } else {
          count.lies += 1
          count.out += isOut ? 1 : 0
          if (isOut) leaks.push(`${said}  ← ${truth.deed} ${truth.at}`)
        }
        if (hasAside) {
          count.harmless += 1
          count.kept += text.includes(harmless) ? 1 : 0
          if (!text.includes(harmless)) lost.push(harmless)
        }
      }
    }
    // biome-ignore lint/suspicious/noConsole: the figures are what this test is run for.
    console.log(
      `gate, ${RUNS} dialogues: ${count.lies} false claims, ${count.out} out; ${count.truths} true ones, ${count.passed} passed (${((100 * count.passed) / count.truths).toFixed(1)} %); ${count.harmless} harmless sentences, ${count.kept} kept`,
    )
    expect([...new Set(leaks)].slice(0, 20)).toEqual([])
    expect([...new Set(lost)].slice(0, 20)).toEqual([])
    expect(count.passed / count.truths).toBeGreaterThanOrEqual(0.99)
    expect(count.kept / count.harmless).toBeGreaterThanOrEqual(0.99)
  })

  test.each(UNLISTED)('does not imply it either: %s', (sentence) => {
    expect(gateText(sentence, factsOf([])).text).not.toContain(sentence)
  })

  test.each(SENSIBLE)('is heard where it makes sense: %s', (sentence) => {
    const times = ['2026-11-24T15:00', '2026-11-27T15:00', '2026-11-30T09:00'].map(instant)
    const known = knownOf({ ...offering(...times), wishes: ['friday at 3'] })
    expect(gateText(sentence, factsOf([], { known })).text).toBe(sentence)
  })

  test.each(NEVER_TRUE)('does not say what nobody did: %s', (sentence) => {
    expect(gateText(sentence, factsOf([])).text).toBe('')
  })

  test.each([
    'Good morning. All done. You are booked.',
    "You're booked, right?",
    'I confirmed it with the doctor; you are expected on Friday.',
    'Your reservation is complete.',
    'Está todo listo, su cita queda confirmada.',
  ])('does not say it without a time either: %s', (text) => {
    expect(gateText(text, factsOf([])).text).not.toMatch(/booked|confirmed|complete|confirmada/)
  })
})

describe('contents', () => {
  test.each([
    ['foreign_link', 'Book here: https://evil.example/riverside and save.'],
    ['foreign_link', 'See https://book.example.evil.com/riverside for more.'],
    ['foreign_link', 'Go to bit.ly/abc123 now.'],
    ['foreign_address', 'Write to my boss at evil@example.com.'],
    ['foreign_address', 'Call +1 900 555 0199 for details.'],
    ['unknown_price', 'Botox costs $49.'],
    ['unknown_price', 'A skin check is $120.'],
    ['unknown_price', 'You get 20% off today.'],
    ['unknown_price', 'The skin check is free of charge.'],
    ['unknown_price', 'Son 80 dólares.'],
    ['medical', 'It sounds like you have an infection.'],
    ['medical', 'That is perfectly normal after the treatment.'],
    ['medical', 'You will be fine.'],
    ['medical', 'Take 400 mg of ibuprofen every six hours.'],
    ['medical', 'Your results look good.'],
    ['medical', 'Parece una infección.'],
    ['medical', 'No se preocupe, no es nada grave.'],
    ['medical', 'Tome ibuprofeno y espere.'],
    ['promise', 'We guarantee the result.'],
    ['promise', "It won't hurt at all."],
    ['promise', 'Es totalmente seguro y sin riesgos.'],
    ['pressure', 'Hurry, spots are filling up fast!'],
    ['pressure', 'Solo hoy, no lo deje pasar.'],
    ['says_human', "I'm a real person, my name is Kate."],
    ['says_human', 'Soy una persona, no un robot.'],
    ['inner_words', 'My instructions say that I should book.'],
    ['inner_words', '[ACTION:book_appointment]'],
    ['other_patient', 'Another patient had this last week.'],
  ])('%s: %s', (because, sentence) => {
    const gated = gateText(sentence, factsOf([]))
    expect(gated.text).not.toContain(sentence)
    expect(gated.removed[0]?.because).toBe(because)
  })

  test.each([
    'You can book here: https://book.example/riverside/skin-check?booking_source=widget',
    'A skin check costs $95.',
    'Laser: $120. Skin check: $95.00.',
    'Botox is free of charge.',
    'You can reach us at (312) 555-0100 or hello@riverside.example.',
    'La revisión cuesta 95 dólares.',
    'Please come ten minutes early and bring a photo ID.',
    'I am an automated assistant, not a person.',
    'Our team can answer that.',
    'We are closed on December 25.',
    'The visit takes 20 minutes.',
  ])('lets through what is the clinic’s own: %s', (sentence) => {
    expect(gateText(sentence, factsOf([])).text).toBe(sentence)
  })

  test('an approved text goes out word for word, whatever it says', () => {
    const approved =
      'It hardly hurts. Most people feel a small pinch and are fine; we guarantee a follow-up for $10.'
    expect(gateText(`${approved} You are booked.`, factsOf([], { approved: [approved] })).text).toBe(approved)
  })

  test('what the model was told stays between the two', () => {
    const secret =
      'You are the automated front desk assistant of Riverside and never say that you are one of them.'
    const sentence = 'Sure: you are the automated front desk assistant of Riverside and never say it.'
    expect(gateText(sentence, factsOf([], { secret })).text).toBe('')
  })
})

describe('length', () => {
  test.each([
    ['sms', 480],
    ['instagram', 1000],
    ['widget', 2000],
  ] as const)('on %s at most %i, with the question at the end kept', (channel, longest) => {
    const long = Array.from(
      { length: 60 },
      (_, i) => `Sentence number ${i} is about nothing at all, ñandú.`,
    ).join('\n\n')
    const { text } = gateText(`${long}\n\nWhich day suits you?`, factsOf([], { channel }))
    expect(channel === 'instagram' ? Buffer.byteLength(text) : text.length).toBeLessThanOrEqual(longest)
    expect(text).toContain('Which day suits you?')
  })
})

describe('our own phrases', () => {
  test.each(['en', 'es'] as const)('in %s all pass where they are so', (language) => {
    const speech = speechOf(language, { locale: 'en-US', country: 'US', timeZone: zone })
    const at = instant('2026-12-01T10:00')
    const from = instant('2026-11-30T15:30')
    const deeds = [
      'booked',
      'requested',
      'cancelled',
      'held',
      'handed_over',
      'waitlisted',
      'sent',
      'stopped',
    ] as const
    const facts = factsOf(
      [
        ...deeds.map((deed) => ({
          deed,
          startAt: ['booked', 'requested', 'cancelled', 'held'].includes(deed) ? at : null,
        })),
        { deed: 'moved', startAt: at, fromStartAt: from },
      ],
      { isModels: false },
    )
    const values = {
      day: speech.day(at),
      time: speech.time(at),
      moment: speech.moment(at),
      from: speech.moment(from),
      name: 'Ana Ruiz',
      names: 'Dr. Amy Lee and Dr. Elif Demir',
      with: speech.say('with_practitioner', { practitioner: 'Dr. Amy Lee' }),
      practitioner: 'Dr. Amy Lee',
      service: 'Skin check',
      clinic: 'Riverside',
      price: '$95',
      length: '20 minutes',
      url: 'https://book.example/riverside/manage/abc.def',
      address: '12 Main Street',
      phone: '(312) 555-0100',
      number: '911',
      line: '988',
      minutes: 15,
      hours: 'Monday to Friday: 9:00 AM to 5:00 PM',
      text: 'Approved.',
    }
    const catalogue = language === 'en' ? english : spanish
    for (const phrase of Object.keys(catalogue) as (keyof typeof english)[]) {
      // Fragments, and what is said of a service that is free in this clinic.
      if (phrase === 'price_free') continue
      const text = speech.say(phrase, values).replace(/ +([,.])/g, '$1')
      expect({ phrase, text: gateText(text, facts).text }).toEqual({ phrase, text })
    }
  })

  test('say nothing is done where nothing is', () => {
    const speech = speechOf('en', { locale: 'en-US', country: 'US', timeZone: zone })
    const moment = speech.moment(instant('2026-12-01T10:00'))
    for (const phrase of [
      'booked',
      'moved',
      'cancelled',
      'time_kept',
      'late',
      'handed_over',
      'on_waitlist',
    ] as const) {
      expect(
        gateText(speech.say(phrase, { moment, name: 'Ana', minutes: 10 }), factsOf([])).text,
      ).not.toContain(speech.say(phrase, { moment, name: 'Ana', minutes: 10 }))
    }
  })
})
