/** The OpenAPI 3.1 document, made from the routes. */
import { OpenAPIHono } from '@hono/zod-openapi'
import * as conversations from './conversations/routes.ts'
import * as forms from './forms/routes.ts'
import * as journeys from './journeys/routes.ts'
import * as leads from './leads/routes.ts'
import * as receptionist from './receptionist/routes.ts'
import * as routes from './routes.ts'
import * as scheduling from './scheduling/routes.ts'
import * as services from './services/routes.ts'

export const allRoutes = [
  routes,
  services,
  scheduling,
  conversations,
  receptionist,
  forms,
  journeys,
  leads,
].flatMap((each) => Object.values(each))

export function openApiDocument(serverUrl?: string) {
  const app = new OpenAPIHono()
  for (const route of allRoutes) app.openAPIRegistry.registerPath(route as never)
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'better-auth.session_token',
    description: 'The browser’s session. Unsafe methods must come from Foyer’s own origin.',
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'api_key', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key of the clinic, made at Settings > Team & keys',
  })
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Foyer',
      version: '1',
      description:
        'The front desk of a clinic. `x-foyer-permission` says what the caller’s role must allow. Errors are RFC 9457 problems.',
    },
    ...(serverUrl ? { servers: [{ url: serverUrl }] } : {}),
  })
}
