import { Skeleton } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'

/** The head of a screen; its title is also the tab's. */
export function Page({
  title,
  about,
  actions,
  children,
  wide = false,
}: {
  title: string
  about?: ReactNode
  actions?: ReactNode
  children: ReactNode
  wide?: boolean
}) {
  useTabTitle(title)
  return (
    <div className={wide ? 'page page-wide' : 'page'}>
      <div className="page-head">
        <div className="page-title">
          <h1>{title}</h1>
          {about && <p className="muted">{about}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      {children}
    </div>
  )
}

export function useTabTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · Foyer`
  }, [title])
}

/** A titled box on a screen. */
export function Section({
  title,
  about,
  actions,
  children,
  id,
}: {
  title: string
  about?: ReactNode
  actions?: ReactNode
  children: ReactNode
  id?: string
}) {
  return (
    <section className="section" aria-label={title} id={id}>
      <div className="section-head">
        <div>
          <h2>{title}</h2>
          {about && <p className="muted">{about}</p>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  )
}

export function Empty({ title, children, icon }: { title: string; children?: ReactNode; icon?: ReactNode }) {
  return (
    <div className="empty">
      {icon && <span className="empty-icon">{icon}</span>}
      <p className="empty-title">{title}</p>
      {children && <div className="muted">{children}</div>}
    </div>
  )
}

export function Lines({ count = 5, height = 52 }: { count?: number; height?: number }) {
  return (
    <div className="lines">
      {Array.from({ length: count }, (_, line) => `line ${line}`).map((key) => (
        <Skeleton key={key} height={height} radius={8} />
      ))}
    </div>
  )
}
