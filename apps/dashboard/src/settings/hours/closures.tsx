/** Holidays and other days on which the whole clinic is closed or has other hours: those to come. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { say } from '../../announce.ts'
import { answer, api, type Schemas } from '../../api.ts'
import { IconCalendarOff, IconPlus } from '../../icons.ts'
import { GuardedButton } from '../../parts/guarded-button.tsx'
import { FormProblem, Loaded } from '../../parts/loaded.tsx'
import { Empty, Lines, Section } from '../../parts/page.tsx'
import { useClinicTime, useMay } from '../../queries.ts'
import { closuresQuery } from '../offer-queries.ts'
import { type Stretch, stretchesOf } from './dated-hours.ts'
import { type NewStretch, StretchDialog } from './stretch-dialog.tsx'
import { StretchList } from './stretch-list.tsx'

type Closure = Schemas['Closure']

export function Closures() {
  const may = useMay('services:write')
  const closures = useQuery(closuresQuery(useClinicTime().today()))
  const [isAdding, setAdding] = useState(false)
  const { add, remove } = useClosing(() => setAdding(false))
  const button = (
    <GuardedButton
      may={may}
      variant="default"
      leftSection={<IconPlus size={16} />}
      onClick={() => setAdding(true)}
    >
      Add a holiday
    </GuardedButton>
  )
  return (
    <Section
      title="Holidays and closures"
      about="They hold for everybody, those with their own hours too. Appointments on these days stay."
      actions={closures.data?.closures.length ? button : null}
    >
      <FormProblem error={remove.error} />
      <Loaded query={closures} skeleton={<Lines count={3} />}>
        {({ closures }) =>
          closures.length === 0 ? (
            <Empty icon={<IconCalendarOff size={24} stroke={1.5} />} title="No holidays ahead">
              <p>Add the days on which nobody should be able to book.</p>
              {button}
            </Empty>
          ) : (
            <StretchList
              stretches={stretchesOf(closures)}
              offWord="Closed"
              may={may}
              busyFrom={remove.isPending ? remove.variables.from : undefined}
              onRemove={(stretch) => remove.mutate(stretch)}
            />
          )
        }
      </Loaded>
      <StretchDialog
        opened={isAdding}
        title="Add a holiday or closure"
        offWord="Closed"
        namePlaceholder="Thanksgiving"
        deed="Add"
        isBusy={add.isPending}
        error={add.error}
        onAdd={(stretch) => add.mutate(stretch)}
        onClose={() => {
          setAdding(false)
          add.reset()
        }}
      />
    </Section>
  )
}

function useClosing(onAdded: () => void) {
  const queries = useQueryClient()
  const reread = () =>
    Promise.all(['closures', 'working-days'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  const add = useMutation({
    mutationFn: ({ from, to, windows, name }: NewStretch) =>
      answer(
        api.POST('/api/closures', {
          body: { date: from, ...(to > from ? { to_date: to } : {}), windows, ...(name ? { name } : {}) },
        }),
      ),
    onSuccess: (_, { name }) => {
      onAdded()
      say('Added', name ?? undefined)
      return reread()
    },
  })
  const remove = useMutation({
    mutationFn: async ({ days }: Stretch<Closure>) => {
      for (const { id } of days) await answer(api.DELETE('/api/closures/{id}', { params: { path: { id } } }))
    },
    onSuccess: () => say('Removed', 'The clinic is open then as in any week.'),
    onSettled: reread,
  })
  return { add, remove }
}
