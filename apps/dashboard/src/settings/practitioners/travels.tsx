/** When a practitioner works from elsewhere: on these dates the hours are of another zone. */
import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { detectedZone, isDay } from '../../clinic-time.ts'
import { IconPlus } from '../../icons.ts'
import { Section } from '../../parts/page.tsx'
import { ZoneSelect } from '../../parts/place-fields.tsx'
import { useClinicTime } from '../../queries.ts'
import { type Travel, whyNoTravel } from './practitioner-values.ts'

export function Travels({
  travels,
  flaw,
  onChange,
}: {
  travels: Travel[]
  flaw?: React.ReactNode
  onChange: (travels: Travel[]) => void
}) {
  const time = useClinicTime()
  const [isAdding, setAdding] = useState(false)
  const ahead = travels.filter(({ to_date }) => to_date >= time.today())
  return (
    <Section
      title="Travel"
      about="Who works from elsewhere keeps their hours there: nine o’clock is nine o’clock in that zone."
      actions={
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
          Add a trip
        </Button>
      }
    >
      {flaw && (
        <p className="notice notice-problem" role="alert" tabIndex={-1} data-flawed>
          {flaw}
        </p>
      )}
      {ahead.length === 0 ? (
        <p className="muted">No trips ahead.</p>
      ) : (
        <ul className="rows">
          {ahead.map((travel) => {
            const dates = `${time.longDay(travel.from_date)} to ${time.longDay(travel.to_date)}`
            return (
              <li key={travel.from_date} className="row">
                <span className="row-main">
                  <strong>{dates}</strong>
                  <span className="muted">{travel.time_zone.replaceAll('_', ' ')}</span>
                </span>
                <Button
                  variant="subtle"
                  color="red"
                  aria-label={`Remove the trip ${dates}`}
                  onClick={() => onChange(travels.filter((each) => each !== travel))}
                >
                  Remove
                </Button>
              </li>
            )
          })}
        </ul>
      )}
      <Modal opened={isAdding} onClose={() => setAdding(false)} title="Add a trip">
        {isAdding && (
          <TravelForm
            others={travels}
            onAdd={(travel) => {
              onChange([...travels, travel].sort((a, b) => a.from_date.localeCompare(b.from_date)))
              setAdding(false)
            }}
            onClose={() => setAdding(false)}
          />
        )}
      </Modal>
    </Section>
  )
}

function TravelForm({
  others,
  onAdd,
  onClose,
}: {
  others: readonly Travel[]
  onAdd: (travel: Travel) => void
  onClose: () => void
}) {
  const today = useClinicTime().today()
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [zone, setZone] = useState(detectedZone)
  const [wasTried, setTried] = useState(false)
  const travel: Travel = { from_date: from, to_date: to || from, time_zone: zone }
  const whyNotFrom = isDay(from) ? null : 'Enter a date'
  const whyNotTo = whyNotFrom ? null : whyNoTravel(travel, others)
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        // The page's form, around this one in React's tree, is not meant.
        event.stopPropagation()
        setTried(true)
        if (!whyNotFrom && !whyNotTo) onAdd(travel)
      }}
    >
      <div className="two">
        <TextInput
          type="date"
          label="First day"
          data-autofocus
          min={today}
          value={from}
          error={wasTried && whyNotFrom}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label="Last day"
          min={from || today}
          value={to}
          error={wasTried && whyNotTo}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      <ZoneSelect value={zone} onChange={setZone} />
      <div className="form-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit">Add</Button>
      </div>
    </form>
  )
}
