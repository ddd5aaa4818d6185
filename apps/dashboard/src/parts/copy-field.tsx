import { Button, Textarea, TextInput } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '../icons.ts'

/** A text that has to be carried elsewhere: readable, selectable, copied with one press. */
export function CopyField({
  label,
  value,
  description,
  isLong = false,
}: {
  label: string
  value: string
  description?: string
  /** Over several lines, so that all of it can be read. */
  isLong?: boolean
}) {
  const clipboard = useClipboard({ timeout: 2000 })
  const field = {
    label,
    value,
    readOnly: true,
    ...(description ? { description } : {}),
    classNames: { input: 'mono' },
  }
  return (
    <div className="copy-field">
      {isLong ? (
        <Textarea {...field} autosize onFocus={(event) => event.currentTarget.select()} />
      ) : (
        <TextInput {...field} onFocus={(event) => event.currentTarget.select()} />
      )}
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
