import { expect, test } from 'vitest'
import { call, type ModelStage, onStage, type StagedReply } from './conformance-stage.ts'
import type { ModelFailure } from './port.ts'

/** What a `ModelPort` does when the far side declines, breaks or falls silent. */
export function describeModelFailures(start: () => Promise<ModelStage>, isStreamed: boolean) {
  const { stage, ask, failureOf } = onStage(start, { isStreamed })

  test.each<[string, StagedReply]>([
    ['in words', { text: 'I cannot help with that.', stops: 'refused' }],
    ['without a word', { stops: 'refused' }],
    ['with calls', { calls: [call], stops: 'refused' }],
    ['by the vendor’s filter', { fault: 'filtered' }],
  ])('a refusal %s is told apart from an answer, and calls nothing', async (_kind, reply) => {
    stage().say(reply)
    expect(await ask()).toMatchObject({ stopped: 'refused', calls: [] })
  })

  test.each<[string, StagedReply, ModelFailure, boolean]>([
    ['no word at all', {}, 'bad_answer', true],
    ['blanks', { text: ' \n ' }, 'bad_answer', true],
    ['no JSON', { fault: 'garbage' }, 'bad_answer', true],
    ['a web page', { fault: 'page' }, 'bad_answer', true],
    ['an answer without its end', { fault: 'unfinished', turn: { text: 'Friday is' } }, 'bad_answer', true],
    [
      'calls without their end',
      { fault: 'unfinished', turn: { text: 'Yes.', calls: [call] } },
      'bad_answer',
      true,
    ],
    ['a line that breaks', { fault: 'break', turn: { text: 'Friday is free.' } }, 'unreachable', true],
    ['an overload', { fault: 'overloaded' }, 'overloaded', true],
    ['a fault of the vendor', { fault: 'failed' }, 'vendor_failed', true],
    ['an empty account', { fault: 'out_of_credit' }, 'out_of_credit', false],
    ['a question too long', { fault: 'too_long' }, 'content_too_long', false],
    ['a request too large', { fault: 'too_large' }, 'content_too_long', false],
    ['a model without tools', { fault: 'no_tools' }, 'no_tools', false],
  ])(
    '%s is named, not tried again, and nothing of the question is in the error',
    async (_kind, reply, code, retryable) => {
      stage().say(reply)
      expect(await failureOf()).toMatchObject({ code, retryable })
      expect(stage().arrived()).toHaveLength(1)
    },
  )

  test('a rate limit says when to come back', async () => {
    stage().say({ fault: 'rate_limited', retryAfterSeconds: 23 })
    expect(await failureOf()).toMatchObject({
      code: 'rate_limited',
      retryable: true,
      retryAfterSeconds: 23,
    })
  })

  test('a wrong key and an unknown model are told apart', async () => {
    expect(await failureOf({}, stage().stranger)).toMatchObject({ code: 'sign_in_failed', retryable: false })
    expect(await failureOf({}, stage().unknownModel)).toMatchObject({ code: 'not_found', retryable: false })
    expect(stage().arrived()).toHaveLength(0)
  })

  test.each<[string, StagedReply]>([
    ['says nothing', { fault: 'silence' }],
    ['falls silent half way', { fault: 'hang', turn: { text: 'Friday is free, so I', calls: [call] } }],
  ])('a model that %s is given up at the deadline', async (_kind, reply) => {
    stage().say(reply)
    const begun = performance.now()
    expect(await failureOf({ timeoutMs: 250 })).toMatchObject({ code: 'timed_out', retryable: true })
    expect(performance.now() - begun).toBeLessThan(1_500)
  })

  test('whoever asks can give up, before and meanwhile', async () => {
    stage().say({ fault: 'silence' })
    const leaving = new AbortController()
    const asked = ask({ signal: leaving.signal })
    await expect.poll(() => stage().arrived().length).toBe(1)
    leaving.abort(new Error('A person has taken over'))
    await expect(asked).rejects.toThrow('A person has taken over')
    await expect(ask({ signal: leaving.signal })).rejects.toThrow('A person has taken over')
    expect(stage().arrived()).toHaveLength(1)
  })
}
