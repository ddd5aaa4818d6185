/** What the assistant words goes out as it was previewed, or the approved text does; once, and never past a STOP or a booking. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { recognizeContact } from '../../src/desk/contacts/recognize-contact.ts'
import { recordConsent } from '../../src/desk/contacts/record-consent.ts'
import type { JourneyDefinition, Step } from '../../src/desk/journeys/definition.ts'
import { enrollSegment } from '../../src/desk/journeys/enroll-segment.ts'
import { sweepTouchpoints } from '../../src/desk/journeys/sweep-touchpoints.ts'
import type { Writer } from '../../src/desk/journeys/writing.ts'
import { erasePreference } from '../../src/desk/receptionist/correct-preference.ts'
import { learnPreferences } from '../../src/desk/receptionist/learn-preferences.ts'
import { saveReceptionistSettings } from '../../src/desk/receptionist/save-receptionist-settings.ts'
import { stepWriter } from '../../src/desk/receptionist/write-step.ts'
import { system } from '../../src/kit/events.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import { linksOf } from '../../src/links.ts'
import type { Body } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { type AnsweringClinic, furnish } from '../receptionist/clinic.ts'
import { type ScriptedModel, scriptedModel } from '../receptionist/scripted-model.ts'
import { messagesOf } from './reading.ts'
import { addVersion, switchOffSequences } from './writing.ts'

const OPT_OUT = 'Reply STOP to opt out.'
const APPROVED = `{{clinic_name}}: {{first_name}}, we would be glad to see you again. Open times: {{booking_link}}\n${OPT_OUT}`
const SPANISH = `{{clinic_name}}: {{first_name}}, nos alegra verle de nuevo. Horas libres: {{booking_link}}\nResponda BAJA para no recibir mensajes.`
const WRITTEN = `{{clinic_name}}: it would be a joy to have you here again, {{first_name}}. Is an evening still best for you? Our open times: {{booking_link}}\n${OPT_OUT}`
const FILLED = `Riverside: it would be a joy to have you here again, Ana. Is an evening still best for you? Our open times: http://foyer.test/riverside\n${OPT_OUT}`
const PLAIN = `Riverside: Ana, we would be glad to see you again. Open times: http://foyer.test/riverside\n${OPT_OUT}`

let desk: TestDesk
let clinic: AnsweringClinic
let model: ScriptedModel
let says: Parameters<typeof scriptedModel>[0] = () => WRITTEN
let people = 0
let journeys = 0

beforeAll(async () => {
  // Nothing works by itself: each test sweeps when it wants to, on as many nodes as it wants.
  desk = await openDesk({ env: { ROLE: 'web' } })
  clinic = await furnish(desk)
  await switchOffSequences(desk)
})
afterAll(() => desk.close())
afterEach(() => {
  says = () => WRITTEN
})

const inClinic: AnsweringClinic['cast']['inClinic'] = (work) => clinic.cast.inClinic(work)

/** A node with a model. */
function writerOf(of: { timeoutMs?: number; name?: string } = {}): Writer {
  model = scriptedModel((question, round) => says(question, round))
  return stepWriter({ model, name: 'clinic-1', ...of })
}

const outsideOf = (writer: Writer | null) => ({
  carried: [],
  ...linksOf({ keyring: desk.foyer.keyring, publicUrl: 'http://foyer.test' }),
  writer,
})

function step(more: Partial<Step> = {}): Step {
  return {
    do: 'message',
    key: 'come_back',
    offset: { hours: 1 },
    objective: 'The person chooses a time',
    prompt: 'Ask for nothing',
    text: { chat: { en: APPROVED, es: SPANISH } },
    ...more,
  } as Step
}

