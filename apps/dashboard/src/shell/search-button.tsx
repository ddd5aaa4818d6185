import { Kbd } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useState } from 'react'
import { IconSearch } from '../icons.ts'

const loadSearch = () => import('./patient-search.tsx')
const PatientSearch = lazy(() => loadSearch().then((module) => ({ default: module.PatientSearch })))

/** Ctrl+K or a press: search for a person or a screen from anywhere. Loaded when it is first wanted. */
export function PatientSearchButton() {
  const [wanted, setWanted] = useState(0)
  const open = () => setWanted((count) => count + 1)
  useHotkeys([['mod+K', open]], [], true)
  return (
    <>
      <button
        type="button"
        className="search-button"
        onClick={open}
        onPointerEnter={() => void loadSearch()}
        aria-keyshortcuts="Control+K"
      >
        <IconSearch size={16} stroke={1.8} aria-hidden="true" />
        <span className="search-words">Search patients, phone, appointments</span>
        <Kbd size="xs" className="search-keys" aria-hidden="true">
          Ctrl K
        </Kbd>
      </button>
      {wanted > 0 && (
        <Suspense>
          <PatientSearch wanted={wanted} />
        </Suspense>
      )}
    </>
  )
}
