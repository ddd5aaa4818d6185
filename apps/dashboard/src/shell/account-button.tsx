import { lazy, Suspense, useState } from 'react'
import { Initials } from '../parts/initials.tsx'
import { useMe } from '../queries.ts'

const loadMenu = () => import('./account-menu.tsx')
const AccountMenu = lazy(() => loadMenu().then((module) => ({ default: module.AccountMenu })))

/** Who is signed in; the menu behind it is loaded when somebody reaches for it. */
export function AccountButton() {
  const name = useMe().user?.name ?? 'Account'
  const [isWanted, setWanted] = useState(false)
  const button = (
    <button
      type="button"
      className="account"
      aria-label={`Account of ${name}`}
      aria-haspopup="menu"
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={() => setWanted(true)}
    >
      <Initials name={name} size={32} />
    </button>
  )
  return isWanted ? (
    <Suspense fallback={button}>
      <AccountMenu />
    </Suspense>
  ) : (
    button
  )
}