/** A person in a journey of their own, whose only step is due. */
async function enrolled(
  change: Partial<JourneyDefinition> = {},
  { prefers = true }: { prefers?: boolean } = {},
): Promise<{ contactId: string; stepId: string; key: string }> {
  people += 1
  journeys += 1
  const key = `written_${journeys}`
  await addVersion(desk, key, {
    purpose: 'marketing',
    trigger: { event: 'staff.asked' },
    anchor: 'enrolled',
    lane: key,
    reentryAfterDays: null,
    holdoutPercent: 0,
    exits: ['appointment.booked', 'message.received'],
    ...change,
    // Two of the same inputs have the same text: here each test has its own.
    steps: (change.steps ?? [step()]).map((each) =>
      'prompt' in each && each.prompt ? { ...each, prompt: `${each.prompt}, ${key}` } : each,
    ),
  })
  const contactId = await person(people)
  if (prefers) await likes(contactId, 'evening')
  await inClinic((tx) =>
    enrollSegment(tx, system, { journey: key, segment: { is: 'contacts', ids: [contactId] }, after: null }),
  )
  const [row] = await desk.rows(`select id from touchpoints where contact_id = $1`, [contactId])
  return { contactId, stepId: row.id, key }
}

async function person(number: number): Promise<string> {
  return inClinic(async (tx) => {
    const phone = `+1312555${String(2000 + number)}`
    const { contactId } = await recognizeContact(tx, system, {
      ...{ name: 'Ana Souza', phone, phoneRaw: null, email: null },
      ...{ timeZone: null, locale: 'en', source: 'test' },
    })
    await recordConsent(tx, system, {
      ...{ contactId, purpose: 'marketing', channel: 'all', state: 'granted', source: 'test' },
    })
    return contactId
  })
}

async function likes(contactId: string, value: string): Promise<void> {
  for (let i = 0; i < 3; i++) {
    const signals = [{ kind: 'time_of_day' as const, value }]
    await inClinic((tx) => learnPreferences(tx, { contactId, messageId: uuidv7(), signals }))
  }
}

/** What the sweep of one node finds, and then what it has written taken. */
async function sweep(writer: Writer | null): Promise<void> {
  await sweepTouchpoints(desk.foyer.desk, outsideOf(writer))
}

const due = () => desk.clock.advance({ hours: 2 })
const SOON = { timeout: 10_000, interval: 10 }

async function sentTo(contactId: string): Promise<Body[]> {
  return messagesOf(desk, { contact_id: contactId })
}

async function stateOf(stepId: string): Promise<string> {
  const [row] = await desk.rows(`select status, reason from touchpoints where id = $1`, [stepId])
  return [row.status, row.reason].filter(Boolean).join(' ')
}

const told = async (contactId: string) =>
  expect.poll(async () => (await sentTo(contactId)).length, SOON).toBe(1)

/** Through the same function as the route, with a model of ours. */
async function shown(stepId: string, writer: Writer | null): Promise<Body> {
  const { askToShow } = await import('../../src/desk/journeys/ask-writer.ts')
  const { clinicId } = desk.clinic
  const found = await askToShow(desk.foyer.database, { clinicId, stepId, outside: outsideOf(writer) })
  return { ...found?.preview?.text, brief: found?.preview?.brief } as Body
}

