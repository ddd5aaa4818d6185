/** A worker as it runs: takes what is due, asks the arbiter, asks the vendor, keeps what came of it. */
import { sweepTouchpoints, TAKE_STEP } from '../../../src/desk/journeys/sweep-touchpoints.ts'
import { type Carriers, sendOne } from '../../../src/desk/outreach/reactors/dispatch-message.ts'
import { sweepMessages } from '../../../src/desk/outreach/sweep-messages.ts'
import type { Database } from '../../../src/kit/db.ts'
import type { Desk } from '../../../src/kit/events.ts'
import { ProviderError } from '../../../src/kit/problem.ts'
import { channelsOf, tasksOf } from '../../../src/story.ts'
import type { Lane } from './lane.ts'
import type { Race } from './race.ts'
import type { Actor } from './stage.ts'

/** A worker off the stage, who takes no turns. */
const SWEEPER: Pick<Actor, 'name' | 'turn' | 'inTurns'> = {
  name: 'sweeper',
  turn: (doing) => doing(),
  inTurns: (database) => database,
}

/** Looks so often what is due, and does what came of it. */
export async function work(race: Race, { actor, looks }: { actor: Actor; looks: number }): Promise<void> {
  const { lane } = race
  const carriers = carriersOf(race, actor)
  const desk = deskOf(lane, actor.inTurns(lane.databaseOf(actor.name)))
  for (let look = 0; look < looks; look++) {
    await sweepTouchpoints(desk, { carried: channelsOf(carriers), ...lane.links })
    await doJobs(lane, { desk, carriers, actor })
  }
}

/** Every lease is over by then, and every pause after which a vendor is tried again. */
const PAUSE = { minutes: 16 }
const MOST_PAUSES = 8
/** So that none that was moved for its cap comes a year later. */
const LATEST = { hours: 26 }

/** The sweepers of a worker that lives make good what others left behind. */
export async function recover(race: Race): Promise<void> {
  const { lane, promises } = race
  const database = afterEachCommit(lane.database, () => promises.committed(SWEEPER.name))
  const carriers = carriersOf(race, SWEEPER)
  const desk = deskOf(lane, database)
  for (let pauses = 0; pauses < MOST_PAUSES && (await isLeft(lane)); pauses++) {
    await sweepTouchpoints(desk, { carried: channelsOf(carriers), ...lane.links })
    await sweepMessages(desk)
    await doJobs(lane, { desk, carriers, actor: SWEEPER })
    lane.clock.set(await nextLook(lane))
  }
}

/** After the pause, or when what is held for longer becomes due. */
async function nextLook({ rows, clock }: Lane): Promise<Temporal.Instant> {
  const soon = clock.now().add(PAUSE)
  const [held] = await rows(
    `select to_json(max(due_at)) #>> '{}' as until from messages where status = 'held' and due_at between $1 and $2`,
    [soon.toString(), clock.now().add(LATEST).toString()],
  )
  return held.until ? Temporal.Instant.from(held.until) : soon
}

async function isLeft({ rows, clock }: Lane): Promise<boolean> {
  const [left] = await rows(
    `select (select count(*) from messages where status in ('queued', 'held', 'sending'))
       + (select count(*) from touchpoints where status = 'due' or status = 'planned' and due_at <= $1) as count`,
    [clock.now().toString()],
  )
  return Number(left.count) > 0
}

function deskOf({ clock, log }: Lane, database: Database): Desk {
  return { database, clock, log }
}

function afterEachCommit(database: Database, told: () => void): Database {
  return {
    ...database,
    async inClinic(clinicId, work) {
      const value = await database.inClinic(clinicId, work)
      told()
      return value
    },
  }
}

/** Jobs leave the queue when they are begun: one whose worker dies is lost, and what it was about has to be found. */
async function doJobs(
  lane: Lane,
  { desk, carriers, actor }: { desk: Desk; carriers: Carriers; actor: Pick<Actor, 'turn'> },
): Promise<void> {
  const { clinicId } = lane
  const jobs = await actor.turn(() =>
    lane.rows(`
      with taken as (
        delete from pgboss.job
        where data ->> 'name' in ('dispatchMessage', 'sendMessage', '${TAKE_STEP}')
        returning data
      )
      select data ->> 'name' as name, coalesce(e.payload ->> 'messageId', data ->> 'id') as id
      from taken
      left join events e on e.id = (data ->> 'id')::uuid`),
  )
  const tasks = tasksOf(carriers, lane.links)
  await Promise.all(
    jobs.map(({ name, id }) =>
      name === TAKE_STEP ? tasks[name]?.(desk, { clinicId, id }) : sendOne(desk, carriers, { clinicId, id }),
    ),
  )
}

/** The vendors, played: what they take is theirs, whatever becomes of the answer. */
function carriersOf(race: Race, actor: Pick<Actor, 'name' | 'turn'>): Carriers {
  const { promises, taken } = race
  async function send(id: string, canBeAsked: boolean): Promise<{ vendorMessageId: string }> {
    const fate = await actor.turn(async () => {
      const fate = race.nextFate()
      promises.asked(actor.name, { id, fate, canBeAsked })
      if (fate === 'taken' || fate === 'lost') taken.add(id)
      return fate
    })
    return actor.turn(async () => {
      if (fate === 'taken') return { vendorMessageId: `V${id}` }
      const outcomeUnknown = fate === 'lost'
      promises.answered(id, outcomeUnknown ? 'unknown' : 'not_sent')
      const codes = {
        lost: 'outcome_unknown',
        away: 'unreachable',
        refused: canBeAsked ? 'invalid_recipient' : 'refused',
      }
      throw new ProviderError(fate, { code: codes[fate], retryable: fate === 'away', outcomeUnknown })
    })
  }
  return {
    email: {
      from: { name: 'Riverside', address: 'desk@riverside.example' },
      port: {
        send: ({ messageId }) => send(messageId.slice(1, messageId.indexOf('@')), false),
        check: async () => {},
      },
    },
    chat: {
      statusUrl: () => null,
      open: () => ({
        send: ({ messageId }) => send(messageId, true),
        lookUp: ({ messageId: id }) =>
          actor.turn(async () =>
            taken.has(id)
              ? { found: 'sent' as const, vendorMessageId: `V${id}` }
              : { found: 'not_sent' as const },
          ),
        check: async () => ({ label: 'ours' }),
      }),
    },
  }
}
