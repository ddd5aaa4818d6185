import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { detailOf } from '../api.ts'
import { IconRefresh } from '../icons.ts'

interface Query<T> {
  data: T | undefined
  error: unknown
  isFetching: boolean
  refetch: () => unknown
}

/** Draws what was read, its skeleton until then, and the server's own words where it could not be read. */
export function Loaded<T>({
  query,
  skeleton,
  children,
}: {
  query: Query<T>
  skeleton: ReactNode
  children: (value: T) => ReactNode
}) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) {
    return <ProblemNotice error={query.error} isRetrying={query.isFetching} onRetry={() => query.refetch()} />
  }
  return (
    <div aria-busy="true">
      <span className="visually-hidden">Loading…</span>
      {skeleton}
    </div>
  )
}

export function ProblemNotice({
  error,
  onRetry,
  isRetrying = false,
}: {
  error: unknown
  onRetry?: () => void
  isRetrying?: boolean
}) {
  return (
    <div className="notice notice-problem" role="alert">
      <p>{detailOf(error)}</p>
      {onRetry && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={isRetrying}
          onClick={onRetry}
        >
          Retry
        </Button>
      )}
    </div>
  )
}

/** Why a form was not accepted; nothing while all is well. */
export function FormProblem({ error }: { error: unknown }) {
  if (!error) return null
  return (
    <div className="notice notice-problem" role="alert">
      <p>{detailOf(error)}</p>
    </div>
  )
}
