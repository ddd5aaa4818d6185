import { Button, Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconFilter } from '../icons.ts'
import { STATUS_WORDS } from '../words.ts'
import { practitionersQuery, servicesQuery } from './calendar-queries.ts'
import { ALL_STATUSES, type CalendarSearch, filtersOf, SHOWN_STATUSES } from './calendar-search.ts'

interface Choice {
  id: string
  name: string
}

/** What is left out: one menu, with a number where something is. */
export function Filters({
  search,
  onChange,
}: {
  search: Partial<CalendarSearch>
  onChange: (next: Partial<CalendarSearch>) => void
}) {
  const practitioners = useQuery(practitionersQuery)
  const services = useQuery(servicesQuery)
  const { practitionerIds, serviceIds, statuses } = filtersOf(search)
  const count = [search.practitioners, search.services, search.status].filter(Boolean).length
  const isLive = ({ archived_at }: { archived_at: string | null }) => !archived_at
  return (
    <Menu
      withInitialFocusPlaceholder={false}
      menuItemTabIndex={0}
      closeOnItemClick={false}
      position="bottom-end"
      shadow="md"
      width={260}
    >
      <Menu.Target>
        <Button
          variant={count > 0 ? 'light' : 'default'}
          className="filter-button"
          leftSection={<IconFilter size={16} />}
          aria-label={count > 0 ? `Filter, ${count} in use` : 'Filter'}
        >
          {count > 0 ? count : null}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className="filter-menu">
        <Group
          label="Practitioners"
          choices={(practitioners.data?.practitioners ?? []).filter(isLive)}
          chosen={practitionerIds}
          onChange={(ids) => onChange({ practitioners: ids.join(',') || undefined })}
        />
        <Group
          label="Services"
          choices={(services.data?.services ?? []).filter(isLive)}
          chosen={serviceIds}
          onChange={(ids) => onChange({ services: ids.join(',') || undefined })}
        />
        <Group
          label="Status"
          choices={ALL_STATUSES.map((status) => ({ id: status, name: STATUS_WORDS[status] }))}
          chosen={statuses}
          onChange={(ids) => onChange({ status: isUsual(ids) ? undefined : ids.join(',') || undefined })}
        />
        {count > 0 && (
          <>
            <Menu.Divider />
            <Menu.Item
              closeMenuOnClick
              onClick={() => onChange({ practitioners: undefined, services: undefined, status: undefined })}
            >
              Show everything
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function Group({
  label,
  choices,
  chosen,
  onChange,
}: {
  label: string
  choices: readonly Choice[]
  chosen: readonly string[]
  onChange: (ids: string[]) => void
}) {
  if (choices.length === 0) return null
  return (
    <>
      <Menu.Label>{label}</Menu.Label>
      {choices.map(({ id, name }) => (
        <Menu.CheckboxItem
          key={id}
          checked={chosen.includes(id)}
          onChange={(isOn: boolean) =>
            onChange(isOn ? [...chosen, id] : chosen.filter((other) => other !== id))
          }
        >
          {name}
        </Menu.CheckboxItem>
      ))}
    </>
  )
}

function isUsual(ids: readonly string[]): boolean {
  return ids.length === SHOWN_STATUSES.length && SHOWN_STATUSES.every((status) => ids.includes(status))
}
