/** Shapes of the API's document in words: what type a value is, and the members of an object one by one. */

/** JSON Schema 2020-12, as far as our own document goes. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  description?: string
  enum?: unknown[]
  const?: unknown
  minimum?: number
  maximum?: number
  maxLength?: number
  items?: Schema
  properties?: Record<string, Schema>
  additionalProperties?: Schema | boolean
  required?: string[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}

export interface Described {
  tags: string[]
  summary: string
  'x-foyer-permission'?: string
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema: Schema }[]
  requestBody?: { content: { 'application/json': { schema: Schema } } }
  responses: Record<string, { content?: { 'application/json'?: { schema: Schema } } }>
}

export interface OpenApi {
  info: { title: string; description: string }
  servers?: { url: string }[]
  paths: Record<string, Partial<Record<'get' | 'post' | 'put' | 'patch' | 'delete', Described>>>
  components: { schemas: Record<string, Schema> }
}

/** `integer 5–1440 or null`, `list of Slot`, `booked | pending`. Shapes of the document are in capitals. */
export function typeOf(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? ''
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return [...new Set(choices.map(typeOf))].join(' or ')
  if (schema.allOf) return schema.allOf.map(typeOf).join(' and ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const types = [schema.type ?? 'anything'].flat()
  const isNullable = types.includes('null') || schema.enum?.includes(null)
  const [type = 'null'] = types.filter((each) => each !== 'null')
  return `${nameOf(type, schema)}${isNullable && type !== 'null' ? ' or null' : ''}`
}

function nameOf(type: string, schema: Schema): string {
  if (schema.enum) return schema.enum.filter((value) => value !== null).join(' | ')
  switch (type) {
    case 'array':
      return `list of ${schema.items ? typeOf(schema.items) : 'anything'}`
    case 'string':
      return schema.format ?? (schema.maxLength ? `string, at most ${schema.maxLength} characters` : 'string')
    case 'integer':
    case 'number':
      return `${type}${rangeOf(schema)}`
    default:
      return type
  }
}

function rangeOf({ minimum, maximum }: Schema): string {
  if (minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER)
    return ` ${minimum}–${maximum}`
  return minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? ` from ${minimum}` : ''
}

export interface Row {
  /** `contact.name`, `days[].slots`. */
  name: string
  schema: Schema
  required: boolean
}

/** Every member of an object, and those of the objects inside that have no name of their own. */
export function rowsOf(schema: Schema, prefix = ''): Row[] {
  const variants = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (variants) return withoutRepeats(variants.flatMap((variant) => rowsOf(variant, prefix)))
  if (schema.items && !schema.items.$ref) return rowsOf(schema.items, `${prefix}[]`)
  return Object.entries(schema.properties ?? {}).flatMap(([key, member]) => {
    const name = prefix ? `${prefix}.${key}` : key
    return [
      { name, schema: member, required: schema.required?.includes(key) ?? false },
      ...rowsOf(member, name),
    ]
  })
}

function withoutRepeats(rows: Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.name, row])).values()]
}
