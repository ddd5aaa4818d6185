/** A new approved answer, or another wording of one; whoever saves it approves it. */
import { Button, Modal, NativeSelect, Switch, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { say } from '../../announce.ts'
import { answer, api, fieldErrors, type Schemas, type Service } from '../../api.ts'
import { FormProblem } from '../../parts/loaded.tsx'
import { type ApprovedAnswer, approvedAnswersQuery } from './receptionist-queries.ts'
import { LANGUAGE_WORDS, QUESTION_WORDS } from './receptionist-words.ts'

type NewAnswer = Omit<Schemas['ApprovedAnswer'], 'id' | 'approved_at' | 'approved_by' | 'service_id'> & {
  /** Empty: of the clinic itself. */
  service_id: string
  is_approved: boolean
}

interface DialogProps {
  services: readonly Service[]
  onClose: () => void
}

export function AnswerDialog({ open, ...dialog }: DialogProps & { open: ApprovedAnswer | 'new' | null }) {
  return (
    <Modal
      opened={open !== null}
      onClose={dialog.onClose}
      title={open === 'new' ? 'Add an answer' : 'Change the answer'}
      size={560}
      transitionProps={{ exitDuration: 0 }}
    >
      {/* Made anew at each opening. */}
      {open && <AnswerForm known={open === 'new' ? null : open} {...dialog} />}
    </Modal>
  )
}

function AnswerForm({ known, services, onClose }: DialogProps & { known: ApprovedAnswer | null }) {
  const queries = useQueryClient()
  const form = useForm<NewAnswer>({
    initialValues: {
      service_id: known?.service_id ?? '',
      question_kind: known?.question_kind ?? 'other',
      question: known?.question ?? '',
      answer: known?.answer ?? '',
      language: known?.language ?? 'en',
      is_approved: known ? known.approved_at !== null : true,
    },
    validate: {
      question: (text) => (text.trim() ? null : 'Enter the question'),
      answer: (text) => (text.trim() ? null : 'Enter the answer'),
    },
  })
  const save = useMutation({
    mutationFn: ({ service_id, ...values }: NewAnswer) => {
      const body = { ...values, service_id: service_id || null }
      return known
        ? answer(api.PUT('/api/receptionist/answers/{id}', { params: { path: { id: known.id } }, body }))
        : answer(api.POST('/api/receptionist/answers', { body }))
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
    onSuccess: (_, { is_approved }) => {
      onClose()
      say('Saved', is_approved ? 'The assistant says it from now on.' : 'A draft: it is not said yet.')
      return queries.invalidateQueries({ queryKey: approvedAnswersQuery.queryKey })
    },
  })
  const offered = services.filter(({ id, archived_at }) => archived_at === null || id === known?.service_id)
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <div className="two">
        <NativeSelect
          label="About"
          data-autofocus
          data={[
            { value: '', label: 'The clinic' },
            ...offered.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          {...form.getInputProps('service_id')}
        />
        <NativeSelect
          label="Language"
          data={Object.entries(LANGUAGE_WORDS).map(([value, label]) => ({ value, label }))}
          {...form.getInputProps('language')}
        />
      </div>
      <NativeSelect
        label="What is asked"
        description="“Something else” is found by the words of your question."
        data={Object.entries(QUESTION_WORDS).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('question_kind')}
      />
      <TextInput
        label="Question"
        description="As people ask it."
        maxLength={500}
        {...form.getInputProps('question')}
      />
      <Textarea
        label="Answer"
        description="Goes out word for word."
        autosize
        minRows={3}
        maxLength={1500}
        {...form.getInputProps('answer')}
      />
      <Switch
        label="I approve this answer"
        description="Your name stands beside it. Off: a draft, which is never said."
        {...form.getInputProps('is_approved', { type: 'checkbox' })}
      />
      <FormProblem error={save.error} />
      <div className="form-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={save.isPending}>
          {known ? 'Save' : 'Add'}
        </Button>
      </div>
    </form>
  )
}
