/** Who is told first that a person waits, and who next. */
import { ActionIcon, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { sayAloud } from '../../announce.ts'
import { IconX } from '../../icons.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { Lines } from '../../parts/page.tsx'
import { teamQuery } from '../../queries.ts'
import { OrderButtons } from '../order.tsx'

export function AlertOrder({
  chosen,
  onChange,
}: {
  /** Ids of users. */
  chosen: readonly string[]
  onChange: (ids: string[]) => void
}) {
  const team = useQuery(teamQuery)
  return (
    <fieldset className="bare-fieldset">
      <legend className="field-label">Who is told, in this order</legend>
      <Loaded query={team} skeleton={<Lines count={2} height={36} />}>
        {({ members }) => {
          const nameOf = (id: string) =>
            members.find(({ user_id }) => user_id === id)?.name ?? 'Somebody who has left'
          const others = members.filter(({ user_id }) => !chosen.includes(user_id))
          function move(place: number, by: -1 | 1) {
            const id = chosen[place]
            if (id === undefined) return
            onChange(chosen.toSpliced(place, 1).toSpliced(place + by, 0, id))
            sayAloud(`${nameOf(id)} is now ${place + by + 1} of ${chosen.length}`)
          }
          return (
            <>
              {chosen.length === 0 && (
                <p className="muted small">Nobody in particular: it waits in everybody’s inbox.</p>
              )}
              <ol className="alert-order">
                {chosen.map((id, place) => (
                  <li key={id} className="row">
                    <OrderButtons
                      name={nameOf(id)}
                      place={place}
                      of={chosen.length}
                      onMove={(by) => move(place, by)}
                    />
                    <span className="row-main">{nameOf(id)}</span>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size={36}
                      className="plain-icon"
                      aria-label={`Tell ${nameOf(id)} no more`}
                      onClick={() => onChange(chosen.filter((one) => one !== id))}
                    >
                      <IconX size={18} />
                    </ActionIcon>
                  </li>
                ))}
              </ol>
              {others.length > 0 && (
                <NativeSelect
                  aria-label="Add somebody to tell"
                  maw={320}
                  value=""
                  data={[
                    { value: '', label: 'Add somebody…' },
                    ...others.map(({ user_id, name }) => ({ value: user_id, label: name })),
                  ]}
                  onChange={(event) =>
                    event.currentTarget.value && onChange([...chosen, event.currentTarget.value])
                  }
                />
              )}
            </>
          )
        }}
      </Loaded>
    </fieldset>
  )
}
