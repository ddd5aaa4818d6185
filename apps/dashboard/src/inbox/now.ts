import { useEffect, useState } from 'react'

const EVERY_MS = 20_000

/** The present time, as of the last twenty seconds: for what runs out while it is looked at. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
