import { sql } from 'kysely'
import type { HappenedEvent, Reactor } from '../../../kit/events.ts'
import { ProviderError } from '../../../kit/problem.ts'
import type { Vendor } from '../../connections/connection.ts'
import type { ConversationStatus } from '../../conversations/conversation.ts'
import type { ChatCarrier } from './dispatch-message.ts'

interface Thread {
  status: ConversationStatus
  thread_id: string
  connection_id: string
  vendor: Vendor
  secret_sealed: string
}

/**
 * On a hand-over, a take-over and a release: a vendor with an inbox of its own (Chatwoot) is told who answers, as it stands
 * when the reactor runs. What the vendor tells back about it changes nothing here.
 */
export function tellWhoAnswers(chat: ChatCarrier | null): Reactor {
  return {
    name: 'tellWhoAnswers',
    async run(desk, event: HappenedEvent<{ conversationId: string }>) {
      const { clinicId, payload } = event
      const thread = await desk.database.inClinic(clinicId, (tx) =>
        tx.one(sql<Thread>`
          select c.status, c.thread_id, k.id as connection_id, k.vendor, k.secret_sealed
          from conversations c
          join connections k on k.clinic_id = c.clinic_id and k.id = c.connection_id and k.status = 'active'
          where c.clinic_id = ${tx.clinicId} and c.id = ${payload.conversationId} and c.thread_id is not null
            and k.settings ->> 'is_local' is distinct from 'yes'`),
      )
      if (!thread || thread.status === 'closed') return
      const { vendor, secret_sealed: secretSealed, thread_id: threadId, connection_id: connectionId } = thread
      const port = chat?.open({ clinicId, connectionId, vendor, secretSealed, threadId, isLocal: false })
      const to = thread.status === 'assistant' ? 'assistant' : 'person'
      await port?.handOver?.({ threadId, to }).catch((error: unknown) => {
        // Tried again by the job runner where that helps; else the vendor's inbox shows the old state, and ours the right one.
        if (error instanceof ProviderError && !error.retryable) {
          desk.log.warn('conversation.vendor_not_told', { clinicId, connectionId }, error)
          return
        }
        throw error
      })
    },
  }
}
