import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { ApiKey } from './api-key.ts'

/** Every key that was ever made here, the newest first. */
export function findApiKeys(tx: Tx): Promise<ApiKey[]> {
  return tx.many(sql<ApiKey>`
    select id, name, role, key_prefix as prefix, created_by as "createdBy", created_at as "createdAt",
      last_used_at as "lastUsedAt", revoked_at as "revokedAt"
    from api_keys
    where clinic_id = ${tx.clinicId}
    order by id desc`)
}
