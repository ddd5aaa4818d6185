/** What the journeys that ship say, and when: A7, A11, B2, B4, B8 and F4 of the requirements. */
import { describe, expect, test } from 'vitest'
import { questionnairesFor } from '../forms/add-default-questionnaires.ts'
import { CAPS } from '../outreach/arbiter.ts'
import { nextOpening } from '../outreach/quiet-hours.ts'
import { type Allowed, faultOf } from '../receptionist/gate-contents.ts'
import { PROCEDURES } from '../services/procedure.ts'
import { DEFAULT_TEMPLATES, LANGUAGES, type Language } from '../wording/default-templates.ts'
import { NO_VALUES, render, usedValues, type Values } from '../wording/template.ts'
import { CARE_PLANS, DEFAULT_CARE_PLANS } from './default-care-plans.ts'
import { DEFAULT_JOURNEYS, type JourneyDraft, REMINDERS } from './default-journeys.ts'
import { DEFAULT_SEQUENCES } from './default-sequences.ts'
import { isStop, JourneyDefinition, type Step, WINBACK_LANE } from './definition.ts'
import { fallTogether } from './find-companions.ts'
import { type Planned, plan, stepsAfter } from './journey.ts'
import { PRIVATE_WORDS } from './private-words.ts'

const ZONE = 'America/Chicago'
const at = (text: string) => Temporal.Instant.from(text)
const journey = (key: string) => {
  const draft = DEFAULT_JOURNEYS.find((each) => each.key === key)
  if (!draft) throw new Error(`no journey ships as ${key}`)
  return draft.definition
}

/** As long as these are in life: links with their whole token, a long weekday, a name of nine letters. */
const VALUES: Record<Language, Values> = {
  en: {
    ...NO_VALUES,
    ...common(),
    weekday: 'Wednesday',
    date: 'November 25, 2026',
    time: '10:30 AM',
  },
  es: {
    ...NO_VALUES,
    ...common(),
    weekday: 'miércoles',
    date: '25 de noviembre de 2026',
    time: '10:30',
  },
}

function common() {
  const site = 'https://desk.riverside.example'
  return {
    first_name: 'Guadalupe',
    patient_name: 'Guadalupe Ruiz',
    clinic_name: 'Riverside Clinic',
    clinic_phone: '(312) 555-0100',
    clinic_address: '12 Main Street, Chicago, IL 60601',
    location: '12 Main Street, Chicago, IL 60601',
    booking_link: `${site}/riverside`,
    manage_link: `${site}/riverside/manage/${'a'.repeat(66)}`,
    // An id of 16 bytes, of a form two; a signature of 32; see `guide-link.ts` and `form-link.ts`.
    guide_link: `${site}/riverside/guide/${'g'.repeat(22)}.${'s'.repeat(43)}`,
    form_link: `${site}/f/${'f'.repeat(43)}.${'s'.repeat(43)}`,
    stop_link: `${site}/u/${'u'.repeat(64)}.${'s'.repeat(43)}`,
  }
}

interface Said {
  where: string
  language: Language
  channel: 'email' | 'chat'
  text: string
}

/** Every text that a journey sends, as a patient reads it where the clinic names no service. */
function saidBy({ key, definition }: JourneyDraft): Said[] {
  return definition.steps.flatMap((step) => {
    if (!('text' in step)) return []
    return LANGUAGES.flatMap((language): Said[] => {
      const { email, chat } = step.text
      const where = `${key} ${step.key} ${language}`
      const mail = email?.[language]
      const text = (gaps: string) => render(gaps, VALUES[language])
      return [
        { where, language, channel: 'chat', text: text(chat[language]) },
        ...(mail
          ? [{ where, language, channel: 'email' as const, text: text(`${mail.subject}\n\n${mail.body}`) }]
          : []),
      ]
    })
  })
}

/** Every page that is read behind a link. */
function guidesOf({ key, definition }: JourneyDraft) {
  return definition.steps.flatMap((step) => {
    const guide = step.do === 'message' ? step.guide : undefined
    return guide
      ? LANGUAGES.map((language) => ({ where: `${key} ${step.key}`, language, ...guide[language] }))
      : []
  })
}

const SAID = DEFAULT_JOURNEYS.flatMap(saidBy)
const GUIDES = DEFAULT_JOURNEYS.flatMap(guidesOf)

