/** The API's document as a page to read: without scripts, with nothing from elsewhere, in light and dark. */
import { readFileSync } from 'node:fs'
import { html, raw } from 'hono/html'
import { type Permission, permissionsOf, ROLE_NAMES, ROLES, roleMay } from '../desk/access/permission.ts'
import { type Described, type OpenApi, rowsOf, type Schema, typeOf } from './schema-words.ts'

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const
const style = readFileSync(new URL('./api-reference.css', import.meta.url), 'utf8')

type Html = ReturnType<typeof html>

interface Operation extends Described {
  id: string
  method: string
  path: string
}

export async function renderApiReference(document: OpenApi): Promise<string> {
  const byTag = [...Map.groupBy(operationsOf(document), ({ tags }) => tags[0] ?? 'Other')].toSorted(
    ([a], [b]) => a.localeCompare(b),
  )
  const schemas = Object.entries(document.components.schemas).toSorted(([a], [b]) => a.localeCompare(b))
  const address = document.servers?.[0]?.url ?? ''
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${document.info.title} API</title>
<style>${raw(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<nav aria-label="Contents">
<p><strong>${document.info.title} API</strong></p>
${byTag.map(
  ([tag, operations]) =>
    html`<details open><summary>${tag}</summary><ul>${operations.map(
      ({ id, method, path }) =>
        html`<li><a href="#${id}"><span class="method">${method}</span> ${path.replace('/api', '')}</a></li>`,
    )}</ul></details>`,
)}
<p><a href="#roles">Roles</a> · <a href="#shapes">Shapes</a></p>
</nav>
<main id="main">
${renderBeginning(document, address)}
${byTag.map(
  ([tag, operations]) => html`<section aria-labelledby="tag-${slugOf(tag)}">
<h2 id="tag-${slugOf(tag)}">${tag}</h2>
${operations.map(renderOperation)}
</section>`,
)}
${renderRoles()}
<section aria-labelledby="shapes">
<h2 id="shapes">Shapes</h2>
${schemas.map(
  ([name, schema]) => html`<article id="schema-${name}">
<h3>${name}</h3>
${schema.description ? html`<p>${prose(schema.description)}</p>` : ''}
${renderSchema(schema)}
</article>`,
)}
</section>
</main>
</body>
</html>`
  return String(await page)
}

function renderBeginning({ info }: OpenApi, address: string): Html {
  return html`<h1>${info.title} API</h1>
<p>${prose(info.description)} The same for programs: <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>
<h2>Beginning</h2>
<p>Make a key at <a href="/settings/team">Settings &gt; Team &amp; keys</a>; it belongs to one clinic and has a role. Instants are
RFC 3339, dates <code>YYYY-MM-DD</code> of the clinic, zones IANA names, money whole numbers of the smallest unit.</p>
<pre><code>curl -H "Authorization: Bearer $KEY" "${address}/api/availability?service_id=$SERVICE&amp;from=2026-11-23&amp;to=2026-11-27"</code></pre>
<pre><code>curl -X POST -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" -H "Idempotency-Key: $(uuidgen)" \\
  -d '{"service_id": "…", "start_at": "2026-11-23T15:30:00Z", "contact": {"name": "Ana Souza", "phone": "+1 312 555 0101"}}' \\
  "${address}/api/appointments"</code></pre>
<h2>When it cannot be done</h2>
<p>Problems are RFC 9457, <code>application/problem+json</code>: <code>type</code> is stable and what a program asks for,
<code>detail</code> says state and remedy, <code>errors</code> points to the member that is wrong.</p>
<table><thead><tr><th scope="col">Status</th><th scope="col">Means</th></tr></thead><tbody>
${PROBLEMS.map(([status, means]) => html`<tr><td><code>${status}</code></td><td>${prose(means)}</td></tr>`)}
</tbody></table>`
}

const PROBLEMS = [
  ['400', 'The request is not of the form'],
  ['401', 'Nobody is signed in, or the key is unknown or revoked'],
  ['402', 'The clinic’s plan does not include this; `plan` names the one that does'],
  ['403', 'The role does not allow this'],
  ['404', 'Not there, or another clinic’s'],
  [
    '409',
    'The state does not allow this. `/problems/slot-taken`: somebody was faster, `next_free` has other starts, and of a series `taken` those that clash. `/problems/stale`: it was changed meanwhile, read it again',
  ],
  ['422', 'Well-formed, but against a rule'],
  ['503', 'The database does not answer; `retry-after` says when to try again'],
] as const

function renderOperation(operation: Operation): Html {
  const { id, method, path, summary, parameters = [], requestBody, responses } = operation
  const permission = operation['x-foyer-permission']
  const body = requestBody?.content['application/json'].schema
  const [status, answered] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? []
  const answer = answered?.content?.['application/json']?.schema
  return html`<article id="${id}">
<h3><span class="method ${method.toLowerCase()}">${method}</span> <code>${path}</code></h3>
<p>${prose(summary)}</p>
<p class="aside">${permission ? html`<code>${permission}</code>: ${whoMay(permission)}` : 'Anybody who is signed in'}</p>
${parameters.length > 0 ? html`<h4>Parameters</h4>${renderRows(parameters)}` : ''}
${body ? html`<h4>Body</h4>${renderSchema(body)}` : ''}
${answer ? html`<h4>Answer <code>${status}</code></h4>${renderSchema(answer)}` : ''}
</article>`
}

function renderSchema(schema: Schema): Html {
  const rows = rowsOf(schema)
  if (rows.length === 0) return html`<p>${renderType(schema)}</p>`
  return renderRows(rows)
}

function renderRows(
  rows: { name: string; in?: string; schema: Schema; required?: boolean; description?: string }[],
): Html {
  return html`<table><thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">About</th></tr></thead><tbody>
${rows.map(
  ({ name, in: place = 'query', schema, required, description }) =>
    html`<tr><td><code>${name}</code>${required ? html` <span class="required">required</span>` : ''}</td><td>${renderType(schema)}</td><td>${place === 'query' ? '' : `In the ${place}. `}${prose(description ?? schema.description ?? '')}</td></tr>`,
)}
</tbody></table>`
}

/** Names of other shapes lead to them; a value that is spelled like one does not. */
function renderType(schema: Schema): Html {
  if (schema.enum || schema.const !== undefined) return html`${typeOf(schema)}`
  const parts = typeOf(schema).split(/\b([A-Z]\w+)\b/)
  return html`${parts.map((part, i) => (i % 2 === 1 ? html`<a href="#schema-${part}">${part}</a>` : part))}`
}

function renderRoles(): Html {
  return html`<section aria-labelledby="roles">
<h2 id="roles">Roles</h2>
<p>What a person or a key of each role may.</p>
<table class="roles"><thead><tr><th scope="col">Permission</th>${ROLES.map((role) => html`<th scope="col">${ROLE_NAMES[role]}</th>`)}</tr></thead><tbody>
${permissionsOf('owner').map(
  (permission) =>
    html`<tr><td><code>${permission}</code></td>${ROLES.map((role) => html`<td>${roleMay(role, permission) ? 'yes' : '–'}</td>`)}</tr>`,
)}
</tbody></table>
</section>`
}

function operationsOf(document: OpenApi): Operation[] {
  const paths = Object.entries(document.paths).toSorted(([a], [b]) => a.localeCompare(b))
  return paths.flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const described = item[method]
      if (!described) return []
      return [{ ...described, path, method: method.toUpperCase(), id: slugOf(`${method} ${path}`) }]
    }),
  )
}

function whoMay(permission: string): string {
  return ROLES.filter((role) => roleMay(role, permission as Permission))
    .map((role) => ROLE_NAMES[role])
    .join(', ')
}

/** What stands in backticks is code. */
function prose(text: string): Html {
  return html`${text.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part))}`
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
