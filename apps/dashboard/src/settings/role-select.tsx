/** The roles that somebody may hand out, with what each may do. */
import { Select, type SelectProps } from '@mantine/core'
import type { Role } from '../api.ts'
import { useMe } from '../queries.ts'
import { ROLE_WORDS } from '../words.ts'

const optionOf = (role: Role) => ({ value: role, label: ROLE_WORDS[role].name })

/** Nobody hands out more than they have: only an owner makes owners. One that may not be handed out is only shown. */
export function RoleSelect({ value, ...select }: { value: Role } & Omit<SelectProps, 'value' | 'data'>) {
  const { role: own } = useMe()
  const choices = (Object.keys(ROLE_WORDS) as Role[]).filter((role) => role !== 'owner' || own === 'owner')
  return (
    <Select
      data={(choices.includes(value) ? choices : [value]).map(optionOf)}
      value={value}
      renderOption={RoleOption}
      allowDeselect={false}
      {...select}
    />
  )
}

function RoleOption({ option }: { option: { value: string; label: string } }) {
  return (
    <span className="row-main">
      <span>{option.label}</span>
      <span className="muted small">{ROLE_WORDS[option.value as Role].may}</span>
    </span>
  )
}
