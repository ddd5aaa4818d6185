import { Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { Schemas } from '../api.ts'
import { IconSearch } from '../icons.ts'
import { CHANNELS } from '../words.ts'
import type { InboxSearch, Shown } from './inbox-search.ts'
import { channelName } from './inbox-words.ts'

const route = getRouteApi('/desk/inbox')

const FILTERS: { show: Shown | undefined; label: string }[] = [
  { show: undefined, label: 'All' },
  { show: 'waiting', label: 'Needs a person' },
  { show: 'mine', label: 'Mine' },
  { show: 'unread', label: 'Unread' },
]

/** Which conversations are listed. Each change stands in the address. */
export function ListFilters({ counts }: { counts: Schemas['ConversationCounts'] | undefined }) {
  const { show, channel, search } = route.useSearch()
  const navigate = route.useNavigate()
  const [typed, setTyped] = useState(search ?? '')
  const change = (next: Partial<InboxSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false })
  const look = useDebouncedCallback((text: string) => change({ search: text.trim() || undefined }), 250)
  return (
    <div className="inbox-filters">
      <div className="inbox-title">
        <h1>Inbox</h1>
        <Select
          aria-label="Channel"
          className="inbox-channel"
          size="xs"
          data={[
            { value: 'all', label: 'Every channel' },
            ...CHANNELS.map((value) => ({ value, label: channelName(value) })),
          ]}
          value={channel ?? 'all'}
          allowDeselect={false}
          onChange={(value) => change({ channel: CHANNELS.find((one) => one === value) })}
        />
      </div>
      <TextInput
        aria-label="Search conversations"
        placeholder="Name or words of a message"
        type="search"
        leftSection={<IconSearch size={16} stroke={1.8} />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          look(event.currentTarget.value)
        }}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: four buttons in a line are no form */}
      <div className="inbox-chips" role="group" aria-label="Which conversations">
        {FILTERS.map((filter) => {
          const count = filter.show && counts ? counts[filter.show] : 0
          return (
            <button
              key={filter.label}
              type="button"
              className={filter.show === 'waiting' && count > 0 ? 'chip chip-urgent' : 'chip'}
              aria-pressed={show === filter.show}
              onClick={() => change({ show: filter.show })}
            >
              {filter.label}
              {count > 0 && <span className="chip-count">{count}</span>}
            </button>
          )
        })}
      </div>
    </div>
  )
}
