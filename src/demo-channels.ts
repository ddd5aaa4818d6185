/** The demo clinic's channels: a real chat for websites, and messaging accounts whose replies are kept in the Outbox. */
import { randomBytes, randomInt } from 'node:crypto'
import { createConnection } from './desk/connections/create-connection.ts'
import { keepTemplates } from './desk/connections/keep-templates.ts'
import type { VendorTemplate } from './desk/connections/vendor-template.ts'
import { webhookUrl } from './http/present.ts'
import type { Keyring } from './kit/crypto.ts'
import type { Tx } from './kit/db.ts'
import { system } from './kit/events.ts'
import { chatwoot } from './providers/messaging/chatwoot.ts'
import { instagram } from './providers/messaging/instagram.ts'
import type { MessagingVendor } from './providers/messaging/port.ts'
import { twilio } from './providers/messaging/twilio.ts'
import { whatsapp } from './providers/messaging/whatsapp.ts'

const NAMES = ['widget', 'chatwoot', 'whatsapp', 'instagram', 'twilio'] as const
type ChannelName = (typeof NAMES)[number]

/** Where each is written to, and what signs that; of the widget: what proves who its visitor is. */
export type DemoChannels = Record<ChannelName, { webhook_url: string; secret: string }>

export function isComplete(known: Partial<DemoChannels>): known is DemoChannels {
  return NAMES.every((name) => known[name] !== undefined)
}

/** Connects what is not known yet, and returns all of it. */
export async function connectDemo(
  tx: Tx,
  {
    keyring,
    url,
    slug,
    known = {},
  }: { keyring: Keyring; url: string; slug: string; known?: Partial<DemoChannels> },
): Promise<DemoChannels> {
  const channels = { ...pick(known) }
  if (!channels.widget) {
    const { secret } = await createConnection(tx, system, { vendor: 'widget', name: 'Website chat', keyring })
    channels.widget = { webhook_url: `${url}/widget/${slug}/messages`, secret }
  }
  for (const { vendor, name, credentials, signsWith } of madeUpAccounts()) {
    if (channels[vendor.vendor]) continue
    const open = vendor.credentialFields.filter((field) => !field.isSecret && field.name in credentials)
    const { id } = await createConnection(tx, system, {
      vendor: vendor.vendor,
      name,
      credentials,
      settings: {
        ...Object.fromEntries(open.map((field) => [field.name, credentials[field.name] ?? ''])),
        is_local: 'yes',
      },
      keyring,
    })
    if (vendor.vendor === 'whatsapp')
      await keepTemplates(tx, { connectionId: id, templates: MADE_UP_TEMPLATES })
    channels[vendor.vendor] = {
      webhook_url: webhookUrl(url, { id, vendor: vendor.vendor }),
      secret: credentials[signsWith] ?? '',
    }
  }
  return channels as DemoChannels
}

function pick(known: Partial<DemoChannels>): Partial<DemoChannels> {
  return Object.fromEntries(NAMES.flatMap((name) => (known[name] ? [[name, known[name]]] : [])))
}

const UTILITY = {
  category: 'utility',
  status: 'approved',
  reason: null,
  isNamed: false,
  needs: null,
} as const

/** What such an account would have approved: one to send, and one to see how a refusal is shown. */
const MADE_UP_TEMPLATES: VendorTemplate[] = [
  {
    ...{ ...UTILITY, name: 'results_ready', language: 'en_US', gaps: ['1'] },
    pattern: 'Hello {{1}}, your results are here.',
  },
  {
    ...{ ...UTILITY, name: 'visit_moved', language: 'en_US', gaps: ['1', '2'] },
    pattern: 'Hello {{1}}, your visit is now on {{2}}. Please answer if that does not suit you.',
  },
  {
    ...{ ...UTILITY, name: 'spring_offer', language: 'en_US', gaps: [], category: 'marketing' },
    ...{ status: 'rejected', reason: 'INVALID_FORMAT', pattern: 'Spring is here, and so is our offer.' },
  },
]

interface MadeUpAccount {
  vendor: Pick<MessagingVendor, 'vendor' | 'credentialFields'>
  name: string
  credentials: Record<string, string>
  signsWith: string
}

/** Accounts that nobody has: of the vendors' form, and with secrets of their own for each installation. */
function madeUpAccounts(): MadeUpAccount[] {
  return [
    {
      vendor: chatwoot,
      name: 'Chatwoot',
      credentials: {
        base_url: 'https://chatwoot.riverside.example',
        account_id: '1',
        inbox_id: '1',
        bot_token: secret(),
        webhook_secret: secret(),
      },
      signsWith: 'webhook_secret',
    },
    {
      vendor: whatsapp,
      name: 'WhatsApp',
      credentials: {
        phone_number_id: digits(15),
        waba_id: digits(15),
        access_token: secret(),
        ...metaSecrets(),
      },
      signsWith: 'app_secret',
    },
    {
      vendor: instagram,
      name: 'Instagram',
      credentials: {
        ig_id: digits(17),
        access_token: secret(),
        ...metaSecrets(),
      },
      signsWith: 'app_secret',
    },
    {
      vendor: twilio,
      name: 'SMS (Twilio)',
      credentials: { account_sid: `AC${secret()}`, auth_token: secret(), phone_number: '+13125550100' },
      signsWith: 'auth_token',
    },
  ]
}

/** One for both, so that whoever reads demo.json can answer for the handshake too. */
function metaSecrets(): { app_secret: string; verify_token: string } {
  const both = secret()
  return { app_secret: both, verify_token: both }
}

/** 32 hexadecimal digits, as Meta and Twilio write theirs. */
function secret(): string {
  return randomBytes(16).toString('hex')
}

function digits(length: number): string {
  return Array.from({ length }, (_, i) => randomInt(i === 0 ? 1 : 0, 10)).join('')
}
