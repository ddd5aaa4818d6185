/** The master secret can be changed while Foyer runs, and nothing that was sealed is lost by it. */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { secretContext } from '../src/desk/connections/connection.ts'
import { rotateSecrets } from '../src/desk/connections/rotate-secrets.ts'
import { createKeyring } from '../src/kit/crypto.ts'
import type { Connection } from '../src/kit/db.ts'
import { forgetPreviousSecret, previousSecretsIn, startNewSecret } from '../src/kit/secret-file.ts'
import { SEALED_COLUMNS } from '../src/sealed-columns.ts'
import { calcomBooking } from './calcom.ts'
import { runCommand, urlOf } from './commands.ts'
import { openDesk, type TestDesk } from './desk.ts'

const OLD = 'a test secret of at least thirty-two characters'
const NEW = 'another test secret which is to replace the first'
const LOST = 'a secret that was lost with nobody knowing where'

let desk: TestDesk
let DATABASE_URL: string

beforeEach(async () => {
  const via = async (connection: Connection) => {
    DATABASE_URL = urlOf(connection)
    return connection
  }
  desk = await openDesk({ via })
})
afterEach(() => desk.close())

const rotate = (env: Record<string, string>, ...args: string[]) =>
  runCommand('rotate-keys', args, { DATABASE_URL, ...env })

