/** Makes what carries a role, an invitation or a key, and then shows the text that its bearer needs. */
import { Button, Modal, TextInput, type TextInputProps } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { fieldErrors, type Role } from '../api.ts'
import { CopyField } from '../parts/copy-field.tsx'
import { FormProblem } from '../parts/loaded.tsx'
import { ROLE_WORDS } from '../words.ts'
import { RoleSelect } from './role-select.tsx'

export function GrantDialog<Made>({
  opened,
  onClose,
  title,
  field: { name, validate, ...field },
  firstRole,
  deed,
  make,
  stale,
  isShownOnce = false,
  done,
  children,
}: {
  opened: boolean
  onClose: () => void
  title: string
  /** What is asked beside the role; `name` as the server calls it. */
  field: { name: string; validate: (value: string) => string | null } & Pick<
    TextInputProps,
    'label' | 'type' | 'placeholder'
  >
  firstRole: Role
  deed: string
  make: (text: string, role: Role) => Promise<Made>
  /** The list that has one more then. */
  stale: string
  isShownOnce?: boolean
  done: string
  /** Of what was made: what to do with it, and the text to copy. */
  children: (made: Made) => { about: ReactNode; label: string; text: string }
}) {
  const queries = useQueryClient()
  const form = useForm({ initialValues: { text: '', role: firstRole }, validate: { text: validate } })
  const making = useMutation({
    mutationFn: ({ text, role }: { text: string; role: Role }) => make(text.trim(), role),
    onError: (error) => {
      const { [name]: text, role } = fieldErrors(error)
      form.setErrors({ text, role })
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: [stale] }),
  })
  const close = () => {
    onClose()
    form.reset()
    making.reset()
  }
  const made = making.data === undefined ? null : children(making.data)
  return (
    <Modal opened={opened} onClose={close} title={title} closeOnClickOutside={!(isShownOnce && made)}>
      {made ? (
        <div className="stack">
          <p>{made.about}</p>
          <CopyField label={made.label} value={made.text} />
          <div className="form-end">
            <Button onClick={close}>{done}</Button>
          </div>
        </div>
      ) : (
        <form className="stack" onSubmit={form.onSubmit((values) => making.mutate(values))} noValidate>
          <TextInput data-autofocus {...field} {...form.getInputProps('text')} />
          <RoleSelect
            label="Role"
            description={ROLE_WORDS[form.values.role].may}
            {...form.getInputProps('role')}
            value={form.values.role}
          />
          <FormProblem error={making.error} />
          <div className="form-end">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={making.isPending}>
              {deed}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  )
}
