import { ActionIcon, Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { IconDots, IconHourglass, IconLock, IconPrinter } from '../icons.ts'
import { useLetterKeys } from '../letter-keys.ts'
import type { CalendarSearch, View } from './calendar-search.ts'

/** What is seldom wanted. */
export function MoreMenu({
  view,
  search,
  mayWrite,
  onChange,
  onBlock,
}: {
  view: View
  search: Partial<CalendarSearch>
  mayWrite: boolean
  onChange: (next: Partial<CalendarSearch>) => void
  onBlock: () => void
}) {
  const [hasLetters, setLetters] = useLetterKeys()
  const hasHours = view === 'day' || view === 'week'
  return (
    <Menu
      withInitialFocusPlaceholder={false}
      menuItemTabIndex={0}
      position="bottom-end"
      shadow="md"
      width={240}
    >
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label="More">
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayWrite && (
          <Menu.Item leftSection={<IconLock size={16} />} onClick={onBlock}>
            Block time…
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconHourglass size={16} />}
          renderRoot={(props) => <Link to="/waitlist" {...props} />}
        >
          Waitlist
        </Menu.Item>
        {/* After the menu has gone, so that it is not on the paper. */}
        <Menu.Item
          leftSection={<IconPrinter size={16} />}
          onClick={() => setTimeout(() => window.print(), 300)}
        >
          Print
        </Menu.Item>
        {view === 'day' && (
          <>
            <Menu.Divider />
            <Menu.Label>A column for each</Menu.Label>
            <Menu.RadioGroup
              value={search.by ?? 'practitioner'}
              onChange={(by) => onChange({ by: by === 'room' ? 'room' : undefined })}
            >
              <Menu.RadioItem value="practitioner">Practitioner</Menu.RadioItem>
              <Menu.RadioItem value="room">Room</Menu.RadioItem>
            </Menu.RadioGroup>
          </>
        )}
        {hasHours && (
          <>
            <Menu.Divider />
            <Menu.CheckboxItem
              checked={search.hours === 'all'}
              onChange={(isOn: boolean) => onChange({ hours: isOn ? 'all' : undefined })}
            >
              All 24 hours
            </Menu.CheckboxItem>
          </>
        )}
        {view === 'day' && search.by !== 'room' && (
          <Menu.CheckboxItem
            checked={search.off === 'shown'}
            onChange={(isOn: boolean) => onChange({ off: isOn ? 'shown' : undefined })}
          >
            Also who is off
          </Menu.CheckboxItem>
        )}
        <Menu.Divider />
        <Menu.CheckboxItem checked={hasLetters} onChange={setLetters}>
          Keys T, D, W, M, A
        </Menu.CheckboxItem>
      </Menu.Dropdown>
    </Menu>
  )
}