test('every column that is named like a sealed one is rotated', async () => {
  const columns = await desk.rows(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema in ('public', 'auth') and column_name like '%\\_sealed' order by 1, 2`,
  )
  expect(columns.length).toBeGreaterThan(0)
  expect(SEALED_COLUMNS.map(({ table, column }) => ({ table, column }))).toEqual(columns)
})

test('all clinics, beside a running Foyer; twice does no harm', async () => {
  const lakeside = await desk.openClinic('Lakeside')
  const done = await rotate({ FOYER_SECRET: NEW, FOYER_SECRET_PREVIOUS: OLD })
  expect(done).toMatchObject({ status: 0, stderr: '' })
  expect(done.stdout).toContain('Sealed values: 2 put under the present secret, 0 were already.')
  expect(done.stdout).toContain('Remove FOYER_SECRET_PREVIOUS')

  const keyring = createKeyring({ current: NEW })
  for (const { clinicId, calcom } of [desk.clinic, lakeside]) {
    const [row] = await desk.rows('select secret_sealed from connections where id = $1', [calcom.id])
    expect(keyring.open(row.secret_sealed, secretContext(clinicId, calcom.id))).toBe(calcom.secret)
  }
  const again = await rotate({ FOYER_SECRET: NEW, FOYER_SECRET_PREVIOUS: OLD })
  expect(again.stdout).toContain('Sealed values: 0 put under the present secret, 2 were already.')
})

test('goes on where it was interrupted, batch by batch, and leaves alone what somebody changed meanwhile', async () => {
  const [sealed] = SEALED_COLUMNS
  if (!sealed) throw new Error('there is no sealed column')
  const { clinicId } = desk.clinic
  const seal = (secret: string, id: string) =>
    createKeyring({ current: secret }).seal('hush', secretContext(clinicId, id))
  const ids = ['01', '02', '03', '04', '05'].map((end) => `00000000-0000-7000-8000-0000000000${end}`)
  for (const id of ids) {
    await desk.rows(
      `insert into connections (clinic_id, id, vendor, name, secret_sealed, created_at, updated_at)
       values ($1, $2, 'calcom', 'x', $3, now(), now())`,
      [clinicId, id, seal(OLD, id)],
    )
  }
  const keyring = createKeyring({ current: NEW, previous: [OLD] })
  const inClinic = desk.foyer.database.inClinic
  const first = await inClinic(clinicId, (tx) =>
    rotateSecrets(tx, keyring, { sealed, after: null, limit: 2 }),
  )
  expect(first).toEqual({ rewrapped: 2, current: 0, lost: [], next: ids[1] })

  const done = await rotate({ FOYER_SECRET: NEW, FOYER_SECRET_PREVIOUS: OLD })
  expect(done.stdout).toContain('Sealed values: 4 put under the present secret, 2 were already.')
})

test('a Foyer that was told of the new secret as another one takes webhooks before and after', async () => {
  await desk.close()
  desk = await openDesk({
    env: { FOYER_SECRET_PREVIOUS: NEW },
    via: async (connection) => {
      DATABASE_URL = urlOf(connection)
      return connection
    },
  })
  const lakeside = await desk.openClinic('Lakeside')
  const before = await desk.deliver(calcomBooking().created())
  await rotate({ FOYER_SECRET: NEW, FOYER_SECRET_PREVIOUS: OLD })
  const after = await desk.deliver(calcomBooking().created(), { to: lakeside.calcom })
  expect([before.ok, after.ok]).toEqual([true, true])
})

describe('second factors', () => {
  const signInKey = (secret: string) =>
    createKeyring({ current: secret }).deriveKey('sign-in').toString('base64url')

  async function enrol(secret: string): Promise<string> {
    const { user } = await desk.foyer.signIn.api.signUpEmail({
      body: { name: 'Tess', email: `${Math.random()}@example.com`, password: 'correct horse battery' },
    })
    const key = signInKey(secret)
    await desk.rows(
      `with u as (update auth."user" set "twoFactorEnabled" = true where id = $1 returning id)
       insert into auth."twoFactor" (id, secret, "backupCodes", "userId", verified) select id, $2, $3, id, true from u`,
      [
        user.id,
        await symmetricEncrypt({ key, data: 'totp' }),
        await symmetricEncrypt({ key, data: '["a-b"]' }),
      ],
    )
    return user.id
  }

  test('go along: better-auth seals them with our secret alone', async () => {
    const id = await enrol(OLD)
    const done = await rotate({ FOYER_SECRET: NEW, FOYER_SECRET_PREVIOUS: OLD })
    expect(done.stdout).toContain('Second factors: 1 put under the present secret, 0 were already.')
    const [row] = await desk.rows('select secret, "backupCodes" from auth."twoFactor" where id = $1', [id])
    const key = signInKey(NEW)
    expect(await symmetricDecrypt({ key, data: row.secret })).toBe('totp')
    expect(await symmetricDecrypt({ key, data: row.backupCodes })).toBe('["a-b"]')
  })

  test('whose secret is lost are named, and switched off only when told to', async () => {
    const id = await enrol(LOST)
    const env = { FOYER_SECRET: NEW, FOYER_SECRET_PREVIOUS: OLD }
    const done = await rotate(env)
    expect(done.status).toBe(1)
    expect(done.stdout).toContain('No secret opens the second factor of one person')
    const factor = `select (select count(*)::int from auth."twoFactor") as factors,
      (select "twoFactorEnabled" from auth."user" where id = '${id}') as "isOn"`
    expect(await desk.rows(factor)).toEqual([{ factors: 1, isOn: true }])
    expect(await rotate(env, '--lost')).toMatchObject({ status: 0 })
    expect(await desk.rows(factor)).toEqual([{ factors: 0, isOn: false }])
  })
})

test('a value that no secret opens is named, with the remedy, and left as it is', async () => {
  const before = await desk.rows('select secret_sealed from connections')
  const done = await rotate({ FOYER_SECRET: NEW, FOYER_SECRET_PREVIOUS: LOST })
  expect(done.status).toBe(1)
  expect(done.stdout).toContain(`No secret opens connections ${desk.clinic.calcom.id} of riverside`)
  expect(done.stdout).not.toContain('Remove FOYER_SECRET_PREVIOUS')
  expect(await desk.rows('select secret_sealed from connections')).toEqual(before)
  const givenUp = await rotate({ FOYER_SECRET: NEW }, '--lost')
  expect(givenUp.status).toBe(0)
  expect(givenUp.stdout).toContain(`No secret opens connections ${desk.clinic.calcom.id}`)
})

describe('the secret in the data folder', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'foyer-secret-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const kept = async () => (await readFile(join(folder, 'secret'), 'utf8')).trim()

  test('gives way to a new one and stays beside it until it is forgotten', async () => {
    await writeFile(join(folder, 'secret'), `${OLD}\n`)
    expect(startNewSecret(folder)).toBe(true)
    const first = await kept()
    expect(first.length).toBeGreaterThanOrEqual(43)
    expect(previousSecretsIn(folder)).toEqual([OLD])
    for (const name of ['secret', 'secret.previous']) {
      expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
    }
    expect(startNewSecret(folder)).toBe(false)
    expect(await kept()).toBe(first)
    forgetPreviousSecret(folder)
    expect(await readdir(folder)).toEqual(['secret'])
  })

  test('is replaced also where the former attempt was killed between the two files', async () => {
    await writeFile(join(folder, 'secret'), `${OLD}\n`)
    await writeFile(join(folder, 'secret.previous'), `${OLD}\n`)
    expect(startNewSecret(folder)).toBe(true)
    expect(await kept()).not.toBe(OLD)
    expect(previousSecretsIn(folder)).toEqual([OLD])
  })

  test('is not changed under a Foyer that runs: it says to restart it first', async () => {
    await writeFile(join(folder, 'secret'), `${OLD}\n`)
    forgetPreviousSecret(folder)
    const begun = await rotate({ FOYER_DATA_DIR: folder }, '--new')
    expect(begun).toMatchObject({ status: 0, stderr: '' })
    expect(begun.stdout).toContain('restart it now')
    const early = await rotate({ FOYER_DATA_DIR: folder })
    expect(early.status).toBe(1)
    expect(early.stderr).toContain('before the present secret was made')
    expect(previousSecretsIn(folder)).toEqual([OLD])
  })

  test.each([
    [{ FOYER_SECRET: OLD }, ['--new'], 'The secret comes from FOYER_SECRET'],
    [{}, [], 'There is no secret'],
    [{ FOYER_SECRET: OLD }, ['--all'], 'npm run rotate-keys'],
  ])('%j %j is refused with the remedy', async (env, args, message) => {
    const done = await rotate({ FOYER_DATA_DIR: '/nonexistent', ...env }, ...args)
    expect(done.status).toBe(1)
    expect(done.stderr).toContain(message)
  })
})
