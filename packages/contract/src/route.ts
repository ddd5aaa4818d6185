/** How a route of the API is written down: who may call it stands beside what it takes and answers. */
import { createRoute, type z } from '@hono/zod-openapi'
import { ProblemBody } from './problem.ts'

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

interface Description<
  M extends Method,
  Path extends string,
  Permission extends string | null,
  Query extends z.ZodObject | undefined,
  Params extends z.ZodObject | undefined,
  Body extends z.ZodType | undefined,
  Answer extends z.ZodType,
> {
  method: M
  path: Path
  tag: string
  summary: string
  /** What a role must have; null: anybody who is signed in, in a clinic or not. */
  permission: Permission
  query?: Query
  params?: Params
  body?: Body
  answer: Answer
  /** 201 for what makes something. */
  status?: 200 | 201
}

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ProblemBody } },
})

/** A route for staff and partners: a session cookie or `Authorization: Bearer <API key>`. */
export function staffRoute<
  const M extends Method,
  const Path extends string,
  const Permission extends string | null,
  Answer extends z.ZodType,
  Query extends z.ZodObject | undefined = undefined,
  Params extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(description: Description<M, Path, Permission, Query, Params, Body, Answer>) {
  const { method, path, tag, summary, permission, query, params, body, answer } = description
  const status = description.status ?? 200
  const request = {
    ...(query ? { query } : {}),
    ...(params ? { params } : {}),
    ...(body ? { body: { required: true, content: { 'application/json': { schema: body } } } } : {}),
  } as {
    query: Query extends z.ZodObject ? Query : never
    params: Params extends z.ZodObject ? Params : never
    body: Body extends z.ZodType ? { required: true; content: { 'application/json': { schema: Body } } } : never
  }
  const answers = {
    [status]: { description: 'OK', content: { 'application/json': { schema: answer } } },
  } as Record<200 | 201, { description: string; content: { 'application/json': { schema: Answer } } }>
  const route = createRoute({
    method,
    path,
    tags: [tag],
    summary,
    request: request as never,
    security: [{ session: [] }, { api_key: [] }],
    ...(permission ? { 'x-foyer-permission': permission } : {}),
    responses: {
      ...answers,
      400: problem('The request is not of the form'),
      401: problem('Nobody is signed in'),
      402: problem('The plan does not include this'),
      403: problem('The role does not allow this'),
      404: problem('Not there, or another clinic’s'),
      409: problem('The state does not allow this'),
      422: problem('Well-formed, but against a rule'),
      503: problem('The database cannot be reached'),
    },
  })
  // Not enumerable: the generator would write them into the document as they are.
  return Object.defineProperty(route as typeof route & { request: typeof request }, 'permission', {
    value: permission,
    enumerable: false,
  }) as typeof route & { request: typeof request; readonly permission: Permission }
}
