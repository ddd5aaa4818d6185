/**
 * Many nodes over one database: a process for each clinic, with a clock of its own, since no clinic waits for another. What is
 * due the real program looks for across clinics, by one clock; so each node is held to its clinic by row-level security, in its
 * sweepers' role and in the queue.
 */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { clinicIdOf } from './clinics.ts'
import type { Answer, Order } from './node.ts'
import type { Part, PartOptions, Passed } from './part.ts'

const NODE = fileURLToPath(new URL('node.ts', import.meta.url))

/** Everything that `foyer_across` and a worker of a node see, is of its clinic. */
const CONFINE = `
  do $$
  declare
    kept record;
  begin
    for kept in
      select c.oid::regclass as name
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'clinic_id'
      where c.relnamespace = 'public'::regnamespace and c.relrowsecurity and c.relkind = 'r'
    loop
      execute format('create policy simulated on %s as restrictive to foyer_across using (clinic_id = current_setting(''simulation.clinic'')::uuid)', kept.name);
    end loop;
  end $$;
  grant foyer_app, foyer_across, foyer_auth to simulated_node;
  grant usage on schema pgboss to simulated_node;
  grant all on all tables in schema pgboss to simulated_node;
  alter table pgboss.job_common enable row level security;
  create policy simulated on pgboss.job_common using (true);
  create policy simulated_own on pgboss.job_common as restrictive to simulated_node
    using (data ->> 'clinicId' = current_setting('simulation.clinic')) with check (true);`

/** A part for each clinic, each in a process of its own. */
export async function openNodes(options: PartOptions): Promise<Part[]> {
  const admin = new pg.Client(options.connection)
  await admin.connect()
  try {
    await makeRole(admin, 'simulated_node')
    await admin.query(CONFINE)
    for (const number of options.clinics) {
      const user = userOf(number)
      await makeRole(admin, user)
      await admin.query(`
        alter role ${user} login;
        grant simulated_node to ${user};
        alter role ${user} set simulation.clinic = '${clinicIdOf(options.seed, number)}'`)
    }
  } finally {
    await admin.end()
  }
  return Promise.all(
    options.clinics.map((number) => openNode({ ...options, clinics: [number], user: userOf(number) })),
  )
}

/** Roles are the server's, and there may be another simulation's. */
async function makeRole(admin: pg.Client, name: string): Promise<void> {
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [name])
  if (!rowCount) await admin.query(`create role ${name}`)
}

function userOf(number: number): string {
  return `simulated_node_${number}`
}

async function openNode(options: PartOptions): Promise<Part> {
  const child = fork(NODE, { serialization: 'advanced' })
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`a node ended with ${code}`)))
  })
  ended.catch(() => {})

  async function tell(order: Order): Promise<unknown> {
    const answered = new Promise<Answer>((resolve) => child.once('message', resolve as (a: unknown) => void))
    child.send(order)
    const answer = await Promise.race([answered, ended])
    if ('error' in answer) throw new Error(`a node failed: ${answer.error}`)
    return answer.value
  }

  await tell({ do: 'open', options })
  return {
    pass: async (until) => (await tell({ do: 'pass', until: until.toString() })) as Passed,
    async close() {
      await tell({ do: 'close' }).catch(() => {})
      child.disconnect()
      await ended.catch(() => {})
    },
  }
}