describe('a step that the assistant words', () => {
  test('goes out exactly as it was previewed, asked about once, and says from which memory', async () => {
    const { contactId, stepId, key } = await enrolled()
    const writer = writerOf()
    const preview = await shown(stepId, writer)
    expect(preview).toMatchObject({ body: FILLED, origin: 'model', isRecomposed: false, brief: null })
    expect(await shown(stepId, writer)).toMatchObject({ hash: preview.hash, isRecomposed: false })
    due()
    await sweep(writer)
    expect(model.questions).toHaveLength(1)
    const [message, ...others] = await sentTo(contactId)
    expect(others).toEqual([])
    expect(message).toMatchObject({ body: FILLED, text_hash: preview.hash, is_as_previewed: true })
    const [preference] = await desk.rows(`select id from preferences where contact_id = $1`, [contactId])
    expect(message?.step).toMatchObject({
      journey: key,
      step_key: 'come_back',
      wording: {
        by: 'assistant',
        objective: 'The person chooses a time',
        reason: null,
        memories: [{ preference_id: preference.id, kind: 'time_of_day', value: 'evening' }],
      },
    })
    await inClinic((tx) => erasePreference(tx, system, preference.id))
    const [afterwards] = await sentTo(contactId)
    expect(afterwards?.step.wording.memories).toMatchObject([{ value: null }])
    const kept = await desk.rows('select because from composed_texts where hash = $1', [preview.hash])
    expect(JSON.stringify(kept), 'what was erased is kept nowhere else').not.toContain('evening')
  })

  test('is written when it is due, where nobody looked before', async () => {
    const { contactId, stepId } = await enrolled()
    due()
    await sweep(writerOf())
    await told(contactId)
    const [message] = await sentTo(contactId)
    expect(message).toMatchObject({ body: FILLED, is_as_previewed: null })
    expect(await stateOf(stepId)).toBe('due')
    const [calls] = await desk.rows('select calls, input_tokens from model_calls')
    expect(Number(calls.calls)).toBeGreaterThan(0)
    expect(Number(calls.input_tokens)).toBeGreaterThan(0)
  })

  test('shows the approved text until it is written, and marks nothing as shown', async () => {
    const { contactId, stepId } = await enrolled()
    const { previewSteps } = await import('../../src/desk/journeys/preview-steps.ts')
    const { findSteps } = await import('../../src/desk/journeys/find-steps.ts')
    const outside = outsideOf(writerOf())
    const preview = await inClinic(async (tx) =>
      (await previewSteps(tx, { outside, steps: await findSteps(tx, contactId) })).get(stepId),
    )
    expect(preview).toMatchObject({
      text: { body: PLAIN, isRecomposed: false },
      brief: { hash: preview?.text?.hash },
    })
    expect(model.questions).toHaveLength(0)
    const [row] = await desk.rows(`select previewed_hash from touchpoints where id = $1`, [stepId])
    expect(row.previewed_hash).toBeNull()
    expect((await shown(stepId, writerOf())).hash, 'the hash that it is then written under').toBe(
      preview?.text?.hash,
    )
  })

  test.each([
    ['a preference that is new', (id: string) => likes(id, 'evening'), { prefers: false }],
    [
      'a preference that was erased',
      async (id: string) => {
        const [known] = await desk.rows(`select id from preferences where contact_id = $1`, [id])
        await inClinic((tx) => erasePreference(tx, system, known.id))
      },
      {},
    ],
    [
      'another name',
      (id: string) =>
        inClinic((tx) => tx.run(sql`update contacts set display_name = 'Anna Souza' where id = ${id}`)),
      {},
    ],
    ['another tone', () => inClinic((tx) => saveReceptionistSettings(tx, system, { tone: 'formal' })), {}],
  ] as const)('is written anew with %s, and the preview says so by its hash', async (_, change, how) => {
    const { contactId, stepId } = await enrolled({}, how)
    const writer = writerOf()
    const before = await shown(stepId, writer)
    await change(contactId)
    says = () => WRITTEN.replace('a joy', 'a pleasure')
    const after = await shown(stepId, writer)
    await inClinic((tx) => saveReceptionistSettings(tx, system, { tone: 'friendly' }))
    expect(after).toMatchObject({
      isRecomposed: true,
      origin: 'model',
      body: expect.stringContaining('a pleasure'),
    })
    expect(after.hash).not.toBe(before.hash)
    expect(model.questions).toHaveLength(2)
  })

  test('is written by another model anew', async () => {
    const { stepId } = await enrolled()
    const before = await shown(stepId, writerOf())
    expect((await shown(stepId, writerOf({ name: 'clinic-2' }))).hash).not.toBe(before.hash)
    expect(model.questions).toHaveLength(1)
  })
})

