import { PgBoss } from 'pg-boss'
import type { CompiledStatement } from './compile-statement.ts'
import type { Connection } from './db.ts'
import { type Desk, findEvents, type HappenedEvent, noteReactions, type Story } from './events.ts'
import { mintClinicId } from './ids.ts'
import { invariant } from './problem.ts'

/** A deed to be done after a commit: a reactor and its event, or a task and the row that became due. */
export interface Job {
  name: string
  clinicId: string
  id: string
}

export type Task = (
  desk: Desk,
  job: { clinicId: ReturnType<typeof mintClinicId>; id: string },
) => Promise<void>

export interface Jobs {
  /** The statement that puts jobs into the queue; whose transaction sends it, decides whether they are there. */
  insertion(jobs: Job[]): Promise<CompiledStatement>
  /** Tells this process's workers that there may be something to do; other nodes notice within half a second. */
  nudge(): void
  /** `isPaced`: jobs wait for `drain`. */
  start(work?: { desk: Desk; story: Story; tasks: Record<string, Task>; isPaced?: boolean }): Promise<void>
  /**
   * Does what waits, by the same handlers, so many jobs at a time, until nothing is left; one that failed is tried again at
   * once.
   */
  drain(atOnce: number): Promise<void>
  /** True while the queue can be worked. */
  isRunning(): boolean
  /** How many jobs wait or run. */
  backlog(): Promise<number>
  stop(): Promise<void>
}

interface Fetched {
  id: string
  data: Job
  retryCount: number
}

interface Outcome {
  job: Fetched
  error: Error | null
  /** It reacted to an event, and did no task. */
  reacted: boolean
}

interface Found {
  events: Map<string, HappenedEvent>
  /** Why a look failed, where one did. */
  cause: unknown
}

const QUEUE = 'work'
const RETRY_LIMIT = 8

