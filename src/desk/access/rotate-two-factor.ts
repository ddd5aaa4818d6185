import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { sql } from 'kysely'
import type { Statements } from '../../kit/db.ts'

export interface RotatedTwoFactor {
  rewrapped: number
  current: number
  /** Users whose second factor opens with no secret that is configured. */
  lost: string[]
}

/**
 * Puts people's second factors under the current secret of sign-in. better-auth seals them with that alone, so until
 * this has run after a change, nobody with a second factor can sign in. Runs any number of times.
 */
export async function rotateTwoFactor(
  signIn: Statements,
  secrets: { current: string; previous: string[] },
): Promise<RotatedTwoFactor> {
  const rows = await signIn.many(sql<{ id: string; userId: string; secret: string; backupCodes: string }>`
    select id, "userId", secret, "backupCodes"
    from auth."twoFactor"
    order by id`)
  const done: RotatedTwoFactor = { rewrapped: 0, current: 0, lost: [] }
  for (const row of rows) {
    // One by one: codes that were made anew meanwhile are under the current secret, the rest is not.
    const secret = await rewrap(secrets, row.secret)
    const backupCodes = await rewrap(secrets, row.backupCodes)
    if (secret === null || backupCodes === null) {
      done.lost.push(row.userId)
      continue
    }
    if (secret === row.secret && backupCodes === row.backupCodes) {
      done.current += 1
      continue
    }
    // Whoever changed it meanwhile wins; the next run looks at it again.
    done.rewrapped += await signIn.run(sql`
      update auth."twoFactor"
      set secret = ${secret}, "backupCodes" = ${backupCodes}
      where id = ${row.id} and secret = ${row.secret} and "backupCodes" = ${row.backupCodes}`)
  }
  return done
}

/** For those whose second factor is lost with its secret: they sign in by password and set it up again. */
export async function switchOffTwoFactor(signIn: Statements, userIds: string[]): Promise<void> {
  await signIn.run(sql`
    with removed as (
      delete from auth."twoFactor"
      where "userId" = any(${userIds})
      returning "userId"
    )
    update auth."user"
    set "twoFactorEnabled" = false
    where id in (select "userId" from removed)`)
}

/** The same value where the current secret opens it; null where none does. */
async function rewrap(
  secrets: { current: string; previous: string[] },
  sealed: string,
): Promise<string | null> {
  if ((await open(secrets.current, sealed)) !== null) return sealed
  for (const key of secrets.previous) {
    const data = await open(key, sealed)
    if (data !== null) return symmetricEncrypt({ key: secrets.current, data })
  }
  return null
}

async function open(key: string, data: string): Promise<string | null> {
  try {
    return await symmetricDecrypt({ key, data })
  } catch {
    return null
  }
}
