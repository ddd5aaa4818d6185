/** The process of one part, beside others on one database; `nodes.ts` tells it what to do. */
import { openPart, type Part, type PartOptions } from './part.ts'

export type Order = { do: 'open'; options: PartOptions } | { do: 'pass'; until: string } | { do: 'close' }
export type Answer = { value: unknown } | { error: string }

let part: Part | undefined

async function obey(order: Order): Promise<unknown> {
  if (order.do === 'open') {
    part = await openPart(order.options)
    return null
  }
  if (!part) throw new Error('a node has no part yet')
  if (order.do === 'close') return part.close()
  const passed = await part.pass(Temporal.Instant.from(order.until))
  const { user, system } = process.cpuUsage()
  return { ...passed, cpuMs: (user + system) / 1000 }
}

/** Without whoever started it there is nothing to do. */
process.once('disconnect', () => process.exit())
process.on('message', async (order: Order) => {
  const answer = await obey(order).then(
    (value): Answer => ({ value }),
    (error: unknown): Answer => ({ error: error instanceof Error ? String(error.stack) : String(error) }),
  )
  process.send?.(answer)
})
