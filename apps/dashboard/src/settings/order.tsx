/** The clinic's own order of services, practitioners or rooms: a step up or down at a press, or drawn to its place. */
import { ActionIcon } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type PointerEvent, useRef } from 'react'
import { sayAloud } from '../announce.ts'
import { IconChevronDown, IconChevronUp, IconGripVertical } from '../icons.ts'
import { dragRow } from './drag-row.ts'

interface Placed {
  id: string
  name: string
  position: number
}

/** `list`: the first word of the key under which they are read; `save` gives one its place. */
export function useOrder<Item extends Placed>(
  items: readonly Item[],
  list: string,
  save: (id: string, position: number) => Promise<unknown>,
) {
  const queries = useQueryClient()
  const reorder = useMutation({
    mutationFn: async (wanted: readonly Item[]) => {
      for (const [position, item] of wanted.entries()) {
        if (item.position !== position) await save(item.id, position)
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [list] }),
  })
  // What was asked for last stands until the server's list is read again.
  const shown = reorder.isPending ? reorder.variables : items
  function moveTo(item: Item, place: number) {
    const from = shown.findIndex(({ id }) => id === item.id)
    if (place === from || place < 0 || place >= shown.length || reorder.isPending) return
    reorder.mutate(shown.toSpliced(from, 1).toSpliced(place, 0, item))
    sayAloud(`${item.name} is now ${place + 1} of ${shown.length}`)
  }
  const move = (item: Item, by: -1 | 1) => moveTo(item, shown.findIndex(({ id }) => id === item.id) + by)
  return { shown, move, moveTo, error: reorder.error }
}

/** Takes hold of its `ordered-row`. For mouse and finger alone: the buttons beside it do the same by keyboard. */
export function OrderHandle({ onDrop }: { onDrop: (place: number) => void }) {
  function onPointerDown(event: PointerEvent<HTMLSpanElement>) {
    if (event.button === 0) dragRow(event.nativeEvent, event.currentTarget, onDrop)
  }
  return (
    <span className="order-handle" aria-hidden="true" onPointerDown={onPointerDown}>
      <IconGripVertical size={16} />
    </span>
  )
}

export function OrderButtons({
  name,
  place,
  of,
  onMove,
}: {
  name: string
  /** From 0. */
  place: number
  of: number
  onMove: (by: -1 | 1) => void
}) {
  const group = useRef<HTMLSpanElement>(null)
  /** A row that moves in the page loses the focus. */
  function move(by: -1 | 1) {
    onMove(by)
    const button = group.current?.children[by === -1 ? 0 : 1] as HTMLElement | undefined
    requestAnimationFrame(() => button?.focus())
  }
  return (
    <span className="order-buttons" ref={group}>
      <OrderButton label={`Move ${name} up`} isAtEnd={place === 0} onPress={() => move(-1)}>
        <IconChevronUp size={16} />
      </OrderButton>
      <OrderButton label={`Move ${name} down`} isAtEnd={place === of - 1} onPress={() => move(1)}>
        <IconChevronDown size={16} />
      </OrderButton>
    </span>
  )
}

/** At its end it stays reachable: the focus would be lost on the way. */
function OrderButton({
  label,
  isAtEnd,
  onPress,
  children,
}: {
  label: string
  isAtEnd: boolean
  onPress: () => void
  children: React.ReactNode
}) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      className="plain-icon"
      aria-label={label}
      aria-disabled={isAtEnd}
      data-disabled={isAtEnd || undefined}
      onClick={() => !isAtEnd && onPress()}
    >
      {children}
    </ActionIcon>
  )
}
