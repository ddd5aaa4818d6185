import { Button, Menu } from '@mantine/core'
import { IconPlus } from '../icons.ts'
import { TYPE_WORDS } from './fhir.ts'

export function AddQuestion({
  onAdd,
  isGroupOffered = false,
}: {
  onAdd: (type: string) => void
  isGroupOffered?: boolean
}) {
  const types = Object.entries(TYPE_WORDS).filter(([type]) => isGroupOffered || type !== 'group')
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconPlus size={16} />}>
          Add a question
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {types.map(([type, word]) => (
          <Menu.Item key={type} onClick={() => onAdd(type)}>
            {word}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
