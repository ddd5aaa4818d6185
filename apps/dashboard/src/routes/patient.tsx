import '../settings/settings-forms.css'
import '../patient/patient.css'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Schemas } from '../api.ts'
import { Details, MailLink } from '../parts/details.tsx'
import { Initials } from '../parts/initials.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Lines, Section, useTabTitle } from '../parts/page.tsx'
import { ConfirmIdentifier } from '../patient/confirm-identifier.tsx'
import { PatientAppointments } from '../patient/patient-appointments.tsx'
import { PatientConsent } from '../patient/patient-consent.tsx'
import { PatientForms } from '../patient/patient-forms.tsx'
import { PatientLead } from '../patient/patient-lead.tsx'
import { PatientMessages } from '../patient/patient-messages.tsx'
import { PatientPreferences } from '../patient/patient-preferences.tsx'
import { PatientTimeline } from '../patient/patient-timeline.tsx'
import { PlannedSteps } from '../patient/planned-steps.tsx'
import { contactQuery, useClinicTime } from '../queries.ts'
import { HINT_WORDS, humanize, MERGE_REASONS, phoneInWords, sourceInWords } from '../words.ts'

const route = getRouteApi('/desk/patients/$id')

export function Patient() {
  const { id } = route.useParams()
  const navigate = route.useNavigate()
  const contact = useQuery(contactQuery(id))
  const rootId = contact.data?.contact.id
  // An old link to somebody who was merged leads to the person; the address shall say who that is.
  useEffect(() => {
    if (rootId && rootId !== id) void navigate({ params: { id: rootId }, search: true, replace: true })
  }, [rootId, id, navigate])
  useTabTitle(contact.data?.contact.display_name ?? 'Patient')
  return (
    <div className="page page-wide">
      <Link to="/patients" className="text-link back-link">
        All patients
      </Link>
      <Loaded query={contact} skeleton={<Lines count={6} height={72} />}>
        {({ contact }) => <PatientPage contact={contact} />}
      </Loaded>
    </div>
  )
}

function PatientPage({ contact }: { contact: Schemas['ContactPage'] }) {
  const { appointment } = route.useSearch()
  const time = useClinicTime()
  return (
    <>
      <div className="patient-head">
        <Initials name={contact.display_name} size={48} />
        <div>
          <h1>{contact.display_name}</h1>
          <p className="muted">
            Known since {time.date(contact.created_at)} through {sourceInWords(contact.source)}
          </p>
        </div>
      </div>
      {contact.open_conflict_id && (
        <div className="notice notice-look" role="note">
          <p>
            <strong>{HINT_WORDS.identity_conflict.title}.</strong> {HINT_WORDS.identity_conflict.text}
          </p>
          <Link to="/merge-queue" search={{ conflict: contact.open_conflict_id }} className="text-link">
            Decide who it is
          </Link>
        </div>
      )}
      <div className="patient-columns">
        <div className="patient-side">
          <Section title="Reach">
            <Details
              rows={[
                [
                  'Phone',
                  contact.phone_e164 && (
                    <a className="text-link" href={`tel:${contact.phone_e164}`}>
                      {phoneInWords(contact.phone_e164)}
                    </a>
                  ),
                ],
                ['E-mail', contact.email && <MailLink email={contact.email} />],
                ['Language', contact.locale && languageName(contact.locale)],
                ['Time zone', contact.time_zone?.replaceAll('_', ' ')],
              ]}
            />
            {contact.identifiers.length > 0 && (
              <details
                className="references"
                open={contact.identifiers.some(({ standing }) => standing === 'claimed')}
              >
                <summary>All phones and e-mails ({contact.identifiers.length})</summary>
                <ul>
                  {contact.identifiers.map((identifier) => (
                    <li key={`${identifier.kind} ${identifier.value}`}>
                      <span>
                        {identifier.kind === 'phone' ? phoneInWords(identifier.value) : identifier.value}
                      </span>
                      <span className="muted">
                        {identifier.raw_text && identifier.raw_text !== identifier.value
                          ? `written “${identifier.raw_text}”, `
                          : ''}
                        from {sourceInWords(identifier.source)}, {time.date(identifier.created_at)}
                        {identifier.standing === 'confirmed' ? ', confirmed' : ''}
                      </span>
                      {identifier.standing === 'claimed' && (
                        <ConfirmIdentifier contact={contact} identifier={identifier} />
                      )}
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </Section>
          <Section title={contact.patient_profiles.length > 1 ? 'Patients on this contact' : 'Patient'}>
            {contact.patient_profiles.length === 0 && (
              <p className="muted">A record is made with the first booking.</p>
            )}
            <ul className="rows">
              {contact.patient_profiles.map((profile) => (
                <li key={profile.id} className="row row-top">
                  <span className="row-main">
                    <strong>{profile.full_name}</strong>
                    <span className="muted">
                      {[
                        profile.place && `from ${profile.place}`,
                        profile.birth_date && `born ${profile.birth_date}`,
                      ]
                        .filter(Boolean)
                        .join(' · ') || 'No further details'}
                    </span>
                    {profile.hint && <span className="profile-hint">{HINT_WORDS[profile.hint].text}</span>}
                  </span>
                </li>
              ))}
            </ul>
          </Section>
          <Section
            title="What they will receive"
            about="What journeys have planned, word for word, and what became of earlier steps."
          >
            <PlannedSteps contactId={contact.id} />
          </Section>
          <Section title="Consent" about="The newest entry that applies counts.">
            <PatientConsent contactId={contact.id} name={contact.display_name} consents={contact.consents} />
          </Section>
          <Section
            id="learned"
            title="What we have learned"
            about="From what they wrote. It shapes what the assistant offers."
          >
            <PatientPreferences contactId={contact.id} />
          </Section>
          {contact.merges.length > 0 && (
            <Section title="Merged from">
              <ul className="rows">
                {contact.merges.map((merge) => (
                  <li key={merge.from_contact_id} className="row">
                    <span className="row-main">
                      <strong>{merge.from_name}</strong>
                      <span className="muted">
                        {MERGE_REASONS[merge.reason] ?? humanize(merge.reason)} · {time.ago(merge.created_at)}
                      </span>
                    </span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </div>
        <div className="patient-main">
          <Section title="Appointments">
            <PatientAppointments appointments={contact.appointments} openId={appointment} />
            <PatientLead contact={contact} />
          </Section>
          <Section title="Forms">
            <PatientForms contactId={contact.id} />
          </Section>
          <Section title="Messages">
            <PatientMessages contactId={contact.id} />
          </Section>
          <Section title="What happened" about="The newest first, and what Foyer did about it.">
            <PatientTimeline contactId={contact.id} />
          </Section>
        </div>
      </div>
    </>
  )
}

function languageName(locale: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(locale) ?? locale
  } catch {
    return locale
  }
}
