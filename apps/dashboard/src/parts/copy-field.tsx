import { Button, TextInput } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '../icons.ts'

/** A text that has to be carried elsewhere: readable, selectable, copied with one press. */
export function CopyField({
  label,
  value,
  description,
}: {
  label: string
  value: string
  description?: string
}) {
  const clipboard = useClipboard({ timeout: 2000 })
  return (
    <div className="copy-field">
      <TextInput
        label={label}
        value={value}
        readOnly
        {...(description ? { description } : {})}
        onFocus={(event) => event.currentTarget.select()}
        classNames={{ input: 'mono' }}
      />
      <Button
        variant="default"
        miw={104}
        leftSection={clipboard.copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
        onClick={() => clipboard.copy(value)}
        aria-label={`Copy ${label.toLowerCase()}`}
      >
        {clipboard.copied ? 'Copied' : 'Copy'}
      </Button>
      <span role="status" className="visually-hidden">
        {clipboard.copied ? `${label} copied` : ''}
      </span>
    </div>
  )
}
