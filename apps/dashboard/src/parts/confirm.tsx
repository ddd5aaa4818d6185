import { Button, Group, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { FormProblem } from './loaded.tsx'

/** Asks before something that is hard to take back; the button says the deed. */
export function Confirm({
  opened,
  title,
  deed,
  back = 'Cancel',
  isDangerous = false,
  isBusy,
  error,
  onConfirm,
  onClose,
  children,
}: {
  opened: boolean
  title: string
  deed: string
  /** What the other button says: “Cancel” would be unclear where the deed is a cancelling. */
  back?: string
  isDangerous?: boolean
  isBusy: boolean
  error: unknown
  onConfirm: () => void
  onClose: () => void
  children: ReactNode
}) {
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <div className="stack">
        <div>{children}</div>
        <FormProblem error={error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {back}
          </Button>
          <Button color={isDangerous ? 'red' : 'brand'} loading={isBusy} onClick={onConfirm}>
            {deed}
          </Button>
        </Group>
      </div>
    </Modal>
  )
}
