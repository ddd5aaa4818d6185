import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { contactQuery, contactSearchQuery } from '../queries.ts'

/** One patient, found by name, phone or e-mail. */
export function PatientSelect({
  value,
  onChange,
}: {
  value: string | null
  onChange: (id: string | null) => void
}) {
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), 200)
  // With nothing typed the latest are offered: whoever writes a journey needs somebody, not one person.
  const found = useQuery(contactSearchQuery(search))
  const known = useQuery({ ...contactQuery(value ?? ''), enabled: value !== null }).data?.contact
  const options = (found.data?.contacts ?? []).map(({ id, display_name }) => ({
    value: id,
    label: display_name,
  }))
  const all =
    known && !options.some((option) => option.value === known.id)
      ? [...options, { value: known.id, label: known.display_name }]
      : options
  return (
    <Select
      label="Patient"
      placeholder="Name, phone or e-mail"
      data={all}
      filter={({ options }) => options}
      searchable
      clearable
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={search ? 'Nobody of this name is known' : undefined}
      value={value}
      onChange={onChange}
    />
  )
}
