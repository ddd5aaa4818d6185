import { Select } from '@mantine/core'
import type { Scope } from './visit-changes.ts'

/** Of a series: how far a change goes. */
export function ScopeField({ value, onChange }: { value: Scope; onChange: (scope: Scope) => void }) {
  return (
    <Select
      label="Which visits"
      data={[
        { value: 'this', label: 'Only this one' },
        { value: 'following', label: 'This one and all after it' },
      ]}
      value={value}
      onChange={(scope) => onChange(scope === 'following' ? 'following' : 'this')}
      allowDeselect={false}
    />
  )
}