describe('what ships', () => {
  test.each(DEFAULT_JOURNEYS)('$name is a journey that can be saved', ({ definition }) => {
    expect(JourneyDefinition.parse(definition)).toEqual(definition)
  })

  test('has a key and a name of its own for each', () => {
    for (const names of [DEFAULT_JOURNEYS.map(({ key }) => key), DEFAULT_JOURNEYS.map(({ name }) => name)]) {
      expect(new Set(names).size).toBe(names.length)
    }
  })

  test('cares for every procedure before and after its visit, as drafts for a clinician', () => {
    for (const procedure of PROCEDURES) {
      const own = DEFAULT_CARE_PLANS.filter(({ definition }) =>
        definition.trigger.filter?.procedures?.includes(procedure),
      )
      expect(own.map(({ definition }) => [definition.trigger.event, definition.anchor])).toEqual([
        ['appointment.booked', 'appointment.start'],
        ['appointment.booked', 'appointment.start'],
        ['appointment.fulfilled', 'appointment.end'],
      ])
    }
    expect(DEFAULT_CARE_PLANS.every(({ definition: { needsClinician } }) => needsClinician)).toBe(true)
    expect(DEFAULT_CARE_PLANS.every(({ definition: { purpose } }) => purpose === 'care')).toBe(true)
  })

  test('asks for forms that ship, and for consent where a treatment needs it in writing', () => {
    const known = questionnairesFor('US').map(({ key }) => key)
    for (const { form } of CARE_PLANS) expect(known).toContain(form)
    expect(Object.fromEntries(CARE_PLANS.map(({ procedure, form }) => [procedure, form]))).toMatchObject({
      botox: 'botox_consent',
      laser: 'laser_consent',
      dental_hygiene: 'dental_intake',
    })
  })
})

describe('the texts', () => {
  const spoken = DEFAULT_JOURNEYS.flatMap(({ key, definition }) =>
    definition.steps.flatMap((step) =>
      'text' in step ? [{ name: `${key} ${step.key}`, step, definition }] : [],
    ),
  )
  const gaps = (text: string) => usedValues(text, NO_VALUES).map(([name]) => name)

  test.each(spoken)('$name has the same gaps in English and Spanish', ({ step }) => {
    const { email, chat } = step.text
    expect(gaps(chat.es)).toEqual(gaps(chat.en))
    expect(gaps(email?.es.subject ?? '')).toEqual(gaps(email?.en.subject ?? ''))
    expect(gaps(email?.es.body ?? '')).toEqual(gaps(email?.en.body ?? ''))
    expect(email).toBeDefined()
  })

  test.each(spoken)('$name leads to what it speaks of, and speaks of what it has', ({ step, definition }) => {
    const { email, chat } = step.text
    for (const text of [chat.en, chat.es, email?.en.body ?? '', email?.es.body ?? '']) {
      expect(gaps(text).includes('guide_link')).toBe(step.do === 'message' && step.guide !== undefined)
      expect(gaps(text).includes('form_link')).toBe(step.do === 'form')
    }
    expect(step.objective).not.toBe('')
    // What a clinician approves is worded by nobody else.
    expect(Boolean(step.prompt)).toBe(!definition.needsClinician)
  })

  test('say how to opt out: a text message by an answer, a mail by a link in a line of its own', () => {
    const { stop_link: link } = VALUES.en
    for (const { language, channel, text, where } of SAID) {
      const isEnglish = language === 'en'
      const how = isEnglish ? 'Reply STOP to opt out.' : 'Responda BAJA para no recibir mensajes.'
      const byLink = `${isEnglish ? 'Stop these messages' : 'Para no recibir más mensajes'}: ${link}`
      if (channel === 'chat') {
        expect(text.endsWith(`\n${how}`), where).toBe(true)
        expect(text, where).not.toContain(link)
      } else {
        expect(text.split('\n'), where).toContain(byLink)
        expect(text, where).not.toMatch(/\bSTOP\b|\bBAJA\b/)
      }
    }
  })

  test('of a check-in by mail name the phone, since nobody reads here what is answered to a mail', () => {
    const checkIns = SAID.filter(({ where, channel }) => channel === 'email' && where.includes('check_in'))
    expect(checkIns.length).toBeGreaterThan(0)
    for (const { text, where } of checkIns) {
      expect(text, where).not.toMatch(/reply|photo|responda|foto/i)
      expect(text, where).toMatch(/call us at \(312\) 555-0100: a clinician|llámenos al \(312\) 555-0100: lo/)
    }
  })

  test.each([...SAID, ...remindersBySms()].filter(({ channel }) => channel === 'chat'))(
    '$where fits into two parts of a text message',
    ({ text }) => expect(partsOf(text), text).toBeLessThanOrEqual(2),
  )

  test('name no procedure, part of the body, condition, medicine or result', () => {
    for (const { text, where } of SAID) expect(PRIVATE_WORDS.exec(text)?.[0], where).toBeUndefined()
    // The list would find them: the guides are full of them.
    for (const { title, body, where } of DEFAULT_CARE_PLANS.flatMap(guidesOf)) {
      expect(PRIVATE_WORDS.test(`${title} ${body}`), where).toBe(true)
    }
  })

  test('name no price, discount, promise of a result, strange link or number, and press nobody', () => {
    for (const { text, where } of SAID) expect(faultsIn(text), where).toEqual([])
    for (const { title, body, where } of GUIDES) {
      // The gate takes a question for a diagnosis: "Call us if … you have a disease of the nerves".
      const faults = faultsIn(`${title}\n${body}`).filter((fault) => fault !== 'medical')
      expect(faults, where).toEqual([])
    }
    expect(faultsIn('Book today: 20 % off')).toEqual(['unknown_price'])
    expect(faultsIn('Las plazas se agotan')).toEqual(['pressure'])
    expect(faultsIn('We guarantee the result')).toEqual(['promise'])
    for (const text of ['Take ibuprofen', 'Two tablets: 400 mg']) expect(faultsIn(text)).toEqual(['medical'])
  })
})