describe('a model that lies', () => {
  const LIES: [string, Parameters<typeof scriptedModel>[0], string][] = [
    ['names a price', () => WRITTEN.replace('Our open', 'From $95. Our open'), 'figure_added'],
    [
      'names a price in words',
      () => WRITTEN.replace('Our open', 'The consultation is free. Our open'),
      'private_word',
    ],
    [
      'says that they are booked',
      () => WRITTEN.replace('Our open', 'You are booked for tomorrow. Our open'),
      'not_booked',
    ],
    [
      'promises a free time',
      () => WRITTEN.replace('Our open', 'We have an evening free tomorrow. Our open'),
      'not_available',
    ],
    [
      'sends them elsewhere',
      () => WRITTEN.replace('Our open', 'See https://clinic.example now. Our open'),
      'foreign_link',
    ],
    ['presses', () => WRITTEN.replace('Our open', 'Hurry, last chance! Our open'), 'pressure'],
    [
      'speaks of a treatment',
      () => WRITTEN.replace('Our open', 'Your treatment wears off by now. Our open'),
      'private_word',
    ],
    ['drops how to opt out', () => WRITTEN.replace(OPT_OUT, ''), 'line_missing'],
    ['drops the link', () => WRITTEN.replace('{{booking_link}}', ''), 'gap_missing'],
    ['invents a gap', () => `${WRITTEN} {{practitioner}}`, 'gap_added'],
    [
      'tells what it was told',
      () => WRITTEN.replace('Our open', 'You word one message of a clinic to one person. Our open'),
      'inner_words',
    ],
    [
      'speaks Spanish',
      () => SPANISH.replace('Responda BAJA para no recibir mensajes.', OPT_OUT),
      'other_language',
    ],
    ['talks nonsense', () => 'asdf '.repeat(400), 'gap_missing'],
    ['says nothing', () => '', 'empty'],
    ['refuses', () => ({ stopped: 'refused' as const }), 'refused'],
    ['is cut off', () => ({ text: WRITTEN, stopped: 'length' as const }), 'length'],
    [
      'calls thirty tools',
      () => ({ calls: Array.from({ length: 30 }, () => ({ name: 'book_appointment', input: {} })) }),
      'too_many_calls',
    ],
    ['calls one tool', () => ({ calls: [{ name: 'check_availability', input: {} }] }), 'unknown_action'],
    ['never answers', () => new Promise<string>(() => {}), 'timed_out'],
    [
      'is away',
      () => Promise.reject(Object.assign(new Error('no line'), { code: 'unreachable' })),
      'unreachable',
    ],
  ]

  test.each(LIES)('that %s: the approved text goes out, once', async (_, lie, reason) => {
    const { contactId, stepId } = await enrolled()
    says = lie
    const writer = writerOf({ timeoutMs: 300 })
    due()
    await sweep(writer)
    await told(contactId)
    const [message] = await sentTo(contactId)
    expect(message).toMatchObject({
      body: PLAIN,
      step: { wording: { by: 'fallback', reason, memories: [] } },
    })
    await sweep(writer)
    desk.clock.advance({ minutes: 16 })
    await sweep(writer)
    expect(await sentTo(contactId)).toHaveLength(1)
    expect(await stateOf(stepId)).toBe('due')
    expect(model.questions).toHaveLength(1)
  })

  test('once lies no more: what was previewed stands', async () => {
    const { contactId, stepId } = await enrolled()
    says = () => 'You are booked!'
    const writer = writerOf()
    const preview = await shown(stepId, writer)
    expect(preview).toMatchObject({ body: PLAIN, origin: 'fallback' })
    says = () => WRITTEN
    due()
    await sweep(writer)
    expect(await sentTo(contactId)).toMatchObject([
      { body: PLAIN, text_hash: preview.hash, is_as_previewed: true },
    ])
    expect(model.questions).toHaveLength(1)
  })
})

