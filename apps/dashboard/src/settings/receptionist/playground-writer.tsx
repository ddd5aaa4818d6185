/** As whom a message is tried out: somebody new, or somebody who writes to the clinic already. */
import { Button, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Initials } from '../../parts/initials.tsx'
import { CHANNEL_WORDS } from '../../words.ts'
import { type Conversation, writersQuery } from './receptionist-queries.ts'

export function PlaygroundWriter({
  chosen,
  onChoose,
}: {
  /** Null: somebody new on the website. */
  chosen: Conversation | null
  onChoose: (conversation: Conversation | null) => void
}) {
  if (!chosen) return <WriterSearch onChoose={onChoose} />
  const { contact_name, status } = chosen
  return (
    <div>
      <p className="field-label">Written by</p>
      <div className="playground-writer">
        <Initials name={contact_name} size={32} />
        <span className="row-main">
          <strong>{contact_name}</strong>
          <span className="muted small one-line">{aboutOf(chosen)}</span>
        </span>
        <Button variant="default" size="compact-sm" onClick={() => onChoose(null)}>
          Somebody else
        </Button>
      </div>
      {(status === 'waiting' || status === 'person') && (
        <p className="muted small playground-hint">
          A person {status === 'person' ? 'has' : 'is awaited in'} this conversation: in earnest the assistant
          says nothing there until it is given back.
        </p>
      )}
    </div>
  )
}

function WriterSearch({ onChoose }: { onChoose: (conversation: Conversation) => void }) {
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), 180)
  const found = useQuery(writersQuery(asked))
  const conversations = found.data?.conversations ?? []
  return (
    <Select
      label="Written by"
      placeholder="Somebody new on your website"
      description="Or search for somebody who has written to you: it goes on from where that conversation stands."
      data={conversations.map(({ id, contact_name }) => ({ value: id, label: contact_name }))}
      nothingFoundMessage={
        found.isSuccess ? (asked ? 'Nobody of this name has written' : 'Nobody has written yet') : undefined
      }
      // Found by the server, which looks at what was written too.
      filter={({ options }) => options}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      value={null}
      onChange={(id) => {
        const conversation = conversations.find((one) => one.id === id)
        if (conversation) onChoose(conversation)
      }}
      renderOption={({ option }) => {
        const conversation = conversations.find(({ id }) => id === option.value)
        return (
          <span className="playground-option">
            <Initials name={option.label} />
            <span className="row-main">
              <span>{option.label}</span>
              <span className="muted small one-line">{conversation && aboutOf(conversation)}</span>
            </span>
          </span>
        )
      }}
    />
  )
}

function aboutOf({ channel, last_text }: Conversation): string {
  return [CHANNEL_WORDS[channel] ?? channel, last_text].filter(Boolean).join(' · ')
}
