import { ActionIcon, Button, Modal, Select, TextInput, Tooltip } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { say } from '../announce.ts'
import { answer, api, fieldErrors, type Role, type Schemas } from '../api.ts'
import { IconCopy, IconKey, IconPlus, IconTrash } from '../icons.ts'
import { Confirm } from '../parts/confirm.tsx'
import { CopyField } from '../parts/copy-field.tsx'
import { GuardedButton } from '../parts/guarded-button.tsx'
import { Initials } from '../parts/initials.tsx'
import { FormProblem, Loaded } from '../parts/loaded.tsx'
import { Empty, Lines, Page, Section } from '../parts/page.tsx'
import { keysQuery, teamQuery, useClinicTime, useMay, useMe } from '../queries.ts'
import { ROLE_WORDS } from '../words.ts'

type Member = Schemas['Member']
type Invitation = Schemas['Invitation']

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
        {({ members, invitations }) => (
          <>
            <Section title="People">
              <ul className="rows">
                {members.map((member) => (
                  <MemberRow key={member.id} member={member} />
                ))}
              </ul>
            </Section>
            {invitations.length > 0 && (
              <Section title="Invited" about="Not here yet. Each may also open the link that you send them.">
                <ul className="rows">
                  {invitations.map((invitation) => (
                    <InvitationRow key={invitation.id} invitation={invitation} />
                  ))}
                </ul>
              </Section>
            )}
          </>
        )}
      </Loaded>
      <Keys />
      <InviteForm opened={isInviting} onClose={() => setInviting(false)} />
    </Page>
  )
}

/** Nobody hands out more than they have: only an owner makes owners. */
function useRoleChoices() {
  const { role } = useMe()
  return (Object.keys(ROLE_WORDS) as Role[])
    .filter((candidate) => candidate !== 'owner' || role === 'owner')
    .map((candidate) => ({ value: candidate, label: ROLE_WORDS[candidate].name }))
}

function RoleOption({ option }: { option: { value: string; label: string } }) {
  return (
    <span className="row-main">
      <span>{option.label}</span>
      <span className="muted small">{ROLE_WORDS[option.value as Role].may}</span>
    </span>
  )
}

