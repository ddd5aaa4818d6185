import { PasswordInput, TextInput } from '@mantine/core'
import type { Schemas } from '../../api.ts'

type Field = Schemas['ConnectionVendor']['fields'][number]

/** What a vendor asks for, in its own words, with where it stands there. */
export function CredentialFields({
  fields,
  values,
  errors,
  isChange = false,
  onChange,
}: {
  fields: readonly Field[]
  values: Readonly<Record<string, string>>
  errors: Readonly<Record<string, string>>
  /** What is secret and left empty stays as it is. */
  isChange?: boolean
  onChange: (name: string, value: string) => void
}) {
  return fields.map(({ name, label, hint, is_secret, is_optional }) => {
    const shared = {
      label: is_optional ? `${label} (optional)` : label,
      description: hint,
      value: values[name] ?? '',
      error: errors[name],
      autoComplete: 'off',
      spellCheck: false,
      classNames: { input: 'mono' },
      onChange: (event: React.ChangeEvent<HTMLInputElement>) => onChange(name, event.currentTarget.value),
    }
    return is_secret ? (
      <PasswordInput
        key={name}
        {...shared}
        autoComplete="new-password"
        placeholder={isChange ? 'Stays as it is' : ''}
        visibilityToggleButtonProps={{ 'aria-label': `Show or hide the ${label.toLowerCase()}` }}
      />
    ) : (
      <TextInput key={name} {...shared} />
    )
  })
}

/** What the server said about fields, by their names. */
export function credentialErrors(paths: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(paths).map(([path, detail]) => [path.replace(/^credentials\./, ''), detail]),
  )
}
