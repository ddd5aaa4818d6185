import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Empty, Section } from '../parts/page.tsx'
import { StateWord } from '../parts/status-word.tsx'
import { useClinicTime, useMay } from '../queries.ts'
import { plural } from '../words.ts'
import { ApproveDialog } from './approve-dialog.tsx'
import { type Change, diffDefinitions } from './definition-diff.ts'
import type { Journey, JourneyVersion } from './journey-queries.ts'
import { approvalWords, shortHash } from './journey-words.ts'

const CHANGE_WORDS: Record<Change['kind'], string> = {
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
  moved: 'Moved',
}

/** Every version that was saved, who stands for it, and what it says otherwise than the one that is live. */
export function JourneyVersions({ journey, shown }: { journey: Journey; shown: number | undefined }) {
  const may = useMay('journeys:write')
  const navigate = useNavigate()
  const [approving, setApproving] = useState<number | null>(null)
  const live = journey.versions.find(({ version }) => version === journey.live_version)
  const looked =
    journey.versions.find(({ version }) => version === shown) ??
    journey.versions.find(({ version }) => version !== journey.live_version)
  return (
    <div className="version-columns">
      <Section title="Versions" about="A version never changes; whoever has begun stays on theirs.">
        <ul className="rows">
          {journey.versions.map((version) => (
            <VersionRow
              key={version.version}
              version={version}
              journey={journey}
              isLooked={version === looked}
              onLook={() =>
                void navigate({
                  to: '/journeys/$id',
                  params: { id: journey.id },
                  search: { show: 'versions', version: version.version },
                  replace: true,
                })
              }
              {...(may ? { onApprove: () => setApproving(version.version) } : {})}
            />
          ))}
        </ul>
      </Section>
      {live && looked && looked !== live ? (
        <VersionDiff live={live} looked={looked} />
      ) : (
        <Section title="What changed">
          <Empty title="Nothing to compare">
            <p>As soon as another version is saved, it is compared with the live one here.</p>
          </Empty>
        </Section>
      )}
      <ApproveDialog
        journey={journey}
        version={approving ?? journey.newest_version}
        opened={approving !== null}
        onClose={() => setApproving(null)}
      />
    </div>
  )
}

function VersionRow({
  version: one,
  journey,
  isLooked,
  onLook,
  onApprove,
}: {
  version: JourneyVersion
  journey: Journey
  isLooked: boolean
  onLook: () => void
  onApprove?: () => void
}) {
  const time = useClinicTime()
  const isLive = one.version === journey.live_version
  const approved = approvalWords(one, time.ago)
  return (
    <li className="row row-top row-wrap">
      <span className="row-main">
        <strong>Version {one.version}</strong>
        {one.note && <span>{one.note}</span>}
        <span className="muted">
          {one.created_by
            ? `Written by ${one.created_by}, `
            : one.version === 1
              ? 'First version, '
              : 'Written '}
          {time.ago(one.created_at)} · {plural(one.definition.steps.length, 'step', 'steps')}
        </span>
        <span className="muted">{approved}</span>
        <span className="muted">
          Texts <code>{shortHash(one.texts_hash)}</code>
        </span>
      </span>
      {isLive && (
        <StateWord tone={journey.is_waiting_for_approval ? 'open' : 'good'}>
          {journey.is_waiting_for_approval ? 'Draft' : 'Live'}
        </StateWord>
      )}
      {!isLive && (
        <Button
          variant="subtle"
          aria-pressed={isLooked}
          aria-label={`Compare version ${one.version} with the live one`}
          onClick={onLook}
        >
          Compare
        </Button>
      )}
      {onApprove && (!isLive || journey.is_waiting_for_approval) && (
        <Button variant="default" aria-label={`Approve version ${one.version}`} onClick={onApprove}>
          {one.approved_at ? 'Make live again' : 'Approve'}
        </Button>
      )}
    </li>
  )
}

function VersionDiff({ live, looked }: { live: JourneyVersion; looked: JourneyVersion }) {
  const time = useClinicTime()
  const changes = diffDefinitions(live.definition, looked.definition)
  return (
    <Section
      title={`Version ${looked.version} beside the live version ${live.version}`}
      about={changes.length === 0 ? 'Both say the same.' : plural(changes.length, 'change', 'changes')}
    >
      <p className="muted">
        Version {live.version}: {approvalWords(live, time.ago)}. Version {looked.version}:{' '}
        {approvalWords(looked, time.ago)}.{' '}
        {live.texts_hash === looked.texts_hash
          ? 'Patients read the same texts in both.'
          : 'Patients read other texts.'}
      </p>
      <ul className="rows">
        {changes.map((change) => (
          <li key={`${change.kind} ${change.title}`} className="row row-top">
            <span className="row-main">
              <span>
                <strong>{change.title}</strong> <span className="muted">{CHANGE_WORDS[change.kind]}</span>
              </span>
              <dl className="diff">
                {change.members.map(({ label, before, after }) => (
                  <div key={label}>
                    <dt>{label}</dt>
                    <dd>
                      {before !== null && (
                        <del>
                          <span className="visually-hidden">Before: </span>
                          {before}
                        </del>
                      )}
                      {after !== null && (
                        <ins>
                          <span className="visually-hidden">Now: </span>
                          {after}
                        </ins>
                      )}
                    </dd>
                  </div>
                ))}
              </dl>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
