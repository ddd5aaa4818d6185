/** The vendors in a clinic's words: what they are for, and what is left to do on their side. */
import type { ReactNode } from 'react'
import type { Schemas } from '../../api.ts'

export type Vendor = Schemas['Vendor']

export const VENDOR_WORDS: Record<Vendor, { name: string; about: string }> = {
  calcom: { name: 'Cal.com', about: 'Bookings made there appear here within a second.' },
  widget: { name: 'Website chat', about: 'A chat on your own pages. One line of code, no account.' },
  whatsapp: { name: 'WhatsApp', about: 'Your business number, directly at Meta.' },
  instagram: { name: 'Instagram', about: 'Direct messages to your professional account.' },
  twilio: { name: 'SMS by Twilio', about: 'Text messages: conversations, confirmations and reminders.' },
  chatwoot: { name: 'Chatwoot', about: 'An inbox of your own Chatwoot, whatever channel is behind it.' },
}

/** What has to be done at the vendor once the connection is made; the address stands above it. */
const STEPS: Record<Exclude<Vendor, 'widget'>, ReactNode[]> = {
  calcom: [
    <>
      In Cal.com, open <strong>Settings › Developer › Webhooks</strong> and press <strong>New</strong>.
    </>,
    <>
      Paste the webhook address into <strong>Subscriber URL</strong> and the secret into{' '}
      <strong>Secret</strong>.
    </>,
    <>
      Leave all <strong>Event triggers</strong> on and the <strong>custom payload</strong> off.
    </>,
    <>
      Press <strong>Ping test</strong>: this page shows that it arrived. Then press{' '}
      <strong>Create webhook</strong>.
    </>,
  ],
  whatsapp: [
    <>
      In your Meta app, open <strong>WhatsApp › Configuration › Webhook</strong> and press{' '}
      <strong>Edit</strong>.
    </>,
    <>
      Paste the webhook address into <strong>Callback URL</strong>, and the verify token that you entered here
      into <strong>Verify token</strong>. Press <strong>Verify and save</strong>.
    </>,
    <>
      Below, subscribe to <strong>messages</strong>, <strong>message_template_status_update</strong> and{' '}
      <strong>user_preferences</strong>. Then press Check here.
    </>,
  ],
  instagram: [
    <>
      In your Meta app, open <strong>Instagram › API setup with Instagram login › Configure webhooks</strong>.
    </>,
    <>
      Paste the webhook address into <strong>Callback URL</strong>, and the verify token that you entered here
      into <strong>Verify token</strong>.
    </>,
    <>
      Subscribe to <strong>messages</strong>, <strong>messaging_postbacks</strong>,{' '}
      <strong>messaging_seen</strong> and <strong>message_reactions</strong>. Then press Check here.
    </>,
  ],
  twilio: [
    <>
      With a Messaging Service: <strong>Messaging › Services › yours › Integration › Send a webhook</strong>.
      Without: <strong>Phone Numbers › Active numbers › yours › Messaging Configuration</strong>.
    </>,
    <>
      Paste the webhook address as <strong>Request URL</strong>, with <strong>HTTP POST</strong>, and save.
      Then press Check here.
    </>,
  ],
  chatwoot: [
    <>
      In Chatwoot, open <strong>Settings › Bots</strong>, edit your bot and paste the webhook address into{' '}
      <strong>Webhook URL</strong>.
    </>,
    <>
      In <strong>Settings › Inboxes › the inbox › Bot Configuration</strong> choose that bot. Then press Check
      here.
    </>,
  ],
}

export function VendorSteps({ vendor }: { vendor: Exclude<Vendor, 'widget'> }) {
  return (
    <ol className="plain-steps">
      {STEPS[vendor].map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are written above and do not move
        <li key={index}>{step}</li>
      ))}
    </ol>
  )
}
