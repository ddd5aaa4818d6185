import { ActionIcon, Button, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { IconChevronDown, IconChevronUp, IconPlus, IconTrash, IconX } from '../icons.ts'
import { OrderButtons } from '../settings/order.tsx'
import { plural } from '../words.ts'
import { AddQuestion } from './add-question.tsx'
import { ConditionFields } from './condition-fields.tsx'
import {
  type Body,
  changeAt,
  extensionValue,
  FLAG,
  hasOptions,
  type Item,
  moveAt,
  newItem,
  newOption,
  type Option,
  RANGE,
  spanishOf,
  TYPE_WORDS,
  withExtension,
  withSpanish,
} from './fhir.ts'
import { UnitField } from './unit-field.tsx'

/** A question; it unfolds to its texts, its choices, and for a group the questions in it. */
export function ItemRow({
  item,
  path,
  of,
  body,
  mayChange,
  onChange,
}: {
  item: Item
  /** Its places, one below the other. */
  path: readonly number[]
  /** How many stand beside it, itself included. */
  of: number
  body: Body
  mayChange: boolean
  /** With all items of the questionnaire. */
  onChange: (items: Item[]) => void
}) {
  const [isOpen, setOpen] = useState(item.text === '')
  const all = body.item ?? []
  const set = (changed: Item) => onChange(changeAt(all, path, () => changed))
  const name = item.text || 'New question'
  const about = [
    TYPE_WORDS[item.type] ?? item.type,
    item.required && 'must be answered',
    item.repeats && 'several times',
    item.enableWhen && 'asked only where it applies',
    item.item && item.type === 'group' && plural(item.item.length, 'question', 'questions'),
  ]
  return (
    <li className="item">
      <div className="step-head">
        <button type="button" className="item-open" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <span className="row-main">
            <strong>{name}</strong>
            <span className="muted">{about.filter(Boolean).join(' · ')}</span>
          </span>
          {isOpen ? <IconChevronUp size={16} /> : <IconChevronDown size={16} />}
        </button>
        {mayChange && (
          <span className="step-tools">
            <OrderButtons
              name={name}
              place={path.at(-1) ?? 0}
              of={of}
              onMove={(by) => onChange(moveAt(all, path, by))}
            />
            <ActionIcon
              variant="subtle"
              className="plain-icon"
              aria-label={`Remove ${name}`}
              onClick={() => onChange(changeAt(all, path, () => null))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </span>
        )}
      </div>
      {isOpen && (
        <div className="item-body">
          <ItemFields item={item} body={body} onChange={set} />
          {item.type === 'group' && (
            <>
              <ol className="items">
                {(item.item ?? []).map((below, i) => (
                  <ItemRow
                    key={below.linkId}
                    item={below}
                    path={[...path, i]}
                    of={item.item?.length ?? 0}
                    body={body}
                    mayChange={mayChange}
                    onChange={onChange}
                  />
                ))}
              </ol>
              {mayChange && (
                <div>
                  <AddQuestion
                    onAdd={(type) => set({ ...item, item: [...(item.item ?? []), newItem(body, type)] })}
                  />
                </div>
              )}
            </>
          )}
        </div>
      )}
    </li>
  )
}

function ItemFields({ item, body, onChange }: { item: Item; body: Body; onChange: (item: Item) => void }) {
  return (
    <>
      <div className="two">
        <TextInput
          label="English"
          lang="en"
          value={item.text ?? ''}
          onChange={(event) => onChange({ ...item, text: event.currentTarget.value })}
        />
        <TextInput
          label="Español"
          lang="es"
          value={spanishOf(item._text)}
          onChange={(event) => {
            const { _text: beside, ...rest } = item
            const translated = withSpanish(beside, event.currentTarget.value)
            onChange(translated ? { ...rest, _text: translated } : rest)
          }}
        />
      </div>
      {item.type !== 'display' && item.type !== 'group' && (
        <Switch
          label="Must be answered"
          checked={item.required ?? false}
          onChange={(event) => onChange({ ...item, required: event.currentTarget.checked })}
        />
      )}
      {MAY_REPEAT.has(item.type) && (
        <Switch
          label={hasOptions(item.type) ? 'More than one may be chosen' : 'May be given several times'}
          checked={item.repeats ?? false}
          onChange={(event) => onChange({ ...item, repeats: event.currentTarget.checked })}
        />
      )}
      <RangeFields item={item} onChange={onChange} />
      {item.type === 'quantity' && <UnitField item={item} onChange={onChange} />}
      <ConditionFields item={item} body={body} onChange={onChange} />
      {FLAGGED.has(item.type) && (
        <TextInput
          label={item.type === 'boolean' ? 'Staff are told of a yes as' : 'Staff are told of any answer as'}
          description="A task with this name is opened; leave it empty to tell nobody."
          maxLength={120}
          value={String(extensionValue(item, FLAG) ?? '')}
          onChange={({ currentTarget: { value } }) =>
            onChange(withExtension(item, FLAG, value ? { valueString: value } : null))
          }
        />
      )}
      {hasOptions(item.type) && (
        <Options
          options={item.answerOption ?? []}
          onChange={(answerOption) => onChange({ ...item, answerOption })}
        />
      )}
    </>
  )
}

const MAY_REPEAT = new Set(['group', 'choice', 'open-choice', 'string', 'attachment'])
/** Of a choice it is the single choices that staff are told of. */
const FLAGGED = new Set(['boolean', 'string', 'text'])
const NUMBERS: Record<string, 'valueInteger' | 'valueDecimal' | undefined> = {
  integer: 'valueInteger',
  decimal: 'valueDecimal',
}

function RangeFields({ item, onChange }: { item: Item; onChange: (item: Item) => void }) {
  const member = NUMBERS[item.type]
  if (!member) return null
  return (
    <div className="two">
      {(['min', 'max'] as const).map((end) => (
        <TextInput
          key={end}
          type="number"
          label={end === 'min' ? 'At least' : 'At most'}
          value={String(extensionValue(item, RANGE[end]) ?? '')}
          onChange={({ currentTarget: { value } }) =>
            onChange(withExtension(item, RANGE[end], value === '' ? null : { [member]: Number(value) }))
          }
        />
      ))}
    </div>
  )
}

function Options({
  options,
  onChange,
}: {
  options: readonly Option[]
  onChange: (options: Option[]) => void
}) {
  const codes = new Set(options.map(({ valueCoding }) => valueCoding?.code))
  function add() {
    let number = options.length + 1
    while (codes.has(`option_${number}`)) number++
    onChange([...options, newOption(`option_${number}`)])
  }
  const replace = (place: number, changed: Option) =>
    onChange(options.map((one, i) => (i === place ? changed : one)))
  const set = (place: number, coding: NonNullable<Option['valueCoding']>) =>
    replace(place, { ...options[place], valueCoding: coding })
  return (
    <fieldset className="bare-fieldset stack-tight">
      <legend className="field-label">Choices</legend>
      {options.map((option, i) => {
        const { valueCoding, valueString } = option
        return (
          <div className="option-row" key={valueCoding?.code ?? valueString ?? i}>
            {valueCoding ? (
              <>
                <TextInput
                  aria-label={`Choice ${i + 1}, English`}
                  lang="en"
                  placeholder="English"
                  value={valueCoding.display ?? ''}
                  onChange={(event) => set(i, { ...valueCoding, display: event.currentTarget.value })}
                />
                <TextInput
                  aria-label={`Choice ${i + 1}, Spanish`}
                  lang="es"
                  placeholder="Español"
                  value={spanishOf(valueCoding._display)}
                  onChange={(event) => {
                    const { _display: beside, ...rest } = valueCoding
                    const translated = withSpanish(beside, event.currentTarget.value)
                    set(i, translated ? { ...rest, _display: translated } : rest)
                  }}
                />
              </>
            ) : (
              <span>{valueString}</span>
            )}
            <TextInput
              aria-label={`Choice ${i + 1}, what staff are told`}
              placeholder="Tell staff: …"
              maxLength={120}
              value={String(extensionValue(option, FLAG) ?? '')}
              onChange={({ currentTarget: { value } }) =>
                replace(i, withExtension(option, FLAG, value ? { valueString: value } : null))
              }
            />
            <ActionIcon
              variant="subtle"
              className="plain-icon"
              aria-label={`Remove choice ${i + 1}`}
              onClick={() => onChange(options.filter((_, place) => place !== i))}
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
        )
      })}
      <div>
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={add}>
          Add a choice
        </Button>
      </div>
    </fieldset>
  )
}
