/** Asks for dates on which hours are other than in any week: a day off, a holiday, a short day. */
import { Button, Modal, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { isDay } from '../../clinic-time.ts'
import { FormProblem } from '../../parts/loaded.tsx'
import { useClinicTime } from '../../queries.ts'
import type { Stretch } from './dated-hours.ts'
import { asKept, flawsOf, type HoursWindow, nextWindow } from './weekly-hours.ts'
import { WindowsEditor } from './windows-editor.tsx'

export type NewStretch = Pick<Stretch, 'from' | 'to' | 'windows' | 'name'>

interface StretchDialogProps {
  title: string
  /** What a day without hours is called: `Closed`, `Off`. */
  offWord: string
  namePlaceholder: string
  deed: string
  isBusy: boolean
  error: unknown
  onAdd: (stretch: NewStretch) => void
  onClose: () => void
}

export function StretchDialog({ opened, ...dialog }: StretchDialogProps & { opened: boolean }) {
  return (
    <Modal opened={opened} onClose={dialog.onClose} title={dialog.title}>
      {/* Made anew at each opening. */}
      {opened && <StretchForm {...dialog} />}
    </Modal>
  )
}

function StretchForm({ offWord, namePlaceholder, deed, isBusy, error, onAdd, onClose }: StretchDialogProps) {
  const today = useClinicTime().today()
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [name, setName] = useState('')
  const [windows, setWindows] = useState<HoursWindow[]>([])
  const [wasTried, setTried] = useState(false)
  const flaws = flawsOf(windows)
  const whyNotFrom = isDay(from) ? null : 'Enter a date'
  const whyNotTo = to && to < from ? 'Lies before the first day' : null
  function add() {
    setTried(true)
    if (whyNotFrom || whyNotTo || flaws.size > 0) return
    onAdd({ from, to: to || from, windows: windows.map(asKept), name: name.trim() || null })
  }
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        // The page's form, around this one in React's tree, is not meant.
        event.stopPropagation()
        add()
      }}
    >
      <div className="two">
        <TextInput
          type="date"
          label="First day"
          data-autofocus
          min={today}
          value={from}
          error={wasTried && whyNotFrom}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label="Last day"
          description="Leave empty for a single day."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={from || today}
          value={to}
          error={wasTried && whyNotTo}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      <div className="stack-tight">
        <SegmentedControl
          aria-label="Hours on these days"
          value={windows.length === 0 ? 'off' : 'hours'}
          onChange={(kind) => setWindows(kind === 'off' ? [] : [nextWindow([])])}
          data={[
            { value: 'off', label: `${offWord} all day` },
            { value: 'hours', label: 'Other hours' },
          ]}
        />
        {windows.length > 0 && (
          <WindowsEditor day="these days" windows={windows} flaws={flaws} onChange={setWindows} />
        )}
      </div>
      <TextInput
        label="Name"
        placeholder={namePlaceholder}
        description="Shown in the calendar. May stay empty."
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <FormProblem error={error} />
      <div className="form-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={isBusy}>
          {deed}
        </Button>
      </div>
    </form>
  )
}
