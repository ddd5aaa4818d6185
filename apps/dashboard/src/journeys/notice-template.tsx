import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { say } from '../announce.ts'
import { answer, api, pathErrors, type Schemas } from '../api.ts'
import { FormProblem } from '../parts/loaded.tsx'
import { useMay } from '../queries.ts'
import { noticeTemplatesQuery } from './journey-queries.ts'
import { WhatsAppChoice, type Whatsapp } from './whatsapp-fields.tsx'

type Kind = Schemas['NoticeTemplate']['kind']
const KINDS: readonly string[] = [
  'confirmation',
  'request_received',
  'rescheduled',
  'cancellation',
  'rejection',
] satisfies Kind[]

/** What goes out on WhatsApp for a notice about a visit, where mail or text message failed; nothing for other texts. */
export function NoticeTemplate({ kind }: { kind: string }) {
  const chosen = useQuery(noticeTemplatesQuery).data?.notice_templates
  if (!KINDS.includes(kind) || !chosen) return null
  const { whatsapp } = chosen.find((one) => one.kind === kind) ?? {}
  return <Choice key={kind} kind={kind as Kind} known={whatsapp ?? undefined} />
}

function Choice({ kind, known }: { kind: Kind; known: Whatsapp | undefined }) {
  const may = useMay('templates:write')
  const queries = useQueryClient()
  const [whatsapp, setWhatsapp] = useState(known)
  const save = useMutation({
    mutationFn: () =>
      answer(api.PUT('/api/notice-templates', { body: { kind, whatsapp: whatsapp ?? null } })),
    onSuccess: async () => {
      say('Saved', 'It counts for every message from then on.')
      await queries.invalidateQueries({ queryKey: noticeTemplatesQuery.queryKey })
    },
  })
  const isDirty = JSON.stringify(whatsapp ?? null) !== JSON.stringify(known ?? null)
  return (
    <details className="folded" open={known !== undefined}>
      <summary>On WhatsApp, when it cannot go by e-mail or text message</summary>
      <p className="muted">
        While a patient’s conversation is open it goes there in the words of the text message. A day after
        they wrote last WhatsApp takes approved templates alone.
      </p>
      <fieldset className="bare-fieldset stack" disabled={!may}>
        <WhatsAppChoice
          whatsapp={whatsapp}
          purpose="transactional"
          flaws={save.error ? pathErrors(save.error) : {}}
          onChange={setWhatsapp}
        />
        <FormProblem error={save.error} />
        <div>
          <Button disabled={!isDirty} loading={save.isPending} onClick={() => save.mutate()}>
            Save for WhatsApp
          </Button>
        </div>
      </fieldset>
    </details>
  )
}
