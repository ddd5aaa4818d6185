import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react'
import type { Appointment } from '../api.ts'
import { CancelDialog } from './cancel-dialog.tsx'
import { RaceDialog } from './race-dialog.tsx'
import { type LostRace, useVisitChanges, type VisitChanges } from './visit-changes.ts'
import { VisitMenu } from './visit-menu.tsx'

const MoveDrawer = lazy(() => import('./move-drawer.tsx').then((module) => ({ default: module.MoveDrawer })))

export interface VisitDeeds extends VisitChanges {
  openMenu(visit: Appointment, at: { x: number; y: number }): void
  askMove(visit: Appointment): void
  askCancel(visit: Appointment): void
  /** The dialogs that these open; once on a screen. */
  elements: ReactNode
}

/** All that can be done to an appointment, with the questions that come before and the answers that come after. */
export function useVisitDeeds(onOpen: (id: string) => void): VisitDeeds {
  const [race, setRace] = useState<LostRace | null>(null)
  const [menu, setMenu] = useState<{ visit: Appointment; x: number; y: number } | null>(null)
  const [moving, setMoving] = useState<Appointment | null>(null)
  const [isMoveWanted, setMoveWanted] = useState(false)
  const [cancelling, setCancelling] = useState<Appointment | null>(null)
  const { move, setStatus } = useVisitChanges(setRace)
  const openMenu = useCallback(
    (visit: Appointment, { x, y }: { x: number; y: number }) => setMenu({ visit, x, y }),
    [],
  )
  const askMove = useCallback((visit: Appointment) => {
    setMoveWanted(true)
    setMoving(visit)
  }, [])
  const deeds = useMemo(
    () => ({ move, setStatus, openMenu, askMove, askCancel: setCancelling }),
    [move, setStatus, openMenu, askMove],
  )
  return {
    ...deeds,
    elements: (
      <>
        <VisitMenu menu={menu} deeds={deeds} onOpen={onOpen} onClose={() => setMenu(null)} />
        <RaceDialog race={race} onMove={move} onClose={() => setRace(null)} />
        <CancelDialog
          visit={cancelling}
          onCancel={(visit, more) => void setStatus(visit, 'cancelled', more)}
          onClose={() => setCancelling(null)}
        />
        {isMoveWanted && (
          <Suspense>
            <MoveDrawer visit={moving} onMove={move} onClose={() => setMoving(null)} />
          </Suspense>
        )}
      </>
    ),
  }
}
