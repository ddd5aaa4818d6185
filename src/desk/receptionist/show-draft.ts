import type { Desk } from '../../kit/events.ts'
import { type ClinicId, uuidv7 } from '../../kit/ids.ts'
import type { Links } from '../actions/action.ts'
import {
  createDraftText,
  DRAFTS_CHANNEL,
  type DraftGround,
  type DraftNews,
  gateDraft,
  writeDraftNews,
} from './draft.ts'
import { type DraftFor, findDraftGround, mayDraft } from './find-draft-ground.ts'
import type { Deed } from './turn.ts'

export interface ShownDraft {
  /** Takes what the model writes, in pieces cut anywhere. Never waits and never throws. */
  hear(piece: string): void
  /** What was heard so far is void: the model goes on with what it called for. */
  drop(): void
  /** What was looked up for the model: from now on it may be told of that. */
  learn(read: Deed): void
  /** Shows nothing more; resolves when what was on its way has left, so that no draft comes after its message. */
  stop(): Promise<void>
  /** Stops, and says what became of it, where anything was shown at all. Once is enough. */
  end(as: 'answered' | 'withdrawn'): Promise<void>
}

/**
 * Shows a visitor the answer that a model is writing: each sentence has passed the gate, and before each the conversation is
 * looked at again. No row is written, and a draft that is lost on the way costs nothing: the message brings everything.
 */
export function showDraft(
  { database, clock, log }: Desk,
  input: DraftFor & { clinicId: ClinicId; links: Links; secret: string },
): ShownDraft {
  const { clinicId, conversationId } = input
  const draftId = uuidv7(clock.now())
  let written = createDraftText()
  const reads: Deed[] = []
  let ground: DraftGround | null = null
  let seen = ''
  let shown = ''
  let sequence = 0
  let isOver = false
  let showing: Promise<void> | null = null

  function catchUp(): void {
    if (isOver || written.sentences() === seen) return
    showing ??= showNew().finally(() => {
      showing = null
      catchUp()
    })
  }

  async function showNew(): Promise<void> {
    try {
      const isOpen = written.sentences() === '' || (await lookAgain())
      if (isOver) return
      isOver = !isOpen
      // What was written or dropped during the look counts too.
      seen = written.sentences()
      const text = isOpen && ground ? gateDraft(seen, ground) : ''
      if (text !== shown) await tell(text ? 'growing' : 'withdrawn', text)
    } catch (error) {
      isOver = true
      log.warn('draft.not_shown', { clinicId, conversationId }, error)
    }
  }

  function lookAgain(): Promise<boolean> {
    return database.inClinic(clinicId, async (tx) => {
      if (ground) return mayDraft(tx, input)
      ground = await findDraftGround(tx, input, { ...input, reads })
      return ground !== null
    })
  }

  async function tell(is: DraftNews['is'], text = ''): Promise<void> {
    const payload = writeDraftNews({ clinicId, conversationId, draftId, sequence: sequence + 1, is, text })
    if (!payload) return
    sequence += 1
    shown = text
    await database.notify(DRAFTS_CHANNEL, payload)
  }

  async function stop(): Promise<void> {
    isOver = true
    await showing
  }

  return {
    hear(piece) {
      if (isOver) return
      written.push(piece)
      catchUp()
    },
    drop() {
      written = createDraftText()
      catchUp()
    },
    learn(read) {
      reads.push(read)
      ground = null
    },
    stop,
    async end(as) {
      await stop()
      if (shown === '') return
      await tell(as).catch((error: unknown) => {
        log.warn('draft.not_ended', { clinicId, conversationId }, error)
      })
    },
  }
}
