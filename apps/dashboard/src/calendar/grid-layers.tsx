import './grid-layers.css'
import { memo } from 'react'
import type { ClinicTime } from '../clinic-time.ts'
import { IconLock } from '../icons.ts'
import { STATUS_LOOK } from '../words.ts'
import type { ColumnsInView } from './columns-in-view.ts'
import type { Block, Grid } from './grid.ts'
import { PIXELS_PER_MINUTE } from './spot.ts'
import { placeStyle } from './visit-card.tsx'

/** What lies under the appointments: closed hours, and the time around each that is kept free. */
export const GridGround = memo(function GridGround({ grid, view }: { grid: Grid; view: ColumnsInView }) {
  const { columns, from, to } = grid
  const width = 100 / columns.length
  const isIn = ({ column }: { column: number }) => column >= view.first && column <= view.last
  const style = ({ column, start, end }: { column: number; start: number; end: number }) => ({
    left: `${width * column}%`,
    width: `${width}%`,
    top: (Math.max(start, from) - from) * PIXELS_PER_MINUTE,
    height: (Math.min(end, to) - Math.max(start, from)) * PIXELS_PER_MINUTE,
  })
  return (
    <>
      {columns.slice(1).map(({ id }, index) => (
        <span key={id} className="day-line" style={{ left: `${width * (index + 1)}%` }} />
      ))}
      {grid.shades.filter(isIn).map((span) => (
        <span key={`shade ${span.column} ${span.start}`} className="shade" style={style(span)} />
      ))}
      {grid.buffers.filter(isIn).map((buffer) => (
        <span
          key={`buffer ${buffer.column} ${buffer.lane} ${buffer.start} ${buffer.end}`}
          className={`buffer look-${STATUS_LOOK[buffer.status]}`}
          style={placeStyle(buffer, { from, columns: columns.length })}
        />
      ))}
    </>
  )
})

/** Time that is taken otherwise. What staff blocked can be opened and moved; the rest is only shown. */
export const GridBlock = memo(function GridBlock({
  block,
  from,
  columns,
  isReachable,
  mayResize,
  time,
}: {
  block: Block
  from: number
  columns: number
  isReachable: boolean
  mayResize: boolean
  time: ClinicTime
}) {
  const style = placeStyle(block, { from, columns })
  const name = (
    <span className="block-name">
      {block.kind === 'busy' && <IconLock size={13} aria-hidden="true" />}
      {block.title}
    </span>
  )
  if (!block.busy) {
    return (
      <div className={`block block-${block.kind}`} style={style}>
        {name}
      </div>
    )
  }
  return (
    <button
      type="button"
      className="block block-busy"
      style={style}
      data-entry={block.key}
      data-busy-time={block.busy.id}
      tabIndex={isReachable ? 0 : -1}
    >
      <span className="visually-hidden">
        {`${time.timeRange(block.busy.start_at, block.busy.end_at)}, blocked time: `}
      </span>
      {name}
      {mayResize && <span className="resize-edge" />}
    </button>
  )
})
