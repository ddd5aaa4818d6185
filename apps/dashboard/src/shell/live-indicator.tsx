import { useLiveState } from '../live.ts'

const WORDS = {
  connecting: { label: 'Connecting…', about: 'Changes will appear here by themselves.' },
  live: { label: 'Live', about: 'Changes appear here by themselves.' },
  reconnecting: {
    label: 'Reconnecting…',
    about:
      'The connection was lost. What you see may be a little old; it is read again as soon as we are back.',
  },
}

export function LiveIndicator() {
  const state = useLiveState()
  const { label, about } = WORDS[state]
  return (
    <span className={`live live-${state}`} title={about}>
      <span className="live-dot" aria-hidden="true" />
      {label}
    </span>
  )
}
