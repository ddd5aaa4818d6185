import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk, type TestDesk } from '../desk.ts'
import { APPEND_ONLY, type ClinicTable, clinicTables, DENIED } from './two-clinics.ts'

/** What foyer_across may read: whose a thing is, and what is due. Nothing about people. */
const ACROSS_READS: Record<string, string[]> = {
  'public.clinics': ['clinic_id', 'slug', 'plan'],
  'public.api_keys': ['clinic_id', 'id', 'role', 'key_hash', 'revoked_at', 'last_used_at'],
  'public.connections': [
    'clinic_id',
    'id',
    'vendor',
    'secret_sealed',
    'status',
    'created_at',
    'templates_due_at',
    'token_due_at',
  ],
  'public.inbound_deliveries': ['clinic_id', 'id', 'status', 'retry_at'],
  'public.messages': ['clinic_id', 'id', 'status', 'due_at', 'updated_at'],
  'public.touchpoints': ['clinic_id', 'id', 'status', 'due_at', 'claimed_at'],
  'public.holds': ['clinic_id', 'id', 'purpose', 'expires_at'],
  'public.conversations': ['clinic_id', 'id', 'answer_due_at', 'alert_due_at'],
  'public.leads': ['clinic_id', 'contact_id', 'look_at'],
  'public.lapse_checks': ['clinic_id', 'due_at'],
}

const ACROSS_WRITES: Record<string, string[]> = {
  'public.api_keys': ['last_used_at'],
  'public.connections': ['secret_sealed', 'templates_due_at', 'token_due_at'],
  'public.messages': ['status', 'updated_at'],
  'public.touchpoints': ['status', 'claimed_at'],
  'public.lapse_checks': ['due_at'],
}

const ROLES = ['foyer_app', 'foyer_across', 'foyer_auth']

let desk: TestDesk
let tables: ClinicTable[]

beforeAll(async () => {
  desk = await openDesk()
  tables = await clinicTables(desk)
})
afterAll(() => desk.close())

