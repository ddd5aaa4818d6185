import type { ReactNode } from 'react'
import { useTabTitle } from './page.tsx'

/** A card in the middle of an empty page: what is shown before somebody is at the desk. */
export function Alone({ title, about, children }: { title: string; about?: ReactNode; children: ReactNode }) {
  useTabTitle(title)
  return (
    <main className="alone">
      <div className="alone-card">
        <img src="/favicon.svg" alt="" width={36} height={36} />
        <h1>{title}</h1>
        {about && <p className="muted">{about}</p>}
        {children}
      </div>
    </main>
  )
}
