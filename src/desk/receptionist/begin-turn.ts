/** Who is it, what did they say, and what may be done for them here: everything an answer starts from. */
import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import { invariant } from '../../kit/problem.ts'
import type { Asking, Links, Topic } from '../actions/action.ts'
import { findIdentity } from '../actions/find-identity.ts'
import { findPublicServices } from '../actions/wished-service.ts'
import type { Clinic } from '../clinics/clinic.ts'
import { findClinic } from '../clinics/find-clinic.ts'
import { type ContactRecord, findContact } from '../contacts/find-contacts.ts'
import { findPractitioners } from '../services/find-practitioners.ts'
import { inLanguage } from '../services/service-words.ts'
import { type ChatMemory, readMemory } from './chat-memory.ts'
import { findPreferences } from './find-preferences.ts'
import { isStaleTap } from './find-stale-tap.ts'
import type { Gathered } from './gather.ts'
import { readBubbles } from './read-bubbles.ts'
import type { ReceptionistSettings } from './receptionist-settings.ts'
import { type Language, speechOf } from './speech.ts'
import { takeUpReminder } from './take-up-reminder.ts'
import type { Person, Turn } from './turn.ts'
import { readTaps, textOf } from './understand-message.ts'

/** Who acts: the assistant, for the person it talks with. */
export const assistant: Actor = { kind: 'agent', id: 'receptionist' }

const EVERYTHING: readonly Topic[] = ['booking', 'visit', 'question', 'person', 'stop']

export async function beginTurn(
  tx: Tx,
  gathered: Gathered,
  { links, settings }: { links: Links; settings: ReceptionistSettings },
): Promise<Turn> {
  const { conversation } = gathered
  const clinic = await findClinic(tx)
  const contact = await findContact(tx, conversation.contactId)
  invariant(clinic && contact, 'a conversation without clinic or contact')
  const identity = await findIdentity(tx, conversation)
  const services = await findPublicServices(tx)
  const practitioners = (await findPractitioners(tx)).filter(({ isBookable }) => isBookable)
  const memory = readMemory(conversation.memory)
  const reminded = await takeUpReminder(tx, gathered, {
    ...{ memory, clinic },
    entitled: { contactId: contact.id, conversation, ...identity },
  })
  const isStale = await isStaleTap(tx, conversation.id, {
    message: gathered.messages.at(-1),
    choices: memory.choices,
  })
  // The words of an old button would be read as an answer to what is asked now.
  const heard = isStale ? gathered.messages.with(-1, wordless(gathered.messages)) : gathered.messages
  const messages = readTaps(heard, memory.choices)
  const text = textOf(messages)
  const now = tx.clock.now()
  const known = languageOf(conversation.language) ?? languageOfReminder(text, { reminded, clinic })
  const reading = readBubbles({ now, clinic, language: known, memory, services, practitioners }, messages)
  const language = chooseLanguage(reading.language, settings, known ?? languageOf(clinic.locale))
  learn(memory, reading)
  const asking: Asking = {
    actor: assistant,
    caller: 'contact',
    clinic,
    contactId: contact.id,
    conversation,
    channel: conversation.channel,
    ...identity,
    messageId: messages.at(-1)?.id ?? null,
    topics: EVERYTHING,
    permits: settings,
    standing: memory.standing,
    language,
    links,
  }
  return {
    tx,
    now,
    clinic,
    asking,
    messages,
    text,
    reading,
    memory,
    speech: speechOf(language, clinic),
    services: services.map((service) => inLanguage(service, language)),
    practitioners,
    person: personOf(contact, identity),
    preferences: identity.isOwner ? await findPreferences(tx, contact.id) : [],
    reminded,
    ...(isStale ? { isStaleTap: true } : {}),
    deeds: [],
  }
}

function wordless(messages: Gathered['messages']): Gathered['messages'][number] {
  const last = messages.at(-1)
  invariant(last, 'an answer to nothing')
  return { ...last, body: '', choice: null }
}

/** What was established before, and what this message adds or corrects. */
function learn(memory: ChatMemory, reading: Turn['reading']): void {
  memory.state = reading.state
  const { service } = reading.slots
  if (service && !memory.named.includes(service)) memory.named.push(service)
}

/** The name is told to nobody who only claims to be this contact. */
function personOf(
  { profiles, displayName }: ContactRecord,
  { isOwner, phone }: Pick<Asking, 'isOwner' | 'phone'>,
): Person {
  if (!isOwner) return { name: null, phone }
  const [only, ...others] = profiles
  const named = profiles.find(({ full_name }) => full_name === displayName)
  return { name: named?.full_name ?? (others.length === 0 ? (only?.full_name ?? null) : null), phone }
}

function chooseLanguage(
  spoken: 'en' | 'es' | 'other',
  { languages }: ReceptionistSettings,
  otherwise: Language | null,
): Language {
  const wanted = [spoken, otherwise, languages[0], 'en'] as const
  return (
    wanted.find((each): each is Language => each !== null && languages.includes(each as Language)) ?? 'en'
  )
}

const OF_EITHER = /^\P{L}*(?:no|y|n|c|ok)?\P{L}*$/iu

/** A bare "no" is of either language: whoever answers a reminder answers in its own. */
function languageOfReminder(
  text: string,
  { reminded, clinic }: { reminded: Turn['reminded']; clinic: Clinic },
): Language | null {
  const [visit] = reminded?.visits ?? []
  return visit && OF_EITHER.test(text) ? languageOf(visit.locale ?? clinic.locale) : null
}

function languageOf(tag: string | null): Language | null {
  const language = tag?.slice(0, 2)
  return language === 'en' || language === 'es' ? language : null
}
