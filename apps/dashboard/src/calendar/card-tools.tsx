import './grid-tools.css'
import { ActionIcon } from '@mantine/core'
import { type RefObject, useEffect, useState } from 'react'
import { IconDots } from '../icons.ts'
import { useClinicTime } from '../queries.ts'
import { NEXT_STATUS } from '../words.ts'
import type { Grid } from './grid.ts'
import type { GridEditing } from './grid-editing.ts'
import { notYet } from './not-yet.ts'
import { placeStyle } from './visit-card.tsx'

/**
 * The next step of the visit under the mouse, at one press, and the menu of all. There is one of it for the whole grid.
 * By keyboard S does the same, by finger the visit's drawer.
 */
export function CardTools({
  field,
  grid,
  edit,
}: {
  field: RefObject<HTMLElement | null>
  grid: Grid
  edit: GridEditing
}) {
  const [key, setKey] = useState<string | null>(null)
  const time = useClinicTime()
  useEffect(() => {
    const element = field.current
    if (!element) return
    const stop = new AbortController()
    element.addEventListener(
      'pointerover',
      ({ target, pointerType, buttons }) => {
        if (pointerType !== 'mouse' || buttons > 0 || !(target instanceof Element)) return setKey(null)
        setKey(target.closest('[data-entry], [data-tools-of]')?.getAttribute('data-entry') ?? heldBy(target))
      },
      { signal: stop.signal },
    )
    element.addEventListener('pointerleave', () => setKey(null), { signal: stop.signal })
    element.addEventListener('pointerdown', ({ target }) => !heldBy(target as Element) && setKey(null), {
      signal: stop.signal,
    })
    return () => stop.abort()
  }, [field])

  const card = grid.cards.find((candidate) => candidate.key === key)
  if (!card) return null
  const { visit } = card
  const usual = NEXT_STATUS[visit.status]
  const next = usual && notYet(visit, usual.status, time) === null ? usual : null
  const isTiny = card.lanes > 2
  return (
    <div
      className="card-tools"
      data-tools-of={card.key}
      style={placeStyle(card, { from: grid.from, columns: grid.columns.length })}
    >
      {next && !isTiny && (
        <button
          type="button"
          data-tool
          tabIndex={-1}
          className="card-next"
          onClick={() => edit.setStatus(card.key, next.status)}
          aria-label={`${next.deed}: ${visit.attendee_name}`}
        >
          {next.deed}
        </button>
      )}
      <ActionIcon
        data-tool
        tabIndex={-1}
        size={20}
        variant="default"
        className="card-more"
        aria-label={`Status and more of ${visit.attendee_name}`}
        onClick={({ currentTarget }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect()
          edit.openMenu(card.key, { x: left, y: bottom })
        }}
      >
        <IconDots size={14} />
      </ActionIcon>
    </div>
  )
}

function heldBy(target: Element): string | null {
  return target.closest('[data-tools-of]')?.getAttribute('data-tools-of') ?? null
}
