import { Button, Group, Modal } from '@mantine/core'
import { useRef } from 'react'
import { useClinicTime } from '../queries.ts'
import { FreeTimes } from './free-times.tsx'
import type { LostRace, VisitChanges } from './visit-changes.ts'

/** A move that somebody else was faster than: why, and where to go instead. */
export function RaceDialog({
  race,
  onMove,
  onClose,
}: {
  race: LostRace | null
  onMove: VisitChanges['move']
  onClose: () => void
}) {
  const last = useRef(race)
  if (race) last.current = race
  const shown = race ?? last.current
  return (
    // There from the first moment on: Mantine gives the focus back only to whom it saw losing it.
    <Modal opened={race !== null} onClose={onClose} title="That time is taken">
      {shown && <LostTime race={shown} onMove={onMove} onClose={onClose} />}
    </Modal>
  )
}

function LostTime({
  race: { visit, target, refusal },
  onMove,
  onClose,
}: {
  race: LostRace
  onMove: VisitChanges['move']
  onClose: () => void
}) {
  const time = useClinicTime()
  return (
    <div className="stack">
      <p>
        {time.dateTime(target.startAt)}
        {target.practitioner && ` with ${target.practitioner.name}`} is not free: {lowerFirst(refusal.detail)}
      </p>
      <p>
        {visit.attendee_name} stays at {time.dateTime(visit.start_at)}
        {visit.practitioner && ` with ${visit.practitioner.name}`}.
      </p>
      {refusal.nextFree.length > 0 && (
        <FreeTimes
          starts={refusal.nextFree}
          label="Next free times"
          onPick={(startAt) => {
            onClose()
            void onMove(visit, { ...target, startAt })
          }}
        />
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Keep {time.time(visit.start_at)}
        </Button>
      </Group>
    </div>
  )
}

function lowerFirst(sentence: string): string {
  return /^[A-Z][a-z]/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence
}