export function openJobs(options: { connection: Connection; onError?: (error: Error) => void }): Jobs {
  const boss = new PgBoss({
    ...(options.connection as object),
    max: 6,
    migrate: false,
    createSchema: false,
    schedule: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', (error) => options.onError?.(error))
  let workers: string[] = []
  let running = false
  /** A look that finds nothing costs as much as another: only after a commit with jobs there may be something to drain. */
  let mayWait = true
  let performAll: (batch: Fetched[]) => Promise<Outcome[]> = async () => {
    throw new Error('this process does no jobs')
  }

  return {
    async insertion(jobs) {
      let statement: CompiledStatement | undefined
      // pg-boss makes the statement and asks us to send it: we keep it for the round trip that commits.
      const executeSql = async (text: string, values: unknown[] = []) => {
        statement = { text, values }
        return { rows: [] }
      }
      const queued = jobs.map((job) => ({ data: job }))
      await boss.insert(QUEUE, queued, { returnId: false, db: { executeSql } })
      invariant(statement, 'pg-boss made no statement of jobs')
      return statement
    },
    nudge() {
      mayWait = true
      for (const worker of workers) boss.notifyWorker(worker)
    },
    async start(work) {
      await boss.start()
      running = true
      if (!work) return
      const { desk, story, tasks } = work
      const reactors = new Map(
        Object.values(story)
          .flatMap((follow) => follow.then ?? [])
          .map((reactor) => [reactor.name, reactor]),
      )
      performAll = async (batch) => {
        const found = await eventsOf(batch.map((job) => job.data))
        const outcomes = await Promise.all(
          batch.map(async (job) => {
            try {
              return { job, error: null, reacted: await perform(job.data, found) }
            } catch (error) {
              const isLast = job.retryCount >= RETRY_LIMIT
              desk.log.error('job.failed', { reactor: job.data.name, eventId: job.data.id, isLast }, error)
              return { job, error: error as Error, reacted: reactors.has(job.data.name) }
            }
          }),
        )
        // What was done is done: a note that is lost must not have it done again.
        await noteAll(outcomes).catch((error: unknown) => desk.log.error('jobs.not_noted', {}, error))
        return outcomes
      }
      if (!work.isPaced) {
        const worker = await boss.work<
          Job,
          unknown,
          { batchSize: 10; perJobResults: true; includeMetadata: true }
        >(
          QUEUE,
          {
            batchSize: 10,
            localConcurrency: 4,
            burstWhenBatchFull: true,
            pollingIntervalSeconds: 0.5,
            perJobResults: true,
            includeMetadata: true,
          } as never,
          async (batch: Fetched[]) =>
            (await performAll(batch)).map(({ job, error }) => ({
              id: job.id,
              status: error ? 'failed' : 'completed',
            })) as never,
        )
        workers = [worker]
      }

      /** One look for a whole batch, clinic by clinic; a failed look shows in each job. */
      async function eventsOf(jobs: Job[]): Promise<Found> {
        const events = new Map<string, HappenedEvent>()
        let cause: unknown
        for (const [clinicId, own] of Map.groupBy(
          jobs.filter((job) => reactors.has(job.name)),
          (job) => job.clinicId,
        )) {
          const found = await desk.database
            .inClinic(mintClinicId(clinicId), (tx) =>
              findEvents(
                tx,
                own.map((job) => job.id),
              ),
            )
            .catch((error: unknown) => {
              cause = error
              return []
            })
          for (const event of found) events.set(event.id, event)
        }
        return { events, cause }
      }

      async function noteAll(outcomes: readonly Outcome[]): Promise<void> {
        const reactions = outcomes.filter((outcome) => outcome.reacted)
        for (const [clinicId, own] of Map.groupBy(reactions, (outcome) => outcome.job.data.clinicId)) {
          await desk.database.inClinic(mintClinicId(clinicId), (tx) =>
            noteReactions(
              tx,
              own.map(({ job, error }) => ({
                eventId: job.data.id,
                reactor: job.data.name,
                status: error ? 'failed' : 'done',
                ...(error ? { error: (error as { code?: string }).code ?? error.name ?? 'Error' } : {}),
              })),
            ),
          )
        }
      }

      async function perform(job: Job, { events, cause }: Found): Promise<boolean> {
        const clinicId = mintClinicId(job.clinicId)
        const task = tasks[job.name]
        if (task) {
          await task(desk, { clinicId, id: job.id })
          return false
        }
        const reactor = reactors.get(job.name)
        // An older node may have queued what this version no longer does.
        if (!reactor) {
          desk.log.error('job.unknown', { reactor: job.name })
          return false
        }
        const event = events.get(job.id)
        if (!event) throw new Error('the event of a job was not found', { cause })
        await reactor.run(desk, event)
        return true
      }
    },
    async drain(atOnce) {
      const wanted = { batchSize: atOnce, includeMetadata: true, ignoreStartAfter: true } as const
      while (mayWait) {
        mayWait = false
        const batch = await boss.fetch<Job>(QUEUE, wanted)
        if (batch.length === 0) continue
        if (batch.length === atOnce) mayWait = true
        const outcomes = await performAll(batch)
        const [failed, done] = [outcomes.filter(({ error }) => error), outcomes.filter(({ error }) => !error)]
        if (done.length > 0) await boss.complete(QUEUE, idsOf(done))
        if (failed.length > 0) {
          await boss.fail(QUEUE, idsOf(failed))
          mayWait = true
        }
      }
    },
    isRunning: () => running,
    async backlog() {
      const [stats] = await boss.getQueueStats(QUEUE, { force: true })
      return (stats?.queuedCount ?? 0) + (stats?.activeCount ?? 0)
    },
    async stop() {
      if (!running) return
      running = false
      await boss.stop({ graceful: true, timeout: 5_000, close: true })
    },
  }
}

function idsOf(outcomes: readonly Outcome[]): string[] {
  return outcomes.map(({ job }) => job.id)
}

/** Makes pg-boss's schema and our queue, and lets clinics' transactions put jobs in. */
export async function migrateJobs(
  connection: Connection,
  client: { query(text: string): Promise<unknown> },
): Promise<void> {
  const boss = new PgBoss({ ...(connection as object), max: 2, schedule: false, supervise: false })
  boss.on('error', () => {})
  await boss.start()
  const settings = {
    retryLimit: RETRY_LIMIT,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 300,
    // pg-boss's least: a job of a killed process is tried again after about 11 s.
    heartbeatSeconds: 10,
    expireInSeconds: 300,
    deleteAfterSeconds: 86_400,
  }
  if (await boss.getQueue(QUEUE)) await boss.updateQueue(QUEUE, settings)
  else await boss.createQueue(QUEUE, settings)
  await boss.stop({ graceful: false, close: true })
  await client.query(`
    grant usage on schema pgboss to foyer_app, foyer_across;
    grant select, insert on all tables in schema pgboss to foyer_app, foyer_across;
    grant execute on all functions in schema pgboss to foyer_app, foyer_across;
    grant usage on all sequences in schema pgboss to foyer_app, foyer_across`)
}
