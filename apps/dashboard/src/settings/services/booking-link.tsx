/** Where patients book, and how a clinic puts that on its own site. Also for who may only look: they send it on. */
import { CopyField } from '../../parts/copy-field.tsx'
import { useClinic } from '../../queries.ts'

export function BookingLink({
  label,
  about,
  service,
}: {
  label: string
  about: string
  /** Its slug; without one all public services are listed. */
  service?: string
}) {
  const { slug } = useClinic()
  const { origin } = location
  const code = (mode?: 'popup') => {
    const names = { clinic: slug, service, mode }
    const attributes = Object.entries(names).flatMap(([name, value]) =>
      value ? [`data-${name}="${value}"`] : [],
    )
    return `<script src="${origin}/embed.js" ${attributes.join(' ')} async></script>`
  }
  return (
    <div className="public-link">
      <CopyField
        label={label}
        value={[origin, slug, service].filter(Boolean).join('/')}
        description={about}
      />
      <details className="folded">
        <summary>On your own site</summary>
        <div className="stack">
          <CopyField
            isLong
            label="Code for the booking page within a page"
            value={code()}
            description="Put it where the page shall stand. It grows and shrinks with what is shown."
          />
          <CopyField
            isLong
            label="Code for a button that opens it"
            value={code('popup')}
            description="Put it where the button shall stand. data-label=&quot;…&quot; changes what the button says."
          />
        </div>
      </details>
    </div>
  )
}
