/** The API's names are snake_case, the program's camelCase; they are the same names. */

type CamelName<Name> = Name extends `${infer First}_${infer Rest}`
  ? `${First}${Capitalize<CamelName<Rest>>}`
  : Name

export type CamelCased<Value> = Value extends readonly (infer Item)[]
  ? CamelCased<Item>[]
  : Value extends object
    ? { [Key in keyof Value as CamelName<Key>]: CamelCased<Value[Key]> }
    : Value

/** A body that its schema has parsed, so every key of it is a name and none is somebody's text. */
export function camelCased<Value>(value: Value): CamelCased<Value> {
  if (Array.isArray(value)) return value.map(camelCased) as CamelCased<Value>
  if (value === null || typeof value !== 'object') return value as CamelCased<Value>
  const entries = Object.entries(value).map(([key, each]) => [camelName(key), camelCased(each)])
  return Object.fromEntries(entries) as CamelCased<Value>
}

function camelName(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}
