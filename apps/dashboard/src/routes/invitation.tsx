import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { authCall, ProblemError, type Role } from '../api.ts'
import { Alone } from '../parts/alone.tsx'
import { FormProblem, Loaded } from '../parts/loaded.tsx'
import { Lines } from '../parts/page.tsx'
import { ROLE_WORDS } from '../words.ts'
import { useEnter } from './sign-in.tsx'

const route = getRouteApi('/invitations/$id')

interface Invitation {
  id: string
  email: string
  role: string
  organizationId: string
  organizationName: string
  inviterEmail: string
}

export function InvitationScreen() {
  const { id } = route.useParams()
  const enter = useEnter('/')
  const invitation = useQuery({
    queryKey: ['invitation', id],
    queryFn: () => authCall<Invitation>(`/organization/get-invitation?id=${encodeURIComponent(id)}`),
    retry: false,
  })
  const accept = useMutation({
    mutationFn: async (organizationId: string) => {
      await authCall('/organization/accept-invitation', { invitationId: id })
      await authCall('/organization/set-active', { organizationId })
    },
    onSuccess: enter,
  })

  if (invitation.error instanceof ProblemError && invitation.error.status === 401) {
    const next = `/invitations/${id}`
    return (
      <Alone
        title="You are invited"
        about="Somebody invited you to their clinic’s front desk. Sign in with the e-mail address that was invited, or create an account with it."
      >
        <div className="stack">
          <Link to="/sign-up" search={{ next }} className="button-link">
            Create an account
          </Link>
          <Link to="/sign-in" search={{ next }} className="button-link button-link-quiet">
            Sign in
          </Link>
        </div>
      </Alone>
    )
  }
  return (
    <Alone title="You are invited">
      <Loaded query={invitation} skeleton={<Lines count={2} />}>
        {({ organizationName, organizationId, role, inviterEmail }) => (
          <div className="stack">
            <p>
              <strong>{inviterEmail}</strong> invites you to <strong>{organizationName}</strong> as{' '}
              <strong>{ROLE_WORDS[role as Role]?.name ?? role}</strong>.
            </p>
            <p className="muted">{ROLE_WORDS[role as Role]?.may}</p>
            <FormProblem error={accept.error} />
            <Button loading={accept.isPending} onClick={() => accept.mutate(organizationId)}>
              Join {organizationName}
            </Button>
          </div>
        )}
      </Loaded>
      <p className="muted alone-foot">
        <Link to="/" className="text-link">
          Not now
        </Link>
      </p>
    </Alone>
  )
}
