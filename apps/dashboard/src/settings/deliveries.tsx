import './deliveries.css'
import { Button, Modal, Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { say } from '../announce.ts'
import { answer, api, type Schemas } from '../api.ts'
import { IconRefresh } from '../icons.ts'
import { Details } from '../parts/details.tsx'
import { GuardedButton } from '../parts/guarded-button.tsx'
import { FormProblem, Loaded } from '../parts/loaded.tsx'
import { Lines } from '../parts/page.tsx'
import { StateWord } from '../parts/status-word.tsx'
import { appointmentQuery, deliveriesQuery, deliveryQuery, useClinicTime, useMay } from '../queries.ts'
import { DELIVERY_STATUS, plural, triggerInWords } from '../words.ts'

type Delivery = Schemas['Delivery']

const route = getRouteApi('/desk/settings/connections')
const TONES = { received: 'busy', done: 'good', kept: 'quiet', waiting: 'open', failed: 'bad' } as const

/** What came in lately, and what became of it. */
export function Deliveries({ connectionId }: { connectionId: string }) {
  const { only } = route.useSearch()
  const deliveries = useQuery(deliveriesQuery(connectionId, only))
  const change = useSearchChange()
  return (
    <section className="deliveries" aria-label="What came in">
      <h3>What came in</h3>
      <Loaded query={deliveries} skeleton={<Lines count={4} height={44} />}>
        {({ deliveries }) =>
          deliveries.length === 0 ? (
            <p className="muted">{only ? 'Nothing failed.' : 'Nothing yet.'}</p>
          ) : (
            <ul className="rows">
              {deliveries.map((delivery) => (
                <DeliveryRow
                  key={delivery.id}
                  delivery={delivery}
                  onOpen={() => change({ delivery: delivery.id })}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}

/** For all connections at once, as the address says it. */
export function OnlyFailed() {
  const { only } = route.useSearch()
  const change = useSearchChange()
  return (
    <Switch
      label="Only what failed"
      checked={only === 'failed'}
      onChange={(event) => change({ only: event.currentTarget.checked ? 'failed' : undefined })}
    />
  )
}

/** The delivery that the address names, however long ago it came in. */
export function OpenDelivery() {
  const { delivery } = route.useSearch()
  const change = useSearchChange()
  return delivery ? <DeliveryModal id={delivery} onClose={() => change({ delivery: undefined })} /> : null
}

function useSearchChange() {
  const navigate = route.useNavigate()
  return (change: { delivery?: string | undefined; only?: 'failed' | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false })
}

function DeliveryRow({ delivery, onOpen }: { delivery: Delivery; onOpen: () => void }) {
  const time = useClinicTime()
  return (
    <li className="row row-wrap">
      <span className="row-main">
        <span>
          <strong>{triggerInWords(delivery.trigger)}</strong>
          {delivery.patient_name && ` · ${delivery.patient_name}`}
          <span className="muted">
            {' · '}
            {time.ago(delivery.received_at)}
            {delivery.attempts > 1 && ` · tried ${delivery.attempts} times`}
            {delivery.repeats > 0 && ` · sent ${plural(delivery.repeats, 'more time', 'more times')}`}
          </span>
        </span>
        {delivery.reason && (
          <span className={delivery.status === 'failed' ? 'delivery-error' : 'muted'}>{delivery.reason}</span>
        )}
      </span>
      <StateWord tone={TONES[delivery.status]}>{DELIVERY_STATUS[delivery.status]}</StateWord>
      <span className="button-row">
        {delivery.status === 'failed' && <ReplayButton delivery={delivery} />}
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={onOpen}
          aria-label={`Look at ${triggerInWords(delivery.trigger)}, ${time.ago(delivery.received_at)}`}
        >
          Look
        </Button>
      </span>
    </li>
  )
}

function ReplayButton({ delivery }: { delivery: Delivery }) {
  const may = useMay('deliveries:replay')
  const queries = useQueryClient()
  const replay = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/deliveries/{id}/replay', { params: { path: { id: delivery.id } } })),
    onSuccess: async () => {
      say('Replayed', 'It is processed again now.')
      await Promise.all(['deliveries', 'tasks'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
    },
  })
  return (
    <span>
      <GuardedButton
        may={may}
        variant="default"
        size="compact-sm"
        leftSection={<IconRefresh size={14} />}
        loading={replay.isPending}
        onClick={() => replay.mutate()}
      >
        Replay
      </GuardedButton>
      <FormProblem error={replay.error} />
    </span>
  )
}

function DeliveryModal({ id, onClose }: { id: string; onClose: () => void }) {
  const time = useClinicTime()
  const delivery = useQuery(deliveryQuery(id))
  return (
    <Modal opened onClose={onClose} title="What Cal.com sent" size={720}>
      <Loaded query={delivery} skeleton={<Lines count={3} height={80} />}>
        {({ delivery }) => (
          <div className="stack">
            <div className="reader-line">
              <StateWord tone={TONES[delivery.status]}>{DELIVERY_STATUS[delivery.status]}</StateWord>
              <ReplayButton delivery={delivery} />
            </div>
            <Details
              rows={[
                [
                  'What',
                  `${triggerInWords(delivery.trigger)}${delivery.trigger ? ` (${delivery.trigger})` : ''}`,
                ],
                ['Outcome', delivery.reason],
                ['Came in', time.dateTime(delivery.received_at)],
                ['Processed', delivery.processed_at && time.dateTime(delivery.processed_at)],
                [
                  'Appointment',
                  delivery.appointment_id && <PatientOf key="patient" id={delivery.appointment_id} />,
                ],
              ]}
            />
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
            <section className="body-viewer" tabIndex={0} aria-label="Body as it came">
              <pre>{indented(delivery.body)}</pre>
            </section>
          </div>
        )}
      </Loaded>
    </Modal>
  )
}

function PatientOf({ id }: { id: string }) {
  const found = useQuery(appointmentQuery(id))
  if (!found.data) return <>{id}</>
  const { contact, attendee_name } = found.data.appointment
  return (
    <Link to="/patients/$id" params={{ id: contact.id }} search={{ appointment: id }} className="text-link">
      {attendee_name}
    </Link>
  )
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
