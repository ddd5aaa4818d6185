/** A service in all its parts: changed where there is one, made where there is none. */
import { type UseFormReturnType, useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { say } from '../../announce.ts'
import { answer, api, type Practitioner, pathErrors, type Resource, type Service } from '../../api.ts'
import { useClinic, useMay } from '../../queries.ts'
import { SaveBar, showFirstFlaw } from '../save-bar.tsx'
import { currencyOf } from './money.ts'
import { flawsOfService } from './service-flaws.ts'
import { ServiceParts } from './service-parts.tsx'
import { bodyOf, changeOf, newServiceValues, type ServiceValues, valuesOf } from './service-values.ts'

export type ServiceFormState = UseFormReturnType<ServiceValues>

interface Surroundings {
  practitioners: readonly Practitioner[]
  resources: readonly Resource[]
}

export function ServiceForm({ service, ...surroundings }: Surroundings & { service: Service }) {
  const may = useMay('services:write')
  const element = useRef<HTMLFormElement>(null)
  const { form, save, undo } = useServiceChange(service)
  return (
    <form
      ref={element}
      noValidate
      onSubmit={form.onSubmit(
        (values) => save.mutate(values, { onError: () => showFirstFlaw(element.current) }),
        () => showFirstFlaw(element.current),
      )}
    >
      <ServiceParts form={form} service={service} mayChange={may} {...surroundings} />
      <SaveBar isDirty={form.isDirty()} isSaving={save.isPending} error={save.error} onUndo={undo} />
    </form>
  )
}

function useServiceChange(service: Service) {
  const queries = useQueryClient()
  const currency = currencyOf(useClinic().country)
  // As it was read when nothing was touched yet: what others change meanwhile is not changed back.
  const [known, setKnown] = useState(() => valuesOf(service, currency))
  const form = useForm<ServiceValues>({ initialValues: known, validate: flawsOfService })
  function begin(values: ServiceValues) {
    setKnown(values)
    form.setValues(values)
    form.resetDirty(values)
    form.clearErrors()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the server says begins anew
  useEffect(() => {
    if (!form.isDirty()) begin(valuesOf(service, currency))
  }, [service])
  const save = useMutation({
    mutationFn: (values: ServiceValues) =>
      answer(
        api.PATCH('/api/services/{id}', {
          params: { path: { id: service.id } },
          body: changeOf(known, values),
        }),
      ),
    onError: (error) => form.setErrors(pathErrors(error)),
    onSuccess: async ({ service: saved }) => {
      begin(valuesOf(saved, currency))
      say('Saved', 'For bookings from now on. Appointments stay as they were booked.')
      await rereadOffer(queries)
    },
  })
  const undo = () => {
    begin(known)
    save.reset()
  }
  return { form, save, undo }
}

export function NewServiceForm({
  services,
  ...surroundings
}: Surroundings & { services: readonly Service[] }) {
  const clinic = useClinic()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const element = useRef<HTMLFormElement>(null)
  const initialValues = newServiceValues({
    default_booking_duration: clinic.default_booking_duration,
    currency: services.find(({ currency }) => currency)?.currency ?? currencyOf(clinic.country),
    practitionerIds: surroundings.practitioners.filter(isThere).map(({ id }) => id),
  })
  const form = useForm<ServiceValues>({ initialValues, validate: flawsOfService })
  const create = useMutation({
    mutationFn: (values: ServiceValues) =>
      answer(api.POST('/api/services', { body: { ...bodyOf(values), position: services.length } })),
    onError: (error) => {
      form.setErrors(pathErrors(error))
      showFirstFlaw(element.current)
    },
    onSuccess: async ({ service }) => {
      say(`${service.name} is offered`, service.is_public ? 'Its link stands on this page.' : undefined)
      await rereadOffer(queries)
      await navigate({ to: '/settings/services/$id', params: { id: service.id }, ignoreBlocker: true })
    },
  })
  return (
    <form
      ref={element}
      noValidate
      onSubmit={form.onSubmit(
        (values) => create.mutate(values),
        () => showFirstFlaw(element.current),
      )}
    >
      <ServiceParts form={form} service={null} mayChange {...surroundings} />
      <SaveBar
        isNew
        isDirty={form.isDirty()}
        isSaving={create.isPending}
        error={create.error}
        deed="Offer this service"
        onUndo={() => {
          form.reset()
          create.reset()
        }}
      />
    </form>
  )
}

const isThere = ({ archived_at, is_bookable }: Practitioner) => archived_at === null && is_bookable

const rereadOffer = (queries: ReturnType<typeof useQueryClient>) =>
  Promise.all(
    ['services', 'practitioners', 'availability'].map((key) =>
      queries.invalidateQueries({ queryKey: [key] }),
    ),
  )
