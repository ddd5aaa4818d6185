import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { IconPlus } from '../icons.ts'
import { GuardedButton } from '../parts/guarded-button.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Lines, Page, Section } from '../parts/page.tsx'
import { teamQuery, useMay } from '../queries.ts'
import { ApiKeys } from '../settings/api-keys.tsx'
import { InvitationRow, InviteDialog, PasswordResetRow } from '../settings/invitations.tsx'
import { MemberRow } from '../settings/members.tsx'

export function TeamSettings() {
  const mayWrite = useMay('team:write')
  const team = useQuery(teamQuery)
  const [isInviting, setInviting] = useState(false)
  return (
    <Page
      title="Team and keys"
      about="Who may do what, and which programs may ask."
      actions={
        <GuardedButton may={mayWrite} leftSection={<IconPlus size={16} />} onClick={() => setInviting(true)}>
          Invite somebody
        </GuardedButton>
      }
    >
      <Loaded query={team} skeleton={<Lines count={4} height={60} />}>
        {({ members, invitations, password_resets, sends_mail }) => (
          <>
            <Section title="People">
              <ul className="rows">
                {members.map((member) => (
                  <MemberRow key={member.id} member={member} />
                ))}
              </ul>
            </Section>
            {password_resets.length > 0 && (
              <Section
                title="Forgot their password"
                about="Foyer sends no e-mail here, so the link is yours to give. Give it to nobody but the person: it lets its bearer choose their password."
              >
                <ul className="rows">
                  {password_resets.map((reset) => (
                    <PasswordResetRow key={reset.user_id} reset={reset} />
                  ))}
                </ul>
              </Section>
            )}
            {invitations.length > 0 && (
              <Section
                title="Invited"
                about={
                  sends_mail
                    ? 'Not here yet. Each got a mail with the link; you may also send it yourself.'
                    : 'Not here yet. Foyer sends no e-mail here: send each the link yourself.'
                }
              >
                <ul className="rows">
                  {invitations.map((invitation) => (
                    <InvitationRow key={invitation.id || invitation.email} invitation={invitation} />
                  ))}
                </ul>
              </Section>
            )}
          </>
        )}
      </Loaded>
      <ApiKeys />
      <InviteDialog
        opened={isInviting}
        onClose={() => setInviting(false)}
        sendsMail={team.data?.sends_mail ?? false}
      />
    </Page>
  )
}
