import './composer.css'
import { Button, Combobox, SegmentedControl, Textarea, useCombobox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useRef, useState } from 'react'
import { IconBolt, IconRobot, IconSend } from '../icons.ts'
import { FormProblem } from '../parts/loaded.tsx'
import { contactQuery } from '../queries.ts'
import { useAddNote, useSend, useSuggestReply } from './deeds.ts'
import { addToDraft, setDraft, useDraft } from './drafts.ts'
import { type Conversation, repliesQuery, type SavedReply } from './inbox-queries.ts'
import { channelName, lengthInWords, suggestionInWords, windowLeft } from './inbox-words.ts'
import { useNow } from './now.ts'
import { SavedReplies } from './saved-replies.tsx'
import { hasStopped } from './stopped.ts'
import { TemplateForm } from './template-form.tsx'

/** From here on it is said how long free text may still be written. */
const SOON_MS = 6 * 60 * 60 * 1000

/** Where staff answer, or leave a line for each other. What is typed is kept until it is sent. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const { id, contact_name, contact_id, channel } = conversation
  const consents = useQuery(contactQuery(contact_id)).data?.contact.consents ?? []
  const draft = useDraft(id)
  const left = windowLeft(conversation, useNow())
  const isClosed = left === 0 && !draft.isNote
  const isStopped = !draft.isNote && hasStopped(conversation, consents)
  return (
    <div className={draft.isNote ? 'composer composer-note' : 'composer'}>
      <div className="composer-top">
        <SegmentedControl
          aria-label="What is written"
          size="xs"
          data={[
            { value: 'answer', label: 'Answer' },
            { value: 'note', label: 'Private note' },
          ]}
          value={draft.isNote ? 'note' : 'answer'}
          onChange={(kind) => setDraft(id, { isNote: kind === 'note' })}
        />
        <span className="composer-hint muted small">
          {draft.isNote
            ? 'Only the clinic sees it.'
            : left !== null && left > 0 && left < SOON_MS
              ? `Free text for another ${lengthInWords(left)}.`
              : null}
        </span>
      </div>
      {isStopped && <StoppedNotice conversation={conversation} />}
      {isClosed ? (
        <div className="stack composer-closed">
          <div className="notice notice-look" role="note">
            <p>
              <strong>{contact_name} has not written for 24 hours.</strong> {channelName(channel)} lets only{' '}
              {conversation.takes_templates
                ? 'approved templates out until they write again.'
                : 'answers within that time out. Call, or write on another channel.'}
            </p>
          </div>
          {conversation.takes_templates && <TemplateForm conversation={conversation} />}
        </div>
      ) : (
        <TextComposer key={draft.isNote ? 'note' : 'answer'} conversation={conversation} />
      )}
    </div>
  )
}

function StoppedNotice({ conversation: { contact_id } }: { conversation: Conversation }) {
  return (
    <div className="notice notice-look" role="note">
      <p>
        <strong>They asked for no more messages here; it would not be sent.</strong> Call them, or leave a
        private note. If they say yes again, note it under Consent on{' '}
        <Link to="/patients/$id" params={{ id: contact_id }} className="text-link">
          the patient’s page
        </Link>
        .
      </p>
    </div>
  )
}

function TextComposer({ conversation }: { conversation: Conversation }) {
  const { id, contact_name } = conversation
  const { text, isNote } = useDraft(id)
  const field = useRef<HTMLTextAreaElement>(null)
  const suggest = useSuggestReply(id)
  const done = () => {
    setDraft(id, { text: '' })
    suggest.reset()
    field.current?.focus()
  }
  const send = useSend(id, done)
  const note = useAddNote(id, done)
  const work = isNote ? note : send
  const [isManaging, setManaging] = useState(false)
  const replies = useQuery({ ...repliesQuery, enabled: !isNote }).data?.saved_replies ?? []
  const typed = !isNote && text.startsWith('/') ? text.slice(1).trim().toLowerCase() : null
  const fitting = typed === null ? replies : replies.filter((reply) => fits(reply, typed))
  const picker = useCombobox({ onDropdownClose: () => picker.resetSelectedOption() })

  function write(next: string) {
    setDraft(id, { text: next })
    if (!isNote && next.startsWith('/')) {
      picker.openDropdown()
      picker.selectFirstOption()
    } else picker.closeDropdown()
  }

  function choose(chosen: string) {
    picker.closeDropdown()
    if (chosen === 'manage') return setManaging(true)
    const reply = replies.find((one) => one.id === chosen)
    if (!reply) return
    if (typed === null) addToDraft(id, reply.body)
    else setDraft(id, { text: reply.body })
    field.current?.focus()
  }

  function askForSuggestion() {
    suggest.mutate(undefined, {
      onSuccess({ text: suggested }) {
        if (!suggested) return
        addToDraft(id, suggested)
        field.current?.focus()
      },
    })
  }

  function submit() {
    const said = text.trim()
    if (!said || work.isPending) return
    if (isNote) note.mutate(said)
    else send.mutate({ text: said })
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      submit()
    }
    if (event.key === 'Escape' && !picker.dropdownOpened) event.currentTarget.blur()
  }

  return (
    <>
      <Combobox store={picker} onOptionSubmit={choose} position="top-start" width={360} shadow="md">
        <Combobox.DropdownTarget>
          <div className="composer-field">
            <Combobox.EventsTarget>
              <Textarea
                ref={field}
                aria-label={isNote ? 'Private note' : `Answer to ${contact_name}`}
                placeholder={
                  isNote ? 'A line for your colleagues' : 'Write an answer, or / for a saved reply'
                }
                autosize
                minRows={2}
                maxRows={9}
                maxLength={4000}
                value={text}
                onChange={(event) => write(event.currentTarget.value)}
                onKeyDown={onKeyDown}
              />
            </Combobox.EventsTarget>
          </div>
        </Combobox.DropdownTarget>
        <Combobox.Dropdown>
          <Combobox.Options className="reply-options" aria-label="Saved replies">
            {fitting.map((reply) => (
              <Combobox.Option key={reply.id} value={reply.id}>
                <span className="reply-title">{reply.title}</span>
                <span className="muted small one-line reply-text">{reply.body}</span>
              </Combobox.Option>
            ))}
            {fitting.length === 0 && (
              <Combobox.Empty>{replies.length ? 'No such reply' : 'No replies are saved yet'}</Combobox.Empty>
            )}
            <Combobox.Option value="manage" className="reply-manage">
              Save or change replies
            </Combobox.Option>
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <FormProblem error={work.error ?? suggest.error} />
      <p className="composer-suggested muted small" role="status">
        {suggest.data && suggestionInWords(suggest.data)}
      </p>
      <div className="composer-end">
        {!isNote && (
          <div className="composer-help">
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconBolt size={16} />}
              onClick={() => {
                picker.toggleDropdown()
                field.current?.focus()
              }}
            >
              Saved replies
            </Button>
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconRobot size={16} />}
              loading={suggest.isPending}
              onClick={askForSuggestion}
            >
              Suggest a reply
            </Button>
          </div>
        )}
        <span className="composer-keys muted small">Ctrl + Enter sends</span>
        <Button
          leftSection={<IconSend size={16} />}
          loading={work.isPending}
          disabled={!text.trim()}
          onClick={submit}
        >
          {isNote ? 'Add note' : 'Send'}
        </Button>
      </div>
      {isManaging && <SavedReplies draft={typed === null ? text : ''} onClose={() => setManaging(false)} />}
    </>
  )
}

function fits({ title, body }: SavedReply, typed: string): boolean {
  return `${title} ${body}`.toLowerCase().includes(typed)
}
