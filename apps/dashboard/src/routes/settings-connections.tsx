import '../settings/connections/connections.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { IconPlugConnected, IconPlus } from '../icons.ts'
import { GuardedButton } from '../parts/guarded-button.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Empty, Lines, Page } from '../parts/page.tsx'
import { connectionsQuery, useMay } from '../queries.ts'
import { ConnectDialog } from '../settings/connections/connect-dialog.tsx'
import { ConnectionCard } from '../settings/connections/connection-card.tsx'
import { OnlyFailed, OpenDelivery } from '../settings/deliveries.tsx'

export function ConnectionSettings() {
  const mayRead = useMay('connections:read')
  const mayWrite = useMay('connections:write')
  const connections = useQuery({ ...connectionsQuery, enabled: mayRead })
  const [isAdding, setAdding] = useState(false)
  const known = connections.data?.connections ?? []
  const add = (
    <GuardedButton may={mayWrite} leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
      Connect
    </GuardedButton>
  )
  if (!mayRead) {
    return (
      <Page title="Connections">
        <Empty title="Your role does not see connections">
          <p>Ask an owner or admin of your clinic.</p>
        </Empty>
      </Page>
    )
  }
  return (
    <Page
      title="Connections"
      about="Where bookings and messages come from, and how answers go out."
      actions={
        known.length > 0 ? (
          <div className="button-row">
            <OnlyFailed />
            {add}
          </div>
        ) : null
      }
    >
      <Loaded query={connections} skeleton={<Lines count={2} height={200} />}>
        {({ connections }) =>
          connections.length === 0 ? (
            <Empty icon={<IconPlugConnected size={28} stroke={1.5} />} title="Nothing is connected yet">
              <p>
                Connect Cal.com, and its bookings appear here by themselves; your website, WhatsApp, Instagram
                or a number for text messages, and people write to you here.
              </p>
              {add}
            </Empty>
          ) : (
            connections.map((connection) => <ConnectionCard key={connection.id} connection={connection} />)
          )
        }
      </Loaded>
      <ConnectDialog
        opened={isAdding}
        onClose={() => setAdding(false)}
        hasChat={known.some(({ vendor }) => vendor === 'widget')}
      />
      <OpenDelivery />
    </Page>
  )
}
