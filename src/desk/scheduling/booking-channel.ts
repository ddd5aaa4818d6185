/** The channel that a booking came from, as the clinic's reports name it. */

export const BOOKING_CHANNELS = [
  'whatsapp',
  'instagram',
  'widget',
  'sms',
  'voice',
  'email',
  'direct',
] as const
export type BookingChannel = (typeof BOOKING_CHANNELS)[number]

const CHANNEL_KEYS = ['booking_source', 'source', 'utm_source', 'channel']
const CAMPAIGN_KEYS = ['utm_campaign', 'campaign']

const WORDS: [RegExp, BookingChannel][] = [
  [/whats\s?app|^wa$/i, 'whatsapp'],
  [/insta|^ig$/i, 'instagram'],
  [/widget|web\s?chat|chat/i, 'widget'],
  [/sms|text/i, 'sms'],
  [/voice|phone|call/i, 'voice'],
  [/mail/i, 'email'],
]

/** Read from the hidden fields that a booking link carries; `direct` where it carries none. */
export function attributionOf(answers: { key: string; value: string }[]): {
  channel: BookingChannel
  campaign: string | null
} {
  const answer = (keys: string[]) => {
    const found = answers.find((candidate) =>
      keys.includes(candidate.key.toLowerCase().replace(/[\s-]+/g, '_')),
    )
    return found?.value.trim() || null
  }
  const source = answer(CHANNEL_KEYS)
  const channel = (source && WORDS.find(([word]) => word.test(source))?.[1]) || 'direct'
  return { channel, campaign: answer(CAMPAIGN_KEYS)?.slice(0, 200) ?? null }
}
