/** WhatsApp of the simulation: Meta's fake, what reached whom, and what it tells of that. */
import { startWhatsApp } from '../vendors/whatsapp.ts'
import { whatsAppPerson } from '../vendors/whatsapp-callbacks.ts'
import type { Agenda } from './agenda.ts'
import { diceOf } from './dice.ts'
import type { Chaos } from './faults.ts'
import type { ReachedSomebody } from './text-messages.ts'

export async function openWhatsApp(options: {
  clock: { now(): Temporal.Instant }
  seed: number
  chaos: Chaos
  agenda: Agenda
  count: (what: string) => void
  /** Where the clinic of this number is told of it. */
  webhookOf: (phone: string) => string
}) {
  const { clock, seed, chaos, agenda, count, webhookOf } = options
  const whatsapp = await startWhatsApp({ clock })
  const asked = new Map<string, number>()
  /** Whoever has written, by what Meta calls them in this business. */
  const phones = new Map<string, string>()

  whatsapp.faults.take = (isSending) => {
    const request = whatsapp.requests.pop()
    const { to = '', status } = JSON.parse(request?.body || '{}')
    // That something was read is told in the same way.
    if (!isSending || !request || status) return null
    const nth = asked.get(to) ?? 0
    asked.set(to, nth + 1)
    count('WhatsApp was asked to send')
    return chaos.ofRequest(diceOf(seed, 'whatsapp', to, nth))
  }

  let seen = 0
  function planCallbacks(id: string, phone: string, tracker: string | null): void {
    const dice = diceOf(seed, 'whatsapp callbacks', phone, asked.get(phone) ?? 0)
    if (chaos.befalls(dice, 'callbackLost')) return
    const to = whatsAppPerson({ phone })
    const at = clock.now().add({ minutes: dice.between(1, 3) })
    const isUndelivered = chaos.befalls(dice, 'undelivered')
    const copies = chaos.befalls(dice, 'callbackTwice') ? 2 : 1
    const tell = (status: 'sent' | 'delivered' | 'failed', times = 1, code?: number) =>
      copied(phone, times, () =>
        whatsapp.deliver.status({ id, to, status, tracker, ...(code ? { code } : {}) }),
      )
    agenda.add(at, async () => {
      await (isUndelivered ? tell('failed', copies, 131026) : tell('delivered', copies))
    })
    if (chaos.befalls(dice, 'sentAfterDelivered')) {
      agenda.add(at.add({ minutes: 2 }), async () => void (await tell('sent')))
    }
  }

  /** The fake looks at both as soon as it is called, and others may call it before it has ended. */
  function copied<T>(phone: string, copies: number, tell: () => Promise<T>): Promise<T> {
    whatsapp.state.webhookUrl = webhookOf(phone)
    whatsapp.faults.callbacks = { copies }
    const told = tell()
    whatsapp.faults.callbacks = {}
    return told
  }

  return {
    url: whatsapp.url,
    credentials: { ...whatsapp.credentials },
    connect(transport: NonNullable<typeof whatsapp.state.transport>) {
      whatsapp.state.transport = transport
    },
    take(): ReachedSomebody[] {
      const reached: ReachedSomebody[] = []
      for (; seen < whatsapp.sent.length; seen += 1) {
        const sent = whatsapp.sent[seen]
        if (!sent) continue
        const { to, text, messageId, vendorMessageId } = sent
        const address = phones.get(to) ?? `+${to}`
        planCallbacks(vendorMessageId, address, messageId)
        reached.push({ channel: 'whatsapp', address, text, messageId: messageId ?? '', at: clock.now() })
      }
      return reached
    },
    async write({ from, name, text, copies }: { from: string; name: string; text: string; copies: number }) {
      const person = whatsAppPerson({ phone: from, name })
      phones.set(person.userId, from)
      whatsapp.hears(person)
      await copied(from, copies, () => whatsapp.deliver.text({ from: person, text }))
    },
    close: () => whatsapp.close(),
  }
}
