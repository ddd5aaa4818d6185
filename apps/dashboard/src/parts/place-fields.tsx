import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { clockIn, displayLocale, knownZones } from '../clinic-time.ts'

/** What `form.getInputProps` gives. */
interface Field {
  value?: string
  onChange: (value: string) => void
  error?: React.ReactNode
  disabled?: boolean
}

/** An IANA time zone, with the time there, so that a wrong choice is seen at once. */
export function ZoneSelect({ value = 'UTC', onChange, error, disabled }: Field) {
  const zones = useMemo(() => {
    const known = knownZones()
    return [...new Set([...known, value])].map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
  }, [value])
  const there = clockIn(value, 'en-US')
  return (
    <Select
      label="Time zone"
      description={there ? `There it is ${there} now.` : 'All appointments are shown in this zone.'}
      data={zones}
      value={value}
      onChange={(zone) => zone && onChange(zone)}
      searchable
      limit={80}
      nothingFoundMessage="No such zone; try the next big city"
      allowDeselect={false}
      {...(error ? { error } : {})}
      disabled={disabled ?? false}
    />
  )
}

const COUNTRIES =
  'AR AT AU BE BG BO BR CA CH CL CO CR CY CZ DE DK DO EC EE ES FI FR GB GR GT HN HR HU IE IL IN IS IT JP LT LU LV MT MX NI NL NO NZ PA PE PH PL PR PT PY RO RS SE SG SI SK SV TR UA US UY VE ZA'.split(
    ' ',
  )

/** The country tells how phone numbers without a country code are read, and how dates are written. */
export function CountrySelect({ value = 'US', onChange, error, disabled }: Field) {
  const countries = useMemo(() => {
    const names = new Intl.DisplayNames(['en'], { type: 'region' })
    return [...new Set([...COUNTRIES, value])]
      .map((code) => ({ value: code, label: names.of(code) ?? code }))
      .sort((a, b) => a.label.localeCompare(b.label))
  }, [value])
  return (
    <Select
      label="Country"
      description="How phone numbers without a country code are read."
      data={countries}
      value={value}
      onChange={(country) => country && onChange(country)}
      searchable
      allowDeselect={false}
      nothingFoundMessage="No such country"
      {...(error ? { error } : {})}
      disabled={disabled ?? false}
    />
  )
}

/** The country of this browser's language, such as `MX` for es-MX; the United States where it names none. */
export function detectedCountry(): string {
  const region = new Intl.Locale(navigator.language || 'en-US').maximize().region
  return region && displayLocale(region) !== 'en-US' ? region : 'US'
}