describe('a reminder', () => {
  test.each(LANGUAGES)(
    'says what a missed visit costs others, by mail and by text message: %s',
    (language) => {
      // The words decide: 11.1 → 8.4 % missed with what it costs, 9.9 % with a vague version (Hallsworth 2015, PMC4569397).
      const { email, sms } = DEFAULT_TEMPLATES.reminder
      for (const { body } of [email[language], sms[language]]) {
        expect(body).toMatch(
          language === 'en'
            ? /missed visit takes the time from another patient/i
            : /cita perdida le quita la hora a otro paciente/i,
        )
        expect(body).toMatch(language === 'en' ? /please tell us/ : /avísenos|avise por favor/)
      }
    },
  )

  test('comes three days, one day and two hours before', () => {
    expect(REMINDERS.definition.steps.map(({ offset }) => offset)).toEqual([
      { days: -3 },
      { days: -1 },
      { hours: -2 },
    ])
  })
})

describe('before a visit', () => {
  const startAt = at('2026-12-10T16:00:00Z')
  const around = {
    anchorAt: startAt,
    previousAt: at('2026-11-23T15:00:00Z'),
    now: at('2026-11-23T15:00:00Z'),
    timeZone: ZONE,
    isQuieted: true,
  }
  const stepOf = (definition: JourneyDefinition, planned: Planned | undefined, id: string) => {
    if (!planned) throw new Error(`nothing is planned for ${id}`)
    return { id, enrollmentId: id, appointmentId: 'visit', definition, ...planned }
  }

  test.each(CARE_PLANS)('the guide and the form of $procedure go out with the reminders', (care) => {
    const reminders = plan(REMINDERS.definition, around)
    for (const key of [`${care.procedure}_before`, `form_${care.form}`]) {
      const definition = journey(key)
      const planned = plan(definition, around)
      expect(planned).toHaveLength(2)
      planned.forEach((step, i) => {
        expect(step).toMatchObject({ dueAt: reminders[i]?.dueAt, skip: null })
        const reminder = stepOf(REMINDERS.definition, reminders[i], 'reminder')
        expect(fallTogether(reminder, stepOf(definition, step, key))).toBe(true)
      })
    }
  })

  test.each(CARE_PLANS)(
    'the form of $procedure is asked for twice, whatever other form comes',
    ({ form }) => {
      const { exits, steps } = journey(`form_${form}`)
      expect(exits).not.toContain('form.completed')
      expect(steps.map((step) => step.do === 'form' && step.questionnaire)).toEqual([form, form])
    },
  )

  test('whoever books two days before still has the guide, with the reminder of the day before', () => {
    const late = { ...around, now: startAt.subtract({ hours: 48 }) }
    expect(plan(journey('botox_before'), late).map(({ skip }) => skip)).toEqual([
      'too_late_for_this_step',
      null,
    ])
  })
})

