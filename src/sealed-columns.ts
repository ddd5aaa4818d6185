/** Every column that holds sealed values, for key rotation. A new one is a line here; a test holds it to that. */
import { secretContext } from './desk/connections/connection.ts'
import type { SealedColumn } from './desk/connections/rotate-secrets.ts'
import { attachmentContext } from './desk/forms/attachment.ts'

export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: 'connections', column: 'secret_sealed', context: secretContext },
  { table: 'form_attachments', column: 'key_sealed', context: attachmentContext },
]
