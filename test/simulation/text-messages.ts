/** The phones of the simulation: Twilio's fake, what reached whom, and what it tells of that. */
import { startTwilio } from '../vendors/twilio.ts'
import type { Agenda } from './agenda.ts'
import { diceOf } from './dice.ts'
import type { Chaos } from './faults.ts'

export interface ReachedSomebody {
  channel: 'sms' | 'whatsapp' | 'email'
  /** A number in E.164, or an address. */
  address: string
  messageId: string
  at: Temporal.Instant
  text: string
}

export type TextMessages = Awaited<ReturnType<typeof openTextMessages>>

export async function openTextMessages(options: {
  clock: { now(): Temporal.Instant }
  seed: number
  chaos: Chaos
  agenda: Agenda
  count: (what: string) => void
}) {
  const { clock, seed, chaos, agenda, count } = options
  const twilio = await startTwilio({ clock })
  const tries: { phone: string; text: string; messageId: string; isTaken: boolean }[] = []
  const asked = new Map<string, number>()

  twilio.faults.take = (isSending) => {
    const request = twilio.requests.pop()
    if (!isSending || !request) return null
    const form = new URLSearchParams(request.body)
    const [phone, text] = [form.get('To') ?? '', form.get('Body') ?? '']
    const nth = asked.get(phone) ?? 0
    asked.set(phone, nth + 1)
    count('vendor was asked to send')
    const fault = chaos.ofRequest(diceOf(seed, 'vendor', phone, nth))
    const { searchParams } = new URL(form.get('StatusCallback') ?? 'http://nowhere')
    const isTaken = fault?.kind !== 'refuse' && fault?.kind !== 'lose_request'
    tries.push({ phone, text, messageId: searchParams.get('message') ?? '', isTaken })
    return fault
  }

  let seen = 0
  function planCallbacks(sid: string, phone: string): void {
    const dice = diceOf(seed, 'callbacks', phone, asked.get(phone) ?? 0)
    if (chaos.befalls(dice, 'callbackLost')) return
    const at = clock.now().add({ minutes: dice.between(1, 3) })
    const isUndelivered = chaos.befalls(dice, 'undelivered')
    const copies = chaos.befalls(dice, 'callbackTwice') ? 2 : 1
    agenda.add(at, async () => {
      const [status, code] = isUndelivered ? (['undelivered', 30003] as const) : (['delivered'] as const)
      await copied(copies, () => twilio.deliver.status(sid, status, code))
    })
    if (chaos.befalls(dice, 'sentAfterDelivered')) {
      agenda.add(at.add({ minutes: 2 }), async () => void (await twilio.deliver.status(sid, 'sent')))
    }
  }

  /** The fake looks at it as soon as it is called, and others may call it before it has ended. */
  function copied<T>(copies: number, tell: () => Promise<T>): Promise<T> {
    twilio.faults.callbacks = { copies }
    const told = tell()
    twilio.faults.callbacks = {}
    return told
  }

  return {
    url: twilio.url,
    credentials: { ...twilio.credentials },
    /** How callbacks and texts get to the program. */
    connect(transport: NonNullable<typeof twilio.state.transport>) {
      twilio.state.transport = transport
    },
    /** What has reached phones since the last call; what the vendor tells of it is planned. */
    take(): ReachedSomebody[] {
      const reached: ReachedSomebody[] = []
      for (; seen < twilio.sent.length; seen += 1) {
        const sent = twilio.sent[seen]
        const nth = tries.findIndex(
          ({ phone, text, isTaken }) => isTaken && phone === sent?.to && text === sent.text,
        )
        const [tried] = nth < 0 ? [] : tries.splice(nth, 1)
        if (!sent || !tried) throw new Error('a phone was reached that nobody wrote to')
        planCallbacks(sent.vendorMessageId, sent.to)
        reached.push({
          ...{ channel: 'sms', address: sent.to, text: sent.text },
          ...{ messageId: tried.messageId, at: clock.now() },
        })
      }
      tries.length = 0
      return reached
    },
    async write(url: string, { from, text, copies }: { from: string; text: string; copies: number }) {
      twilio.state.webhookUrl = url
      await copied(copies, () => twilio.deliver.text({ from, text }))
    },
    close: () => twilio.close(),
  }
}
