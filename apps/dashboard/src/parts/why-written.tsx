import { Link } from '@tanstack/react-router'
import type { Schemas } from '../api.ts'
import { KIND_WORDS, valueInWords } from '../patient/preference-words.ts'
import { wordedInWords } from './wording-words.ts'

type Wording = Schemas['Wording']

/** What a message is for, who worded it, and from which memory, each where it can be put right. */
export function WhyWritten({ wording, contactId }: { wording: Wording; contactId: string }) {
  const { objective, memories } = wording
  return (
    <div className="why-written" role="note" aria-label="Why this text">
      {objective && (
        <p>
          <span className="muted">For:</span> {objective}.
        </p>
      )}
      <p className={wording.by === 'fallback' ? 'step-notice' : undefined}>{wordedInWords(wording)}.</p>
      {memories.length > 0 && (
        <>
          <p className="muted">Written from what we have learned:</p>
          <ul>
            {memories.map((memory) => (
              <li key={memory.preference_id}>
                <Memory memory={memory} contactId={contactId} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function Memory({ memory, contactId }: { memory: Wording['memories'][number]; contactId: string }) {
  const { kind, value } = memory
  const word = KIND_WORDS[kind]
  if (value === null) return <span className="muted">{word}: erased since</span>
  return (
    <Link to="/patients/$id" params={{ id: contactId }} hash="learned" className="text-link">
      {word}: {valueInWords({ kind, value }, []).toLowerCase()}
    </Link>
  )
}
