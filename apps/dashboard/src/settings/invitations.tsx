/** Links that let people in: invitations, and, where no mail server sends them, links for a new password. */
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { say } from '../announce.ts'
import { answer, api, type Schemas } from '../api.ts'
import { IconCopy } from '../icons.ts'
import { GuardedButton } from '../parts/guarded-button.tsx'
import { FormProblem } from '../parts/loaded.tsx'
import { useClinicTime, useMay } from '../queries.ts'
import { ROLE_WORDS } from '../words.ts'
import { GrantDialog } from './grant-dialog.tsx'

export function InvitationRow({ invitation }: { invitation: Schemas['Invitation'] }) {
  const mayWrite = useMay('team:write')
  const time = useClinicTime()
  const queries = useQueryClient()
  const cancel = useMutation({
    mutationFn: () =>
      answer(api.DELETE('/api/team/invitations/{id}', { params: { path: { id: invitation.id } } })),
    onSuccess: async () => {
      say('Invitation taken back')
      await queries.invalidateQueries({ queryKey: ['team'] })
    },
  })
  return (
    <li className="row row-wrap">
      <span className="row-main">
        <strong>{invitation.email}</strong>
        <span className="muted">
          {ROLE_WORDS[invitation.role].name} · until {time.dateTime(invitation.expires_at)}
        </span>
        <FormProblem error={cancel.error} />
      </span>
      {invitation.link && <CopyLink link={invitation.link} to={invitation.email} />}
      <GuardedButton
        may={mayWrite}
        variant="subtle"
        color="red"
        loading={cancel.isPending}
        onClick={() => cancel.mutate()}
      >
        Take back
      </GuardedButton>
    </li>
  )
}

export function PasswordResetRow({ reset }: { reset: Schemas['PasswordReset'] }) {
  const time = useClinicTime()
  return (
    <li className="row row-wrap">
      <span className="row-main">
        <strong>{reset.name}</strong>
        <span className="muted">
          {reset.email} · until {time.dateTime(reset.expires_at)}
        </span>
      </span>
      <CopyLink link={reset.link} to={reset.email} />
    </li>
  )
}

function CopyLink({ link, to }: { link: string; to: string }) {
  return (
    <Button
      variant="default"
      leftSection={<IconCopy size={16} />}
      aria-label={`Copy link for ${to}`}
      onClick={async () => {
        await navigator.clipboard.writeText(link)
        say('Link copied', `For ${to}`)
      }}
    >
      Copy link
    </Button>
  )
}

export function InviteDialog({
  opened,
  onClose,
  sendsMail,
}: {
  opened: boolean
  onClose: () => void
  sendsMail: boolean
}) {
  return (
    <GrantDialog
      opened={opened}
      onClose={onClose}
      title="Invite somebody"
      field={{
        name: 'email',
        label: 'E-mail',
        type: 'email',
        validate: (value) => (/^\S+@\S+$/.test(value.trim()) ? null : 'Enter an e-mail address'),
      }}
      firstRole="operator"
      deed="Make the invitation"
      make={(email, role) => answer(api.POST('/api/team/invitations', { body: { email, role } }))}
      stale="team"
      done="Done"
    >
      {({ invitation }) => ({
        about: sendsMail ? (
          <>
            A mail with this link is on its way to <strong>{invitation.email}</strong>. They sign in with that
            address and are in.
          </>
        ) : (
          <>
            Send this link to <strong>{invitation.email}</strong>: no mail server is configured that would do
            it. They sign in with that address and are in.
          </>
        ),
        label: 'Invitation link',
        text: invitation.link,
      })}
    </GrantDialog>
  )
}
