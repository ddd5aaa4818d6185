/**
 * `npm run bench:conversations`: 200 people write to the clinic on WhatsApp, 20 messages a second in all, and the receptionist
 * answers by rules. How long an answer takes from the webhook to the message in line, without the wait for further bubbles;
 * the highest rate at which that holds; and whether anything is lost or answered twice when the app is killed in the middle.
 * See docs/benchmarks.md.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { WAITS_MS } from '../src/desk/receptionist/gather.ts'
import { metaSignature } from '../test/vendors/meta.ts'
import { type WhatsAppPerson, whatsAppCallbacks, whatsAppPerson } from '../test/vendors/whatsapp-callbacks.ts'
import { conclude, machine, quantile, round, say, table } from './rig/report.ts'
import { freePort, makePlace, type Server, startServer } from './rig/server.ts'

const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    /** Of each further rate that is tried. */
    climb: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '10' },
  },
})
const SECONDS = Number(flags.seconds)
const CLIMB_SECONDS = Number(flags.climb)
const ROUNDS = Number(flags.rounds)
const PEOPLE = 200
const RATE = 20
const RATES = [30, 45, 60, 80, 100, 130, 170, 220]
const TARGET_P95_MS = 150
/** Written in each round of killing, by as many people. */
const IN_A_ROUND = 100
/** Longer than the job of a killed process takes to be tried again. */
const PATIENCE_MS = 60_000

/** Whole sentences, so that each is waited for equally long. What is asked, moves on, is asked aside, and changed again. */
const SENTENCES = [
  'Hello, I would like to book Botox.',
  'On Tuesday afternoon, please.',
  'What does it cost?',
  'Do you have anything on Thursday instead?',
  'Where are you located?',
  'And next week on Monday morning?',
  'How long does Botox take?',
]

interface Written {
  vendorMessageId: string
  postedAtMs: number
}

const place = makePlace()
const server = { dataDir: place.dataDir, port: await freePort() }

interface Line {
  /** Writes the next sentence of one person; resolves when the webhook has answered 200, and sends again until it has. */
  write(person: number): Promise<Written>
}

async function main() {
  say('Preparing: a new database with the demo clinic …')
  let app = await startServer(server)
  const line = await openLine()

  say(`${PEOPLE} people, ${RATE} messages a second, ${SECONDS} s …`)
  // Everybody has written once, so that no conversation is new.
  await load(line, { people: PEOPLE, perSecond: RATE, seconds: PEOPLE / RATE })
  const at = await load(line, { people: PEOPLE, perSecond: RATE, seconds: SECONDS })

  let held = at.isGood ? { perSecond: RATE, p95Ms: at.p95Ms } : null
  for (const perSecond of at.isGood ? RATES : []) {
    say(`${perSecond} messages a second, ${CLIMB_SECONDS} s …`)
    const higher = await load(line, { people: perSecond * 10, perSecond, seconds: CLIMB_SECONDS })
    if (!higher.isGood) break
    held = { perSecond, p95Ms: higher.p95Ms }
  }

  const violations: string[] = []
  let sentAgain = 0
  for (let number = 1; number <= ROUNDS; number++) {
    say(`Round ${number} of ${ROUNDS}: kill -9 in the middle of ${IN_A_ROUND} messages …`)
    const round = await killInTheMiddle(app, line)
    app = round.app
    sentAgain += round.sentAgain
    violations.push(...round.violations.map((violation) => `round ${number}: ${violation}`))
  }
  await app.stop()

  table(
    ['', 'measured', 'target'],
    [
      [`${PEOPLE} conversations, ${RATE} messages a second: answers`, at.answers, ''],
      ['  from the webhook to the answer in line, p50', `${at.p50Ms} ms`, ''],
      ['  p95', `${at.p95Ms} ms`, `<= ${TARGET_P95_MS} ms`],
      ['  p99', `${at.p99Ms} ms`, ''],
      ['  not answered, answered twice', `${at.unanswered}, ${at.doubled}`, '0, 0'],
      [
        `highest rate tried at which p95 stays so (of ${[RATE, ...RATES].join(', ')})`,
        held ? `${held.perSecond}/s, p95 ${held.p95Ms} ms` : 'none',
        '',
      ],
      [`kill -9, ${ROUNDS} rounds of ${IN_A_ROUND}: sent again`, sentAgain, ''],
      ['  lost or answered twice', violations.length === 0 ? 'none' : violations.join('; '), 'none'],
    ],
  )
  await place.remove()
  conclude({
    bench: 'conversations',
    ok: at.isGood && violations.length === 0,
    people: PEOPLE,
    perSecond: RATE,
    ...{ p50Ms: at.p50Ms, p95Ms: at.p95Ms, p99Ms: at.p99Ms, answers: at.answers },
    ...{ unanswered: at.unanswered, doubled: at.doubled, held, rounds: ROUNDS, sentAgain, violations },
    targets: { p95Ms: TARGET_P95_MS },
    machine: machine(),
  })
}

