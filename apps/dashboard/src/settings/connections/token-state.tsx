import type { Schemas } from '../../api.ts'
import { useClinicTime } from '../../queries.ts'

type Connection = Schemas['Connection']

/** Until when the access token is good, and what is to be done where it is not renewed by itself. */
export function TokenState({ connection: { token } }: { connection: Connection }) {
  const time = useClinicTime()
  if (!token) return null
  const { expires_at, renews_at, error, remedy } = token
  if (error) {
    return (
      <div className="notice notice-look" role="note">
        <p>
          <strong>
            {expires_at
              ? `The access token expires on ${time.date(expires_at)}; renew it by then.`
              : 'The access token could not be renewed; it lasts 60 days from the day on which it was made.'}
          </strong>{' '}
          {remedy}
        </p>
      </div>
    )
  }
  return (
    <p className="muted">
      {expires_at
        ? `The access token expires on ${time.date(expires_at)}. Foyer renews it by itself on ${time.date(renews_at)}.`
        : `When the access token expires is not known yet. Foyer renews it for the first time on ${time.date(renews_at)}.`}
    </p>
  )
}
