/** MODEL_NAME, MODEL_BASE_URL and MODEL_API_KEY, as `kit/config.ts` reads them. */
export interface ModelSettings {
  name: string
  /** With or without the `/v1` that all of these vendors have. */
  baseUrl: string
  apiKey?: string | undefined
}

export function serviceUrl(baseUrl: string): { url: string; host: string } {
  const url = new URL(baseUrl)
  if (url.pathname === '/') url.pathname = '/v1'
  return { url: url.href.replace(/\/+$/, ''), host: url.host }
}

/** Never on to another address: a question goes where the operator sent it and nowhere else. */
export const fetchDirectly: typeof fetch = (input, init) => fetch(input, { ...init, redirect: 'manual' })
