import { Menu, useMantineColorScheme } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { say } from '../announce.ts'
import { authCall, detailOf } from '../api.ts'
import { IconCheck, IconLogout, IconMoon, IconShieldLock, IconSun } from '../icons.ts'
import { Initials } from '../parts/initials.tsx'
import { useMe } from '../queries.ts'
import { ROLE_WORDS } from '../words.ts'

const SCHEMES = [
  { value: 'auto', label: 'Like the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

/** Opens as soon as it is there: it is loaded by the press on its button. */
export function AccountMenu() {
  const me = useMe()
  const button = useRef<HTMLButtonElement>(null)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const name = me.user?.name ?? 'Account'

  async function signOut() {
    try {
      await authCall('/sign-out', {})
    } catch (error) {
      say('You are still signed in', detailOf(error))
      return
    }
    queries.clear()
    await navigate({ to: '/sign-in' })
  }

  async function workFor(organizationId: string) {
    try {
      await authCall('/organization/set-active', { organizationId })
    } catch (error) {
      say('The clinic was not changed', detailOf(error))
      return
    }
    location.assign('/')
  }

  return (
    <Menu
      defaultOpened
      returnFocus={false}
      onClose={() => requestAnimationFrame(() => button.current?.focus())}
      position="bottom-end"
      width={260}
      shadow="md"
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <button type="button" ref={button} className="account" aria-label={`Account of ${name}`}>
          <Initials name={name} size={32} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <span className="account-name">{name}</span>
          <span className="account-mail">{me.user?.email}</span>
          {me.role && <span className="account-mail">{ROLE_WORDS[me.role].name}</span>}
        </Menu.Label>
        <Menu.Item
          leftSection={<IconShieldLock size={16} />}
          onClick={() => void navigate({ to: '/settings/security' })}
        >
          Security
        </Menu.Item>
        {me.clinics.length > 1 && (
          <>
            <Menu.Divider />
            <Menu.Label>Clinics</Menu.Label>
            {me.clinics.map((clinic) => (
              <Menu.Item
                key={clinic.id}
                onClick={() => void workFor(clinic.id)}
                rightSection={clinic.id === me.clinic?.id ? <IconCheck size={16} /> : null}
              >
                {clinic.name}
              </Menu.Item>
            ))}
          </>
        )}
        <Menu.Divider />
        <Menu.Label>Colours</Menu.Label>
        {SCHEMES.map(({ value, label }) => (
          <Menu.Item
            key={value}
            closeMenuOnClick={false}
            leftSection={value === 'dark' ? <IconMoon size={16} /> : <IconSun size={16} />}
            rightSection={colorScheme === value ? <IconCheck size={16} /> : null}
            aria-current={colorScheme === value || undefined}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