describe('while the model is asked', () => {
  /** Sweeps, does this while the model thinks, lets it answer, and waits until all is over. */
  async function meanwhile(stepId: string, deed: () => Promise<unknown>): Promise<void> {
    const asked = Promise.withResolvers<void>()
    const answer = Promise.withResolvers<string>()
    says = () => {
      asked.resolve()
      return answer.promise
    }
    const writer = writerOf()
    due()
    await sweep(writer)
    await asked.promise
    await deed()
    says = () => WRITTEN
    answer.resolve(WRITTEN)
    await expect
      .poll(
        async () =>
          (await desk.rows(`select status, message_id from touchpoints where id = $1`, [stepId])).map(
            ({ status, message_id }) => status === 'cancelled' || message_id !== null,
          ),
        SOON,
      )
      .toEqual([true])
  }

  test('a STOP ends it: nothing is sent', async () => {
    const { contactId, stepId } = await enrolled()
    await meanwhile(stepId, () =>
      inClinic((tx) =>
        recordConsent(tx, system, {
          ...{ contactId, purpose: 'all', channel: 'all', state: 'withdrawn', source: 'said_stop' },
        }),
      ),
    )
    expect(await sentTo(contactId)).toEqual([])
    expect(await stateOf(stepId)).toBe('cancelled contact.consent_changed')
  })

  test('a booking ends it: nothing is sent', async () => {
    const { contactId, stepId } = await enrolled()
    await meanwhile(stepId, async () => {
      const { phone } = await desk
        .rows(`select value as phone from contact_identifiers where contact_id = $1`, [contactId])
        .then(([row]) => row)
      await clinic.cast.book({
        ...{
          serviceId: clinic.skinCheck,
          startAt: Temporal.Instant.from('2026-12-09T16:00:00Z').add({ minutes: 20 * people }),
        },
        person: { name: 'Ana Souza', phone, email: null, timeZone: null, locale: 'en' },
      } as never)
    })
    expect((await sentTo(contactId)).filter(({ kind }) => kind === 'journey_step')).toEqual([])
    expect(await stateOf(stepId)).toBe('cancelled appointment.booked')
  })

  test('an input that changes has it asked once more, and that text is sent', async () => {
    const { contactId, stepId } = await enrolled({}, { prefers: false })
    await meanwhile(stepId, () => likes(contactId, 'evening'))
    expect(model.questions).toHaveLength(2)
    const [message] = await sentTo(contactId)
    expect(message).toMatchObject({ body: FILLED, step: { wording: { memories: [{ value: 'evening' }] } } })
  })

  test('inputs that change each time: the approved text', async () => {
    const { contactId, stepId } = await enrolled({}, { prefers: false })
    let round = 0
    says = async () => {
      round += 1
      await inClinic((tx) =>
        tx.run(
          sql`update contacts set display_name = ${`Ana${'h'.repeat(round)} Souza`} where id = ${contactId}`,
        ),
      )
      return WRITTEN
    }
    due()
    await sweep(writerOf())
    await told(contactId)
    expect(await sentTo(contactId)).toMatchObject([
      { body: PLAIN.replace('Ana', 'Anahh'), step: { wording: { by: 'fallback', reason: 'not_in_time' } } },
    ])
    expect(model.questions).toHaveLength(2)
    expect(await stateOf(stepId)).toBe('due')
  })

  test('another node sweeps: it is asked once and sent once', async () => {
    const { contactId } = await enrolled()
    due()
    const writer = writerOf()
    await Promise.all([sweep(writer), sweep(writer), sweep(writer)])
    await told(contactId)
    await sweep(writer)
    expect(model.questions).toHaveLength(1)
    expect(await sentTo(contactId)).toHaveLength(1)
  })

  test('the process dies: another has it sent, once, with the text that was written', async () => {
    const { contactId, stepId } = await enrolled()
    due()
    const { database } = desk.foyer
    // What is written is kept, and whoever would have taken the step is gone.
    let transactions = 0
    const dying = {
      ...database,
      inClinic: ((clinicId, work) => {
        transactions += 1
        // Taken and claimed; then the clinic, the count, the gate, the text.
        if (transactions > 5) return new Promise(() => {})
        return database.inClinic(clinicId, work)
      }) as typeof database.inClinic,
    }
    await sweepTouchpoints({ ...desk.foyer.desk, database: dying }, outsideOf(writerOf()))
    await expect.poll(() => transactions, SOON).toBe(6)
    expect(await sentTo(contactId)).toEqual([])
    expect(await stateOf(stepId)).toBe('due')
    const other = writerOf()
    await sweep(other)
    expect(await sentTo(contactId), 'claimed for a quarter of an hour').toEqual([])
    desk.clock.advance({ minutes: 16 })
    await sweep(other)
    expect(await sentTo(contactId)).toMatchObject([{ body: FILLED }])
    expect(model.questions).toHaveLength(0)
    await sweep(other)
    expect(await sentTo(contactId)).toHaveLength(1)
  })

  test('no lock is held: whoever writes to the person waits for nobody', async () => {
    const { contactId, stepId } = await enrolled()
    await meanwhile(stepId, async () => {
      const begun = performance.now()
      await inClinic((tx) => tx.run(sql`select from contacts where id = ${contactId} for update nowait`))
      await inClinic((tx) => tx.run(sql`select from touchpoints where id = ${stepId} for update nowait`))
      expect(performance.now() - begun).toBeLessThan(2000)
    })
    expect(await sentTo(contactId)).toHaveLength(1)
  })
})

