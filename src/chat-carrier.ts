/** Opens the way out of a clinic's messaging connection: its credentials, unsealed, and the vendor's file. */
import { secretContext, unpackCredentials } from './desk/connections/connection.ts'
import type { ChatCarrier } from './desk/outreach/reactors/dispatch-message.ts'
import type { Clock } from './kit/clock.ts'
import type { Keyring } from './kit/crypto.ts'
import type { HttpClient } from './kit/http-client.ts'
import type { MessagingVendor } from './providers/messaging/port.ts'

export function chatCarrier(options: {
  vendors: readonly MessagingVendor[]
  keyring: Keyring
  http: HttpClient
  clock: Clock
  publicUrl: string
  /** Where vendors are, by name; not given: where they are in the world. */
  baseUrls?: Record<string, string> | undefined
}): ChatCarrier {
  const { vendors, keyring, http, clock, publicUrl, baseUrls = {} } = options
  return {
    open({ clinicId, connectionId, vendor: name, secretSealed }) {
      const vendor = vendors.find((one) => one.vendor === name)
      if (!vendor) return null
      const secret = keyring.open(secretSealed, secretContext(clinicId, connectionId))
      const baseUrl = baseUrls[name]
      return vendor.open(unpackCredentials(secret), { http, clock, ...(baseUrl ? { baseUrl } : {}) })
    },
    statusUrl({ vendor, connectionId }, messageId) {
      return vendor === 'twilio' ? `${publicUrl}/webhooks/twilio/${connectionId}?message=${messageId}` : null
    },
  }
}
