import { Button, Modal } from '@mantine/core'
import type { Schemas } from '../../api.ts'
import { CopyField } from '../../parts/copy-field.tsx'
import { Unreachable } from './unreachable.tsx'
import { VendorSteps } from './vendor-words.tsx'

/** A secret is shown this once: no click beside the window closes it. The chat's has no address that goes with it. */
export function SecretModal({
  secret,
  onClose,
}: {
  secret: Schemas['ConnectionSecret'] | undefined
  onClose: () => void
}) {
  return (
    <Modal
      opened={Boolean(secret?.secret)}
      onClose={onClose}
      title={secret?.webhook_url ? 'Now tell Cal.com' : 'Now tell your server'}
      size={560}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      {secret?.secret && !secret.webhook_url && (
        <div className="stack">
          <p>
            <strong>Copy the secret now: it is shown this once.</strong> With it your server signs who a
            visitor of your site is. It never stands in a page. How, is written down in{' '}
            <code>docs/integrations/widget.md</code>.
          </p>
          <CopyField label="Secret" value={secret.secret} />
          <div className="form-end">
            <Button onClick={onClose}>My server has it</Button>
          </div>
        </div>
      )}
      {secret?.secret && secret.webhook_url && (
        <div className="stack">
          <p>
            <strong>Copy the secret now: it is shown this once.</strong> With it Foyer knows that a booking
            really comes from your Cal.com.
          </p>
          <CopyField label="Webhook address" value={secret.webhook_url} />
          <Unreachable url={secret.webhook_url} vendor="calcom" />
          <CopyField label="Secret" value={secret.secret} />
          <VendorSteps vendor="calcom" />
          <div className="form-end">
            <Button onClick={onClose}>I pasted both into Cal.com</Button>
          </div>
        </div>
      )}
    </Modal>
  )
}