async function openLine(): Promise<Line> {
  const { whatsapp } = place.demo()
  const [connection] = await place.rows<{ settings: Record<string, string> }>(
    `select settings from connections where vendor = 'whatsapp'`,
  )
  const { waba_id: wabaId = '', phone_number_id: phoneNumberId = '' } = connection?.settings ?? {}
  const compose = whatsAppCallbacks({ wabaId, phoneNumberId, displayPhone: '15125550100' }, () =>
    Temporal.Now.instant(),
  )
  const url = `http://127.0.0.1:${server.port}${new URL(whatsapp.webhook_url).pathname}`
  const people: WhatsAppPerson[] = []
  const told: number[] = []

  return {
    async write(person) {
      people[person] ??= whatsAppPerson({ name: `Person ${person}`, phone: `1312${5_000_000 + person}` })
      const number = told[person] ?? 0
      told[person] = number + 1
      const text = SENTENCES[number % SENTENCES.length] as string
      const callback = compose.text({ from: people[person], text })
      const headers = {
        'content-type': callback.contentType,
        'x-hub-signature-256': metaSignature(whatsapp.secret, callback.body),
      }
      const postedAtMs = Date.now()
      for (;;) {
        const answer = await fetch(url, { method: 'POST', headers, body: callback.body }).catch(
          () => undefined,
        )
        await answer?.arrayBuffer()
        if (answer?.status === 200) break
        // Meta delivers again what was not answered, the very same bytes.
        again += 1
        await sleep(200)
      }
      return { vendorMessageId: callback.vendorMessageId, postedAtMs }
    },
  }
}

let again = 0

/** Open loop: a message is written when it is due, whatever became of those before. */
async function load(line: Line, wanted: { people: number; perSecond: number; seconds: number }) {
  const count = Math.round(wanted.perSecond * wanted.seconds)
  const began = performance.now()
  const writing: Promise<Written>[] = []
  for (let n = 0; n < count; n++) {
    const due = began + (n / wanted.perSecond) * 1000
    const early = due - performance.now()
    if (early > 0) await sleep(early)
    writing.push(line.write(n % wanted.people))
  }
  const written = await Promise.all(writing)
  await untilAnswered()
  const { latenciesMs, unanswered, doubled } = await answersTo(written)
  const sorted = latenciesMs.toSorted((a, b) => a - b)
  const p95Ms = round(quantile(sorted, 0.95), 1)
  return {
    answers: sorted.length,
    p50Ms: round(quantile(sorted, 0.5), 1),
    p95Ms,
    p99Ms: round(quantile(sorted, 0.99), 1),
    unanswered,
    doubled,
    isGood: p95Ms <= TARGET_P95_MS && unanswered === 0 && doubled === 0,
  }
}

async function killInTheMiddle(app: Server, line: Line) {
  const before = again
  const writing = Array.from({ length: IN_A_ROUND }, async (_, person) => {
    await sleep(person * 15)
    return line.write(person)
  })
  // Some are not there yet, some wait for further bubbles, some are just being answered.
  await sleep(WAITS_MS.complete + IN_A_ROUND * 7)
  await app.kill()
  const next = await startServer(server)
  const written = await Promise.all(writing)
  await untilAnswered()
  const { unanswered, doubled } = await answersTo(written)
  const violations = [
    ...(unanswered > 0 ? [`${unanswered} not answered`] : []),
    ...(doubled > 0 ? [`${doubled} answered twice`] : []),
  ]
  return { app: next, sentAgain: again - before, violations }
}

/** Nothing waits to be read, to be answered or to be sent any more. */
async function untilAnswered(): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    const [left] = await place.rows<{ count: string }>(
      `select (select count(*) from inbound_deliveries where status = 'received')
         + (select count(*) from conversations where answer_due_at is not null)
         + (select count(*) from messages where status in ('queued', 'sending')) as count`,
    )
    if (Number(left?.count) === 0) return
    if (performance.now() > until) return
    await sleep(50)
  }
}

/** Each message has the first answer that came after it; one that has a second one before the next message has two. */
async function answersTo(written: readonly Written[]) {
  const rows = await place.rows<{ id: string; answers: number; first_ms: number | null }>(
    `select m.vendor_message_id as id, count(reply.id)::int as answers,
       (extract(epoch from min(reply.created_at)) * 1000)::float8 as first_ms
     from received_messages m
     left join lateral (
       select min(later.created_at) as at
       from received_messages later
       where later.clinic_id = m.clinic_id and later.conversation_id = m.conversation_id and later.created_at > m.created_at
     ) next on true
     left join messages reply on reply.clinic_id = m.clinic_id and reply.conversation_id = m.conversation_id
       and reply.created_at >= m.created_at and (next.at is null or reply.created_at < next.at)
     where m.vendor_message_id = any($1)
     group by m.vendor_message_id`,
    [written.map((one) => one.vendorMessageId)],
  )
  const found = new Map(rows.map((row) => [row.id, row]))
  const latenciesMs = written.flatMap(({ vendorMessageId, postedAtMs }) => {
    const first = found.get(vendorMessageId)?.first_ms
    return first ? [first - postedAtMs - WAITS_MS.complete] : []
  })
  return {
    latenciesMs,
    unanswered: written.filter((one) => (found.get(one.vendorMessageId)?.answers ?? 0) === 0).length,
    doubled: rows.filter((row) => row.answers > 1).length,
  }
}

await main()
