import { PasswordInput, type PasswordInputProps } from '@mantine/core'

const LEAST_LETTERS = 10

/** For `useForm`'s `validate`. */
export function whyTooShort(password: string): string | null {
  return password.length >= LEAST_LETTERS ? null : `Use at least ${LEAST_LETTERS} letters, digits or signs`
}

/** Where somebody chooses a password. */
export function NewPassword(props: PasswordInputProps) {
  return (
    <PasswordInput
      description={`At least ${LEAST_LETTERS} characters. A few words are easier to remember than signs.`}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
      {...props}
    />
  )
}
