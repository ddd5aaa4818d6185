/** What was done here and can be taken back, the newest last. */
import { say } from '../announce.ts'
import { detailOf } from '../api.ts'

export interface Deed {
  /** `Ben Cole moved to 10:30 AM` */
  words: string
  takeBack(): Promise<void>
  /** It was taken back: what still offers to do so may go. */
  onTaken?(): void
}

const MOST = 30
const deeds: Deed[] = []

export function remember(deed: Deed): void {
  deeds.push(deed)
  if (deeds.length > MOST) deeds.shift()
}

/** Takes this one back, by default the newest. False where nothing is left. */
export async function undo(deed: Deed | undefined = deeds.at(-1)): Promise<boolean> {
  const index = deed ? deeds.indexOf(deed) : -1
  if (!deed || index === -1) return false
  deeds.splice(index, 1)
  deed.onTaken?.()
  await deed.takeBack().catch((error: unknown) => say('This could not be taken back', detailOf(error)))
  return true
}