describe('after a visit', () => {
  const DAYS: Record<string, number[]> = {
    botox: [2, 14],
    filler: [1, 14],
    laser: [1, 7],
    chemical_peel: [2, 7],
    hydrafacial: [1],
    hair_transplant: [2],
    dental_hygiene: [1],
    consultation: [2],
  }
  const endAt = at('2026-11-23T16:00:00Z')

  test.each(CARE_PLANS)(
    'the guide of $procedure comes after two hours, and somebody asks how it is',
    ({ procedure }) => {
      const messages = lived(journey(`${procedure}_after`), { endAt, markedAt: endAt })
      const [guide, ...checkIns] = messages
      expect(guide?.dueAt).toEqual(endAt.add({ hours: 2 }))
      const today = endAt.toZonedDateTimeISO(ZONE).toPlainDate()
      expect(
        checkIns.map(({ dueAt }) => today.until(dueAt.toZonedDateTimeISO(ZONE).toPlainDate()).days),
      ).toEqual(DAYS[procedure])
    },
  )

  test.each(CARE_PLANS)('staff read each answer to a check-in of $procedure', ({ procedure }) => {
    const { steps } = journey(`${procedure}_after`)
    for (const day of DAYS[procedure] ?? []) {
      const from = steps.findIndex(({ key }) => key === `check_in_day_${day}`)
      expect(steps.slice(from, from + 4)).toMatchObject([
        { do: 'message', guide: {} },
        { do: 'wait', until: 'message.received' },
        { do: 'branch', when: { answered: true }, yes: `read_day_${day}` },
        { do: 'task', key: `read_day_${day}` },
      ])
    }
  })

  test.each([
    ['as it ends', 0],
    ['in the evening', 7],
    ['on the next day', 24],
  ])('no guide, check-in or request for a review is in the way of another, marked %s', (_, hours) => {
    for (const end of ['2026-11-23T15:30:00Z', '2026-11-23T19:00:00Z', '2026-11-24T01:30:00Z']) {
      const visit = { endAt: at(end), markedAt: at(end).add({ hours }) }
      const review = lived(journey('review_request'), visit)
      for (const { procedure } of CARE_PLANS) {
        const all = [...lived(journey(`${procedure}_after`), visit), ...review]
          .map(({ dueAt }) => nextOpening(dueAt, [ZONE], 'care') ?? dueAt)
          .toSorted(Temporal.Instant.compare)
        for (const sentAt of all) {
          const within = (days: number) =>
            all.filter(
              (other) =>
                Temporal.Instant.compare(other, sentAt) < 0 &&
                Temporal.Instant.compare(other, sentAt.subtract({ hours: days * 24 })) > 0,
            ).length
          expect(within(1), procedure).toBeLessThan(CAPS.otherPerDay)
          expect(within(7), procedure).toBeLessThan(CAPS.otherPerWeek)
        }
      }
    }
  })

  test('every guide says: ask before stopping a medicine, when to call us, and when the emergency number', () => {
    for (const { after, before, procedure } of CARE_PLANS) {
      for (const language of LANGUAGES) {
        const isEnglish = language === 'en'
        for (const { body } of [before[language], after[language]]) {
          expect(body, procedure).toMatch(isEnglish ? /Ask us before stopping/ : /Pregúntenos antes de dejar/)
          expect(body, procedure).toMatch(isEnglish ? /\b[Cc]all us\b/ : /\b[Ll]lámenos\b/)
          expect(body.length).toBeLessThan(2500)
        }
        expect(after[language].body, procedure).toMatch(
          isEnglish ? /emergency number/ : /número de emergencias/,
        )
        expect(before[language].title).not.toBe(after[language].title)
      }
    }
  })
})

describe('what comes behind a wait or a branch', () => {
  test.each(DEFAULT_JOURNEYS)(
    'of $name counts from when that was over, or is the next day to ask',
    ({ definition: { steps } }) => {
      const first = steps.findIndex(isStop)
      if (first === -1) return
      for (const step of steps.slice(first + 1)) {
        // The next check-in counts from the visit; a branch is never too late, and says nothing itself.
        if (step.from !== 'previous')
          expect(step).toMatchObject({ do: 'branch', key: expect.stringMatching(/^day_\d+$/) })
      }
    },
  )
})

