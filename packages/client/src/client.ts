/** A typed fetch client of Foyer's API; its types are generated from the OpenAPI document. */
import createFetchClient, { type Client } from 'openapi-fetch'
import type { components, paths } from './api.gen.ts'

export type Schemas = components['schemas']
export type FoyerClient = Client<paths>

/** `apiKey` for programs; in the browser the session's cookie goes along by itself. */
export function createClient(
  options: { baseUrl?: string; apiKey?: string; fetch?: typeof fetch } = {},
): FoyerClient {
  return createFetchClient<paths>({
    baseUrl: options.baseUrl ?? '',
    ...(options.fetch ? { fetch: options.fetch } : {}),
    ...(options.apiKey ? { headers: { authorization: `Bearer ${options.apiKey}` } } : {}),
  })
}
