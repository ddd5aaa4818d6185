/** The parts of a service in plain groups, with a list of them to jump by. */
import './services.css'
import type { Practitioner, Resource, Service } from '../../api.ts'
import { useProposedDays } from './rebooking-window.ts'
import { ServiceBasics } from './service-basics.tsx'
import { ServiceBooking } from './service-booking.tsx'
import type { ServiceFormState } from './service-form.tsx'
import { ServiceLength } from './service-length.tsx'
import { ServicePools } from './service-pools.tsx'
import { ServicePrice } from './service-price.tsx'
import { ServiceQuestions } from './service-questions.tsx'
import { ServiceTeam } from './service-team.tsx'
import { ServiceTexts } from './service-texts.tsx'

const PARTS = {
  service: 'The service',
  length: 'Length',
  team: 'Who does it',
  rooms: 'Rooms and devices',
  booking: 'Booking',
  price: 'Price',
  texts: 'Approved texts',
  questions: 'Questions and consent',
} as const

export function ServiceParts({
  form,
  service,
  practitioners,
  resources,
  mayChange,
}: {
  form: ServiceFormState
  /** Null: a new one. */
  service: Service | null
  practitioners: readonly Practitioner[]
  resources: readonly Resource[]
  mayChange: boolean
}) {
  const proposal = useProposedDays(form)
  return (
    <div className="service-editor">
      <nav className="service-nav" aria-label="Parts of the service">
        {Object.entries(PARTS).map(([id, word]) => (
          <a key={id} href={`#${id}`} onClick={(event) => jumpTo(event, id)}>
            {word}
          </a>
        ))}
      </nav>
      <div className="service-parts">
        <ServiceBasics
          id="service"
          title={PARTS.service}
          form={form}
          service={service}
          proposal={proposal}
          mayChange={mayChange}
        />
        <fieldset className="bare-fieldset" disabled={!mayChange}>
          <ServiceLength id="length" title={PARTS.length} form={form} />
          <ServiceTeam id="team" title={PARTS.team} form={form} practitioners={practitioners} />
          <ServicePools id="rooms" title={PARTS.rooms} form={form} resources={resources} />
          <ServiceBooking id="booking" title={PARTS.booking} form={form} proposal={proposal} />
          <ServicePrice id="price" title={PARTS.price} form={form} />
          <ServiceTexts id="texts" title={PARTS.texts} form={form} />
          <ServiceQuestions
            id="questions"
            title={PARTS.questions}
            form={form}
            consentVersion={service?.consent_text ? service.consent_version : null}
          />
        </fieldset>
      </div>
    </div>
  )
}

export interface PartProps {
  id: string
  title: string
  form: ServiceFormState
}

/** The page scrolls inside of the frame, and the address stays: it would be one step back for each jump. */
function jumpTo(event: React.MouseEvent, id: string): void {
  event.preventDefault()
  const part = document.getElementById(id)
  part?.scrollIntoView({ block: 'start' })
  part?.querySelector<HTMLElement>('input, textarea, select, button, summary')?.focus({ preventScroll: true })
}
