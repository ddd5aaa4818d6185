import { Button, Group, Modal, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { say } from '../announce.ts'
import { answer, api, type Schemas } from '../api.ts'
import { GuardedButton } from '../parts/guarded-button.tsx'
import { FormProblem } from '../parts/loaded.tsx'
import { useMay } from '../queries.ts'
import { plural } from '../words.ts'
import { type Journey, segmentQuery } from './journey-queries.ts'
import { PatientSelect } from './patient-select.tsx'

type Segment = Schemas['JourneySegment']
type Whom = Segment['is']

/** Takes people into a journey by hand; one about a visit begins with the visit alone. */
export function AddPeople({ journey }: { journey: Journey }) {
  const may = useMay('journeys:write')
  const [isOpen, setOpen] = useState(false)
  const { anchor, lane } = journey.definition
  const isAboutVisit = anchor !== 'enrolled' || lane === 'appointment'
  const isLive = journey.is_active && !journey.is_waiting_for_approval
  return (
    <>
      <GuardedButton
        variant="default"
        may={may && isLive && !isAboutVisit}
        {...(isAboutVisit
          ? { why: 'It is about a visit: the visit begins it.' }
          : may
            ? { why: 'It takes nobody in: approve its texts and switch it on first.' }
            : {})}
        onClick={() => setOpen(true)}
      >
        Add people
      </GuardedButton>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={`Add people to “${journey.name}”`}>
        <AddForm journey={journey} onClose={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function AddForm({ journey, onClose }: { journey: Journey; onClose: () => void }) {
  const queries = useQueryClient()
  const [whom, setWhom] = useState<Whom>('contacts')
  const [contactId, setContactId] = useState<string | null>(null)
  const [date, setDate] = useState(halfAYearAgo)
  const [taken, setTaken] = useState(0)
  const segment = segmentOf(whom, { contactId, date })
  const counted = useQuery({ ...segmentQuery(segment), enabled: segment !== null && whom !== 'contacts' })
  const people = whom === 'contacts' ? (contactId ? 1 : 0) : counted.data?.people
  const add = useMutation({
    mutationFn: async (chosen: Segment) => {
      let enrolled = 0
      for (let after: string | null = null; ; ) {
        const portion: { enrolled: number; next: string | null } = await answer(
          api.POST('/api/journeys/{id}/enroll', {
            params: { path: { id: journey.id } },
            body: { segment: chosen, after },
          }),
        )
        enrolled += portion.enrolled
        setTaken(enrolled)
        after = portion.next
        if (!after) return enrolled
      }
    },
    onSuccess: (enrolled) => {
      onClose()
      if (enrolled === 0)
        say('Nobody was added', 'They are in it, were in it too lately, or have a visit ahead.')
      else say(`${plural(enrolled, 'person', 'people')} added`)
    },
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['enrollments', journey.id] })
      await queries.invalidateQueries({ queryKey: ['journeys'] })
    },
  })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (segment) add.mutate(segment)
      }}
    >
      <Select
        label="Who"
        data={[
          { value: 'contacts', label: 'One patient' },
          { value: 'not_seen_since', label: 'Everybody whose last visit was before a day' },
          { value: 'everybody', label: 'Everybody' },
        ]}
        value={whom}
        onChange={(value) => value && setWhom(value as Whom)}
        allowDeselect={false}
      />
      {whom === 'contacts' && <PatientSelect value={contactId} onChange={setContactId} />}
      {whom === 'not_seen_since' && (
        <TextInput
          type="date"
          label="Last visit before"
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
          required
        />
      )}
      <p className="muted small" role="status">
        {whom !== 'contacts' && people !== undefined && `${plural(people, 'person', 'people')}. `}
        Left out are those who are in it or in one of its kind, were in it too lately, or have a visit ahead
        that would end it. Consent is looked at before each message.
      </p>
      <FormProblem error={add.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={add.isPending} disabled={!segment || !people}>
          {add.isPending && taken > 0 ? `${taken} added` : 'Add'}
        </Button>
      </Group>
    </form>
  )
}

function segmentOf(
  whom: Whom,
  { contactId, date }: { contactId: string | null; date: string },
): Segment | null {
  if (whom === 'everybody') return { is: whom }
  if (whom === 'contacts') return contactId ? { is: whom, ids: [contactId] } : null
  return date ? { is: whom, date } : null
}

function halfAYearAgo(): string {
  const day = new Date()
  day.setMonth(day.getMonth() - 6)
  return day.toISOString().slice(0, 10)
}
