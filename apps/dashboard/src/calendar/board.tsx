import { useCallback, useState } from 'react'
import type { BusyTime } from '../api.ts'
import { useMay } from '../queries.ts'
import { useBlockChanges } from './block-changes.ts'
import { BlockDialog } from './block-dialog.tsx'
import type { Draft } from './draft.ts'
import type { Grid } from './grid.ts'
import { useGridEditing } from './grid-editing.ts'
import { TimeGrid } from './time-grid.tsx'
import type { VisitDeeds } from './visit-deeds.tsx'

/** A grid on which everything can be done that the role allows. */
export function Board({
  grid,
  label,
  deeds,
  onOpen,
  onDraw,
  onOpenDay,
}: {
  grid: Grid
  label: string
  deeds: VisitDeeds
  onOpen: (id: string) => void
  onDraw: (draft: Draft) => void
  onOpenDay?: (day: string) => void
}) {
  const mayWrite = useMay('appointments:write')
  const blocks = useBlockChanges()
  const [opened, setOpened] = useState<{ busy: BusyTime; whose: string } | null>(null)
  const { move, setStatus, openMenu } = deeds
  const edit = useGridEditing(grid, { move, setStatus, blocks, onDraw, onMenu: openMenu })

  const open = useCallback(
    (key: string) => {
      const card = grid.cards.find((candidate) => candidate.key === key)
      if (card) return onOpen(card.visit.id)
      const block = grid.blocks.find((candidate) => candidate.key === key)
      if (block?.busy) setOpened({ busy: block.busy, whose: grid.columns[block.column]?.title ?? '' })
    },
    [grid, onOpen],
  )
  return (
    <>
      <TimeGrid grid={grid} label={label} edit={mayWrite ? edit : null} onOpen={open} onOpenDay={onOpenDay} />
      <BlockDialog
        busy={opened?.busy ?? null}
        whose={opened?.whose ?? ''}
        blocks={blocks}
        mayChange={mayWrite}
        onClose={() => setOpened(null)}
      />
    </>
  )
}
