import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { SECRET_LENGTH_MIN } from './crypto.ts'

/** Wrong settings, all together, each with its state and remedy. Values are never repeated. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly { variable: string; problem: string }[]

  constructor(problems: { variable: string; problem: string }[]) {
    const lines = problems.map(({ variable, problem }) => `  ${variable} ${problem}`)
    super(`Foyer cannot start with these settings:\n${lines.join('\n')}`)
    this.problems = problems
  }
}

export type Config = ReturnType<typeof parseConfig>

/**
 * The settings from the environment; a variable that is empty counts as not set. Throws one `ConfigError` that
 * names every wrong or missing variable. `secret` is undefined where none is set and none is demanded: take
 * `loadOrCreateSecret(dataDir)` then. `workingDir` is where a relative FOYER_DATA_DIR begins.
 */
export function parseConfig(env: Record<string, string | undefined>, workingDir = process.cwd()) {
  const set = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  )
  const parsed = Environment.safeParse(set)
  const problems = [...problemsIn(parsed.error), ...problemsBetween(set)]
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems)

  const v = parsed.data
  return {
    env: v.NODE_ENV,
    role: v.ROLE,
    port: v.PORT,
    /** The address to listen on; undefined for all of the machine's. */
    host: v.HOST,
    /** Where browsers and vendors reach us; without a slash at the end. */
    publicUrl: v.PUBLIC_URL ?? v.BACKEND_URL ?? `http://localhost:${v.PORT}`,
    /** How many reverse proxies stand in front: `x-forwarded-for` is believed that many entries from its end. */
    trustedProxies: v.TRUST_PROXY,
    databaseUrl: v.DATABASE_URL,
    dataDir: resolve(workingDir, v.FOYER_DATA_DIR),
    secret: v.FOYER_SECRET,
    previousSecrets: v.FOYER_SECRET_PREVIOUS,
    mail: v.SMTP_URL && v.MAIL_FROM ? { smtpUrl: v.SMTP_URL, from: mailboxOf(v.MAIL_FROM) } : undefined,
    model:
      v.MODEL_NAME && v.MODEL_BASE_URL
        ? { name: v.MODEL_NAME, baseUrl: v.MODEL_BASE_URL, apiKey: v.MODEL_API_KEY }
        : undefined,
    calcomWebhookSecret: v.CALCOM_WEBHOOK_SECRET,
    /** Whether addresses that users enter may lie in this network, such as a Chatwoot of one's own beside Foyer. */
    allowsPrivateAddresses: v.ALLOW_PRIVATE_ADDRESSES === 'yes',
    /** Without one, the cron routes are closed in production. */
    cronSecret: v.CRON_SECRET,
    defaultPlan: v.DEFAULT_PLAN,
    logLevel: v.LOG_LEVEL,
  }
}

/**
 * The secret of an installation that was given none, kept in `<dataDir>/secret` for its owner alone (mode 600).
 * Made once: several processes that start together agree on one, and none ever reads half of it.
 */
export function loadOrCreateSecret(dataDir: string): string {
  const path = join(dataDir, 'secret')
  const kept = readSecret(path)
  if (kept) return kept

  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const draft = join(dataDir, `secret.${randomBytes(6).toString('hex')}`)
  try {
    const file = fs.openSync(draft, 'wx', 0o600)
    try {
      fs.writeSync(file, `${randomBytes(32).toString('base64url')}\n`)
      fs.fsyncSync(file)
      // Else the folder's owner could not start what root has started once.
      if (process.getuid?.() === 0) fs.fchownSync(file, fs.statSync(dataDir).uid, -1)
    } finally {
      fs.closeSync(file)
    }
    // A link appears whole, and unlike a rename never replaces the secret of whoever was first.
    fs.linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    fs.rmSync(draft, { force: true })
  }
  return readSecret(path) ?? loadOrCreateSecret(dataDir)
}

/** `Riverside <desk@example.com>` or the address alone (RFC 5322, 3.4). */
function mailboxOf(text: string): { name: string; address: string } {
  const [, name = '', address = text] = /^\s*(?:"?([^<>"]*?)"?\s*<)?([^<>\s]+?)>?\s*$/.exec(text) ?? []
  return { name: name.trim(), address }
}

function readSecret(path: string): string | undefined {
  if (!fs.existsSync(path)) return undefined
  const secret = fs.readFileSync(path, 'utf8').trim()
  if (secret.length < SECRET_LENGTH_MIN) {
    const problem = `is kept in ${path}, which was cut short; restore the file from a back-up, for what is sealed opens with it only`
    throw new ConfigError([{ variable: 'FOYER_SECRET', problem }])
  }
  if (fs.statSync(path).mode & 0o077) fs.chmodSync(path, 0o600)
  return secret
}

const text = z.string()
const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, `is none of ${values.join(', ')}; choose one of them`)

