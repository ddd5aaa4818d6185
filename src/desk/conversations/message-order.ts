/**
 * The ids of a conversation's messages are in the order in which they are answered: how far somebody has answered is one id.
 * They are UUIDv7 (RFC 9562 §5.7), 122 bits beside version and variant, and ordered as their texts are.
 */

/** When an id was made, in milliseconds since 1970. */
export function epochMsOf(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

/** The next id behind this one, for where this node's clock is behind another one's. */
export function idBehind(id: string): string {
  return toId(toBits(id) + 1n)
}

const MILLISECOND = 1n << 74n

/** Between the two and close before the second, so that others find room on either side. `before` null: nothing stands there. */
export function idBetween(before: string | null, behind: string): string {
  const end = toBits(behind)
  const start = before === null ? 0n : toBits(before)
  const closest = end - MILLISECOND
  return toId(((start > closest ? start : closest) + end) / 2n)
}

function toBits(id: string): bigint {
  const hex = id.replaceAll('-', '')
  const tail = BigInt(`0x${hex.slice(16)}`) & ((1n << 62n) - 1n)
  return (BigInt(`0x${hex.slice(0, 12)}${hex.slice(13, 16)}`) << 62n) | tail
}

function toId(bits: bigint): string {
  const head = (bits >> 62n).toString(16).padStart(15, '0')
  const tail = ((bits & ((1n << 62n) - 1n)) | (1n << 63n)).toString(16)
  return `${head.slice(0, 8)}-${head.slice(8, 12)}-7${head.slice(12)}-${tail.slice(0, 4)}-${tail.slice(4)}`
}
