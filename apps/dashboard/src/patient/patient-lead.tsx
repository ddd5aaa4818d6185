/** Who asked and has not booked: staff say so, and read when the clinic comes back to them by itself. */
import { NativeSelect } from '@mantine/core'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { say } from '../announce.ts'
import { answer, api, type Schemas } from '../api.ts'
import { GuardedButton } from '../parts/guarded-button.tsx'
import { FormProblem } from '../parts/loaded.tsx'
import { useClinicTime, useMay } from '../queries.ts'
import { allServicesQuery } from '../settings/offer-queries.ts'
import { LeadOutlook } from './lead-outlook.tsx'

type Lead = Schemas['Lead']

/** Under the contact's key: whatever changes the contact reads it again. */
const leadQuery = (contactId: string) =>
  queryOptions({
    queryKey: ['contacts', contactId, 'lead'],
    queryFn: () => answer(api.GET('/api/contacts/{id}/lead', { params: { path: { id: contactId } } })),
  })

/** Nothing while it is read, and nothing of whoever has a visit ahead. */
export function PatientLead({ contact }: { contact: Schemas['ContactPage'] }) {
  const queries = useQueryClient()
  const place = useRef<HTMLDivElement>(null)
  const { queryKey } = leadQuery(contact.id)
  const found = useQuery(leadQuery(contact.id)).data
  if (!found || contact.appointments.some(isAhead)) return null
  const { lead } = found
  /** What was pressed is gone then: the focus goes to what stands in its place. */
  const onChanged = async () => {
    await Promise.all(
      [queryKey, ['timeline', contact.id]].map((key) => queries.invalidateQueries({ queryKey: key })),
    )
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>('summary, button')?.focus())
  }
  return (
    <div ref={place}>
      {lead?.quiet_at ? (
        <WaitingLead contact={contact} lead={lead} quietAt={lead.quiet_at} onChanged={onChanged} />
      ) : (
        <>
          {lead?.quiet_since && <QuietLead lead={lead} quietSince={lead.quiet_since} />}
          <NoteLead
            contact={contact}
            deed={lead ? 'Asked again, has not booked' : 'Asked, has not booked'}
            onChanged={onChanged}
          />
        </>
      )}
    </div>
  )
}

const isAhead = ({ status, start_at }: Schemas['Appointment']) =>
  (status === 'pending' || status === 'booked' || status === 'arrived') && Date.parse(start_at) > Date.now()

const askedAbout = ({ service_name }: Lead) => (service_name ? `Asked about ${service_name}` : 'Asked')

function NoteLead({
  contact,
  deed,
  onChanged,
}: {
  contact: Schemas['ContactPage']
  deed: string
  onChanged: () => Promise<void>
}) {
  const may = useMay('contacts:write')
  const [serviceId, setServiceId] = useState('')
  const services = (useQuery(allServicesQuery).data?.services ?? []).filter(({ archived_at }) => !archived_at)
  const note = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/contacts/{id}/lead', {
          params: { path: { id: contact.id } },
          body: { service_id: serviceId || null },
        }),
      ),
    onSuccess: () => {
      say('Noted', `${contact.display_name} asked and has not booked.`)
      return onChanged()
    },
  })
  return (
    <details className="folded">
      <summary>{deed}</summary>
      <form
        className="lead-form"
        onSubmit={(event) => {
          event.preventDefault()
          note.mutate()
        }}
      >
        <p className="muted">For somebody who called or came in and has not decided yet.</p>
        <NativeSelect
          label="What they asked about"
          data={[
            { value: '', label: 'Nothing in particular' },
            ...services.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={serviceId}
          onChange={(event) => {
            setServiceId(event.currentTarget.value)
            note.reset()
          }}
          disabled={!may}
        />
        <FormProblem error={note.error} />
        <GuardedButton may={may} type="submit" variant="default" loading={note.isPending}>
          Note it
        </GuardedButton>
      </form>
    </details>
  )
}

function WaitingLead({
  contact,
  lead,
  quietAt,
  onChanged,
}: {
  contact: Schemas['ContactPage']
  lead: Lead
  quietAt: string
  onChanged: () => Promise<void>
}) {
  const may = useMay('contacts:write')
  const time = useClinicTime()
  const withdraw = useMutation({
    mutationFn: () => answer(api.DELETE('/api/contacts/{id}/lead', { params: { path: { id: contact.id } } })),
    onSuccess: () => {
      say('Removed', 'Nobody asks them again because of it.')
      return onChanged()
    },
  })
  return (
    <div className="lead">
      <p>
        <strong>{askedAbout(lead)}, has not booked</strong>
        <span className="muted"> · {time.ago(lead.warm_since)}</span>
      </p>
      <LeadOutlook serviceId={lead.service_id} quietAt={quietAt} consents={contact.consents} />
      <FormProblem error={withdraw.error} />
      <GuardedButton
        may={may}
        variant="subtle"
        size="compact-sm"
        loading={withdraw.isPending}
        aria-label="Remove: asked, has not booked"
        onClick={() => withdraw.mutate()}
      >
        Remove
      </GuardedButton>
    </div>
  )
}

function QuietLead({ lead, quietSince }: { lead: Lead; quietSince: string }) {
  const time = useClinicTime()
  return (
    <div className="lead">
      <p>
        <strong>{askedAbout(lead)}, then fell silent</strong>
        <span className="muted"> · {time.ago(quietSince)}</span>
      </p>
      <p className="muted">What goes out since then stands under “What they will receive”.</p>
    </div>
  )
}
