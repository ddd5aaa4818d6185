import { execFile } from 'node:child_process'
import { access, constants, mkdir, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const CACHE = fileURLToPath(new URL('../node_modules/.cache/chromium', import.meta.url))
const IS_BROUGHT = process.platform === 'linux' && process.arch === 'x64'
const NAMES = ['chromium', 'chromium-browser', 'google-chrome']

/** In containers and as root there is no sandbox; the rest keeps the browser off the network and the graphics card. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * The browser for the tests: $CHROMIUM, else the system's, else the one that npm brought (x64 Linux), which is
 * unpacked at the first call; with `first: 'npm'` these two the other way round. CHROMIUM=npm and CHROMIUM=system name
 * one of them in any case. Keeps its answer in $CHROMIUM, which Playwright's workers inherit: call it in
 * playwright.config.ts, before there are workers that would unpack into one another's files.
 */
export async function chromiumPath(first: 'system' | 'npm' = 'system'): Promise<string> {
  const wanted = process.env.CHROMIUM || (IS_BROUGHT ? first : 'system')
  const path =
    wanted === 'npm'
      ? await unpackChromium()
      : wanted === 'system'
        ? ((await findSystemChromium()) ?? (await unpackChromium()))
        : wanted
  process.env.CHROMIUM = path
  return path
}

/** `npm` names the headless shell that npm brought: it draws letters its own way and loads no extensions. */
export function chromiumKind(path: string): 'system' | 'npm' {
  return path.startsWith(CACHE) ? 'npm' : 'system'
}

async function findSystemChromium(): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const paths = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  if (process.platform === 'darwin')
    paths.push('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
  for (const path of paths) if (await isStarting(path)) return path
  return undefined
}

/** Ubuntu's `chromium-browser` may be a script that only recommends a snap, hence the question. */
async function isStarting(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    await promisify(execFile)(path, ['--version'], { timeout: 10_000 })
    return true
  } catch {
    return false
  }
}

async function unpackChromium(): Promise<string> {
  if (!IS_BROUGHT) {
    throw new Error('No Chromium was found; install it, or name one in the environment variable CHROMIUM.')
  }
  const path = await unpackInto(CACHE)
  if (await isStarting(path)) return path
  // The package takes what is there for whole, also after it was killed while unpacking.
  await rm(CACHE, { recursive: true, force: true })
  return unpackInto(CACHE)
}

async function unpackInto(folder: string): Promise<string> {
  const { TMPDIR, AWS_EXECUTION_ENV } = process.env
  await mkdir(folder, { recursive: true })
  // The package unpacks into TMPDIR, by default one folder shared with everybody. Only on what it takes for AWS
  // does it bring the system libraries along, as it is imported; LD_LIBRARY_PATH then stays set for the browser.
  process.env.TMPDIR = folder
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x'
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    const path = await chromium.executablePath()
    // The package's own list names folders of AWS and /tmp, and without a font all text is invisible. Nothing of
    // the system's here: what is drawn is the same on every machine.
    const fonts = join(folder, 'fonts')
    await writeFile(join(fonts, 'fonts.conf'), fontList(fonts))
    process.env.FONTCONFIG_PATH = fonts
    return path
  } finally {
    restore('TMPDIR', TMPDIR)
    restore('AWS_EXECUTION_ENV', AWS_EXECUTION_ENV)
  }
}

function fontList(folder: string): string {
  const escaped = folder.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${escaped}</dir><cachedir>${escaped}/cache</cachedir></fontconfig>
`
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}
