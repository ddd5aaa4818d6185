import '@fontsource-variable/inter/wght.css'
import './mantine-styles.ts'
import './tokens.css'
import './app.css'
import { MantineProvider } from '@mantine/core'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { ProblemError } from './api.ts'
import { makeRouter } from './router.tsx'
import { colorSchemeManager, cssVariablesResolver, theme } from './theme.ts'

const Toasts = lazy(() =>
  import('@mantine/notifications').then((module) => ({ default: module.Notifications })),
)

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // Signed out elsewhere, or the session ended: ask who is there, and the desk's route leads to the sign-in.
    onError: (error, query) => {
      if (error instanceof ProblemError && error.status === 401 && query.queryKey[0] !== 'me') {
        queries.removeQueries({ queryKey: ['me'] })
        void router.invalidate()
      }
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) =>
        failures < 2 && !(error instanceof ProblemError && error.status >= 400 && error.status < 500),
    },
  },
})

const router = makeRouter(queries)

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        colorSchemeManager={colorSchemeManager}
        cssVariablesResolver={cssVariablesResolver}
      >
        <QueryClientProvider client={queries}>
          <div id="announcer" role="status" className="visually-hidden" />
          <Suspense>
            <Toasts position="bottom-left" limit={3} containerWidth={340} zIndex={400} />
          </Suspense>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
}