describe('many at once', () => {
  test('are asked about sixteen at a time, and all are sent', async () => {
    const { key } = await enrolled()
    const ids = await Promise.all(Array.from({ length: 24 }, (_, i) => person(500 + i)))
    // Each is called otherwise: whoever has the same inputs has the same text.
    for (const [i, id] of ids.entries())
      await inClinic((tx) =>
        tx.run(sql`update contacts set display_name = ${`Ana${'a'.repeat(i + 1)} Souza`} where id = ${id}`),
      )
    await inClinic((tx) =>
      enrollSegment(tx, system, { journey: key, segment: { is: 'contacts', ids }, after: null }),
    )
    let [running, most] = [0, 0]
    says = async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 200))
      running -= 1
      return WRITTEN
    }
    due()
    await sweep(writerOf())
    for (const id of ids) await told(id)
    expect(most).toBeLessThanOrEqual(16)
    expect(most).toBeGreaterThan(8)
    for (const id of ids) expect(await sentTo(id)).toMatchObject([{ step: { wording: { by: 'assistant' } } }])
  })

  test('are in nobody’s way: what no model words is sent while the model hangs', async () => {
    const slow = await enrolled()
    const plain = await enrolled({ steps: [step({ prompt: undefined } as never)] })
    const asked = Promise.withResolvers<void>()
    says = () => {
      asked.resolve()
      return new Promise<string>(() => {})
    }
    due()
    const begun = performance.now()
    await sweep(writerOf({ timeoutMs: 3000 }))
    await asked.promise
    expect(await sentTo(plain.contactId)).toHaveLength(1)
    expect(performance.now() - begun).toBeLessThan(2500)
    expect(await sentTo(slow.contactId)).toHaveLength(0)
    await told(slow.contactId)
  })
})

test('the preview of what is being edited asks nobody and says what is to be worded', async () => {
  const { contactId } = await enrolled()
  const { previewDefinition } = await import('../../src/desk/journeys/preview-definition.ts')
  const outside = outsideOf(writerOf())
  const shown = await inClinic((tx) =>
    previewDefinition(tx, {
      ...{ contactId, appointmentId: null, inPlaceOf: null, outside },
      definition: {
        ...{ purpose: 'marketing', trigger: { event: 'staff.asked' }, anchor: 'enrolled', lane: 'edited' },
        ...{ reentryAfterDays: null, replaces: [], holdoutPercent: 0, exits: [], follows: null },
        needsClinician: false,
        steps: [step({ key: 'worded' }), step({ key: 'plain', prompt: undefined } as never)],
      },
    }),
  )
  expect(shown).toMatchObject({
    steps: [
      { isToBeWritten: true, text: { body: PLAIN } },
      { isToBeWritten: false, text: { body: PLAIN } },
    ],
  })
  expect(model.questions).toHaveLength(0)
})

