import { describe, expect, test } from 'vitest'
import { describeModelFailures } from './conformance-failures.ts'
import { call, type ModelStage, onStage, question, tools } from './conformance-stage.ts'
import type { ModelQuestion } from './port.ts'

export type { ModelStage } from './conformance-stage.ts'

/** What everything that calls itself a `ModelPort` must do, whole and streamed. */
export function describeModelPort(name: string, start: () => Promise<ModelStage>) {
  for (const isStreamed of [false, true]) {
    const way = isStreamed ? 'streamed' : 'whole'
    describe(`${name} is a model port, ${way}`, () => describeAnswers(start, isStreamed))
    describe(`${name} fails as a model port does, ${way}`, () => describeModelFailures(start, isStreamed))
  }
}

function describeAnswers(start: () => Promise<ModelStage>, isStreamed: boolean) {
  const { stage, ask, heard } = onStage(start, { isStreamed })

  test.each([
    ['plain words', 'Yes, Friday at 10:00 is free. Shall I book it?'],
    ['several scripts', 'Randevunuz hazır – موعدك يوم الجمعة 👩‍⚕️🦷\n\n“OK”?'],
    ['what looks like the protocol', 'data: [DONE]\n\n{"type":"message_stop"} \\n "quoted"'],
    ['an action tag', 'Let me see. [ACTION:check_availability {"day": "friday"}]'],
  ])('%s arrive as the model said them', async (_kind, text) => {
    stage().say({ text, usage: { inputTokens: 41, outputTokens: 17 } })
    const answer = await ask()
    expect(answer).toEqual({
      text,
      calls: [],
      stopped: 'end',
      usage: { inputTokens: 41, outputTokens: 17 },
    })
    expect(stage().arrived()).toMatchObject([{ isStreamed }])
  })

  test('pieces are heard while the model speaks, and together they are the text', async () => {
    const text = 'One moment, I am looking at what is free on Friday. '.repeat(8).trim()
    stage().say({ text })
    const answer = await ask()
    expect(answer.text).toBe(text)
    expect(heard().join('')).toBe(isStreamed ? text : '')
    if (isStreamed) expect(heard().length).toBeGreaterThan(20)
  })

  test('the question arrives whole: system, messages, tools and limit', async () => {
    stage().say({ text: 'Fine.' })
    await ask({
      messages: [
        { role: 'user', text: 'Hi' },
        { role: 'assistant', text: 'Hello, I am an automated assistant.' },
        { role: 'user', text: 'Friday?' },
      ],
    })
    expect(stage().arrived()).toHaveLength(1)
    expect(stage().arrived()[0]).toMatchObject({
      system: question.system,
      maxOutputTokens: 300,
      messages: [
        { role: 'user', text: 'Hi' },
        { role: 'assistant', text: 'Hello, I am an automated assistant.', calls: [] },
        { role: 'user', text: 'Friday?' },
      ],
    })
    expect(stage().arrived()[0]?.tools).toEqual(tools)
  })

  test('without tools none are sent', async () => {
    stage().say({ text: 'Fine.' })
    await ask({ tools: [] })
    expect(stage().arrived()[0]?.tools).toEqual([])
  })

  test('histories that no wire takes as they are become ones that it does', async () => {
    stage().say({ text: 'Fine.' })
    await ask({
      messages: [
        { role: 'assistant', text: 'Your visit is tomorrow.' },
        { role: 'assistant', text: 'Reply C to confirm. ' },
        { role: 'user', text: 'C' },
        { role: 'user', text: '' },
        { role: 'user', text: 'and half an emoji \ud83e' },
      ],
    })
    expect(stage().arrived()[0]?.messages).toEqual([
      { role: 'user', text: '(The clinic wrote first.)' },
      { role: 'assistant', text: 'Your visit is tomorrow.\n\nReply C to confirm.', calls: [] },
      { role: 'user', text: 'C\n\nand half an emoji \ufffd' },
    ])
  })

  test('calls come with text and arguments as the model wrote them', async () => {
    stage().say({ text: 'I book that.', calls: [call, { name: 'hand_to_human', input: {} }] })
    const answer = await ask()
    expect(answer).toMatchObject({ text: 'I book that.', stopped: 'calls' })
    expect(answer.calls.map(({ name: called, input }) => ({ name: called, input }))).toEqual([
      call,
      { name: 'hand_to_human', input: {} },
    ])
    expect(new Set(answer.calls.map(({ id }) => id)).size).toBe(2)
  })

  test('results go back behind their calls, and only when asked again', async () => {
    stage().say({ calls: [call, { name: 'hand_to_human', input: {} }] }, { text: 'Done.' })
    const { text, calls } = await ask()
    expect(stage().arrived()).toHaveLength(1)
    const results = calls.map(({ id, name: called }, at) => ({
      ...{ role: 'tool' as const, callId: id, name: called },
      output: at === 0 ? { ok: false, reason: 'slot_taken' } : 'A person takes over.',
    }))
    const answer = await ask({
      messages: [...question.messages, { role: 'assistant', text, calls }, ...results],
    })
    expect(answer.text).toBe('Done.')
    expect(stage().arrived()[1]?.messages).toEqual([
      { role: 'user', text: question.messages.map((each) => 'text' in each && each.text).join() },
      { role: 'assistant', text: '', calls },
      { role: 'tool', callId: calls[0]?.id, text: '{"ok":false,"reason":"slot_taken"}' },
      { role: 'tool', callId: calls[1]?.id, text: 'A person takes over.' },
    ])
  })

  test('a call of a tool that was not offered, or with wrong arguments, is handed on for the registry to refuse', async () => {
    const calls = [
      { name: 'delete_everything', input: { sure: true } },
      { name: 'book_appointment', input: { day: 7, extra: null } },
    ]
    stage().say({ calls })
    expect((await ask()).calls).toMatchObject(calls)
  })

  test('a model that calls without end is asked once per question', async () => {
    stage().say(...Array.from({ length: 30 }, () => ({ calls: [call] })))
    await ask()
    expect(stage().arrived()).toHaveLength(1)
  })

  test.each([
    ['in its own place', { thinking: 'The patient wants Friday.', text: 'Friday is free.' }],
    ['in the text', { text: '<think>The patient wants Friday.</think>Friday is free.' }],
  ])('what a reasoning model says to itself %s is not part of the answer', async (_kind, turn) => {
    stage().say(turn)
    expect(await ask()).toMatchObject({ text: 'Friday is free.', stopped: 'end' })
    expect(heard().join('')).toBe(isStreamed ? 'Friday is free.' : '')
  })

  test('thoughts that the limit cut off stay unsaid', async () => {
    stage().say({ text: '<think>The patient wants Friday, so', stops: 'length' })
    expect(await ask()).toMatchObject({ text: '', stopped: 'length' })
    expect(heard().join('')).toBe('')
  })

  test('an answer cut off by the limit says so, and half a call is none', async () => {
    stage().say({ text: 'Let me see', calls: [call], stops: 'length' })
    expect(await ask()).toMatchObject({ text: 'Let me see', calls: [], stopped: 'length' })
  })

  test('a question that ends with the assistant, or leaves a call unanswered, is a bug and is not sent', async () => {
    const hanging = {
      role: 'assistant',
      text: '',
      calls: [{ id: 'call_1', name: 'hand_to_human', input: {} }],
    } as const
    const result = { role: 'tool', callId: 'call_1', name: 'hand_to_human', output: '' } as const
    const broken: ModelQuestion['messages'][] = [
      [],
      [{ role: 'user', text: ' ' }],
      [...question.messages, { role: 'assistant', text: 'Yes?' }],
      [...question.messages, { ...hanging, calls: [...hanging.calls] }, { role: 'user', text: 'And?' }],
      [...question.messages, result],
      [...question.messages, { ...hanging, calls: [...hanging.calls] }, result, result],
    ]
    for (const messages of broken) {
      await expect(ask({ messages })).rejects.toMatchObject({ name: 'InvariantBroken' })
    }
    expect(stage().arrived()).toHaveLength(0)
  })

  test('check names the model and says whether it takes tools', async () => {
    stage().say({ text: 'OK' })
    expect(await stage().port.check()).toEqual({
      label: expect.stringMatching(/^.+ at .+$/),
      takesTools: true,
    })
    stage().say({ fault: 'no_tools' }, { text: 'OK' })
    expect(await stage().port.check()).toMatchObject({ takesTools: false })
    await expect(stage().stranger.check()).rejects.toMatchObject({ code: 'sign_in_failed' })
  })
}
