/** A colour for the calendar, from a few that can be told apart, each with its name. */
import './color-choice.css'
import { useId } from 'react'
import { IconCheck } from '../icons.ts'

const COLORS: Record<string, string> = {
  '#0b766f': 'Teal',
  '#1d5fd1': 'Blue',
  '#6d4bc4': 'Violet',
  '#b83280': 'Pink',
  '#b42323': 'Red',
  '#b45309': 'Amber',
  '#2f7d32': 'Green',
  '#5b6770': 'Grey',
}

export function ColorChoice({
  label,
  value,
  onChange,
}: {
  label: string
  value: string | null
  onChange: (color: string | null) => void
}) {
  const name = useId()
  const colors = value && !(value in COLORS) ? { ...COLORS, [value]: `As it is (${value})` } : COLORS
  return (
    <fieldset className="color-choice">
      <legend className="field-label">{label}</legend>
      <div className="color-row">
        <label className="color-none">
          <input type="radio" name={name} checked={value === null} onChange={() => onChange(null)} />
          <span>None</span>
        </label>
        {Object.entries(colors).map(([color, word]) => (
          <label key={color} className="color-swatch" style={{ background: color }} title={word}>
            <input type="radio" name={name} checked={value === color} onChange={() => onChange(color)} />
            <span className="visually-hidden">{word}</span>
            {value === color && <IconCheck size={16} stroke={3} aria-hidden="true" />}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
