// Loaded before `src/main.ts` and the commands beside it: what was compiled and stripped of its types is kept for the next
// start, which is then twice as fast and needs 28 MB less. Where the folder cannot be written, Node does without.
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/foyer', import.meta.url)))
