import './visit-actions.css'
import { Menu } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { Appointment } from '../api.ts'
import { IconCalendar, IconClock } from '../icons.ts'
import { useClinicTime } from '../queries.ts'
import { CALCOM_BOOKINGS, STATUS_LOOK, STATUS_WORDS } from '../words.ts'
import { notYet } from './not-yet.ts'
import type { NewStatus } from './visit-changes.ts'
import type { VisitDeeds } from './visit-deeds.tsx'

/** In the order of a visit. */
export const STATUSES: readonly NewStatus[] = ['booked', 'arrived', 'fulfilled', 'noshow', 'cancelled']

/** What can be done to one visit, where the pointer is: a press changes the status. */
export function VisitMenu({
  menu,
  deeds,
  onOpen,
  onClose,
}: {
  menu: { visit: Appointment; x: number; y: number } | null
  deeds: Omit<VisitDeeds, 'elements'>
  onOpen: (id: string) => void
  onClose: () => void
}) {
  const last = useRef(menu)
  const opener = useRef<Element | null>(null)
  if (menu) last.current = menu
  const shown = menu ?? last.current
  useEffect(() => {
    if (menu) opener.current = document.activeElement
  }, [menu])
  if (!shown) return null
  const { visit, x, y } = shown
  return (
    <Menu
      opened={menu !== null}
      onChange={(isOpen) => !isOpen && onClose()}
      onClose={() => opener.current instanceof HTMLElement && opener.current.focus({ preventScroll: true })}
      position="bottom-start"
      offset={2}
      shadow="md"
      returnFocus={false}
      withInitialFocusPlaceholder={false}
      menuItemTabIndex={0}
    >
      <Menu.Target>
        <button
          type="button"
          className="menu-anchor"
          tabIndex={-1}
          aria-hidden="true"
          style={{ left: x, top: y }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={`Status of ${visit.attendee_name}`}>
        <MenuTitle visit={visit} />
        <Menu.RadioGroup
          value={visit.status}
          onChange={(status) => {
            if (status === visit.status) return
            if (status === 'cancelled') deeds.askCancel(visit)
            else void deeds.setStatus(visit, status as NewStatus)
          }}
        >
          {STATUSES.map((status) => (
            <StatusChoice key={status} visit={visit} status={status} />
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        {visit.source === 'calcom' ? (
          <Menu.Item
            component="a"
            href={CALCOM_BOOKINGS}
            target="_blank"
            rel="noreferrer"
            leftSection={<IconClock size={16} />}
          >
            Booked at Cal.com: move it there
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconClock size={16} />} onClick={() => deeds.askMove(visit)}>
            Move to another time…
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconCalendar size={16} />} onClick={() => onOpen(visit.id)}>
          Open
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function StatusChoice({ visit, status }: { visit: Appointment; status: NewStatus }) {
  const from = notYet(visit, status, useClinicTime())
  return (
    <Menu.RadioItem
      className="status-item"
      value={status}
      closeMenuOnClick
      disabled={from !== null && status !== visit.status}
      rightSection={from && status !== visit.status && <span className="status-not-yet">{from}</span>}
    >
      <span className="status-choice">
        <span className={`status-dot look-${STATUS_LOOK[status]}`} aria-hidden="true" />
        {status === 'cancelled' ? 'Cancelled…' : STATUS_WORDS[status]}
      </span>
    </Menu.RadioItem>
  )
}

function MenuTitle({ visit }: { visit: Appointment }) {
  const time = useClinicTime()
  return (
    <Menu.Label>
      {visit.attendee_name}, {time.time(visit.start_at)}
    </Menu.Label>
  )
}
