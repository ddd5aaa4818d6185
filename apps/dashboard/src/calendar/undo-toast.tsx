import './visit-actions.css'
import { Button } from '@mantine/core'
import { sayAloud } from '../announce.ts'
import { type Deed, remember, undo } from './undo.ts'

let shown: string | undefined

/** Says what was done, and takes it back at a press; Ctrl+Z does the same. Only the newest is offered. */
export function offerUndo(deed: Deed, about?: string): void {
  remember(deed)
  sayAloud(`${deed.words}. Control Z takes it back.`)
  void import('@mantine/notifications').then(({ notifications }) => {
    if (shown) notifications.hide(shown)
    const id = notifications.show({
      title: deed.words,
      message: (
        <span className="undo-line">
          {about && <span>{about}</span>}
          <Button
            variant="default"
            size="compact-sm"
            aria-keyshortcuts="Control+z"
            onClick={() => void undo(deed)}
          >
            Undo
          </Button>
        </span>
      ),
      autoClose: 8000,
      color: 'brand',
      // The region has said it already.
      role: 'none',
      closeButtonProps: { 'aria-label': 'Close this note' },
    })
    shown = id
    deed.onTaken = () => notifications.hide(id)
  })
}
