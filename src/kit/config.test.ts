import { execFile } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { ConfigError, loadOrCreateSecret, parseConfig } from './config.ts'

const SECRET = 'a-secret-of-at-least-32-characters'

function problemsOf(env: Record<string, string>): Record<string, string> {
  try {
    parseConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) {
      return Object.fromEntries(error.problems.map(({ variable, problem }) => [variable, problem]))
    }
    throw error
  }
  return {}
}

test('with nothing set, everything has its default', () => {
  expect(parseConfig({}, '/srv/foyer')).toEqual({
    ...{ env: 'development', role: 'all', port: 3000, publicUrl: 'http://localhost:3000', trustedProxies: 0 },
    ...{ databaseUrl: undefined, dataDir: '/srv/foyer/.foyer', secret: undefined, previousSecrets: [] },
    ...{ mail: undefined, model: undefined, calcomWebhookSecret: undefined, cronSecret: undefined },
    ...{ defaultPlan: 'free', logLevel: 'info', allowsPrivateAddresses: false },
  })
})

test('with everything set, everything is read', () => {
  const env = {
    ...{
      NODE_ENV: 'production',
      ROLE: 'worker',
      PORT: '8080',
      PUBLIC_URL: 'https://desk.example.com/',
      TRUST_PROXY: '2',
    },
    ...{
      DATABASE_URL: 'postgres://foyer:pw@db:5432/foyer',
      FOYER_DATA_DIR: '/var/foyer',
      FOYER_SECRET: SECRET,
    },
    ...{ FOYER_SECRET_PREVIOUS: `${SECRET}1, ${SECRET}2,`, SMTP_URL: 'smtps://u:p@mail:465' },
    ...{
      MAIL_FROM: 'Riverside Clinic <desk@example.com>',
      CALCOM_WEBHOOK_SECRET: 'cal',
      CRON_SECRET: 'cron',
    },
    ...{ DEFAULT_PLAN: 'business', LOG_LEVEL: 'warn', MODEL_BASE_URL: 'http://localhost:11434/v1/' },
    ...{ MODEL_NAME: 'qwen3', MODEL_API_KEY: 'key', HOME: '/root', ALLOW_PRIVATE_ADDRESSES: 'yes' },
  }
  expect(parseConfig(env)).toEqual({
    ...{
      env: 'production',
      role: 'worker',
      port: 8080,
      publicUrl: 'https://desk.example.com',
      trustedProxies: 2,
    },
    ...{ databaseUrl: 'postgres://foyer:pw@db:5432/foyer', dataDir: '/var/foyer', secret: SECRET },
    previousSecrets: [`${SECRET}1`, `${SECRET}2`],
    mail: {
      smtpUrl: 'smtps://u:p@mail:465',
      from: { name: 'Riverside Clinic', address: 'desk@example.com' },
    },
    model: { name: 'qwen3', baseUrl: 'http://localhost:11434/v1', apiKey: 'key' },
    ...{ calcomWebhookSecret: 'cal', cronSecret: 'cron', defaultPlan: 'business', logLevel: 'warn' },
    allowsPrivateAddresses: true,
  })
})

test('an empty variable counts as not set, as compose files write them', () => {
  expect(parseConfig({ PORT: '', DATABASE_URL: ' ', FOYER_SECRET: '', ROLE: '' })).toEqual(parseConfig({}))
})

test('the public address follows the port, and BACKEND_URL is its other name', () => {
  expect(parseConfig({ PORT: '4000' }).publicUrl).toBe('http://localhost:4000')
  expect(parseConfig({ BACKEND_URL: 'https://a.example/' }).publicUrl).toBe('https://a.example')
  expect(parseConfig({ BACKEND_URL: 'https://a.example/', PUBLIC_URL: 'https://a.example' }).publicUrl).toBe(
    'https://a.example',
  )
  expect(problemsOf({ BACKEND_URL: 'https://b.example', PUBLIC_URL: 'https://a.example' })).toHaveProperty(
    'BACKEND_URL',
  )
})

test('a model has an address, so that no patient’s words go where nobody has said', () => {
  expect(problemsOf({ MODEL_NAME: 'qwen3' })).toHaveProperty('MODEL_BASE_URL')
})

