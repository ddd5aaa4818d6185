/** The mail of the simulation: a server of our own, what reached whom, and passes in which it takes nothing or hangs up. */
import { startMailbox } from '../mailbox.ts'
import { diceOf } from './dice.ts'
import type { Chaos } from './faults.ts'
import type { ReachedSomebody } from './text-messages.ts'

const MESSAGE_ID = /^<([0-9a-f-]{36})@/

export async function openLetters(options: {
  clock: { now(): Temporal.Instant }
  seed: number
  chaos: Chaos
  count: (what: string) => void
}) {
  const { clock, seed, chaos, count } = options
  const mailbox = await startMailbox()
  const known = new Set<string>()
  let seen = 0
  let passes = 0
  return {
    url: mailbox.url,
    /** Decides what befalls the mail of one pass of the program. */
    beginPass(): void {
      passes += 1
      const dice = diceOf(seed, 'mail', passes)
      mailbox.refuse(null)
      mailbox.hangUp(null)
      if (chaos.befalls(dice, 'mailRefused')) mailbox.refuse(451, { at: 'message' })
      else if (chaos.befalls(dice, 'mailCutOff')) mailbox.hangUp('after_message')
    },
    /** What has come since the last call; a mail that came again under its Message-ID is one mail, as mail programs have it. */
    take(): ReachedSomebody[] {
      const reached: ReachedSomebody[] = []
      for (; seen < mailbox.messages.length; seen += 1) {
        const mail = mailbox.messages[seen]
        const [, messageId] = MESSAGE_ID.exec(mail?.messageId ?? '') ?? []
        if (!mail || !messageId) throw new Error(`a mail has no Message-ID of ours: ${mail?.messageId}`)
        if (known.has(messageId)) {
          count('mail came twice under one Message-ID')
          continue
        }
        known.add(messageId)
        const [address = ''] = mail.envelope.to
        reached.push({ channel: 'email', address, messageId, text: mail.text, at: clock.now() })
      }
      return reached
    },
    close: () => mailbox.close(),
  }
}
