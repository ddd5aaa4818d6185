/** Adds a practitioner by name; all else is on their own page, which opens then. */
import { Button, Modal, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { answer, api, fieldErrors } from '../../api.ts'
import { FormProblem } from '../../parts/loaded.tsx'

export function NewPractitionerDialog({
  opened,
  places,
  onClose,
}: {
  opened: boolean
  places: number
  onClose: () => void
}) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { name: '', title: '' },
    validate: { name: (value) => (value.trim() ? null : 'Enter a name') },
  })
  const add = useMutation({
    mutationFn: ({ name, title }: { name: string; title: string }) =>
      answer(
        api.POST('/api/practitioners', {
          body: { name: name.trim(), title: title.trim() || null, is_bookable: true, position: places },
        }),
      ),
    onError: (error) => form.setErrors(fieldErrors(error)),
    onSuccess: async ({ practitioner }) => {
      await queries.invalidateQueries({ queryKey: ['practitioners'] })
      await navigate({ to: '/settings/practitioners/$id', params: { id: practitioner.id } })
    },
  })
  return (
    <Modal opened={opened} onClose={onClose} title="Add a practitioner">
      <form className="stack" onSubmit={form.onSubmit((values) => add.mutate(values))} noValidate>
        <TextInput
          label="Name"
          placeholder="Dr. Amy Lee"
          description="As patients read it."
          data-autofocus
          maxLength={120}
          {...form.getInputProps('name')}
        />
        <TextInput
          label="Title"
          placeholder="Family medicine"
          maxLength={80}
          {...form.getInputProps('title')}
        />
        <FormProblem error={add.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={add.isPending}>
            Add
          </Button>
        </div>
      </form>
    </Modal>
  )
}