describe('nobody is asked', () => {
  const plainly = async (
    change: Partial<JourneyDefinition>,
    writer: Writer | null = writerOf(),
  ): Promise<Body | undefined> => {
    const { contactId } = await enrolled(change)
    due()
    await sweep(writer)
    await told(contactId)
    const [message] = await sentTo(contactId)
    expect(message).toMatchObject({
      body: PLAIN,
      step: { wording: { by: 'approved', reason: null, memories: [] } },
    })
    return message
  }

  test('without a model, without a prompt, of a text that a clinician approved, about a visit itself', async () => {
    const [withModel] = [await plainly({}, null)]
    expect(withModel?.text_hash).toMatch(/^[0-9a-f]{64}$/)
    const writer = writerOf()
    await plainly({ steps: [step({ prompt: undefined } as never)] }, writer)
    await plainly({ purpose: 'care', needsClinician: true }, writer)
    await plainly({ purpose: 'transactional' }, writer)
    expect(model.questions).toHaveLength(0)
  })

  test('where the clinic lets no model word anything', async () => {
    await inClinic((tx) => saveReceptionistSettings(tx, system, { usesModel: false }))
    await plainly({})
    await inClinic((tx) => saveReceptionistSettings(tx, system, { usesModel: true, modelCallsPerDay: 0 }))
    await plainly({})
    expect(model.questions).toHaveLength(0)
    await inClinic((tx) => saveReceptionistSettings(tx, system, { modelCallsPerDay: null }))
  })

  test('when the day’s questions are spent: the approved text, and why', async () => {
    const { contactId } = await enrolled()
    await inClinic((tx) => saveReceptionistSettings(tx, system, { modelCallsPerDay: 1 }))
    due()
    await sweep(writerOf())
    await told(contactId)
    await inClinic((tx) => saveReceptionistSettings(tx, system, { modelCallsPerDay: null }))
    expect(await sentTo(contactId)).toMatchObject([
      { body: PLAIN, step: { wording: { by: 'fallback', reason: 'budget_spent' } } },
    ])
    expect(model.questions).toHaveLength(0)
  })

  test('of a message that would not go out: it is refused as ever', async () => {
    const { contactId, stepId } = await enrolled()
    await desk.rows(`delete from consents where contact_id = $1`, [contactId])
    const writer = writerOf()
    await shown(stepId, writer)
    due()
    await sweep(writer)
    expect(model.questions).toHaveLength(0)
  })
})

describe('what the model is told', () => {
  async function asked(change: Partial<JourneyDefinition>): Promise<string> {
    const { contactId, stepId } = await enrolled(change)
    await inClinic((tx) =>
      tx.run(sql`update clinics set names_procedures = true where clinic_id = ${tx.clinicId}`),
    )
    await inClinic(async (tx) => {
      await tx.run(sql`
        insert into leads (clinic_id, contact_id, service_id, warm_since)
        values (${tx.clinicId}, ${contactId}, ${clinic.botox}, ${tx.clock.now()})`)
    })
    for (const kind of ['practitioner', 'language', 'channel'] as const) {
      const signals = [
        { kind, value: kind === 'practitioner' ? clinic.lee : kind === 'language' ? 'en' : 'whatsapp' },
      ]
      for (let i = 0; i < 3; i++)
        await inClinic((tx) => learnPreferences(tx, { contactId, messageId: uuidv7(), signals }))
    }
    await shown(stepId, writerOf())
    const [question] = model.questions
    expect(question?.tools).toEqual([])
    return JSON.stringify(question)
  }

  test('is the text with its gaps, the objective, the prompt and what somebody likes: no name, link, number or word of health', async () => {
    const question = await asked({})
    for (const known of [
      '{{first_name}}',
      '{{booking_link}}',
      'The person chooses a time',
      'Ask for nothing',
      'time_of_day',
      'evening',
    ])
      expect(question).toContain(known)
    expect(question).not.toMatch(/Ana|Souza|foyer\.test|Riverside|\+?1?312|Lee|Demir|whatsapp/)
    expect(question).not.toMatch(/botox|skin|treated|earlier_visits|visit(?!or)/i)
  })

  test('of care it knows besides how often they came and whether they ever wrote', async () => {
    const question = await asked({ purpose: 'care' })
    expect(question).toContain('earlier_visits')
    expect(question).not.toMatch(/botox|skin|Ana|Souza|Riverside/i)
  })
})
