/** "Why is nothing free?": asks about some dates of a service, and shows day by day what speaks against its starts. */
import './why-nothing.css'
import { Drawer, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { Practitioner, Service } from '../../api.ts'
import { explanationQuery } from '../../calendar/calendar-queries.ts'
import { addDays, daysBetween, isDay } from '../../clinic-time.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { Lines } from '../../parts/page.tsx'
import { useClinicTime } from '../../queries.ts'
import { minutesInWords } from './service-words.ts'
import { WhyNothingDays } from './why-nothing-days.tsx'

const route = getRouteApi('/desk/settings/services/$id')
const DAYS_SHOWN = 14
const DAYS_MAX = 62

interface Asked {
  service: Service
  practitioners: readonly Practitioner[]
}

export function WhyNothingDrawer({ service, practitioners }: Asked) {
  const { why } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <Drawer
      opened={why === 'open'}
      onClose={() => void navigate({ search: {} })}
      position="right"
      size={560}
      title="Why is nothing free?"
    >
      <WhyNothing service={service} practitioners={practitioners} />
    </Drawer>
  )
}

function WhyNothing({ service, practitioners }: Asked) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const today = useClinicTime().today()
  const from = search.from ?? today
  const to = search.to && search.to >= from ? search.to : addDays(from, DAYS_SHOWN - 1)
  const isTooLong = daysBetween(from, to) > DAYS_MAX
  const performers = practitioners.filter(
    ({ id, archived_at }) =>
      archived_at === null && service.practitioners.some(({ practitioner_id }) => practitioner_id === id),
  )
  const asked = performers.find(({ id }) => id === search.practitioner)
  const explanation = useQuery({
    ...explanationQuery({
      serviceId: service.id,
      from,
      to,
      practitionerId: asked?.id,
      durationMinutes: search.minutes,
    }),
    enabled: !isTooLong,
  })
  const change = (changed: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...changed }), replace: true })
  const names = new Map(
    performers
      .filter(({ id, is_bookable }) => is_bookable && (!asked || id === asked.id))
      .map(({ id, name }) => [id, name]),
  )
  return (
    <div className="stack">
      <p className="muted">
        Every start that the working hours would allow for <strong>{service.name}</strong>, and what speaks
        against it. For the service as it is saved.
      </p>
      <div className="two">
        <TextInput
          type="date"
          label="From"
          value={from}
          onChange={({ currentTarget: { value } }) => isDay(value) && change({ from: value, to: undefined })}
        />
        <TextInput
          type="date"
          label="To"
          value={to}
          min={from}
          max={addDays(from, DAYS_MAX)}
          error={isTooLong && `At most ${DAYS_MAX} days`}
          onChange={({ currentTarget: { value } }) => isDay(value) && change({ to: value })}
        />
        {performers.length > 1 && service.assignment !== 'all' && (
          <NativeSelect
            label="With"
            value={asked?.id ?? ''}
            data={[
              { value: '', label: 'Anybody who does it' },
              ...performers.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={({ currentTarget: { value } }) => change({ practitioner: value || undefined })}
          />
        )}
        {service.durations_minutes.length > 1 && (
          <NativeSelect
            label="Length"
            value={String(search.minutes ?? service.duration_minutes)}
            data={service.durations_minutes.map((minutes) => ({
              value: String(minutes),
              label: minutesInWords(minutes),
            }))}
            onChange={({ currentTarget: { value } }) => change({ minutes: Number(value) })}
          />
        )}
      </div>
      {!isTooLong && (
        <Loaded query={explanation} skeleton={<Lines count={6} height={64} />}>
          {(read) => <WhyNothingDays explanation={read} names={names} />}
        </Loaded>
      )}
    </div>
  )
}
