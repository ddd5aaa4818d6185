// Where the tables of `npm run demo:documented` are played: a running server, or a desk of a test.

export interface Stand {
  /** Where Foyer is, without a slash at the end. */
  url: string
  secret: string
  apiKey: string
  /** The address of one connection; the bare path is played anyway. */
  webhookUrl?: string
  now: Temporal.Instant
  fetch(
    url: string,
    init: { method?: string; headers: Record<string, string>; body?: string },
  ): Promise<Response>
  /** Lets a moment pass in which the server works. */
  wait(): Promise<void>
  say(line: string): void
}

export interface Played {
  name: string
  /** What is not as REQUIREMENTS says. */
  faults: string[]
}

/** Asks the API as the clinic's owner. */
export async function ask(stand: Stand, path: string): Promise<unknown> {
  const response = await stand.fetch(`${stand.url}${path}`, {
    headers: { authorization: `Bearer ${stand.apiKey}` },
  })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return response.json()
}
