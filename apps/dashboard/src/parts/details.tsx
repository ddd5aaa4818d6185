import type { ReactNode } from 'react'

/** Pairs of a word and what is known; what is not known is left out. */
export function Details({ rows }: { rows: [label: string, value: ReactNode][] }) {
  const known = rows.filter(([, value]) => value !== null && value !== undefined && value !== '')
  return (
    <dl className="details">
      {known.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export function MailLink({ email }: { email: string }) {
  return (
    <a className="text-link" href={`mailto:${email}`}>
      {email}
    </a>
  )
}
