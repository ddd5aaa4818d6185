/**
 * Writes the client's types from the OpenAPI document: `npm run generate`. With `--check` writes nothing and ends
 * with 1 when they are stale.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openApiDocument } from '../packages/contract/src/document.ts'

const target = fileURLToPath(new URL('../packages/client/src/api.gen.ts', import.meta.url))
// It needs TypeScript 5, so it is installed in a workspace of its own.
const tool = join(
  dirname(
    createRequire(new URL('../tools/openapi/package.json', import.meta.url)).resolve(
      'openapi-typescript/package.json',
    ),
  ),
  'bin/cli.js',
)
const folder = mkdtempSync(join(tmpdir(), 'foyer-openapi-'))
const document = join(folder, 'openapi.json')
const made = join(folder, 'api.gen.ts')

writeFileSync(document, JSON.stringify(openApiDocument()))
execFileSync(process.execPath, [tool, document, '--output', made], { stdio: ['ignore', 'ignore', 'inherit'] })
const types = readFileSync(made, 'utf8')

if (process.argv.includes('--check')) {
  if (types !== readFileSync(target, 'utf8')) {
    console.error('packages/client/src/api.gen.ts is stale: run `npm run generate` and commit it')
    process.exit(1)
  }
  console.log('client: up to date')
} else {
  writeFileSync(target, types)
  console.log('client: written')
}
