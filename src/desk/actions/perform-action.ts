import type { Tx } from '../../kit/db.ts'
import { invariant } from '../../kit/problem.ts'
import { TooManyOpen } from '../scheduling/book-online.ts'
import { findNextFree } from '../scheduling/find-next-free.ts'
import { SlotTaken } from '../scheduling/place.ts'
import { type ActionCall, type ActionRefusal, type Asking, type Performed, refused } from './action.ts'
import { attempt } from './attempt.ts'
import { isConfirmed } from './proposal.ts'
import { findAction } from './registry.ts'
import { isOffered } from './select-actions.ts'

/** More of one message is a loop or an attack. */
export const ACTIONS_PER_MESSAGE = 8

/**
 * Does what was asked for by name, or says why not. Decided here, whoever asks and whatever a text says: that this caller may
 * ask for it in this conversation, that the input has the action's shape, and that the person said yes where a yes is needed.
 * What is refused or lost to somebody faster leaves nothing behind. `asking.standing` is the new one afterwards.
 */
export async function performAction(tx: Tx, asking: Asking, call: ActionCall): Promise<Performed<unknown>> {
  invariant(asking.clinic.clinicId === tx.clinicId, 'an action is asked for in its own clinic')
  const action = findAction(call.name)
  if (!action) return refused('unknown_action')
  if (!isOffered(action, asking)) return refused('not_allowed')
  const input = action.input.safeParse(call.input)
  if (!input.success) return refused('bad_input')
  if (action.proposalOf) {
    const proposal = await action.proposalOf(tx, asking, input.data)
    if ('ok' in proposal) return proposal
    const { standing, conversation } = asking
    if (!(await isConfirmed(tx, conversation.id, { standing, proposal }))) {
      return refused('needs_yes', { proposal })
    }
  }
  // A yes is good for one try: what was refused is put before the person again.
  const before = {
    contactId: asking.contactId,
    standing: action.proposalOf ? { ...asking.standing, confirmed: null } : asking.standing,
  }
  return attempt<Performed<unknown>>(
    tx,
    async () => {
      const done = await action.perform(tx, asking, input.data)
      if (!done.ok) throw new Refused(done)
      return { ok: true as const, output: action.output.parse(done.output) }
    },
    (error) => {
      const refusal = refusalOf(error)
      if (refusal) {
        return async () => {
          Object.assign(asking, before)
          return refusal
        }
      }
      if (!(error instanceof SlotTaken)) return undefined
      return async () => {
        Object.assign(asking, before)
        const free = await findNextFree(tx, asking.clinic, { wanted: error.wanted })
        return refused(error.reason, { nextFree: free.map((startAt) => startAt.toString()) })
      }
    },
  )
}

/** Thrown, so that nothing stays of what was begun before it was refused. */
class Refused extends Error {
  override readonly name = 'Refused'
  readonly refusal: ActionRefusal

  constructor(refusal: ActionRefusal) {
    super(refusal.reason)
    this.refusal = refusal
  }
}

function refusalOf(error: unknown): ActionRefusal | undefined {
  if (error instanceof Refused) return error.refusal
  return error instanceof TooManyOpen ? refused('too_many_open') : undefined
}