describe('sequences', () => {
  const winback = DEFAULT_SEQUENCES.filter(({ definition: { lane } }) => lane === WINBACK_LANE)
  const now = at('2026-11-23T15:00:00Z')
  const hoursOf = (key: string, from = now) => {
    const planned = plan(journey(key), {
      anchorAt: from,
      previousAt: from,
      now: from,
      timeZone: ZONE,
      isQuieted: true,
    })
    return planned.map(({ dueAt }) => from.until(dueAt).total('hours'))
  }

  test('are in one lane, and end with a booking or a request', () => {
    expect(winback.map(({ key }) => key)).toEqual(['no_show_recovery', 'warm_lead', 'lapsed', 'drip'])
    for (const { definition } of winback) {
      expect(definition.exits).toEqual(
        expect.arrayContaining(['appointment.booked', 'appointment.requested']),
      )
    }
    expect(journey('no_show_note').exits).toEqual(journey('no_show_recovery').exits)
  })

  test('of advertising hold out one in ten, and the message about the missed visit itself reaches everybody', () => {
    for (const { key, definition } of DEFAULT_SEQUENCES) {
      const expected = key === 'no_show_note' ? ['transactional', 0] : ['marketing', 10]
      expect([definition.purpose, definition.holdoutPercent], key).toEqual(expected)
    }
  })

  test('B2: after a missed visit three hours, one day and three days', () => {
    expect([...hoursOf('no_show_note'), ...hoursOf('no_show_recovery')]).toEqual([3, 24, 72])
    for (const key of ['no_show_note', 'no_show_recovery']) {
      expect(journey(key).trigger.event).toBe('appointment.no_show')
    }
    expect(journey('no_show_recovery').replaces).toEqual(['drip', 'lapsed'])
  })

  test('B4: a warm lead has five touches, day N being N × 24 hours', () => {
    expect(journey('warm_lead').trigger.event).toBe('lead.quiet')
    expect(hoursOf('warm_lead')).toEqual([1, 3, 7, 10, 14].map((day) => day * 24))
    expect(journey('warm_lead').steps.map(({ key }) => key)).toEqual([
      'day_1_information',
      'day_3_social_proof',
      'day_7_availability',
      'day_10_education',
      'day_14_last_nudge',
    ])
  })

  test.each([
    ['before 9:00', '2026-11-23T12:00:00Z', 3],
    ['after 20:00', '2026-11-24T03:00:00Z', 12],
  ])('B4: a touch %s waits for the next window', (_, from, wait) => {
    expect(hoursOf('warm_lead', at(from))).toEqual([1, 3, 7, 10, 14].map((day) => day * 24 + wait))
  })

  test('a patient who lapsed is written to three times in two weeks', () => {
    expect(hoursOf('lapsed')).toEqual([0, 7 * 24, 14 * 24])
  })

  test('B8: each that ends without a booking leads to three monthly messages, the first 30 days later', () => {
    for (const { key, definition } of winback) expect(definition.follows).toBe(key === 'drip' ? null : 'drip')
    expect(hoursOf('drip')).toEqual([30, 60, 90].map((day) => day * 24))
  })
})

/** When the messages come for somebody who writes nothing and whom nobody talks with. */
function lived(
  definition: JourneyDefinition,
  { endAt, markedAt }: { endAt: Temporal.Instant; markedAt: Temporal.Instant },
): Planned[] {
  const messages: Planned[] = []
  let steps: readonly Step[] = definition.steps
  let now = markedAt
  while (steps.length > 0) {
    const planned = plan(
      { ...definition, steps },
      {
        anchorAt: definition.anchor === 'enrolled' ? markedAt : endAt,
        previousAt: now,
        timeZone: ZONE,
        now,
        isQuieted: true,
      },
    )
    messages.push(...planned.filter(({ step, skip }) => 'text' in step && !skip))
    const last = planned.at(-1)
    if (!last || !isStop(last.step)) break
    now = Temporal.Instant.compare(last.dueAt, now) > 0 ? last.dueAt : now
    steps = stepsAfter(definition, last.step, last.step.do === 'branch' ? last.step.no : null)
  }
  return messages
}

function remindersBySms(): Said[] {
  return LANGUAGES.map((language) => ({
    where: `reminder ${language}`,
    language,
    channel: 'chat',
    text: render(DEFAULT_TEMPLATES.reminder.sms[language].body, VALUES[language]),
  }))
}

/** The basic character set of GSM 03.38, of which 153 fit into a part; of anything else 67 (3GPP TS 23.040). */
const GSM = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/

function partsOf(text: string): number {
  const [whole, part] = GSM.test(text) ? [160, 153] : [70, 67]
  return text.length <= whole ? 1 : Math.ceil(text.length / part)
}

const ALLOWED: Allowed = {
  links: ['https://desk.riverside.example'],
  prices: [],
  freeServices: [],
  addresses: [],
  numbers: ['(312) 555-0100'],
  secret: '',
}

/** What the gate would hold against a sentence; that others wait for a time is what a reminder says on purpose. */
function faultsIn(text: string): string[] {
  return text.split(/(?<=[.!?:])\s|\n/).flatMap((sentence) => {
    const fault = faultOf(sentence, ALLOWED)
    return fault ? [fault] : []
  })
}
