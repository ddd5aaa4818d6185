import './today.css'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { NeedsYouNow, useTasks } from './needs-you-now.tsx'

/** A screen with what needs somebody beside it; on smaller ones that is one line above, which unfolds. */
export function WithTasks({
  children,
  isFixed = false,
}: {
  children: ReactNode
  /** As high as the screen, on a phone too: what is inside scrolls, not the page. */
  isFixed?: boolean
}) {
  const hasRail = useMediaQuery('(min-width: 1200px)', true, { getInitialValueInEffect: false })
  const tasks = useTasks()
  return (
    <div
      className={['today', hasRail && 'today-with-rail', isFixed && 'today-fixed'].filter(Boolean).join(' ')}
    >
      <div className="today-main">
        {!hasRail && <TasksFolded {...tasks} />}
        {children}
      </div>
      {hasRail && (
        <aside className="rail" aria-label="Tasks">
          <NeedsYouNow {...tasks} />
        </aside>
      )}
    </div>
  )
}

function TasksFolded(tasks: ReturnType<typeof useTasks>) {
  if (tasks.count === 0) return null
  return (
    <details className="tasks-folded">
      <summary>
        Needs you now <span className="nav-badge nav-badge-urgent">{tasks.count}</span>
      </summary>
      <NeedsYouNow {...tasks} />
    </details>
  )
}