function MemberRow({ member }: { member: Member }) {
  const mayWrite = useMay('team:write')
  const me = useMe()
  const queries = useQueryClient()
  const choices = useRoleChoices()
  const [isRemoving, setRemoving] = useState(false)
  const mayChange = mayWrite && (member.role !== 'owner' || me.role === 'owner')
  const reread = () =>
    Promise.all(['team', 'me'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  const changeRole = useMutation({
    mutationFn: (role: Role) =>
      answer(api.PATCH('/api/team/{id}', { params: { path: { id: member.id } }, body: { role } })),
    onSuccess: async (_, role) => {
      say(`${member.name} is now ${ROLE_WORDS[role].name}`)
      await reread()
    },
  })
  const remove = useMutation({
    mutationFn: () => answer(api.DELETE('/api/team/{id}', { params: { path: { id: member.id } } })),
    onSuccess: async () => {
      setRemoving(false)
      say(`${member.name} has no access any more`)
      await reread()
    },
  })
  return (
    <li className="row">
      <Initials name={member.name} size={36} />
      <span className="row-main">
        <strong>
          {member.name}
          {member.is_you && ' (you)'}
        </strong>
        <span className="muted">{member.email}</span>
        {changeRole.error && <FormProblem error={changeRole.error} />}
      </span>
      <Tooltip label={whyNot(mayWrite)} disabled={mayChange}>
        <Select
          aria-label={`Role of ${member.name}`}
          data={choices.some(({ value }) => value === member.role) ? choices : roleOnly(member.role)}
          value={member.role}
          onChange={(role) => role && role !== member.role && changeRole.mutate(role as Role)}
          renderOption={RoleOption}
          comboboxProps={{ width: 280, position: 'bottom-end' }}
          allowDeselect={false}
          disabled={!mayChange || changeRole.isPending}
          w={128}
        />
      </Tooltip>
      <Tooltip label={mayChange ? 'Remove from the clinic' : whyNot(mayWrite)}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          className="plain-icon"
          aria-label={`Remove ${member.name}`}
          data-disabled={!mayChange || undefined}
          aria-disabled={!mayChange}
          onClick={() => mayChange && setRemoving(true)}
        >
          <IconTrash size={18} />
        </ActionIcon>
      </Tooltip>
      <Confirm
        opened={isRemoving}
        title={member.is_you ? 'Leave this clinic?' : `Remove ${member.name}?`}
        deed={member.is_you ? 'Leave' : 'Remove'}
        isDangerous
        isBusy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => {
          remove.reset()
          setRemoving(false)
        }}
      >
        {member.is_you
          ? 'You lose access at once.'
          : `${member.name} loses access at once. What they did stays.`}
      </Confirm>
    </li>
  )
}

function whyNot(mayWrite: boolean): string {
  return mayWrite
    ? 'Only an owner changes an owner.'
    : 'Your role may not change the team. Ask an owner or admin.'
}

function roleOnly(role: Role) {
  return [{ value: role, label: ROLE_WORDS[role].name }]
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
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
      <Button
        variant="default"
        leftSection={<IconCopy size={16} />}
        onClick={async () => {
          await navigator.clipboard.writeText(invitation.link)
          say('Link copied', `For ${invitation.email}`)
        }}
      >
        Copy link
      </Button>
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

function InviteForm({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const queries = useQueryClient()
  const choices = useRoleChoices()
  const form = useForm({
    initialValues: { email: '', role: 'operator' as Role },
    validate: { email: (value) => (/^\S+@\S+$/.test(value) ? null : 'Enter an e-mail address') },
  })
  const invite = useMutation({
    mutationFn: (body: { email: string; role: Role }) => answer(api.POST('/api/team/invitations', { body })),
    onError: (error) => form.setErrors(fieldErrors(error)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['team'] }),
  })
  const close = () => {
    onClose()
    form.reset()
    invite.reset()
  }
  const made = invite.data?.invitation
  return (
    <Modal opened={opened} onClose={close} title="Invite somebody">
      {made ? (
        <div className="stack">
          <p>
            Send this link to <strong>{made.email}</strong>. They sign in with that address and are in.
          </p>
          <CopyField label="Invitation link" value={made.link} />
          <div className="form-end">
            <Button onClick={close}>Done</Button>
          </div>
        </div>
      ) : (
        <form className="stack" onSubmit={form.onSubmit((values) => invite.mutate(values))} noValidate>
          <TextInput label="E-mail" type="email" data-autofocus {...form.getInputProps('email')} />
          <Select
            label="Role"
            description={ROLE_WORDS[form.values.role].may}
            data={choices}
            renderOption={RoleOption}
            allowDeselect={false}
            {...form.getInputProps('role')}
          />
          <FormProblem error={invite.error} />
          <div className="form-end">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={invite.isPending}>
              Make the invitation
            </Button>
          </div>
        </form>
      )}
    </Modal>
  )
}

function Keys() {
  const mayRead = useMay('keys:read')
  const mayWrite = useMay('keys:write')
  const [isMaking, setMaking] = useState(false)
  const keys = useQuery({ ...keysQuery, enabled: mayRead })
  return (
    <Section
      title="API keys"
      about="For programs that read or write through Foyer’s API. A key may do what its role may."
      actions={
        <GuardedButton
          may={mayWrite}
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => setMaking(true)}
        >
          New key
        </GuardedButton>
      }
    >
      {mayRead ? (
        <Loaded query={keys} skeleton={<Lines count={2} height={48} />}>
          {({ keys }) => {
            const live = keys.filter((key) => !key.revoked_at)
            return live.length === 0 ? (
              <Empty icon={<IconKey size={24} stroke={1.5} />} title="No keys" />
            ) : (
              <ul className="rows">
                {live.map((key) => (
                  <KeyRow key={key.id} apiKey={key} />
                ))}
              </ul>
            )
          }}
        </Loaded>
      ) : (
        <p className="muted">Only owners and admins see the keys.</p>
      )}
      <KeyForm opened={isMaking} onClose={() => setMaking(false)} />
    </Section>
  )
}

function KeyRow({ apiKey }: { apiKey: Schemas['ApiKey'] }) {
  const mayWrite = useMay('keys:write')
  const time = useClinicTime()
  const queries = useQueryClient()
  const [isRevoking, setRevoking] = useState(false)
  const revoke = useMutation({
    mutationFn: () => answer(api.DELETE('/api/keys/{id}', { params: { path: { id: apiKey.id } } })),
    onSuccess: async () => {
      setRevoking(false)
      say('Key ended')
      await queries.invalidateQueries({ queryKey: ['keys'] })
    },
  })
  return (
    <li className="row row-wrap">
      <span className="row-main">
        <strong>{apiKey.name}</strong>
        <span className="muted">
          <code>{apiKey.prefix}…</code> · {ROLE_WORDS[apiKey.role].name} ·{' '}
          {apiKey.last_used_at ? `last used ${time.ago(apiKey.last_used_at)}` : 'never used'}
        </span>
      </span>
      <GuardedButton may={mayWrite} variant="subtle" color="red" onClick={() => setRevoking(true)}>
        End key
      </GuardedButton>
      <Confirm
        opened={isRevoking}
        title={`End the key “${apiKey.name}”?`}
        deed="End key"
        isDangerous
        isBusy={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoke.mutate()}
        onClose={() => {
          revoke.reset()
          setRevoking(false)
        }}
      >
        Whatever uses it stops working at once. It cannot be brought back.
      </Confirm>
    </li>
  )
}

function KeyForm({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const queries = useQueryClient()
  const choices = useRoleChoices()
  const form = useForm({
    initialValues: { name: '', role: 'viewer' as Role },
    validate: { name: (value) => (value.trim() ? null : 'Say what it is for') },
  })
  const make = useMutation({
    mutationFn: (body: { name: string; role: Role }) => answer(api.POST('/api/keys', { body })),
    onError: (error) => form.setErrors(fieldErrors(error)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  })
  const close = () => {
    onClose()
    form.reset()
    make.reset()
  }
  return (
    <Modal opened={opened} onClose={close} title="New API key" closeOnClickOutside={!make.data}>
      {make.data ? (
        <div className="stack">
          <p>
            <strong>Copy it now.</strong> It is shown this once; Foyer keeps only a fingerprint.
          </p>
          <CopyField label="API key" value={make.data.api_key} />
          <div className="form-end">
            <Button onClick={close}>I have it</Button>
          </div>
        </div>
      ) : (
        <form className="stack" onSubmit={form.onSubmit((values) => make.mutate(values))} noValidate>
          <TextInput
            label="What is it for?"
            placeholder="Website, accounting, …"
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Select
            label="Role"
            description={ROLE_WORDS[form.values.role].may}
            data={choices}
            renderOption={RoleOption}
            allowDeselect={false}
            {...form.getInputProps('role')}
          />
          <FormProblem error={make.error} />
          <div className="form-end">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={make.isPending}>
              Make the key
            </Button>
          </div>
        </form>
      )}
    </Modal>
  )
}
