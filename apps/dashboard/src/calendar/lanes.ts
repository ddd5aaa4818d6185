/** What overlaps stands side by side. */

export interface Span {
  column: number
  /** Minutes on the column's axis. */
  start: number
  end: number
}

export type InLane<S extends Span> = S & {
  /** Which of `lanes` equal parts of the column. */
  lane: number
  lanes: number
  /** A strip beside the lanes shows how many more there are. */
  hasFold: boolean
}

/** Those that found no lane any more. */
export interface Fold<S extends Span> extends Span {
  hidden: S[]
}

/**
 * Those that overlap, directly or through others, share the column's width in as many lanes as are busy at once, at
 * most `most`. What has no room then is folded into a strip beside them.
 */
export function layInLanes<S extends Span>(
  spans: readonly S[],
  most = Number.POSITIVE_INFINITY,
): { placed: InLane<S>[]; folds: Fold<S>[] } {
  const placed: InLane<S>[] = []
  const folds: Fold<S>[] = []
  for (const cluster of clusters(spans)) {
    const seated = seat(cluster)
    const needed = Math.max(...seated.map(({ lane }) => lane)) + 1
    const lanes = Math.min(needed, most)
    const fits = seated.filter(({ lane }) => lane < lanes)
    placed.push(...fits.map(({ span, lane }) => ({ ...span, lane, lanes, hasFold: needed > most })))
    const left = seated.filter(({ lane }) => lane >= lanes).map(({ span }) => span)
    for (const hidden of clusters(left)) {
      folds.push({
        column: hidden[0]?.column ?? 0,
        start: Math.min(...hidden.map(({ start }) => start)),
        end: Math.max(...hidden.map(({ end }) => end)),
        hidden,
      })
    }
  }
  return { placed, folds }
}

/** Runs of one column in which each overlaps another. */
function clusters<S extends Span>(spans: readonly S[]): S[][] {
  const sorted = [...spans].sort((a, b) => a.column - b.column || a.start - b.start || b.end - a.end)
  const found: S[][] = []
  let column = -1
  let end = -1
  for (const span of sorted) {
    if (span.column !== column || span.start >= end) {
      found.push([])
      end = span.end
    }
    column = span.column
    end = Math.max(end, span.end)
    found.at(-1)?.push(span)
  }
  return found
}

/** Each in the first lane that is free when it begins. */
function seat<S extends Span>(cluster: readonly S[]): { span: S; lane: number }[] {
  const ends: number[] = []
  return cluster.map((span) => {
    const free = ends.findIndex((end) => end <= span.start)
    const lane = free === -1 ? ends.length : free
    ends[lane] = span.end
    return { span, lane }
  })
}
