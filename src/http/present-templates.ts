/** What vendors approve and renew, as the API answers it: templates, and access tokens that end. */
import type { z } from '@hono/zod-openapi'
import type * as conversations from '../../packages/contract/src/conversations/schemas.ts'
import type * as wire from '../../packages/contract/src/schemas.ts'
import { type Connection, TEMPLATE_VENDORS, TOKEN_VENDORS } from '../desk/connections/connection.ts'
import type { TemplateStanding } from '../desk/connections/find-templates.ts'
import { isSendable, type TemplateExtra, type VendorTemplate } from '../desk/connections/vendor-template.ts'
import { checkRemedy } from './check-words.ts'
import { instant, instantOrNull } from './present.ts'

type ConnectionWire = z.infer<typeof wire.Connection>
type Listed = z.infer<typeof conversations.ChatTemplate>

export function presentTemplates(
  connection: Connection,
  standing: TemplateStanding | undefined,
): ConnectionWire['templates'] {
  if (!TEMPLATE_VENDORS.some((vendor) => vendor === connection.vendor)) return null
  return {
    read_at: instantOrNull(connection.templatesReadAt),
    error: connection.templatesError,
    remedy: templatesRemedy(connection.templatesError),
    approved: standing?.approved ?? 0,
    held_back: (standing?.heldBack ?? []) as NonNullable<ConnectionWire['templates']>['held_back'],
  }
}

/** Why the list is as old as it is, and what can be done about it. */
export function templatesRemedy(error: string | null): string | null {
  if (error === 'cannot_list') {
    return 'Chatwoot lists templates to administrators only. Enter an administrator’s access token under Settings > Connections.'
  }
  return checkRemedy(error)
}

/** When a token may be renewed for the first time, after it was entered (Meta: 24 hours). */
const TOKEN_RESTS = { hours: 24 }

export function presentToken(connection: Connection): ConnectionWire['token'] {
  if (!TOKEN_VENDORS.some((vendor) => vendor === connection.vendor)) return null
  if (connection.settings.is_local === 'yes') return null
  return {
    expires_at: instantOrNull(connection.tokenExpiresAt),
    renews_at: instant(connection.tokenDueAt ?? connection.createdAt.add(TOKEN_RESTS)),
    error: connection.tokenError,
    remedy: tokenRemedy(connection.tokenError),
  }
}

const NEW_TOKEN =
  'Generate a new access token in the Meta app under Instagram > API setup with Instagram login, and enter it here under Change.'

function tokenRemedy(error: string | null): string | null {
  if (!error) return null
  if (error === 'sign_in_failed') return `Meta does not renew this token. ${NEW_TOKEN}`
  return `Meta could not be asked; it is tried again every day. If it still fails a week before the token ends: ${NEW_TOKEN}`
}

export function presentTemplate(template: VendorTemplate): Listed | null {
  const { name, language, category, pattern, gaps, status } = template
  if (status === 'removed') return null
  return {
    ...{ name, language, category, pattern, gaps, status },
    is_sendable: isSendable(template),
    hindrance: hindranceOf(template),
  }
}

const NEEDS: Record<TemplateExtra, string> = {
  header: 'It has a header that is filled in for each message, which is not done from here.',
  button: 'It has a button that is filled in for each message, which is not done from here.',
  code: 'It is for one-time codes, which are not sent from here.',
  cards: 'It is a row of cards, which is not sent from here.',
}

function hindranceOf({ status, reason, needs }: VendorTemplate): string | null {
  const because = reason ? `: ${reason}` : '.'
  switch (status) {
    case 'pending':
      return 'WhatsApp has not reviewed it yet.'
    case 'rejected':
      return `WhatsApp has rejected it${because}`
    case 'paused':
      return `WhatsApp has paused it, since people did not like it${because}`
    case 'disabled':
      return `WhatsApp has switched it off${because}`
    default:
      return needs ? NEEDS[needs] : null
  }
}
