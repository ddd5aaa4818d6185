import { Button, Group, Modal } from '@mantine/core'
import { useRef } from 'react'
import type { BusyTime } from '../api.ts'
import { IconTrash } from '../icons.ts'
import { useClinicTime } from '../queries.ts'
import type { BlockChanges } from './block-changes.ts'

/** What is blocked and by whom, and the way to free it again. */
export function BlockDialog({
  busy,
  whose,
  blocks,
  mayChange,
  onClose,
}: {
  busy: BusyTime | null
  whose: string
  blocks: BlockChanges
  mayChange: boolean
  onClose: () => void
}) {
  const time = useClinicTime()
  const last = useRef(busy)
  if (busy) last.current = busy
  const shown = busy ?? last.current
  return (
    <Modal opened={busy !== null} onClose={onClose} title={shown?.title ?? 'Blocked time'}>
      {shown && (
        <div className="stack">
          <p>
            {time.date(shown.start_at)}, {time.timeRange(shown.start_at, shown.end_at)}
            {whose && ` · ${whose}`}
          </p>
          <p className="muted">
            Nothing new can be booked in this time. Drag it, or hold Alt and press arrows, to move it.
          </p>
          {mayChange && (
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose} data-autofocus>
                Leave it blocked
              </Button>
              <Button
                leftSection={<IconTrash size={16} />}
                onClick={() => {
                  onClose()
                  void blocks.remove(shown)
                }}
              >
                Free this time
              </Button>
            </Group>
          )}
        </div>
      )}
    </Modal>
  )
}
