import { useEffect, useRef, useState } from 'react'
import { Section } from '../parts/page.tsx'
import type { Body } from './fhir.ts'

/** The form as a patient sees it, by the page's own code. What is filled in here goes nowhere. */
export function FormPreview({ body }: { body: Body }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [isReady, setReady] = useState(false)
  useEffect(() => {
    function hear({ origin, source, data }: MessageEvent) {
      if (origin === location.origin && source === frame.current?.contentWindow && data?.isReady)
        setReady(true)
    }
    addEventListener('message', hear)
    return () => removeEventListener('message', hear)
  }, [])
  useEffect(() => {
    if (isReady) frame.current?.contentWindow?.postMessage({ questionnaire: body }, location.origin)
  }, [isReady, body])
  return (
    <div className="form-preview">
      <Section title="Preview" about="As a patient sees it. What you fill in here goes nowhere.">
        <iframe ref={frame} src="/f/preview" title="Preview of the form" />
      </Section>
    </div>
  )
}
