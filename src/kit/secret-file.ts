/** The secret kept in the data folder, while it changes: `secret` is in use, `secret.previous` still opens. */
import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { join } from 'node:path'

/** Former secrets with which values may still be sealed; the remedy of a rotation that was begun and not ended. */
export function previousSecretsIn(dataDir: string): string[] {
  const path = join(dataDir, 'secret.previous')
  return fs.existsSync(path) ? [fs.readFileSync(path, 'utf8').trim()] : []
}

/**
 * Puts a new secret in the place of the kept one, which stays as `secret.previous`. At every moment the file is one
 * or the other, whole, and the former one is on the disk. False where a rotation is under way already.
 */
export function startNewSecret(dataDir: string): boolean {
  const path = join(dataDir, 'secret')
  const current = fs.readFileSync(path, 'utf8').trim()
  const [previous] = previousSecretsIn(dataDir)
  // Equal: whoever began was killed before the new one was in place.
  if (previous && previous !== current) return false
  write(dataDir, 'secret.previous', current)
  write(dataDir, 'secret', randomBytes(32).toString('base64url'))
  return true
}

/** When everything is sealed with the new one. */
export function forgetPreviousSecret(dataDir: string): void {
  fs.rmSync(join(dataDir, 'secret.previous'), { force: true })
}

function write(dataDir: string, name: string, secret: string): void {
  const draft = join(dataDir, `${name}.${randomBytes(6).toString('hex')}`)
  const file = fs.openSync(draft, 'wx', 0o600)
  try {
    fs.writeSync(file, `${secret}\n`)
    if (process.getuid?.() === 0) fs.fchownSync(file, fs.statSync(dataDir).uid, -1)
    fs.fsyncSync(file)
  } finally {
    fs.closeSync(file)
  }
  fs.renameSync(draft, join(dataDir, name))
  const folder = fs.openSync(dataDir, 'r')
  fs.fsyncSync(folder)
  fs.closeSync(folder)
}
