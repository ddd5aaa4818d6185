/** A message is tried out: what would be answered, and why. Nothing of it is kept or sent. */
import './receptionist.css'
import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { sayAloud } from '../../announce.ts'
import { answer, api, type Service } from '../../api.ts'
import { FormProblem } from '../../parts/loaded.tsx'
import { Section } from '../../parts/page.tsx'
import { stepsInWords } from './explained-words.ts'
import { PlaygroundWriter } from './playground-writer.tsx'
import type { Conversation, Explained } from './receptionist-queries.ts'

export function Playground({ services }: { services: readonly Service[] }) {
  const [text, setText] = useState('')
  const [writer, setWriter] = useState<Conversation | null>(null)
  const ask = useMutation({
    mutationFn: (text: string) =>
      answer(
        api.POST('/api/receptionist/playground', {
          body: { text, ...(writer ? { conversation_id: writer.id } : {}) },
        }),
      ),
    onSuccess: ({ answer }) => sayAloud(answer ? `It would answer: ${answer.body}` : 'It would say nothing'),
  })
  const submit = () => text.trim() && !ask.isPending && ask.mutate(text.trim())
  return (
    <Section
      title="Try it"
      about="What the assistant would answer, as saved, and why. Nothing is sent, booked or kept; where the model is asked, it counts."
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <PlaygroundWriter
          chosen={writer}
          onChoose={(chosen) => {
            setWriter(chosen)
            ask.reset()
          }}
        />
        <div className="playground-line">
          <Textarea
            label="Message"
            placeholder="Can I come next Tuesday at 10?"
            autosize
            minRows={1}
            maxRows={6}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
              event.preventDefault()
              submit()
            }}
          />
          <Button type="submit" loading={ask.isPending}>
            Try
          </Button>
        </div>
        <FormProblem error={ask.error} />
        {ask.data && <Answer explained={ask.data} services={services} />}
      </form>
    </Section>
  )
}

function Answer({ explained, services }: { explained: Explained; services: readonly Service[] }) {
  const { steps, answer: said } = explained
  return (
    <>
      {said ? (
        <div>
          <p className="field-label">It would answer</p>
          <p className="playground-reply">{said.body}</p>
          {said.choices.length > 0 && (
            <ul className="playground-choices" aria-label="Offered to be tapped">
              {said.choices.map(({ id, title }) => (
                <li key={id}>{title}</li>
              ))}
            </ul>
          )}
        </div>
      ) : (
        <p className="muted">It would say nothing.</p>
      )}
      <details className="folded" open>
        <summary>Why, step by step</summary>
        <ol className="playground-steps">
          {stepsInWords(steps, (id) => services.find((service) => service.id === id)?.name ?? null).map(
            ({ title, lines }) => (
              <li key={title}>
                <h3>{title}</h3>
                {lines.map((line) => (
                  <p key={line}>{line}</p>
                ))}
              </li>
            ),
          )}
        </ol>
        <details className="references">
          <summary>The same as the program’s own record</summary>
          <pre className="message-text small">{JSON.stringify(steps, null, 2)}</pre>
        </details>
      </details>
    </>
  )
}
