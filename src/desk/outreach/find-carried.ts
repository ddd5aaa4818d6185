import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Channel } from './message.ts'

const known = new WeakMap<Tx, Promise<Channel[]>>()

/**
 * What is really carried for this clinic: what this process carries for everybody (mail), and text messages where the clinic has
 * connected a number of its own. The other channels end in the Outbox. Asked once in a transaction.
 */
export function findCarried(tx: Tx, forAll: readonly Channel[]): Promise<Channel[]> {
  const found = known.get(tx) ?? ask(tx, forAll)
  known.set(tx, found)
  return found
}

async function ask(tx: Tx, forAll: readonly Channel[]): Promise<Channel[]> {
  const number = await tx.one(sql`
    select
    from connections
    where clinic_id = ${tx.clinicId} and vendor = 'twilio' and status = 'active' and settings ->> 'is_local' is distinct from 'yes'
    limit 1`)
  return number ? [...new Set<Channel>([...forAll, 'sms'])] : [...forAll]
}
