/**
 * Writes the form page's script from apps/forms and the rules of packages/forms, small enough for a slow phone:
 * `npm run generate`. With `--check` writes nothing and ends with 1 when it is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const target = fileURLToPath(new URL('../apps/forms/form.gen.ts', import.meta.url))
// It is the dashboard's.
const vite = createRequire(new URL('../apps/dashboard/package.json', import.meta.url)).resolve('vite')

interface Vite {
  build(options: object): Promise<{ output: { code: string }[] }>
}

const { build } = (await import(pathToFileURL(vite).href)) as Vite
const made = await build({
  root,
  configFile: false,
  logLevel: 'warn',
  build: {
    write: false,
    target: 'es2022',
    minify: true,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: 'apps/forms/form.js' },
  },
})
const [chunk, ...others] = made.output
if (!chunk || others.length > 0) throw new Error('the page’s script is not one file')
const text = `/** Made by \`npm run generate\` from apps/forms and packages/forms. */\nexport const formScript =\n  ${JSON.stringify(chunk.code)}\n`

if (process.argv.includes('--check')) {
  if (text !== readFileSync(target, 'utf8')) {
    console.error('apps/forms/form.gen.ts is stale: run `npm run generate` and commit it')
    process.exit(1)
  }
  console.log('form page: up to date')
} else {
  writeFileSync(target, text)
  console.log('form page: written')
}
