/** What may be done on the grid, and what it means: a spot becomes a time, a practitioner, a room. */
import { useMemo } from 'react'
import type { Appointment } from '../api.ts'
import type { ClinicTime } from '../clinic-time.ts'
import { useClinicTime } from '../queries.ts'
import { STATUS_LOOK } from '../words.ts'
import type { BlockChanges } from './block-changes.ts'
import { practitionersOf } from './calendar-search.ts'
import type { Draft } from './draft.ts'
import type { Draggable } from './drag.ts'
import type { Reading } from './ghost.ts'
import type { Block, Card, Grid, GridColumn } from './grid.ts'
import type { Spot } from './spot.ts'
import type { NewStatus, Target, VisitChanges } from './visit-changes.ts'

export interface GridEditing {
  find(key: string): Draggable | undefined
  read(spot: Spot, key: string | null): Reading
  change(key: string, spot: Spot): void
  /** `isExact`: the length was drawn, and is not only as long as the cursor. */
  draw(spot: Spot, how: { isExact: boolean; isBlock?: boolean }): void
  setStatus(key: string, status: NewStatus): void
  openMenu(key: string, at: { x: number; y: number }): void
}

interface Means extends VisitChanges {
  blocks: BlockChanges
  onDraw: (draft: Draft) => void
  onMenu: (visit: Appointment, at: { x: number; y: number }) => void
}

export function useGridEditing(grid: Grid, means: Means): GridEditing {
  const { move, setStatus, blocks, onDraw, onMenu } = means
  const time = useClinicTime()
  return useMemo(() => {
    const cardOf = (key: string) => grid.cards.find((card) => card.key === key)
    const blockOf = (key: string) => grid.blocks.find((block) => block.key === key && block.busy)
    return {
      find: (key) => {
        const card = cardOf(key)
        if (card) return draggableVisit(card, grid)
        const block = blockOf(key)
        return block && draggableBlock(block, grid)
      },
      read: (spot, key) => readSpot(spot, key, grid, time),
      change(key, spot) {
        const card = cardOf(key)
        if (card) return void move(card.visit, targetAt(spot, card, grid))
        const busy = blockOf(key)?.busy
        const column = grid.columns[spot.column]
        if (busy && column)
          void blocks.change(busy, {
            startAt: column.axis.instant(spot.start),
            endAt: column.axis.instant(spot.end),
            practitionerId: column.practitionerId ?? busy.practitioner_id,
            roomId: column.roomId ?? busy.resource_id,
          })
      },
      draw(spot, { isExact, isBlock }) {
        const column = grid.columns[spot.column]
        if (!column) return
        onDraw({
          kind: isBlock ? 'block' : 'visit',
          day: column.day,
          startAt: column.axis.instant(spot.start),
          minutes: isExact ? spot.end - spot.start : null,
          practitionerId: column.practitionerId,
          roomId: column.roomId,
        })
      },
      setStatus(key, status) {
        const card = cardOf(key)
        if (card) void setStatus(card.visit, status)
      },
      openMenu(key, at) {
        const card = cardOf(key)
        if (card) onMenu(card.visit, at)
      },
    }
  }, [grid, time, move, setStatus, blocks, onDraw, onMenu])
}

const OVER: readonly Appointment['status'][] = ['fulfilled', 'cancelled', 'noshow']

/** Not what is over, and not the part of a visit that began the day before. */
function draggableVisit({ visit, column }: Card, grid: Grid): Draggable | undefined {
  const start = grid.columns[column]?.axis.at(visit.start_at) ?? -1
  if (OVER.includes(visit.status) || start < 0) return undefined
  return {
    spot: { column, start, end: start + visit.duration_minutes },
    name: visit.attendee_name,
    look: `look-${STATUS_LOOK[visit.status]}`,
    mayResize: true,
  }
}

function draggableBlock({ busy, column, title }: Block, grid: Grid): Draggable | undefined {
  const axis = grid.columns[column]?.axis
  if (!busy || !axis || axis.at(busy.start_at) < 0 || axis.at(busy.end_at) > axis.length) return undefined
  const spot = { column, start: axis.at(busy.start_at), end: axis.at(busy.end_at) }
  return { spot, name: title, look: 'look-done', mayResize: true }
}

/** What is not changed by the spot stays as it is, to the second. */
export function targetAt(spot: Spot, { visit, column }: Card, grid: Grid): Target {
  const to = grid.columns[spot.column]
  const before = grid.columns[column]
  const start = before?.axis.at(visit.start_at)
  const isSameStart = to?.day === before?.day && spot.start === start
  return {
    startAt: isSameStart || !to ? visit.start_at : to.axis.instant(spot.start),
    minutes: spot.end - spot.start,
    practitioner: practitionerIn(to, before, visit),
    resources: resourcesIn(to, visit),
  }
}

/** In its own column a visit stays with whom it is, also one that this practitioner holds together with others. */
function practitionerIn(
  column: GridColumn | undefined,
  before: GridColumn | undefined,
  visit: Appointment,
): Appointment['practitioner'] {
  const id = column?.practitionerId
  const isOther = id && id !== before?.practitionerId && !practitionersOf(visit).includes(id)
  return isOther ? { id, name: column.title } : visit.practitioner
}

function resourcesIn(column: GridColumn | undefined, { resources }: Appointment): Appointment['resources'] {
  if (!column?.roomId || resources.some(({ id }) => id === column.roomId)) return resources
  const devices = resources.filter(({ kind }) => kind !== 'room')
  return [...devices, { id: column.roomId, kind: 'room', name: column.title }]
}

function readSpot(spot: Spot, key: string | null, grid: Grid, time: ClinicTime): Reading {
  const column = grid.columns[spot.column]
  if (!column) return { when: '', where: '', warning: null }
  return {
    when: time.timeRange(column.axis.instant(spot.start), column.axis.instant(spot.end)),
    where: column.title,
    warning: warningAt(spot, key, grid),
  }
}

function isWithSame(visit: Appointment, other: Appointment): boolean {
  const ids = practitionersOf(other)
  return practitionersOf(visit).some((id) => ids.includes(id))
}

/** What the server will say no to, or staff should know; a column of a week holds several practitioners. */
function warningAt({ column, start, end }: Spot, key: string | null, grid: Grid): string | null {
  const inTheWay = (other: Spot) => other.column === column && other.start < end && start < other.end
  const dragged = grid.cards.find((card) => card.key === key)?.visit
  const isOneCalendar = Boolean(grid.columns[column]?.practitionerId ?? grid.columns[column]?.roomId)
  const visit = grid.cards.find(
    (card) =>
      inTheWay(card) &&
      card.visit.id !== dragged?.id &&
      !OVER.includes(card.visit.status) &&
      (isOneCalendar || (dragged !== undefined && isWithSame(card.visit, dragged))),
  )
  if (visit && (dragged || isOneCalendar)) return `Overlaps ${visit.visit.attendee_name}`
  const block = grid.blocks.find((other) => inTheWay(other) && other.key !== key)
  if (block) return block.kind === 'hold' ? block.title : `Blocked: ${block.title}`
  return grid.shades.some(inTheWay) ? 'Outside of working hours' : null
}
