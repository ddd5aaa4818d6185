/** Sending by the Instagram messaging API (Instagram Login). */

import { z } from 'zod'
import { ProviderError } from '../../kit/problem.ts'
import { numbered } from './choices.ts'
import { failure } from './failures.ts'
import { instagramFailure } from './meta-failures.ts'
import { callGraph, type Graph, graphRoot, graphUrl } from './meta-graph.ts'
import { fetchMetaMedia } from './meta-media.ts'
import type { MessagingFailure, MessagingPort, OutgoingContent, Outside } from './port.ts'
import { Id, Line, Part, type Raw, Text } from './wire.ts'

const TEXT_BYTES_MAX = 1000

export function openInstagram(
  credentials: { ig_id: string; access_token: string },
  { http, clock, baseUrl }: Outside,
): MessagingPort {
  const graph: Graph = {
    http,
    baseUrl: graphUrl(baseUrl, 'graph.instagram.com'),
    accessToken: credentials.access_token,
    failureOf: instagramFailure,
  }
  const path = `${encodeURIComponent(credentials.ig_id)}/messages`

  async function post(body: Raw): Promise<{ vendorMessageId: string }> {
    const { message_id } = Part({ message_id: Id }).parse(
      await callGraph(graph, { path, deed: 'send', body }),
    )
    if (message_id === null) throw failure('outcome_unknown', { detail: 'the answer has no message id' })
    return { vendorMessageId: message_id }
  }

  return {
    async send({ to, content, isWrittenByPerson }) {
      // Nobody is written to before they wrote: there is no id of theirs.
      if (!/^\d{1,40}$/.test(to)) throw failure('unreachable_person')
      const body = { recipient: { id: to }, message: { text: textOf(content) } }
      try {
        return await post(body)
      } catch (error) {
        if (!isWrittenByPerson || !isWindowClosed(error)) throw error
        // Up to seven days, for what a person wrote: for anything else the tag breaks Meta's policy.
        return await post({ ...body, messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' })
      }
    },

    // Nothing of ours comes back but the message's own id, and that is what is missing.
    lookUp: async () => ({ found: 'unknown' }),

    async fetchMedia({ url }) {
      if (url === null) throw failure('not_found')
      return fetchMetaMedia(graph, { url, token: null })
    },

    async check() {
      const answer = await callGraph(graph, { path: 'me?fields=user_id,username', deed: 'ask' })
      const { user_id, username } = Part({ user_id: Id, username: Line }).parse(answer)
      if (user_id !== null && user_id !== credentials.ig_id) {
        throw failure('sign_in_failed', { detail: `the token is of the Instagram account ${user_id}` })
      }
      return { label: username === null ? credentials.ig_id : `@${username}` }
    },

    // Meta's reference of `refresh_access_token`: without a version, and the token stands in the address.
    async renewToken() {
      const query = new URLSearchParams({
        grant_type: 'ig_refresh_token',
        access_token: credentials.access_token,
      })
      const root = { ...graph, baseUrl: graphRoot(baseUrl, 'graph.instagram.com') }
      const askedAt = clock.now()
      const answer = await callGraph(root, { path: `refresh_access_token?${query}`, deed: 'ask' })
      const { access_token, expires_in } = Renewed.parse(answer)
      if (access_token === null || expires_in === null) {
        throw failure('vendor_failed', { detail: 'the answer has no token or no end of it' })
      }
      return { credentials: { access_token }, expiresAt: askedAt.add({ seconds: expires_in }) }
    },
  }
}

/** `expires_in` in seconds. */
const Renewed = Part({
  access_token: Text,
  expires_in: z.preprocess(
    (seconds) => (Number.isSafeInteger(seconds) && Number(seconds) > 0 ? seconds : null),
    z.number().nullable(),
  ),
})

function isWindowClosed(error: unknown): boolean {
  return error instanceof ProviderError && error.code === ('window_closed' satisfies MessagingFailure)
}

function textOf(content: OutgoingContent): string {
  if (content.kind === 'template') throw failure('template_refused', { detail: 'Instagram has no templates' })
  const text = numbered(content.text, content.choices)
  if (content.text === '' || Buffer.byteLength(text) > TEXT_BYTES_MAX) {
    throw failure('content_refused', { detail: `a text has 1 to ${TEXT_BYTES_MAX} bytes of UTF-8` })
  }
  return text
}
