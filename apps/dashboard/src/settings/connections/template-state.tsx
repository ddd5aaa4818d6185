import type { Schemas } from '../../api.ts'
import { useClinicTime } from '../../queries.ts'
import { plural } from '../../words.ts'

type Connection = Schemas['Connection']

const STATES = { rejected: 'rejected', paused: 'paused', disabled: 'switched off' } as const

/** How many approved texts the vendor has, since when that is known, and which it holds back and why. */
export function TemplateState({ connection }: { connection: Connection }) {
  const time = useClinicTime()
  const { templates, settings } = connection
  if (!templates || settings.is_local === 'yes') return null
  const { read_at, remedy, approved, held_back } = templates
  return (
    <div className="stack">
      <p className="muted">
        {read_at
          ? `${plural(approved, 'approved template', 'approved templates')}, read ${time.ago(read_at)}.`
          : 'Its templates have not been read yet; Check reads them.'}
        {remedy && ` ${remedy}`}
      </p>
      {held_back.length > 0 && (
        <div className="notice notice-look" role="note">
          <p>
            <strong>WhatsApp does not let {plural(held_back.length, 'template', 'templates')} out.</strong>
          </p>
          <ul className="held-back">
            {held_back.map(({ name, language, status, reason }) => (
              <li key={`${name} ${language}`}>
                {name} ({language}): {STATES[status]}
                {reason && `, ${reason}`}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
