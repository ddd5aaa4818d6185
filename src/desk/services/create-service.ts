import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { invariant } from '../../kit/problem.ts'
import { slugOf } from '../clinics/clinic.ts'
import { isServiceAddress } from '../clinics/public-address.ts'
import { serviceCreated } from './events.ts'
import { findService } from './find-services.ts'
import { saveService } from './save-service.ts'
import { given, NEW_SERVICE, type Service, type ServiceFields, type ServiceRefusal } from './service.ts'

export type NewService = Pick<ServiceFields, 'name' | 'durationMinutes'> & Partial<ServiceFields>

/** Offers a service. Its slug is made of its name; one that another service or page has gets a number. */
export async function createService(
  tx: Tx,
  actor: Actor,
  input: NewService,
): Promise<{ ok: true; service: Service } | ServiceRefusal> {
  const id = uuidv7(tx.clock.now())
  const fields = { ...NEW_SERVICE, ...given(input) }
  const saved = await saveService(tx, { id, slug: await freeSlug(tx, input.name), fields, known: null })
  if (!saved.ok) return saved
  await record(tx, serviceCreated, { actor, payload: { serviceId: id } })
  const service = await findService(tx, id)
  invariant(service, 'a new service was not found')
  return { ok: true, service }
}

/** The clinic's lock lets two who make services of one name take turns. */
async function freeSlug(tx: Tx, name: string): Promise<string> {
  await tx.run(sql`select from clinics where clinic_id = ${tx.clinicId} for no key update`)
  const slug = slugOf(name, 'service')
  const taken = await tx.many(sql<{ slug: string }>`
    select slug
    from services
    where clinic_id = ${tx.clinicId} and (slug = ${slug} or slug like ${`${slug}-%`})`)
  const known = new Set(taken.map((row) => row.slug))
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? slug : `${slug}-${number}`
    if (!known.has(candidate) && isServiceAddress(candidate)) return candidate
  }
}
