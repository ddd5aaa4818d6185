/** The links that messages carry, as the public pages read them. */
import { formLinks } from './desk/forms/form-link.ts'
import type { Outside } from './desk/journeys/compose-notice.ts'
import { guideToken } from './desk/journeys/guide-link.ts'
import { stopLinks } from './desk/outreach/stop-link.ts'
import { manageLinks } from './desk/scheduling/manage-link.ts'
import type { Keyring } from './kit/crypto.ts'

export type Links = Required<Omit<Outside, 'carried'>>

export function linksOf({ keyring, publicUrl }: { keyring: Keyring; publicUrl: string }): Links {
  return {
    manageLink: manageLinks({ keyring, publicUrl }),
    guideLink: ({ clinicId, clinicSlug, touchpointId }) =>
      `${publicUrl}/${clinicSlug}/guide/${guideToken(keyring, clinicId, touchpointId)}`,
    formLink: formLinks({ keyring, publicUrl }),
    bookingLink: ({ clinicSlug }) => `${publicUrl}/${clinicSlug}`,
    stopLink: stopLinks({ keyring, publicUrl }),
  }
}
