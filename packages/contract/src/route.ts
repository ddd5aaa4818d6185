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
  Status extends 200 | 201,
  Headers extends z.ZodObject | undefined,
> {
  method: M
  path: Path
  tag: string
  summary: string
  /** What a role must have; null: anybody who is signed in, in a clinic or not. */
  permission: Permission
  query?: Query
  params?: Params
  headers?: Headers
  body?: Body
  answer: Answer
  /** 201 for what makes something. */
  status?: Status
}

type Nothing = Record<never, never>

type Request<Query, Params, Body, Headers> = (Query extends z.ZodObject ? { query: Query } : Nothing) &
  (Params extends z.ZodObject ? { params: Params } : Nothing) &
  (Headers extends z.ZodObject ? { headers: Headers } : Nothing) &
  (Body extends z.ZodType
    ? { body: { required: true; content: { 'application/json': { schema: Body } } } }
    : Nothing)

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ProblemBody } },
})

type Json<Schema> = { description: string; content: { 'application/json': { schema: Schema } } }
type Refusal = {
  description: string
  content: { 'application/problem+json': { schema: typeof ProblemBody } }
}

// A type, not an interface: RouteConfig has an index signature, which interfaces do not fit.
export type StaffRoute<M, Path, Permission, Query, Params, Body, Answer, Status extends number, Headers> = {
  method: M
  path: Path
  request: Request<Query, Params, Body, Headers>
  responses: Record<Status, Json<Answer>> & Record<400 | 401 | 402 | 403 | 404 | 409 | 422 | 503, Refusal>
  permission: Permission
  getRoutingPath(): string
}

/** A route for staff and partners: a session cookie or `Authorization: Bearer <API key>`. */
export function staffRoute<
  const M extends Method,
  const Path extends string,
  const Permission extends string | null,
  Answer extends z.ZodType,
  Query extends z.ZodObject | undefined = undefined,
  Params extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  const Status extends 200 | 201 = 200,
  Headers extends z.ZodObject | undefined = undefined,
>(
  description: Description<M, Path, Permission, Query, Params, Body, Answer, Status, Headers>,
): StaffRoute<M, Path, Permission, Query, Params, Body, Answer, Status, Headers> {
  const { method, path, tag, summary, permission, query, params, headers, body, answer } = description
  const route = createRoute({
    method,
    path,
    tags: [tag],
    summary,
    request: {
      ...(query ? { query } : {}),
      ...(params ? { params } : {}),
      ...(headers ? { headers } : {}),
      ...(body ? { body: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    },
    security: [{ session: [] }, { api_key: [] }],
    ...(permission ? { 'x-foyer-permission': permission } : {}),
    responses: {
      [description.status ?? 200]: { description: 'OK', content: { 'application/json': { schema: answer } } },
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
  // Not enumerable: the generator would write it into the document as it is.
  Object.defineProperty(route, 'permission', { value: permission, enumerable: false })
  return route as never
}
