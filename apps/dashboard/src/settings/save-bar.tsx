/** Below a long form: says that something is not saved, and asks before it would be lost. */
import './save-bar.css'
import { Button } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useEffect } from 'react'
import { Confirm } from '../parts/confirm.tsx'
import { FormProblem } from '../parts/loaded.tsx'

export function SaveBar({
  isDirty,
  isNew = false,
  deed = 'Save changes',
  isSaving,
  error,
  onUndo,
}: {
  isDirty: boolean
  /** Always shown: there is something to do even before a field was touched. */
  isNew?: boolean
  deed?: string
  isSaving: boolean
  error: unknown
  onUndo: () => void
}) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname,
    enableBeforeUnload: isDirty,
    withResolver: true,
  })
  const isShown = isDirty || isNew
  useEffect(() => {
    // The bar comes while somebody types, perhaps over what they type into.
    if (isShown && document.activeElement?.matches('.main input, .main textarea, .main [contenteditable]'))
      document.activeElement.scrollIntoView({ block: 'nearest' })
  }, [isShown])
  return (
    <>
      {isShown && (
        <div className="save-bar">
          <FormProblem error={error} />
          <span className="save-bar-word">{isDirty ? 'Not saved yet' : ''}</span>
          {isDirty && (
            <Button variant="default" disabled={isSaving} onClick={onUndo}>
              Undo changes
            </Button>
          )}
          <Button type="submit" loading={isSaving}>
            {deed}
          </Button>
        </div>
      )}
      <Confirm
        opened={blocker.status === 'blocked'}
        title="Leave without saving?"
        deed="Leave and lose the changes"
        isDangerous
        isBusy={false}
        error={null}
        onConfirm={() => blocker.proceed?.()}
        onClose={() => blocker.reset?.()}
      >
        What you changed on this page is not saved yet.
      </Confirm>
    </>
  )
}

/** Where a form was not accepted: to the first field that says why, unfolding what hides it. */
export function showFirstFlaw(form: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const field = form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-flawed]')
    field?.closest('details')?.setAttribute('open', '')
    field?.focus({ preventScroll: true })
    field?.scrollIntoView({ block: 'center' })
  })
}
