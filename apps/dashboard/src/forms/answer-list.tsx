import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { useClinicTime } from '../queries.ts'
import type { FormResponse } from './form-queries.ts'

interface Answered {
  linkId: string
  text?: string
  answer?: Record<string, unknown>[]
  item?: Answered[]
}
interface Asked {
  linkId: string
  type: string
  text?: string
  item?: Asked[]
}

/** Every question that was answered, with the words that were read then. */
export function AnswerList({ response }: { response: FormResponse }) {
  const asked = new Map(
    flat((response.questionnaire?.item ?? []) as Asked[]).map((item) => [item.linkId, item]),
  )
  const items = (response.body?.item ?? []) as Answered[]
  if (items.length === 0) return <p className="muted">Nothing was answered.</p>
  return <Group items={items} asked={asked} flags={new Set(response.flags.map(({ link_id }) => link_id))} />
}

function Group({
  items,
  asked,
  flags,
}: {
  items: readonly Answered[]
  asked: ReadonlyMap<string, Asked>
  flags: ReadonlySet<string>
}) {
  return (
    <ul className="answers">
      {items.map((item, i) => {
        const question = item.text ?? asked.get(item.linkId)?.text ?? item.linkId
        const isGroup = asked.get(item.linkId)?.type === 'group'
        const below = [
          ...(item.item ?? []),
          ...(item.answer ?? []).flatMap((one) => (one.item ?? []) as Answered[]),
        ]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: what repeats has one name, and its order never changes
          <li key={`${item.linkId} ${i}`} className={flags.has(item.linkId) ? 'answer-flag' : undefined}>
            {isGroup ? <strong>{question}</strong> : <span className="muted">{question}</span>}
            {(item.answer ?? []).map((one) => (
              <Value key={JSON.stringify(one)} of={one} />
            ))}
            {below.length > 0 && <Group items={below} asked={asked} flags={flags} />}
          </li>
        )
      })}
    </ul>
  )
}

/** FHIR's `value[x]` as it is read. */
function Value({ of }: { of: Record<string, unknown> }) {
  const time = useClinicTime()
  const attachment = of.valueAttachment as { url?: string; title?: string; contentType?: string } | undefined
  if (attachment) return <Attachment {...attachment} />
  if (typeof of.valueBoolean === 'boolean') return <p>{of.valueBoolean ? 'Yes' : 'No'}</p>
  const coding = of.valueCoding as { display?: string; code?: string } | undefined
  if (coding) return <p>{coding.display ?? coding.code}</p>
  const quantity = of.valueQuantity as { value?: number; unit?: string } | undefined
  if (quantity) return <p>{[quantity.value, quantity.unit].filter(Boolean).join(' ')}</p>
  if (typeof of.valueDateTime === 'string') return <p>{time.dateTime(of.valueDateTime)}</p>
  if (typeof of.valueDate === 'string') return <p>{time.writtenDay(of.valueDate)}</p>
  const name = Object.keys(of).find((key) => key.startsWith('value'))
  return name ? <p className="as-written">{String(of[name])}</p> : null
}

/** Read when it is asked for: it may be large, and it is sealed until then. */
function Attachment({
  url = '',
  title,
  contentType = '',
}: {
  url?: string
  title?: string
  contentType?: string
}) {
  const [isOpen, setOpen] = useState(false)
  const id = /[0-9a-f-]{36}$/.exec(url)?.[0] ?? ''
  const file = useQuery({
    queryKey: ['forms', 'attachment', id],
    queryFn: () => answer(api.GET('/api/form-attachments/{id}', { params: { path: { id } } })),
    enabled: isOpen && id !== '',
    gcTime: 0,
  })
  const name = title ?? (contentType.startsWith('image/') ? 'Picture' : 'Paper')
  if (!isOpen || !file.data) {
    return (
      <p>
        <button type="button" className="text-link" onClick={() => setOpen(true)}>
          {file.isFetching ? 'Loading…' : `Show: ${name}`}
        </button>
        {file.error && <span className="field-flaw"> It cannot be shown.</span>}
      </p>
    )
  }
  const { content_type, content_base64 } = file.data.attachment
  const source = `data:${content_type};base64,${content_base64}`
  return content_type.startsWith('image/') ? (
    <img className="answer-picture" src={source} alt={name} />
  ) : (
    <p>
      <a className="text-link" href={source} download={name}>
        Save: {name}
      </a>
    </p>
  )
}

function flat(items: readonly Asked[]): Asked[] {
  return items.flatMap((item) => [item, ...flat(item.item ?? [])])
}
