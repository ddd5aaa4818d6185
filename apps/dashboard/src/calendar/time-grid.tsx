import './time-grid.css'
import { type KeyboardEvent, type MouseEvent, useMemo, useRef, useState } from 'react'
import { useTouchedAppointments } from '../live.ts'
import { useClinicTime } from '../queries.ts'
import { plural } from '../words.ts'
import { CardTools } from './card-tools.tsx'
import { CellCursor, type CursorHandle } from './cell-cursor.tsx'
import { useColumnsInView } from './columns-in-view.ts'
import type { Grid } from './grid.ts'
import type { GridEditing } from './grid-editing.ts'
import { GridHeads, GridHours } from './grid-heads.tsx'
import { GridBlock, GridGround } from './grid-layers.tsx'
import { useFirstScroll, useNow } from './grid-view.ts'
import { useHandsOnGrid } from './hands-on-grid.ts'
import { ARROWS, firstFrom, neighbour } from './neighbour.ts'
import { PIXELS_PER_MINUTE } from './spot.ts'
import { foldStyle, VisitCard } from './visit-card.tsx'

/**
 * A day or a week as columns. All appointments stand in one parent, so that none is made anew when it moves to another
 * column: it keeps the focus.
 */
export function TimeGrid({
  grid,
  label,
  edit,
  onOpen,
  onOpenDay,
}: {
  grid: Grid
  label: string
  /** Null: the role may only look. */
  edit: GridEditing | null
  onOpen: (key: string) => void
  onOpenDay?: (day: string) => void
}) {
  const time = useClinicTime()
  const touched = useTouchedAppointments()
  const scroller = useRef<HTMLElement>(null)
  const field = useRef<HTMLFieldSetElement>(null)
  const cursor = useRef<CursorHandle>(null)
  const { columns, from, to } = grid
  const inView = useColumnsInView(scroller, field, columns.length)
  const [focused, setFocused] = useState<string | null>(null)
  const now = useNow()

  const standing = useMemo(
    () => [...grid.cards, ...grid.blocks.filter(({ busy }) => busy).map(standsAlone)],
    [grid],
  )
  const here = standing.find(({ key }) => key === focused)
  const isDrawn = ({ column }: { column: number }) =>
    (column >= inView.first && column <= inView.last) || column === here?.column
  const nowColumn = columns.findIndex(({ day }) => day === time.today())
  const nowMinutes = columns[nowColumn]?.axis.at(new Date(now).toISOString()) ?? null
  const reachable = here?.key ?? firstFrom(standing.filter(isDrawn), nowMinutes ?? 0)?.key ?? null

  useFirstScroll(scroller, grid, { nowColumn, nowMinutes })
  useHandsOnGrid({ scroller, field, cursor, grid, edit })

  function focusOn(key: string) {
    setFocused(key)
    // What stands outside of the view is drawn first.
    requestAnimationFrame(() => {
      const element = field.current?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(key)}"]`)
      element?.focus()
      element?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    })
  }

  function onKeyDown(event: KeyboardEvent) {
    const key = entryOf(event.target)
    if (!key || event.altKey || event.ctrlKey || event.metaKey) return
    const direction = ARROWS[event.key]
    const next = direction && neighbour(standing, key, direction)
    if (next) focusOn(next.key)
    else if (event.key === 's' && edit) edit.openMenu(key, cornerOf(event.target as Element))
    else if (event.key === 'n' && edit) {
      const spot = standing.find((other) => other.key === key)
      if (spot) cursor.current?.show({ column: spot.column, start: spot.end, end: spot.end + 30 })
    } else if (!direction) return
    event.preventDefault()
    event.stopPropagation()
  }

  function onContextMenu(event: MouseEvent) {
    const key = entryOf(event.target)
    if (!key || !edit) return
    event.preventDefault()
    const isByKey = event.button === -1 || (event.clientX === 0 && event.clientY === 0)
    const card = (event.target as Element).closest('[data-entry]') as Element
    edit.openMenu(key, isByKey ? cornerOf(card) : { x: event.clientX, y: event.clientY })
  }

  const isWeek = onOpenDay !== undefined
  const place = { from, columns: columns.length }
  return (
    <section
      className="day-scroller"
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={label}
    >
      <div className="day" style={{ '--columns': columns.length } as React.CSSProperties}>
        <GridHeads grid={grid} onOpenDay={onOpenDay} />
        <div className="day-body" style={{ height: (to - from) * PIXELS_PER_MINUTE }}>
          <GridHours grid={grid} />
          <fieldset
            className={edit ? 'day-field day-field-open' : 'day-field'}
            ref={field}
            onKeyDown={onKeyDown}
            onContextMenu={onContextMenu}
            onClick={(event) => {
              const key = entryOf(event.target)
              if (key) onOpen(key)
            }}
            onFocus={(event) => setFocused(entryOf(event.target) ?? focused)}
            aria-label={`${plural(grid.cards.length, 'appointment', 'appointments')}; arrow keys walk, Enter opens`}
            aria-describedby={edit ? 'grid-keys' : undefined}
          >
            <GridGround grid={grid} view={inView} />
            {nowMinutes !== null && nowMinutes >= from && nowMinutes <= to && (
              <NowLine top={(nowMinutes - from) * PIXELS_PER_MINUTE} grid={grid} column={nowColumn} />
            )}
            {grid.blocks.filter(isDrawn).map((block) => (
              <GridBlock
                key={block.key}
                block={block}
                {...place}
                isReachable={block.key === reachable}
                mayResize={edit !== null}
                time={time}
              />
            ))}
            {grid.cards.filter(isDrawn).map((card) => (
              <VisitCard
                key={card.key}
                card={card}
                {...place}
                isReachable={card.key === reachable}
                isNew={touched.has(card.visit.id)}
                mayResize={edit?.find(card.key)?.mayResize ?? false}
                isSlim={isWeek}
                isTight={card.lanes > (isWeek ? 1 : 2)}
                hasPractitioner={!columns[card.column]?.practitionerId}
                time={time}
              />
            ))}
            {grid.folds.filter(isDrawn).map((fold) => (
              <button
                key={`${fold.column} ${fold.start}`}
                type="button"
                data-tool
                className="fold"
                style={foldStyle(fold, place)}
                onClick={() => onOpenDay?.(columns[fold.column]?.day ?? '')}
              >
                +{fold.hidden.length}
                <span className="visually-hidden"> more at this time, open the day</span>
              </button>
            ))}
            {edit && <CellCursor ref={cursor} grid={grid} edit={edit} />}
            {edit && <CardTools field={field} grid={grid} edit={edit} />}
          </fieldset>
        </div>
      </div>
      {edit && (
        <p id="grid-keys" className="visually-hidden">
          Alt and arrow keys move, Alt Shift Up and Down change the length, S changes the status, N makes a
          new one after it.
        </p>
      )}
    </section>
  )
}

const standsAlone = <T extends object>(block: T) => ({ ...block, lane: 0 })

function entryOf(target: EventTarget): string | null {
  return target instanceof Element
    ? (target.closest('[data-entry]')?.getAttribute('data-entry') ?? null)
    : null
}

function cornerOf(element: Element): { x: number; y: number } {
  const { left, bottom, top } = element.getBoundingClientRect()
  return { x: left + 12, y: Math.min(bottom, top + 32) }
}

/** At the time that it is, in the column of today; all columns of a day are today's. */
function NowLine({ top, grid, column }: { top: number; grid: Grid; column: number }) {
  const share = 100 / grid.columns.length
  const isOneDay = grid.columns.every(({ day }) => day === grid.columns[0]?.day)
  const style = isOneDay
    ? { top }
    : { top, left: `${share * column}%`, right: `${100 - share * (column + 1)}%` }
  return <span className="now-line" style={style} aria-hidden="true" />
}
