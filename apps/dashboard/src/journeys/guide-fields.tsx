import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Flaws } from './journey-editor.tsx'
import type { Step } from './journey-queries.ts'

type Guide = NonNullable<Extract<Step, { do: 'message' }>['guide']>
type Language = 'en' | 'es'

/** What is read behind {{guide_link}} of a message. */
export function GuideFields({
  guide,
  flaws,
  onChange,
}: {
  guide?: Guide
  flaws: Flaws
  onChange: (guide: Guide | null) => void
}) {
  const [language, setLanguage] = useState<Language>('en')
  if (!guide) {
    return (
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => onChange({ en: { title: '', body: '' }, es: { title: '', body: '' } })}
        >
          Add a guide to read
        </Button>
      </div>
    )
  }
  const change = (changed: Partial<Guide['en']>) =>
    onChange({ ...guide, [language]: { ...guide[language], ...changed } })
  return (
    <details
      className="folded"
      open={Object.keys(flaws).some((path) => path.startsWith('guide')) || undefined}
    >
      <summary>Guide: {guide.en.title || 'no title yet'}</summary>
      <div className="stack-tight">
        <SegmentedControl
          aria-label="Language of the guide"
          value={language}
          onChange={(value) => setLanguage(value as Language)}
          data={[
            { value: 'en', label: 'English' },
            { value: 'es', label: 'Español' },
          ]}
        />
        <TextInput
          label="Title of the guide"
          maxLength={120}
          value={guide[language].title}
          error={flaws[`guide.${language}.title`]}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <Textarea
          label="Guide"
          description="Paragraphs, and lines that begin with a dash. The text above needs the gap for the guide’s link."
          autosize
          minRows={6}
          maxRows={20}
          maxLength={20_000}
          value={guide[language].body}
          error={flaws[`guide.${language}.body`]}
          onChange={(event) => change({ body: event.currentTarget.value })}
        />
        <div>
          <Button variant="subtle" color="red" size="compact-sm" onClick={() => onChange(null)}>
            Take the guide away
          </Button>
        </div>
      </div>
    </details>
  )
}
