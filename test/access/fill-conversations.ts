/** Rows in every table of the conversations and the receptionist, each with a mark that no other clinic may read. */
import { createConnection } from '../../src/desk/connections/create-connection.ts'
import { keepTemplates } from '../../src/desk/connections/keep-templates.ts'
import { addNote } from '../../src/desk/conversations/add-note.ts'
import { receiveMessage } from '../../src/desk/conversations/receive-message.ts'
import { system } from '../../src/kit/events.ts'
import type { TestClinic, TestDesk } from '../desk.ts'

export async function fillConversations(
  desk: TestDesk,
  clinic: TestClinic,
  mark: string,
): Promise<{ conversationId: string; contactId: string }> {
  const received = await desk.foyer.database.inClinic(clinic.clinicId, async (tx) => {
    const connection = await createConnection(tx, system, {
      vendor: 'widget',
      name: `Website of ${mark}`,
      keyring: desk.foyer.keyring,
    })
    // Of an account that nobody has: what it would carry is kept here.
    await keepTemplates(tx, {
      connectionId: connection.id,
      templates: [
        {
          ...{
            name: 'results_ready',
            language: 'en_US',
            category: 'utility',
            status: 'approved',
            reason: null,
          },
          ...{ pattern: `Results of ${mark}`, gaps: [], isNamed: false, needs: null },
        },
      ],
    })
    await createConnection(tx, system, {
      vendor: 'twilio',
      name: `Texts of ${mark}`,
      credentials: {
        account_sid: `AC of ${mark}`,
        auth_token: `token of ${mark}`,
        phone_number: '+15125550199',
      },
      settings: { account_sid: `AC of ${mark}`, phone_number: '+15125550199', is_local: 'yes' },
      keyring: desk.foyer.keyring,
    })
    const received = await receiveMessage(tx, system, {
      connectionId: connection.id,
      channel: 'widget',
      writer: { id: `visitor-${mark}`, aliases: [], phone: null, name: `Visitor of ${mark}` },
      threadId: null,
      vendorMessageId: `message-${mark}`,
      at: tx.clock.now(),
      text: `a question to ${mark}`,
      attachments: [],
      choice: null,
      repliesTo: null,
    })
    await addNote(tx, system, { conversationId: received.conversationId, text: `a note of ${mark}` })
    return received
  })
  const { clinicId } = clinic
  const values = [clinicId, mark]
  await desk.rows(
    `insert into saved_replies (clinic_id, id, title, body, created_at, updated_at) values ($1, gen_random_uuid(), $2, $2, now(), now())`,
    values,
  )
  await desk.rows(
    `insert into approved_answers (clinic_id, id, question_kind, question, answer, language, created_at, updated_at)
     values ($1, gen_random_uuid(), 'parking', $2, $2, 'en', now(), now())`,
    values,
  )
  await desk.rows(
    `insert into receptionist_settings (clinic_id, updated_at) values ($1, now()) on conflict do nothing`,
    [clinicId],
  )
  await desk.rows(
    `insert into model_calls (clinic_id, day) values ($1, current_date) on conflict do nothing`,
    [clinicId],
  )
  const { conversationId } = received
  await desk.rows(
    `insert into model_shares (clinic_id, conversation_id, day, calls, hour, hour_calls) values ($1, $2, current_date, 1, now(), 1)`,
    [clinicId, conversationId],
  )
  await desk.rows(
    `insert into link_requests (clinic_id, conversation_id, day, told_hash, asked_at) values ($1, $2, current_date, $3, now())`,
    [clinicId, conversationId, mark],
  )
  await desk.rows(
    `with liked as (
       insert into preferences (clinic_id, id, contact_id, kind, value, created_at, updated_at)
       values ($1, gen_random_uuid(), $2, 'time_of_day', $3, now(), now())
       returning clinic_id, id
     )
     insert into preference_evidence (clinic_id, preference_id, message_id, supports, at) select clinic_id, id, $4, true, now() from liked`,
    [clinicId, received.contactId, mark, received.messageId],
  )
  return received
}