const webUrl = (example: string) =>
  z
    .string()
    .refine(
      (value) => /^https?:\/\//i.test(value) && URL.canParse(value),
      `is not a web address; write it like ${example}`,
    )
    .transform((value) => value.replace(/\/+$/, ''))

const ofScheme = (schemes: string[], example: string) =>
  text.refine(
    (value) => schemes.some((scheme) => value.startsWith(`${scheme}://`)) && URL.canParse(value),
    `is not an address of its kind; write it like ${example}`,
  )

const secret = text
  .min(
    SECRET_LENGTH_MIN,
    `is shorter than ${SECRET_LENGTH_MIN} characters; make one with: openssl rand -base64 48`,
  )
  .refine((value) => !value.includes(','), 'holds a comma, which separates previous secrets; choose another')

const Environment = z.object({
  NODE_ENV: oneOf(['development', 'production', 'test']).default('development'),
  ROLE: oneOf(['all', 'web', 'worker', 'migrate']).default('all'),
  PORT: text
    .refine(
      (value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535,
      'is not a port; give a number up to 65535',
    )
    .transform(Number)
    .default(3000),
  HOST: text.optional(),
  PUBLIC_URL: webUrl('https://foyer.example.com').optional(),
  BACKEND_URL: webUrl('https://foyer.example.com').optional(),
  TRUST_PROXY: text
    .refine(
      (value) => /^(true|false|\d)$/.test(value),
      'is no number of proxies; give how many reverse proxies stand in front, 0 to 9',
    )
    .transform((value) => (value === 'true' ? 1 : value === 'false' ? 0 : Number(value)))
    .default(0),
  DATABASE_URL: ofScheme(['postgres', 'postgresql'], 'postgres://user:password@host:5432/foyer').optional(),
  FOYER_DATA_DIR: text.default('.foyer'),
  FOYER_SECRET: secret.optional(),
  FOYER_SECRET_PREVIOUS: text
    .transform((value) => value.split(',').flatMap((part) => part.trim() || []))
    .refine(
      (secrets) => secrets.every((previous) => previous.length >= SECRET_LENGTH_MIN),
      `holds a secret shorter than ${SECRET_LENGTH_MIN} characters; list former values of FOYER_SECRET, with commas between`,
    )
    .default([]),
  SMTP_URL: ofScheme(['smtp', 'smtps'], 'smtps://user:password@host:465').optional(),
  MAIL_FROM: text
    .regex(
      /^([^<>@]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
      'is not a sender; write it like Riverside Clinic <desk@example.com>',
    )
    .optional(),
  MODEL_BASE_URL: webUrl('http://localhost:11434/v1').optional(),
  MODEL_NAME: text.optional(),
  MODEL_API_KEY: text.optional(),
  CALCOM_WEBHOOK_SECRET: text.optional(),
  ALLOW_PRIVATE_ADDRESSES: oneOf(['yes', 'no']).default('no'),
  CRON_SECRET: text.optional(),
  DEFAULT_PLAN: oneOf(['free', 'business', 'enterprise']).default('free'),
  LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

type Problems = { variable: string; problem: string }[]

function problemsIn(error: z.ZodError | undefined): Problems {
  return (error?.issues ?? []).map(({ path, message }) => ({ variable: String(path[0]), problem: message }))
}

/** Rules that take two variables. Checked on the plain texts, so that they are named along with the other mistakes. */
function problemsBetween(set: Record<string, string | undefined>): Problems {
  const problems: Problems = []
  const withoutSlash = (url: string) => url.replace(/\/+$/, '')
  if (set.PUBLIC_URL && set.BACKEND_URL && withoutSlash(set.PUBLIC_URL) !== withoutSlash(set.BACKEND_URL)) {
    problems.push({
      variable: 'BACKEND_URL',
      problem: 'differs from PUBLIC_URL, whose other name it is; remove one',
    })
  }
  // Each process would make a secret of its own, and none could open what another sealed.
  if (set.NODE_ENV === 'production' && set.DATABASE_URL && !set.FOYER_SECRET) {
    problems.push({
      variable: 'FOYER_SECRET',
      problem:
        'is not set, though DATABASE_URL is; make one with: openssl rand -base64 48, and give it to every process',
    })
  }
  if (set.MODEL_NAME && !set.MODEL_BASE_URL) {
    const problem =
      'is not set, though MODEL_NAME is; give the address, like http://localhost:11434/v1 or https://api.anthropic.com/v1'
    problems.push({ variable: 'MODEL_BASE_URL', problem })
  }
  if (set.SMTP_URL && !set.MAIL_FROM) {
    const problem =
      'is not set, though SMTP_URL is; give the sender, like Riverside Clinic <desk@example.com>'
    problems.push({ variable: 'MAIL_FROM', problem })
  }
  if ((set.MODEL_BASE_URL || set.MODEL_API_KEY) && !set.MODEL_NAME) {
    const problem = 'is not set, though MODEL_BASE_URL or MODEL_API_KEY is; give the name of the model'
    problems.push({ variable: 'MODEL_NAME', problem })
  }
  return problems
}
