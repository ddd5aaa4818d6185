/** Reads again what may have changed, also what is being read for the first time. */
import type { QueryClient } from '@tanstack/react-query'

/**
 * Makes everything stale whose key begins with `queryKey`; without one, everything. A first reading that is still on its
 * way may have been answered before the change, and invalidating joins it instead of beginning anew: it is read once more
 * when it has come.
 */
export function readAgain(queries: QueryClient, queryKey: readonly unknown[] = []): void {
  const onTheirWay = queries
    .getQueryCache()
    .findAll({ queryKey, fetchStatus: 'fetching' })
    .filter((query) => query.state.data === undefined)
  for (const query of onTheirWay) {
    const again = () => queries.invalidateQueries({ queryKey: query.queryKey, exact: true })
    void query.promise?.then(again, again)
  }
  void queries.invalidateQueries({ queryKey })
}