describe('every table of the catalogue', () => {
  test('belongs to clinics: clinic_id is there, never null, and first in the primary key', async () => {
    expect(tables.length).toBeGreaterThan(20)
    for (const { name, columns, primaryKey } of tables) {
      expect(columns, name).toContain('clinic_id')
      expect(primaryKey[0], `primary key of ${name}`).toBe('clinic_id')
    }
    const nullable = await desk.rows(`
      select table_name from information_schema.columns
      where table_schema = 'public' and column_name = 'clinic_id' and is_nullable = 'YES'`)
    expect(nullable).toEqual([])
  })

  test('has row-level security, for its owner too, and the owner is none of Foyer’s roles', async () => {
    for (const { name } of tables) {
      const [row] = await desk.rows(
        `select relkind, relrowsecurity as enabled, relforcerowsecurity as forced, pg_get_userbyid(relowner)::text as owner
         from pg_class where oid = $1::regclass`,
        [name],
      )
      expect({ name, ...row }).toMatchObject({ relkind: 'r', enabled: true, forced: true })
      expect(ROLES, name).not.toContain(row.owner)
    }
  })

  test('lets foyer_app at the rows of its clinic alone, in reading as in writing', async () => {
    for (const { name } of tables) {
      const policies = await desk.rows(
        `select polroles::regrole[]::text[] as roles, polcmd::text as command, polpermissive as permissive,
           pg_get_expr(polqual, polrelid) as reads, pg_get_expr(polwithcheck, polrelid) as writes
         from pg_policy where polrelid = $1::regclass`,
        [name],
      )
      const app = policies.filter(({ roles }) => roles.includes('foyer_app') || roles.includes('-'))
      const only = '(clinic_id = app_clinic_id())'
      expect(app, name).toEqual([
        { roles: ['foyer_app'], command: '*', permissive: true, reads: only, writes: only },
      ])
      // Permissive policies add up: whoever else has one must be a role that lists its columns above.
      for (const { roles } of policies.filter((policy) => !app.includes(policy))) {
        expect(roles, name).toEqual(['foyer_across'])
        expect(Object.keys(ACROSS_READS)).toContain(name)
      }
    }
  })

  test('speaks of other rows only inside the same clinic: foreign keys carry clinic_id', async () => {
    const foreign = await desk.rows(`
      select conname, conrelid::regclass::text as name, pg_get_constraintdef(oid) as definition
      from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace`)
    expect(foreign.length).toBeGreaterThan(20)
    for (const { conname, name, definition } of foreign)
      expect(definition, `${name}.${conname}`).toMatch(
        /^FOREIGN KEY \(clinic_id\b.*REFERENCES \w+\(clinic_id\b/,
      )
  })
})

describe('Foyer’s roles', () => {
  test('may not log in, pass row-level security by, make things, or become another', async () => {
    const rows = await desk.rows(
      `select rolname, rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb, rolreplication
       from pg_roles where rolname = any($1)`,
      [ROLES],
    )
    expect(rows).toHaveLength(3)
    for (const { rolname, ...may } of rows)
      expect(Object.values(may), rolname).toEqual([false, false, false, false, false, false])
    const memberships = await desk.rows(
      'select 1 from pg_auth_members where member::regrole::text = any($1)',
      [ROLES],
    )
    expect(memberships).toEqual([])
    const creates = await desk.rows(
      `select r as role, n.nspname from unnest($1::text[]) r, pg_namespace n
       where n.nspname in ('public', 'auth', 'pgboss') and has_schema_privilege(r, n.oid, 'create')`,
      [ROLES],
    )
    expect(creates).toEqual([])
  })

  test('call no function that runs with more rights than theirs', async () => {
    const definers = await desk.rows(`
      select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`)
    expect(definers).toEqual([])
  })

  test('foyer_app neither rewrites nor deletes what is only added to, and truncates nothing', async () => {
    for (const { name } of tables) {
      const [may] = await desk.rows(
        `select has_table_privilege('foyer_app', $1, 'update') as update, has_table_privilege('foyer_app', $1, 'delete') as delete,
           has_table_privilege('foyer_app', $1, 'truncate') as truncate, has_table_privilege('foyer_app', $1, 'references') as refs,
           has_table_privilege('foyer_app', $1, 'trigger') as trigger`,
        [name],
      )
      const changes = !APPEND_ONLY.includes(name)
      expect({ name, ...may }).toEqual({
        name,
        update: changes,
        delete: changes,
        truncate: false,
        refs: false,
        trigger: false,
      })
    }
  })

  test('foyer_across reads and writes exactly the columns that are listed', async () => {
    for (const { name } of tables) {
      const allowed = async (privilege: string) => {
        const rows = await desk.rows(
          `select attname::text from pg_attribute
           where attrelid = $1::regclass and attnum > 0 and not attisdropped
             and has_column_privilege('foyer_across', attrelid, attnum, $2)`,
          [name, privilege],
        )
        return rows.map((row) => row.attname).toSorted()
      }
      expect(await allowed('select'), `reads ${name}`).toEqual((ACROSS_READS[name] ?? []).toSorted())
      expect(await allowed('update'), `writes ${name}`).toEqual((ACROSS_WRITES[name] ?? []).toSorted())
      expect(await allowed('insert'), `inserts into ${name}`).toEqual([])
      const [may] = await desk.rows(
        `select has_table_privilege('foyer_across', $1, 'delete, truncate') as any`,
        [name],
      )
      expect(may.any, name).toBe(false)
    }
  })

  test('foyer_across reaches nothing about people', async () => {
    for (const text of [
      'select display_name from contacts',
      'select value from contact_identifiers',
      'select body from messages',
      'select to_address from messages',
      'select * from messages',
      'select raw_body from inbound_deliveries',
      'select attendee_name from appointments',
      'select payload from events',
      'select name from clinics',
      'select email from auth."user"',
    ]) {
      const read = desk.foyer.database.acrossClinics((tx) => tx.many(sql.raw(text)))
      await expect(read, text).rejects.toMatchObject({ code: DENIED })
    }
  })

  test('sign-in and clinics do not see one another', async () => {
    const { signIn } = desk.foyer.database
    for (const { name } of tables) {
      await expect(signIn.query(`select from ${name} limit 1`), name).rejects.toMatchObject({ code: DENIED })
    }
    await expect(signIn.query('select from pgboss.job')).rejects.toMatchObject({ code: DENIED })
    const auth = await desk.rows(`select tablename from pg_tables where schemaname = 'auth'`)
    expect(auth.length).toBeGreaterThan(5)
    for (const { tablename } of auth) {
      const read = desk.foyer.database.inClinic(desk.clinic.clinicId, (tx) =>
        tx.many(sql`select from auth.${sql.id(tablename)} limit 1`),
      )
      await expect(read, tablename).rejects.toMatchObject({ code: DENIED })
    }
  })
})
