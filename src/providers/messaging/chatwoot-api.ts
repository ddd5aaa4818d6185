/** Calls of Chatwoot's API: an agent bot talks, an administrator looks things up. */

import type { HttpClient, HttpRequest, HttpResponse } from '../../kit/http-client.ts'
import { answerFailure, type Deed, exchange, failure } from './failures.ts'
import { parseObject, type Raw } from './wire.ts'

export interface ChatwootAccess {
  base_url: string
  account_id: string
  inbox_id: string
  bot_token: string
  admin_token?: string
}

/** Who calls: a bot's token may talk only, and every question is an administrator's. */
type Caller = 'bot' | 'administrator'

export interface ChatwootCall {
  path: string
  as: Caller
  deed: Deed
  body?: Raw
  /** For a POST that may be sent twice. */
  idempotent?: boolean
}

/** Calls `/api/v1/accounts/{account_id}`; answers of any status are returned. */
export function requestChatwoot(
  { access, http }: { access: ChatwootAccess; http: HttpClient },
  { path, as, deed, body, idempotent }: ChatwootCall,
): Promise<HttpResponse> {
  const root = `${access.base_url.trim().replace(/\/+$/, '')}/api/v1/accounts`
  const request: HttpRequest = {
    url: `${root}/${encodeURIComponent(access.account_id)}/${path}`,
    headers: {
      api_access_token: as === 'bot' ? access.bot_token : (access.admin_token ?? ''),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { method: 'POST', body: JSON.stringify(body), idempotent }),
  }
  return exchange(http, request, deed)
}

/** One call; the answer's JSON, or a `ProviderError` with a code of `MessagingFailure`. */
export type CallChatwoot = (call: ChatwootCall) => Promise<Raw>

export function chatwootCaller(access: ChatwootAccess, http: HttpClient): CallChatwoot {
  return async (call) => {
    const { deed } = call
    const response = await requestChatwoot({ access, http }, call)
    const answer = parseObject(response.body)
    if (response.ok) {
      if (answer) return answer
      throw failure(deed === 'send' ? 'outcome_unknown' : 'vendor_failed', {
        detail: 'the answer is no JSON',
      })
    }
    if (response.status !== 422) throw answerFailure(response, deed, null)
    // The flood guard, 200 messages a minute in one conversation, has no status of its own.
    const isFlood = String(answer?.error ?? answer?.message).includes('Too many messages')
    throw failure(isFlood ? 'rate_limited' : 'content_refused', { detail: 'Chatwoot 422' })
  }
}

/**
 * Whether the bot's token is one. A bot may read nothing, so it is asked for what cannot be: display ids begin with 1. A
 * token that Chatwoot does not know is 401 there, one that it knows 404 in Chatwoot's own words.
 * @throws ProviderError with a code of `MessagingFailure` where it is none
 */
export async function checkBot(access: ChatwootAccess, http: HttpClient): Promise<void> {
  const response = await requestChatwoot(
    { access, http },
    {
      ...{ path: 'conversations/0/toggle_status', as: 'bot', deed: 'ask', idempotent: true },
      body: { status: 'pending' },
    },
  )
  if (response.status !== 404) throw answerFailure(response, 'ask', null)
  if (typeof parseObject(response.body)?.error === 'string') return
  throw failure('not_found', { detail: 'there is no Chatwoot at that address' })
}
