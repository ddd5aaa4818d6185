import { Button, type ButtonProps, Tooltip } from '@mantine/core'
import type { MouseEventHandler, ReactNode } from 'react'

/**
 * A button that says why the role may not press it. It stays reachable by keyboard, so that the reason can be read.
 */
export function GuardedButton({
  may,
  why = 'Your role may not do this. Ask an owner or admin.',
  onClick,
  children,
  ...button
}: ButtonProps & {
  may: boolean
  why?: string
  onClick?: MouseEventHandler<HTMLButtonElement>
  children: ReactNode
  type?: 'button' | 'submit'
  'aria-label'?: string
}) {
  if (may) {
    return (
      <Button {...button} {...(onClick ? { onClick } : {})}>
        {children}
      </Button>
    )
  }
  return (
    <Tooltip label={why} multiline maw={260}>
      <Button
        {...button}
        type="button"
        data-disabled
        aria-disabled
        onClick={(event) => event.preventDefault()}
      >
        {children}
      </Button>
    </Tooltip>
  )
}

/** Above a form that the role may read and not change. */
export function LookOnly() {
  return (
    <div className="notice notice-look" role="note">
      <p>Your role may look here, not change anything. Ask an owner or admin of your clinic.</p>
    </div>
  )
}