test('all that is wrong or missing is named at once, with a remedy, and no value is repeated', () => {
  const env = {
    ...{
      NODE_ENV: 'staging',
      ROLE: 'boss',
      PORT: 'hunter2',
      PUBLIC_URL: 'hunter2.example',
      TRUST_PROXY: 'hunter2',
    },
    ...{
      DATABASE_URL: 'mysql://hunter2',
      FOYER_SECRET: 'hunter2',
      FOYER_SECRET_PREVIOUS: `hunter2,${SECRET}`,
    },
    ...{ SMTP_URL: 'hunter2', MODEL_API_KEY: 'hunter2', DEFAULT_PLAN: 'hunter2', LOG_LEVEL: 'hunter2' },
  }
  expect(Object.keys(problemsOf(env)).sort()).toEqual(
    [...Object.keys(env), 'MAIL_FROM', 'MODEL_NAME'].filter((name) => name !== 'MODEL_API_KEY').sort(),
  )
  for (const problem of Object.values(problemsOf(env))) expect(problem).toMatch(/^(is|holds) .+; .+/)
  expect(() => parseConfig(env)).toThrow('  PORT is not a port; give a number up to 65535\n')
  expect(() => parseConfig(env)).not.toThrow('hunter2')
})

test('a secret is demanded in production where the database is shared', () => {
  const shared = { NODE_ENV: 'production', DATABASE_URL: 'postgres://db/foyer' }
  expect(problemsOf(shared).FOYER_SECRET).toContain('openssl rand')
  expect(problemsOf({ ...shared, PORT: 'x' })).toMatchObject({ FOYER_SECRET: /./, PORT: /./ })
  expect(problemsOf({ ...shared, FOYER_SECRET: SECRET })).toEqual({})
  expect(problemsOf({ ...shared, NODE_ENV: 'development' })).toEqual({})
  expect(problemsOf({ NODE_ENV: 'production' })).toEqual({})
})

test('PostgreSQL by socket is an address too', () => {
  const url = 'postgresql:///foyer?host=/var/run/postgresql'
  expect(parseConfig({ DATABASE_URL: url }).databaseUrl).toBe(url)
})

test('no environment makes it throw anything but a ConfigError', () => {
  const names = fc.constantFrom(
    'PORT',
    'PUBLIC_URL',
    'DATABASE_URL',
    'FOYER_SECRET_PREVIOUS',
    'SMTP_URL',
    'MAIL_FROM',
  )
  fc.assert(fc.property(fc.dictionary(names, fc.string()), (env) => void problemsOf(env)))
})

const dirs: string[] = []
afterEach(() => {
  for (const dir of dirs.splice(0)) fs.rmSync(dir, { recursive: true })
})
function freshDir(): string {
  const dir = fs.mkdtempSync(join(tmpdir(), 'foyer-config-'))
  dirs.push(dir)
  return join(dir, 'deep', '.foyer')
}

test('a secret is made once, kept for its owner alone, and found again', () => {
  const dir = freshDir()
  const secret = loadOrCreateSecret(dir)
  expect(secret).toMatch(/^[\w-]{43}$/)
  expect(loadOrCreateSecret(dir)).toBe(secret)
  expect(fs.readdirSync(dir)).toEqual(['secret'])
  expect(fs.statSync(join(dir, 'secret')).mode & 0o777).toBe(0o600)
  expect(fs.statSync(dir).mode & 0o777).toBe(0o700)
  expect(loadOrCreateSecret(freshDir())).not.toBe(secret)
})

test('a secret that others can read is closed to them', () => {
  const dir = freshDir()
  loadOrCreateSecret(dir)
  fs.chmodSync(join(dir, 'secret'), 0o644)
  loadOrCreateSecret(dir)
  expect(fs.statSync(join(dir, 'secret')).mode & 0o777).toBe(0o600)
})

test('a secret that was cut short is never replaced', () => {
  const dir = freshDir()
  loadOrCreateSecret(dir)
  fs.writeFileSync(join(dir, 'secret'), 'short')
  expect(() => loadOrCreateSecret(dir)).toThrow('restore the file')
  expect(fs.readFileSync(join(dir, 'secret'), 'utf8')).toBe('short')
})

test('processes that start together agree on one secret', async () => {
  const dir = freshDir()
  const script = `const { loadOrCreateSecret } = await import(${JSON.stringify(new URL('./config.ts', import.meta.url).href)})
    process.stdout.write(loadOrCreateSecret(${JSON.stringify(dir)}))`
  const started = Array.from({ length: 6 }, () =>
    promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]),
  )
  const secrets = (await Promise.all(started)).map(({ stdout }) => stdout)
  expect(secrets[0]).toHaveLength(43)
  expect(new Set(secrets).size).toBe(1)
  expect(fs.readdirSync(dir)).toEqual(['secret'])
})
