import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { sayAloud } from '../../announce.ts'
import { answer, api, type Schemas } from '../../api.ts'
import { FormProblem } from '../../parts/loaded.tsx'
import { StateWord } from '../../parts/status-word.tsx'
import { useClinicTime, useMay } from '../../queries.ts'
import { VENDOR_WORDS } from './vendor-words.tsx'

type Connection = Schemas['Connection']

/** Whether it works, as far as anybody has looked. */
export function ConnectionState({ connection }: { connection: Connection }) {
  if (connection.vendor === 'calcom') return <PingState connection={connection} />
  if (connection.vendor === 'widget') {
    return (
      <p className="connection-state">
        <StateWord tone="good">Ready</StateWord>
        <span className="muted">It runs on this Foyer; there is nobody else to ask.</span>
      </p>
    )
  }
  return <CheckState connection={connection} />
}

function PingState({ connection }: { connection: Connection }) {
  const time = useClinicTime()
  const wasHeard = connection.last_ping_at !== null
  return (
    <p className="connection-state">
      <StateWord tone={wasHeard ? 'good' : 'quiet'}>{wasHeard ? 'Tested' : 'Not tested yet'}</StateWord>
      <span className="muted">
        {connection.last_ping_at
          ? `Cal.com’s test arrived ${time.ago(connection.last_ping_at)}.`
          : 'Press “Ping test” in Cal.com to see whether it reaches us. Bookings arrive in any case.'}
      </span>
    </p>
  )
}

function CheckState({ connection }: { connection: Connection }) {
  const { id, vendor, checked_at, check_error, check_remedy } = connection
  const time = useClinicTime()
  const mayWrite = useMay('connections:write')
  const queries = useQueryClient()
  const check = useMutation({
    mutationFn: () => answer(api.POST('/api/connections/{id}/check', { params: { path: { id } } })),
    onSuccess: ({ connection: checked, label }) => {
      sayAloud(checked.check_remedy ?? `It works${label ? `: ${label}` : ''}`)
      return queries.invalidateQueries({ queryKey: ['connections'] })
    },
  })
  const isLocal = connection.settings.is_local === 'yes'
  const { tone, word } = stateOf(connection)
  const label = check.data?.connection.check_error === null ? check.data.label : null
  return (
    <div className="stack check-state">
      <div className="connection-state">
        <StateWord tone={tone}>{word}</StateWord>
        <span className="muted">
          {isLocal && !checked_at && 'Made up for the demo: what it would carry lies in the Outbox.'}
          {!isLocal &&
            !checked_at &&
            `Nobody has asked ${VENDOR_WORDS[vendor].name} yet whether this is right.`}
          {checked_at && !check_error && `Checked ${time.ago(checked_at)}${label ? `: ${label}` : ''}.`}
          {checked_at && check_error && `Checked ${time.ago(checked_at)}. ${check_remedy ?? ''}`}
        </span>
        {mayWrite && (
          <Button
            variant="default"
            size="compact-sm"
            loading={check.isPending}
            onClick={() => check.mutate()}
            aria-label={`Check ${connection.name}`}
          >
            Check
          </Button>
        )}
      </div>
      <FormProblem error={check.error} />
    </div>
  )
}

function stateOf({ checked_at, check_error, settings }: Connection) {
  if (settings.is_local === 'yes') return { tone: 'quiet', word: 'Demo' } as const
  if (!checked_at) return { tone: 'quiet', word: 'Not checked yet' } as const
  return check_error
    ? ({ tone: 'bad', word: 'Does not work' } as const)
    : ({ tone: 'good', word: 'Works' } as const)
}
