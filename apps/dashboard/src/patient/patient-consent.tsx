import { Group, Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { say } from '../announce.ts'
import { answer, api, type Schemas } from '../api.ts'
import { Confirm } from '../parts/confirm.tsx'
import { GuardedButton } from '../parts/guarded-button.tsx'
import { StateWord } from '../parts/status-word.tsx'
import { useClinicTime, useMay } from '../queries.ts'
import { sourceInWords } from '../words.ts'
import { channelInWords, purposeInWords } from './patient-timeline.tsx'

type Consent = Schemas['Consent']

const PURPOSES = [
  { value: 'all', label: 'All messages' },
  { value: 'transactional', label: 'Messages about visits' },
  { value: 'care', label: 'Care messages' },
  { value: 'marketing', label: 'Marketing' },
] satisfies { value: Consent['purpose']; label: string }[]

const CHANNELS = [
  { value: 'all', label: 'Every channel' },
  { value: 'email', label: 'E-mail' },
  { value: 'sms', label: 'Text message' },
] satisfies { value: Consent['channel']; label: string }[]

/** Who agreed to what, and the buttons to note that a patient said stop, or said yes again. */
export function PatientConsent({
  contactId,
  name,
  consents,
}: {
  contactId: string
  name: string
  consents: readonly Consent[]
}) {
  const time = useClinicTime()
  const may = useMay('contacts:write')
  const queries = useQueryClient()
  const [purpose, setPurpose] = useState<Consent['purpose']>('all')
  const [channel, setChannel] = useState<Consent['channel']>('all')
  const [asked, setAsked] = useState<Consent['state'] | null>(null)
  const isWithdrawal = asked === 'withdrawn'
  const record = useMutation({
    mutationFn: (state: Consent['state']) =>
      answer(
        api.POST('/api/contacts/{id}/consents', {
          params: { path: { id: contactId } },
          body: { purpose, channel, state },
        }),
      ),
    onSuccess: async (_, state) => {
      setAsked(null)
      say(state === 'withdrawn' ? `${name} is opted out` : `${name} is opted in`)
      await Promise.all(
        ['contacts', 'timeline', 'messages', 'steps'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      )
    },
  })
  const what = `${purposeInWords(purpose)} by ${channelInWords(channel)}`
  return (
    <div className="stack">
      {consents.length === 0 ? (
        <p className="muted">Nothing noted. Messages about visits go out; marketing does not.</p>
      ) : (
        <ul className="rows">
          {consents.toReversed().map((consent) => (
            <li
              key={`${consent.created_at} ${consent.purpose} ${consent.channel} ${consent.state}`}
              className="row"
            >
              <span className="row-main">
                <span>
                  {purposeInWords(consent.purpose).replace(/^./, (letter) => letter.toUpperCase())} by{' '}
                  {channelInWords(consent.channel)}
                </span>
                <span className="muted">
                  {time.ago(consent.created_at)} · {sourceInWords(consent.source)}
                </span>
              </span>
              <StateWord tone={consent.state === 'granted' ? 'good' : 'bad'}>
                {consent.state === 'granted' ? 'Opted in' : 'Opted out'}
              </StateWord>
            </li>
          ))}
        </ul>
      )}
      <div className="consent-form">
        <Select
          label="What about"
          data={PURPOSES}
          value={purpose}
          onChange={(value) => value && setPurpose(value)}
          allowDeselect={false}
          disabled={!may}
        />
        <Select
          label="By"
          data={CHANNELS}
          value={channel}
          onChange={(value) => value && setChannel(value)}
          allowDeselect={false}
          disabled={!may}
        />
        <Group gap="xs">
          <GuardedButton may={may} variant="default" onClick={() => setAsked('withdrawn')}>
            Opt out
          </GuardedButton>
          <GuardedButton may={may} variant="default" onClick={() => setAsked('granted')}>
            Opt in
          </GuardedButton>
        </Group>
      </div>
      <Confirm
        opened={asked !== null}
        title={isWithdrawal ? `Opt ${name} out?` : `Opt ${name} in?`}
        deed={isWithdrawal ? 'Opt out' : 'Opt in'}
        isDangerous={isWithdrawal}
        isBusy={record.isPending}
        error={record.error}
        onConfirm={() => asked && record.mutate(asked)}
        onClose={() => {
          record.reset()
          setAsked(null)
        }}
      >
        {isWithdrawal
          ? `${name} will get no more ${what}, from now on. Do this when the patient asked for it.`
          : `${name} agreed to ${what}. Only note what the patient really said: this is the clinic’s proof.`}
      </Confirm>
    </div>
  )
}
