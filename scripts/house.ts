// The house check, `npm run house`: holds what DESIGN.md calls forbidden, and says why and where to go instead.

import { globSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { type ReadImport, readImports, scan, type Token } from './read-source.ts'

/** In story order: a slice may import those before it. */
export const slices = [
  'clinics',
  'access',
  'connections',
  'contacts',
  'patients',
  'services',
  'scheduling',
  'calendars',
  'conversations',
  'outreach',
  'wording',
  'forms',
  'journeys',
  'leads',
  'calls',
  'actions',
  'receptionist',
  'insights',
]

/** Who may call `acrossClinics`, and for what. A new line here is a decision: it steps over row-level security. */
export const crossesClinics: Record<string, string> = {
  'src/kit/db.ts': 'defines it, under a role of its own',
  'src/kit/in-background.ts': 'passes the door on, in its turn',
  'src/desk/access/find-session.ts':
    'a session says which clinic it is for, so it is looked up before the clinic is known',
  'src/desk/connections/find-connection.ts':
    "a webhook's address or vendor's account says which clinic it is for",
  'src/desk/clinics/find-clinic.ts':
    'commands and the first start list the clinics there are, and the booking page’s address says which one it is for',
  'src/desk/scheduling/sweep-holds.ts': 'lists holds that are over, of all clinics at once',
  'src/desk/connections/sweep-deliveries.ts': 'lists waiting deliveries of all clinics at once',
  'src/desk/connections/sweep-templates.ts':
    'claims connections of all clinics whose templates are to be read',
  'src/desk/connections/sweep-tokens.ts':
    'claims connections of all clinics whose access token is to be renewed',
  'src/desk/receptionist/sweep-answers.ts': 'lists conversations of all clinics whose answer is due',
  'src/desk/conversations/sweep-alerts.ts': 'lists conversations of all clinics that nobody has taken',
  'src/desk/journeys/sweep-touchpoints.ts': 'claims due touchpoints of all clinics at once',
  'src/desk/journeys/sweep-quiet.ts': 'lists warm leads of all clinics that fell silent',
  'src/desk/journeys/sweep-lapsed.ts': 'lists clinics whose patients are to be looked through',

  'src/desk/outreach/sweep-messages.ts': 'claims due messages of all clinics at once',
}

const driverFiles = [
  'src/kit/db.ts',
  'src/kit/pool.ts',
  'src/kit/migrate.ts',
  'src/kit/postgres.ts',
  'src/kit/backup.ts',
]
const vendorPackages =
  /^(nodemailer|twilio|googleapis|google-auth-library|ai|openai|tsdav|@ai-sdk\/.+|@anthropic-ai\/.+|@googleapis\/.+|@microsoft\/microsoft-graph-.+|@azure\/msal-.+|@signalwire\/.+|@vapi-ai\/.+)$/
const warnLines = 300
const maxLines = 450

export interface Violation {
  /** `path:line` */
  where: string
  what: string
  why: string
  goTo: string
}

export interface Findings {
  files: number
  violations: Violation[]
  warnings: string[]
}

/** Checks a tree of sources, given as repository path → text. Reads nothing else. */
export function checkHouse(sources: ReadonlyMap<string, string>): Findings {
  const files = [...sources].map(([file, source]) => readFile(file, source, sources))
  const violations = files.flatMap((file) =>
    rules.flatMap(({ why, goTo, find }) =>
      find(file).map(({ line, what }) => ({ where: `${file.path}:${line}`, what, why, goTo })),
    ),
  )
  return { files: files.length, violations, warnings: files.flatMap(findWarnings) }
}

interface Import extends ReadImport {
  /** Repository path of what is ours, else null. */
  target: string | null
  /** Package name of what is not ours, else null. */
  vendor: string | null
}

interface SourceFile {
  path: string
  lines: number
  tokens: Token[]
  imports: Import[]
  /** A test or something only tests use. */
  isTest: boolean
  /** Tests, benchmarks and scripts: they may look behind the curtain. */
  isBackstage: boolean
  /** `{ slice: 'contacts', name: 'contact.ts', folder: '' }` inside desk. */
  desk: { slice: string; folder: string; name: string } | null
}

interface Finding {
  line: number
  what: string
}

interface Rule {
  why: string
  goTo: string
  find(file: SourceFile): Finding[]
}

const rules: Rule[] = [
  {
    why: 'kit is the ground floor: it knows nothing of clinics, so that everything may stand on it',
    goTo: 'take what is needed as an argument, or move this file to the slice it speaks of',
    find: (file) =>
      file.path.startsWith('src/kit/')
        ? importsOf(
            file,
            ({ target }) => target !== null && !target.startsWith('src/kit/') && !isTestOwn(file, target),
          )
        : [],
  },
  {
    why: 'a provider translates one vendor and nothing else, so that the vendor can be swapped',
    goTo: 'pass it in through the port, or let a reactor in desk bring the two together',
    find(file) {
      const own = /^src\/providers\/[^/]+\//.exec(file.path)?.[0]
      if (!own) return []
      const allowed = (target: string) =>
        target.startsWith('src/kit/') || target.startsWith(own) || isTestOwn(file, target)
      return importsOf(file, ({ target }) => target !== null && !allowed(target))
    },
  },
  {
    why: "a vendor's library outside its own file makes the vendor part of the design",
    goTo: 'providers/<capability>/<vendor>.ts, behind the port',
    find(file) {
      if (file.isBackstage) return []
      if (/^src\/providers\/[^/]+\/(?!(port|fake|conformance)\.ts$)[^/]+\.ts$/.test(file.path)) return []
      return importsOf(file, ({ vendor }) => vendor !== null && vendorPackages.test(vendor))
    },
  },
  {
    why: 'whoever holds the driver can open a connection past tenancy and row-level security; its types invite to it',
    goTo: `inClinic and acrossClinics of kit/db.ts (the driver stays in ${driverFiles.join(', ')})`,
    find: (file) =>
      file.isBackstage || driverFiles.includes(file.path)
        ? []
        : importsOf(file, ({ vendor }) => vendor !== null && /^(pg|pg-(?!boss$).+|postgres)$/.test(vendor)),
  },
  {
    why: 'a job enqueued past kit/jobs.ts may fall out of the transaction of its cause',
    goTo: 'kit/jobs.ts',
    find: (file) =>
      file.isBackstage || file.path === 'src/kit/jobs.ts'
        ? []
        : importsOf(file, ({ vendor }) => vendor === 'pg-boss'),
  },
  {
    why: 'queries are written in kit and desk; desk takes `sql` and types, since connections are made by kit/db.ts alone',
    goTo: 'a find-* or a verb of the slice that owns the table; in desk, `import { sql, type … }`',
    find(file) {
      if (file.isBackstage || !/^(src|apps|packages)\//.test(file.path) || file.path.startsWith('src/kit/'))
        return []
      return importsOf(file, ({ specifier, vendor, values }) => {
        if (vendor !== 'kysely') return false
        if (!file.desk) return true
        return specifier !== 'kysely/helpers/postgres' && values.some((name) => name !== 'sql')
      })
    },
  },
  {
    why: 'verbs own transactions, and a transaction that waits on a network holds its locks meanwhile',
    goTo: 'a reactor (reactors/), a question without a transaction (ask-*.ts) or a sweep (sweep-*.ts)',
    find(file) {
      if (!file.desk || file.isTest) return []
      if (file.desk.folder === 'reactors' || /^(ask|sweep)-/.test(file.desk.name)) return []
      return importsOf(
        file,
        (each) => (each.target?.startsWith('src/providers/') ?? false) && !isNotice(each),
      )
    },
  },
  {
    why: 'desk knows capabilities, not vendors; main.ts chooses who stands behind a port',
    goTo: 'the port.ts of that capability',
    find: (file) =>
      file.desk && !file.isTest
        ? importsOf(
            file,
            (each) =>
              each.target !== null &&
              /^src\/providers\/(?![^/]+\/port\.ts$)/.test(each.target) &&
              !isNotice(each),
          )
        : [],
  },
  {
    why: 'the domain does not know who calls it: doors, story and main come after it',
    goTo: 'return a value and let the door map it; let story.ts name the reactor; take it as an argument',
    find: (file) =>
      file.desk
        ? importsOf(
            file,
            ({ target }) => target !== null && /^(src\/(http\/|story\.|main\.)|apps\/)/.test(target),
          )
        : [],
  },
  {
    why: 'the past does not know the future: an earlier slice records an event, a later one reacts to it',
    goTo: "record an event and react in the later slice; from reactors/, any slice's events.ts may be imported",
    find(file) {
      const { desk } = file
      if (!desk || file.isTest) return []
      return importsOf(file, ({ target }) => {
        const other = target === null ? null : placeInDesk(target)
        if (!other || other.slice === desk.slice) return false
        if (desk.folder === 'reactors' && other.folder === '' && other.name === 'events.ts') return false
        return slices.indexOf(other.slice) > slices.indexOf(desk.slice)
      })
    },
  },
  {
    why: 'http checks what comes in and calls one verb or one find; SQL there has no tenant and no test of its own',
    goTo: 'a verb or a find-* in the slice that owns the table',
    find: (file) =>
      file.path.startsWith('src/http/') && !file.isTest
        ? wordsOf(file, (word, before, after) => {
            if (word === 'sql') return after?.isTemplate || after?.value === '<' ? 'sql`…`' : null
            return before?.value === '.' && after?.kind === 'mark' && queryMethods.has(word)
              ? `.${word}(…)`
              : null
          })
        : [],
  },
  {
    why: 'apps speak HTTP to the server; what they import of ours is a package',
    goTo: 'packages/client for calls, packages/contract for shapes; code for both sides becomes a package',
    find(file) {
      const own = /^apps\/[^/]+\//.exec(file.path)?.[0]
      if (!own) return []
      const allowed = (target: string) =>
        target.startsWith('packages/') || target.startsWith(own) || isTestOwn(file, target)
      return importsOf(file, ({ target }) => target !== null && !allowed(target))
    },
  },
  {
    why: 'packages are shared by server and apps, and by strangers once published: they stand on packages only',
    goTo: 'move the shared part into the package and let src/ import that',
    find: (file) =>
      file.path.startsWith('packages/')
        ? importsOf(
            file,
            ({ target }) => target !== null && !target.startsWith('packages/') && !isTestOwn(file, target),
          )
        : [],
  },
  {
    why: 'the program must not lean on its tests; test/ is not installed with it',
    goTo: 'move what both need into kit/ or its slice',
    find: (file) =>
      file.isTest || file.path.startsWith('bench/')
        ? []
        : importsOf(file, ({ target }) => target?.startsWith('test/') ?? false),
  },
  {
    why: 'a closed vocabulary of files lets a reader guess where a thing is before looking',
    goTo: 'noun.ts, verb-noun.ts, find-*.ts, ask-*.ts, sweep-*.ts, events.ts, reactors/*.ts (handlers too), *.test.ts',
    find: (file) =>
      file.path.startsWith('src/desk/') ? [checkVocabulary(file)].filter((finding) => !!finding) : [],
  },
  {
    why: 'the clock is an argument in desk, so that tests and the simulation can own it',
    goTo: 'take `now: Temporal.Instant` (kit/clock.ts at the edge)',
    find: (file) =>
      file.desk && !file.isTest
        ? wordsOf(file, (word, before, after, next) => {
            if (word === 'Date' && before?.value === 'new') return 'new Date'
            if (word === 'Date' && before?.value !== '.' && after?.value === '(') return 'Date()'
            if (word === 'Date' && after?.value === '.' && next?.value === 'now') return 'Date.now'
            return word === 'Temporal' && after?.value === '.' && next?.value === 'Now'
              ? 'Temporal.Now'
              : null
          })
        : [],
  },
  {
    why: "the database's clock is not the app's: a simulated year would run past it",
    goTo: 'take the instant as an argument and pass it as a parameter of the statement',
    find: (file) =>
      file.desk && !file.isTest
        ? file.tokens.flatMap((token) => {
            const found = token.kind === 'text' ? databaseClock.exec(token.value) : null
            return found ? [{ line: token.line, what: `${found[0]} in SQL` }] : []
          })
        : [],
  },
  {
    why: 'acrossClinics sees every clinic; each caller is one place where tenants could mix',
    goTo: 'inClinic; or add the file with its reason to crossesClinics in scripts/house.ts',
    find: (file) =>
      file.path.startsWith('src/') && !file.isTest && !(file.path in crossesClinics)
        ? wordsOf(file, (word) => (word === 'acrossClinics' ? 'acrossClinics' : null))
        : [],
  },
  {
    why: `past ${maxLines} lines a reader no longer holds the file in mind; a noun is hiding in it`,
    goTo: 'a file named for that noun',
    find: (file) =>
      isSized(file) && file.lines > maxLines
        ? [{ line: maxLines + 1, what: `is ${file.lines} lines long` }]
        : [],
  },
  {
    why: 'nobody can check an import whose path is computed',
    goTo: 'a literal path, or a table of literal imports',
    find: (file) =>
      file.path.startsWith('src/') && !file.isTest
        ? importsOf(file, ({ specifier }) => specifier === null)
        : [],
  },
]

const queryMethods = new Set([
  'selectFrom',
  'selectNoFrom',
  'insertInto',
  'updateTable',
  'deleteFrom',
  'mergeInto',
  'replaceInto',
  'executeQuery',
  'executeTakeFirst',
  'executeTakeFirstOrThrow',
])

const databaseClock =
  /\bnow\s*\(\s*\)|\b(current_timestamp|localtimestamp|clock_timestamp|statement_timestamp|transaction_timestamp|current_date|current_time)\b/i

/** The shapes of what a vendor tells us: data without a function, so nothing in it can wait. */
function isNotice({ target, values }: Import): boolean {
  return target !== null && /^src\/providers\/[^/]+\/notice\.ts$/.test(target) && values.length === 0
}

function importsOf(file: SourceFile, isViolation: (each: Import) => boolean): Finding[] {
  return file.imports
    .filter(isViolation)
    .map(({ line, specifier }) => ({ line, what: `imports ${specifier ?? 'a computed path'}` }))
}

/** Every identifier of the code, with its neighbours; what the callback returns is reported. */
function wordsOf(
  file: SourceFile,
  describe: (word: string, before?: Token, after?: Token, next?: Token) => string | null,
): Finding[] {
  return file.tokens.flatMap((token, i) => {
    if (token.kind !== 'word') return []
    const what = describe(token.value, file.tokens[i - 1], file.tokens[i + 1], file.tokens[i + 2])
    return what === null ? [] : [{ line: token.line, what: `uses ${what}` }]
  })
}

function isTestOwn(file: SourceFile, target: string) {
  return file.isTest && target.startsWith('test/')
}

function isSized(file: SourceFile) {
  return file.path.startsWith('src/') && !file.isTest && !/\.gen\.\w+$/.test(file.path)
}

function placeInDesk(target: string) {
  const [, slice, folder = '', name] = /^src\/desk\/([^/]+)\/(?:(.+)\/)?([^/]+)$/.exec(target) ?? []
  return slice && name ? { slice, folder, name } : null
}

const emptyNames = /(^|-)(index|types?|utils?|helpers?|common|shared|misc|manager|data|info)$/

function checkVocabulary({ path: file, desk }: SourceFile): Finding | null {
  const problem = (what: string) => ({ line: 1, what })
  if (!desk) return problem(`${path.basename(file)} lies in no slice`)
  const { slice, folder, name } = desk
  if (!slices.includes(slice))
    return problem(`${slice}/ is no slice; add it to DESIGN.md and here, in story order`)
  if (folder !== '' && folder !== 'reactors') return problem(`${folder}/ is no folder that a slice has`)
  const [, stem] = /^([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.test)?\.ts$/.exec(name) ?? []
  if (!stem) return problem(`${name} is not spelled like-this.ts`)
  if (emptyNames.test(stem)) return problem(`${name} is named for no thing a receptionist knows`)
  if (/^(find|ask|sweep)$/.test(stem)) return problem(`${name} does not say what it will ${stem}`)
  return null
}

function findWarnings(file: SourceFile): string[] {
  if (isSized(file) && file.lines > warnLines && file.lines <= maxLines) {
    return [`${file.path} is ${file.lines} lines long: a noun is hiding in it (${maxLines} fails)`]
  }
  const mentions = file.tokens.some(({ kind, value }) => kind === 'word' && value === 'acrossClinics')
  if (file.path in crossesClinics && !mentions) {
    return [`${file.path} does not use acrossClinics: take it out of crossesClinics in scripts/house.ts`]
  }
  return []
}

function readFile(file: string, source: string, tree: ReadonlyMap<string, string>): SourceFile {
  const tokens = /\.[cm]?[jt]sx?$/.test(file) ? scan(source) : []
  const isTest = /\.(test|spec)\.[cm]?[jt]sx?$/.test(file) || file.startsWith('test/')
  return {
    path: file,
    lines: source.replace(/\n$/, '').split('\n').length,
    tokens,
    imports: readImports(tokens).map((each) => ({ ...each, ...resolve(file, each.specifier, tree) })),
    isTest,
    isBackstage: isTest || /^(bench|scripts|tools)\//.test(file),
    desk: placeInDesk(file),
  }
}

function resolve(file: string, specifier: string | null, tree: ReadonlyMap<string, string>) {
  if (specifier === null || specifier.startsWith('node:')) return { target: null, vendor: null }
  if (specifier.startsWith('.')) {
    const joined = path.posix.join(path.posix.dirname(file), specifier)
    const bare = joined.replace(/\.[cm]?jsx?$/, '')
    const candidates = [joined, `${bare}.ts`, `${bare}.tsx`, `${bare}/index.ts`, `${bare}/index.tsx`]
    return { target: candidates.find((candidate) => tree.has(candidate)) ?? joined, vendor: null }
  }
  const [scope = '', name = ''] = specifier.split('/')
  if (scope === '@foyer') {
    // `forms` is both: the package has the name, the app is none that is imported.
    const isIn = (folder: string) => [...tree.keys()].some((known) => known.startsWith(`${folder}/${name}/`))
    const isApp = isIn('apps') && !isIn('packages')
    return { target: `${isApp ? 'apps' : 'packages'}/${specifier.slice('@foyer/'.length)}`, vendor: null }
  }
  return { target: null, vendor: scope.startsWith('@') ? `${scope}/${name}` : scope }
}

function readTree(root: string) {
  const patterns = [
    'src/**/*',
    '{apps,packages,bench,test,scripts,tools}/**/*.{ts,tsx,mts,js,jsx,mjs}',
    '*.ts',
  ]
  const files = globSync(patterns, {
    cwd: root,
    exclude: ['**/node_modules/**', '**/dist/**', 'test/fixtures/**'],
  })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => statSync(path.join(root, file)).isFile())
    .sort()
  return new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]))
}

if (import.meta.main) {
  const { files, violations, warnings } = checkHouse(readTree(path.join(import.meta.dirname, '..')))
  for (const { where, what, why, goTo } of violations) {
    console.log(`${where}  ${what}\n  why: ${why}\n  go to: ${goTo}`)
  }
  for (const warning of warnings) console.log(`warning: ${warning}`)
  console.log(`house: ${files} files, ${violations.length} violations`)
  if (violations.length > 0) process.exitCode = 1
}
