import { Button } from '@mantine/core'

interface Pages {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
}

/** Under a list of which the first pages were read: reads the next one, and is gone after the last. */
export function MoreButton({ of: pages, children }: { of: Pages; children: string }) {
  if (!pages.hasNextPage) return null
  return (
    <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
      {children}
    </Button>
  )
}
