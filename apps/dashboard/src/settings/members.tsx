/** The people of the clinic: their roles, and taking access away. */
import { ActionIcon, Tooltip } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { say } from '../announce.ts'
import { answer, api, type Role, type Schemas } from '../api.ts'
import { IconTrash } from '../icons.ts'
import { Confirm } from '../parts/confirm.tsx'
import { Initials } from '../parts/initials.tsx'
import { FormProblem } from '../parts/loaded.tsx'
import { useMay, useMe } from '../queries.ts'
import { ROLE_WORDS } from '../words.ts'
import { RoleSelect } from './role-select.tsx'

export function MemberRow({ member }: { member: Schemas['Member'] }) {
  const mayWrite = useMay('team:write')
  const me = useMe()
  const queries = useQueryClient()
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
        <RoleSelect
          aria-label={`Role of ${member.name}`}
          value={member.role}
          onChange={(role) => role && role !== member.role && changeRole.mutate(role as Role)}
          comboboxProps={{ width: 280, position: 'bottom-end' }}
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
