import { useQuery } from '@tanstack/react-query'
import type { Message, Schemas } from '../api.ts'
import { connectionsQuery, useMay } from '../queries.ts'
import { fateOf } from '../words.ts'

const CARRIERS: Partial<Record<Message['channel'], Schemas['Vendor']>> = {
  sms: 'twilio',
  whatsapp: 'whatsapp',
  instagram: 'instagram',
}

/** What became of a message; who may see the connections also reads that the account is the demo's own. */
export function useFate(): (message: Message) => string {
  const may = useMay('connections:read')
  const connections = useQuery({ ...connectionsQuery, enabled: may }).data?.connections ?? []
  return (message) => {
    const vendor = CARRIERS[message.channel] ?? 'chatwoot'
    const carriers = connections.filter((connection) => connection.vendor === vendor)
    const isDemo = carriers.length > 0 && carriers.every(({ settings }) => settings.is_local === 'yes')
    return fateOf(message, isDemo)
  }
}
