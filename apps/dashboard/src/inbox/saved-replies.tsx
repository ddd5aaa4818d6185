import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { say } from '../announce.ts'
import { answer, api, detailOf, fieldErrors } from '../api.ts'
import { FormProblem, Loaded } from '../parts/loaded.tsx'
import { Lines } from '../parts/page.tsx'
import { repliesQuery, type SavedReply } from './inbox-queries.ts'

/** The clinic's texts for everybody at the desk: a new one, others in other words, or none any more. */
export function SavedReplies({ draft, onClose }: { draft: string; onClose: () => void }) {
  const replies = useQuery(repliesQuery)
  const [open, setOpen] = useState<SavedReply | 'new' | null>(draft.trim() ? 'new' : null)
  return (
    <Modal opened onClose={onClose} title="Saved replies" size={560}>
      {open ? (
        <ReplyForm
          key={open === 'new' ? open : open.id}
          reply={open === 'new' ? null : open}
          draft={draft}
          onDone={() => setOpen(null)}
        />
      ) : (
        <div className="stack">
          <Loaded query={replies} skeleton={<Lines count={3} />}>
            {({ saved_replies }) =>
              saved_replies.length === 0 ? (
                <p className="muted">
                  Nothing is saved yet. Save what you write often: the way, the hours, prices.
                </p>
              ) : (
                <ul className="rows">
                  {saved_replies.map((reply) => (
                    <ReplyRow key={reply.id} reply={reply} onChange={() => setOpen(reply)} />
                  ))}
                </ul>
              )
            }
          </Loaded>
          <div className="form-end">
            <Button onClick={() => setOpen('new')}>New reply</Button>
          </div>
        </div>
      )}
    </Modal>
  )
}

function ReplyRow({ reply, onChange }: { reply: SavedReply; onChange: () => void }) {
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => answer(api.DELETE('/api/saved-replies/{id}', { params: { path: { id: reply.id } } })),
    onSuccess: () => {
      say('Removed', reply.title)
      return queries.invalidateQueries({ queryKey: ['saved-replies'] })
    },
    onError: (error) => say('It was not removed', detailOf(error)),
  })
  return (
    <li className="row row-wrap">
      <span className="row-main">
        <strong>{reply.title}</strong>
        <span className="muted one-line">{reply.body}</span>
      </span>
      <span className="button-row">
        <Button variant="default" size="compact-sm" onClick={onChange} aria-label={`Change ${reply.title}`}>
          Change
        </Button>
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          loading={remove.isPending}
          onClick={() => remove.mutate()}
          aria-label={`Remove ${reply.title}`}
        >
          Remove
        </Button>
      </span>
    </li>
  )
}

function ReplyForm({
  reply,
  draft,
  onDone,
}: {
  reply: SavedReply | null
  draft: string
  onDone: () => void
}) {
  const queries = useQueryClient()
  const form = useForm({
    initialValues: { title: reply?.title ?? '', body: reply?.body ?? draft.trim() },
    validate: {
      title: (value) => (value.trim() ? null : 'Give it a title by which you find it'),
      body: (value) => (value.trim() ? null : 'Write the text'),
    },
  })
  const save = useMutation({
    mutationFn: (body: { title: string; body: string }) =>
      reply
        ? answer(api.PUT('/api/saved-replies/{id}', { params: { path: { id: reply.id } }, body }))
        : answer(api.POST('/api/saved-replies', { body })),
    onError: (error) => form.setErrors(fieldErrors(error)),
    onSuccess: async (_, { title }) => {
      await queries.invalidateQueries({ queryKey: ['saved-replies'] })
      say('Saved', title)
      onDone()
    },
  })
  return (
    <form className="stack" onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <TextInput label="Title" maxLength={80} data-autofocus {...form.getInputProps('title')} />
      <Textarea label="Text" autosize minRows={4} maxLength={4000} {...form.getInputProps('body')} />
      <FormProblem error={save.error} />
      <div className="form-end">
        <Button variant="default" onClick={onDone}>
          Back
        </Button>
        <Button type="submit" loading={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  )
}
