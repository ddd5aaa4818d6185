/** The clinic's weekly hours: those of every practitioner without their own. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { say } from '../../announce.ts'
import { answer, api } from '../../api.ts'
import { Section } from '../../parts/page.tsx'
import { useMay } from '../../queries.ts'
import { SaveBar, showFirstFlaw } from '../save-bar.tsx'
import { WeekEditor } from './week-editor.tsx'
import { hoursOf, isOpenAtAll, type Week, type WeeklyHours, weekFlaws, weekOf } from './weekly-hours.ts'

export function ClinicHours({ hours }: { hours: readonly WeeklyHours[] }) {
  const may = useMay('services:write')
  const queries = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  // Null: as they are kept, whoever changes them.
  const [edited, setEdited] = useState<Week | null>(null)
  const kept = weekOf(hours)
  const week = edited ?? kept
  const isDirty = edited !== null && JSON.stringify(hoursOf(edited)) !== JSON.stringify(hoursOf(kept))
  const save = useMutation({
    mutationFn: (wanted: Week) => answer(api.PUT('/api/hours', { body: { hours: hoursOf(wanted) } })),
    onSuccess: async (saved) => {
      queries.setQueryData(['hours'], saved)
      setEdited(null)
      say('Hours saved', 'Free times follow at once. Appointments stay where they are.')
      await queries.invalidateQueries({ queryKey: ['working-days'] })
    },
  })
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (weekFlaws(week).size > 0) showFirstFlaw(form.current)
        else save.mutate(week)
      }}
    >
      <Section title="Every week" about="For a time past midnight enter an end before the start.">
        {!isOpenAtAll(week) && (
          <div className="notice notice-look" role="note">
            <p>
              The clinic is closed all week: nothing can be booked with whoever has no hours of their own.
            </p>
          </div>
        )}
        <fieldset className="bare-fieldset" disabled={!may}>
          <WeekEditor week={week} onChange={setEdited} />
        </fieldset>
      </Section>
      <SaveBar
        isDirty={isDirty}
        isSaving={save.isPending}
        error={save.error}
        deed="Save hours"
        onUndo={() => {
          setEdited(null)
          save.reset()
        }}
      />
    </form>
  )
}
