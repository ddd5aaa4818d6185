import { type RawBuilder, sql } from 'kysely'
import { LostRace, type Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { rootOf } from '../../kit/merged.ts'
import {
  type Evidence,
  type IdentifierKind,
  type KnownContact,
  nameKey,
  recognize,
  type Standing,
  standingBy,
  TOLD_IN_CHAT,
} from './contact.ts'
import { contactCreated, contactIdentified, identityConflictRaised } from './events.ts'
import { mergeContacts } from './merge-contacts.ts'

export interface RecognizeContact extends Evidence {
  timeZone: string | null
  locale: string | null
  source: string
}

export interface RecognizedContact {
  contactId: string
  isNew: boolean
  /** Set when phone and e-mail lead to different people: the contact is provisional until staff decide. */
  conflictId: string | null
}

/**
 * Finds the person of a booking or makes them, and adds what is new about them: as a claim, unless staff tell it, since
 * whoever types two identifiers shows to have neither. Holds the contact's lock until the transaction ends, the same that
 * every send takes. Refuses nothing: without phone and e-mail it makes a contact that only its appointment leads to.
 */
export async function recognizeContact(
  tx: Tx,
  actor: Actor,
  input: RecognizeContact,
): Promise<RecognizedContact> {
  const found = await findKnown(tx, input)
  const recognition = recognize(input, found)
  switch (recognition.is) {
    case 'nobody_yet': {
      const contactId = await insertContact(tx, actor, input, { isProvisional: false })
      return { contactId, isNew: true, conflictId: null }
    }
    case 'known': {
      const known = recognition.by === 'phone' ? found.byPhone : found.byEmail
      await lockContacts(tx, [recognition.contactId])
      await addIdentifiers(tx, actor, {
        ...input,
        contactId: recognition.contactId,
        known,
        reason: `seen_with_known_${recognition.by}`,
      })
      return { contactId: recognition.contactId, isNew: false, conflictId: null }
    }
    case 'two_halves': {
      await lockContacts(tx, [recognition.contactId, recognition.otherContactId])
      await mergeContacts(tx, actor, {
        fromContactId: recognition.otherContactId,
        intoContactId: recognition.contactId,
        reason: 'one_booking_names_both',
        evidence: { phone: input.phone, email: input.email, name: input.name },
      })
      if (standingBy(actor) === 'claimed') await makeClaims(tx, input)
      return { contactId: recognition.contactId, isNew: false, conflictId: null }
    }
    case 'conflict': {
      await lockContacts(tx, [recognition.phoneContactId, recognition.emailContactId])
      const open = await findOpenConflict(tx, input)
      if (open) return { contactId: open.contactId, isNew: false, conflictId: open.conflictId }
      const contactId = await insertContact(tx, actor, input, { isProvisional: true })
      const conflictId = await raiseConflict(tx, actor, { ...input, ...recognition, contactId })
      return { contactId, isNew: true, conflictId }
    }
  }
}

interface KnownRow {
  kind: IdentifierKind
  contact_id: string
  display_name: string
  phones: string[]
  emails: string[]
}

async function findKnown(
  tx: Tx,
  evidence: Evidence,
): Promise<{ byPhone: KnownContact | null; byEmail: KnownContact | null }> {
  if (!evidence.phone && !evidence.email) return { byPhone: null, byEmail: null }
  const borne = await tx.many(sql<{ id: string }>`
    select id
    from contact_identifiers
    where clinic_id = ${tx.clinicId}
      and ((kind = 'phone' and value = ${evidence.phone})
        -- An address that somebody told in a chat may be anybody's, and leads to nobody.
        or (kind = 'email' and value = ${evidence.email} and source <> ${TOLD_IN_CHAT}))`)
  if (borne.length === 0) return { byPhone: null, byEmail: null }
  const rows = await tx.many(sql<KnownRow>`
    select i.kind, root.id as contact_id, root.display_name,
      coalesce(array_agg(every.value) filter (where every.kind = 'phone'), '{}') as phones,
      coalesce(array_agg(every.value) filter (where every.kind = 'email' and every.source <> ${TOLD_IN_CHAT}), '{}') as emails
    from contact_identifiers i
    join contacts c on c.clinic_id = i.clinic_id and c.id = i.contact_id
    join contacts root on root.clinic_id = c.clinic_id and root.id = ${rootOf('c')}
    join contacts part on part.clinic_id = root.clinic_id and (part.id = root.id or part.merged_into_id = root.id)
    join contact_identifiers every on every.clinic_id = part.clinic_id and every.contact_id = part.id
    where i.clinic_id = ${tx.clinicId} and i.id = any(${borne.map((row) => row.id)})
    group by i.kind, root.id, root.display_name`)
  const known = (kind: IdentifierKind): KnownContact | null => {
    const row = rows.find((candidate) => candidate.kind === kind)
    return row
      ? { contactId: row.contact_id, displayName: row.display_name, phones: row.phones, emails: row.emails }
      : null
  }
  return { byPhone: known('phone'), byEmail: known('email') }
}

/**
 * Takes the lock that booking, send, STOP and merge share. In the order of ids, so that two who need the same two
 * contacts wait for each other instead of deadlocking. A contact that was merged meanwhile is a lost race.
 */
export async function lockContacts(tx: Tx, contactIds: string[]): Promise<void> {
  const rows = await tx.many(sql<{ merged_into_id: string | null }>`
    select merged_into_id
    from contacts
    where clinic_id = ${tx.clinicId} and id = any(${contactIds})
    order by id
    for update`)
  if (rows.some((row) => row.merged_into_id)) throw new LostRace('contact was merged')
}

/** A new contact, with what it is known by; a provisional one owns neither phone nor e-mail. */
async function insertContact(
  tx: Tx,
  actor: Actor,
  input: RecognizeContact,
  options: { isProvisional: boolean },
): Promise<string> {
  const now = tx.clock.now()
  const id = uuidv7(now)
  const identifiers = options.isProvisional ? [] : identifiersOf(tx, input)
  // Another booking of the same person may have come first, in this moment: then it begins again, and looks.
  tx.send(
    sql`
    with contact as (
      insert into contacts (clinic_id, id, display_name, time_zone, locale, source, is_provisional, created_at, updated_at)
      values (${tx.clinicId}, ${id}, ${input.name}, ${input.timeZone}, ${input.locale}, ${input.source}, ${options.isProvisional}, ${now}, ${now})
    )
    ${insertIdentifiers(tx, { ...input, contactId: id, identifiers, standing: 'own' })}`,
    { rows: identifiers.length },
  )
  await record(tx, contactCreated, {
    actor,
    contactId: id,
    payload: { source: input.source, isProvisional: options.isProvisional },
  })
  return id
}

/** What a known contact was not known by. */
async function addIdentifiers(
  tx: Tx,
  actor: Actor,
  input: RecognizeContact & { contactId: string; known: KnownContact | null; reason: string },
): Promise<void> {
  const known = [...(input.known?.phones ?? []), ...(input.known?.emails ?? [])]
  const identifiers = identifiersOf(tx, input).filter(({ value }) => !known.includes(value))
  if (identifiers.length === 0) return
  const added = await tx.run(insertIdentifiers(tx, { ...input, identifiers, standing: standingBy(actor) }))
  // Another booking of the same person came first, in this moment: look again.
  if (added < identifiers.length) throw new LostRace('identifier was taken')
  for (const { kind, id } of identifiers) {
    await record(tx, contactIdentified, {
      actor,
      contactId: input.contactId,
      payload: { kind, identifierId: id, reason: input.reason },
    })
  }
}

interface NewIdentifier {
  id: string
  kind: IdentifierKind
  value: string
  raw: string | null
}

function identifiersOf(tx: Tx, { phone, phoneRaw, email }: Evidence): NewIdentifier[] {
  const now = tx.clock.now()
  return [
    ...(phone ? [{ id: uuidv7(now), kind: 'phone' as const, value: phone, raw: phoneRaw }] : []),
    ...(email ? [{ id: uuidv7(now), kind: 'email' as const, value: email, raw: email }] : []),
  ]
}

/** What made one of two contacts; neither was anybody's but its own contact's before. */
async function makeClaims(tx: Tx, { phone, email }: Evidence): Promise<void> {
  await tx.run(sql`
    update contact_identifiers
    set standing = 'claimed'
    where clinic_id = ${tx.clinicId} and standing = 'own'
      and (kind = 'phone' and value = ${phone} or kind = 'email' and value = ${email})`)
}

function insertIdentifiers(
  tx: Tx,
  input: { contactId: string; source: string; identifiers: NewIdentifier[]; standing: Standing },
): RawBuilder<unknown> {
  return sql`
    insert into contact_identifiers (clinic_id, id, contact_id, kind, value, raw_text, source, standing, created_at)
    select ${tx.clinicId}::uuid, id, ${input.contactId}::uuid, kind, value, raw, ${input.source}, ${input.standing}, ${tx.clock.now()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(input.identifiers)}::jsonb) as fresh(id uuid, kind text, value text, raw text)
    on conflict on constraint contact_identifiers_value_key do update
    set contact_id = excluded.contact_id, raw_text = excluded.raw_text, source = excluded.source, standing = excluded.standing
    where contact_identifiers.kind = 'email' and contact_identifiers.source = ${TOLD_IN_CHAT}`
}

/** The question that is open about the same name, phone and e-mail: one person, one question. */
async function findOpenConflict(
  tx: Tx,
  evidence: Evidence,
): Promise<{ contactId: string; conflictId: string } | undefined> {
  const rows = await tx.many(sql<{ id: string; contact_id: string; name: string }>`
    select k.id, coalesce(c.merged_into_id, c.id) as contact_id, k.evidence ->> 'name' as name
    from identity_conflicts k
    join contacts c on c.clinic_id = k.clinic_id and c.id = k.provisional_contact_id
    where k.clinic_id = ${tx.clinicId} and k.status = 'open' and k.evidence ->> 'phone' = ${evidence.phone}
      and k.evidence ->> 'email' = ${evidence.email}`)
  const same = rows.find((row) => nameKey(row.name) === nameKey(evidence.name))
  return same && { contactId: same.contact_id, conflictId: same.id }
}

async function raiseConflict(
  tx: Tx,
  actor: Actor,
  input: RecognizeContact & { contactId: string; phoneContactId: string; emailContactId: string },
): Promise<string> {
  const now = tx.clock.now()
  const id = uuidv7(now)
  const evidence = { name: input.name, phone: input.phone, phoneRaw: input.phoneRaw, email: input.email }
  await tx.run(sql`
    insert into identity_conflicts (clinic_id, id, provisional_contact_id, phone_contact_id, email_contact_id, evidence, created_at)
    values (${tx.clinicId}, ${id}, ${input.contactId}, ${input.phoneContactId}, ${input.emailContactId}, ${JSON.stringify(evidence)}::jsonb, ${now})`)
  await record(tx, identityConflictRaised, {
    actor,
    contactId: input.contactId,
    payload: { conflictId: id, phoneContactId: input.phoneContactId, emailContactId: input.emailContactId },
  })
  return id
}
