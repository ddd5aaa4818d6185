import { ActionIcon, Button, Select, Switch, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '../icons.ts'
import { type Body, type Condition, hasOptions, type Item, questionsBefore } from './fhir.ts'

/** When a question is asked: always, or where others were answered so. */
export function ConditionFields({
  item,
  body,
  onChange,
}: {
  item: Item
  body: Body
  onChange: (item: Item) => void
}) {
  const questions = questionsBefore(body, item)
  const conditions = item.enableWhen ?? []
  const first = questions.findLast(({ type }) => type === 'boolean' || hasOptions(type)) ?? questions[0]
  if (!first && conditions.length === 0) return null
  function set(enableWhen: Condition[]) {
    const { enableWhen: _, enableBehavior: behavior, ...rest } = item
    if (enableWhen.length === 0) return onChange(rest)
    onChange({
      ...rest,
      enableWhen,
      ...(enableWhen.length > 1 ? { enableBehavior: behavior ?? ('all' as const) } : {}),
    })
  }
  const add = () => first && set([...conditions, firstCondition(first)])
  return (
    <fieldset className="bare-fieldset stack-tight">
      <legend className="visually-hidden">When it is asked</legend>
      <Switch
        label="Asked only where"
        checked={conditions.length > 0}
        onChange={(event) => (event.currentTarget.checked ? add() : set([]))}
      />
      {conditions.length > 1 && (
        <Select
          aria-label="How many must hold"
          data={[
            { value: 'all', label: 'all of these hold' },
            { value: 'any', label: 'any of these holds' },
          ]}
          value={item.enableBehavior ?? 'all'}
          onChange={(value) => value && onChange({ ...item, enableBehavior: value as 'all' | 'any' })}
          allowDeselect={false}
        />
      )}
      {conditions.map((condition, i) => (
        <ConditionRow
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name, and their order is theirs
          key={i}
          number={i + 1}
          condition={condition}
          questions={questions}
          onChange={(changed) =>
            set(conditions.flatMap((one, place) => (place === i ? (changed ?? []) : one)))
          }
        />
      ))}
      {conditions.length > 0 && (
        <div>
          <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={add}>
            Add a condition
          </Button>
        </div>
      )}
    </fieldset>
  )
}

function ConditionRow({
  number,
  condition,
  questions,
  onChange,
}: {
  number: number
  condition: Condition
  questions: readonly Item[]
  /** Null: without it. */
  onChange: (condition: Condition | null) => void
}) {
  const asked = questions.find(({ linkId }) => linkId === condition.question)
  const choices = asked ? choicesFor(asked) : []
  const chosen = choices.find(({ is }) => is(condition))
  return (
    <div className="condition-row">
      <Select
        aria-label={`Condition ${number}, question`}
        data={[
          ...questions.map(({ linkId, text }) => ({ value: linkId, label: text || 'New question' })),
          ...(asked ? [] : [{ value: condition.question, label: 'Another question' }]),
        ]}
        value={condition.question}
        onChange={(linkId) => {
          const other = questions.find((one) => one.linkId === linkId)
          if (other) onChange(firstCondition(other))
        }}
        allowDeselect={false}
      />
      <Select
        aria-label={`Condition ${number}, how it is answered`}
        data={choices.map(({ label }) => label)}
        value={chosen?.label ?? null}
        placeholder={asked ? 'As it was written' : ''}
        onChange={(label) => {
          const choice = choices.find((one) => one.label === label)
          if (choice) onChange(choice.make(condition))
        }}
        allowDeselect={false}
      />
      {asked && chosen?.isOpen && <ValueField number={number} asked={asked} {...{ condition, onChange }} />}
      <ActionIcon
        variant="subtle"
        className="plain-icon"
        aria-label={`Remove condition ${number}`}
        onClick={() => onChange(null)}
      >
        <IconX size={16} />
      </ActionIcon>
    </div>
  )
}

function ValueField({
  number,
  asked,
  condition,
  onChange,
}: {
  number: number
  asked: Item
  condition: Condition
  onChange: (condition: Condition) => void
}) {
  const member = VALUES[asked.type]
  if (!member) return null
  const isNumber = member === 'answerInteger' || member === 'answerDecimal'
  return (
    <TextInput
      aria-label={`Condition ${number}, value`}
      type={isNumber ? 'number' : member === 'answerDate' ? 'date' : 'text'}
      value={String(condition[member] ?? '')}
      onChange={({ currentTarget: { value } }) =>
        onChange({ ...condition, [member]: isNumber && value !== '' ? Number(value) : value })
      }
    />
  )
}

/** The member that holds the answer of a condition, for types that are compared with what is typed. */
const VALUES: Record<string, 'answerInteger' | 'answerDecimal' | 'answerDate' | 'answerString' | undefined> =
  {
    integer: 'answerInteger',
    decimal: 'answerDecimal',
    date: 'answerDate',
    string: 'answerString',
    text: 'answerString',
  }

interface Choice {
  label: string
  /** True where the condition says this. */
  is(condition: Condition): boolean
  make(before: Condition): Condition
  /** A value is typed beside it. */
  isOpen?: boolean
}

function choicesFor(asked: Item): Choice[] {
  const { linkId: question, type } = asked
  const answered: Choice[] = [true, false].map((answerBoolean) => ({
    label: answerBoolean ? 'is answered' : 'is not answered',
    is: (one) => one.operator === 'exists' && (one.answerBoolean ?? true) === answerBoolean,
    make: () => ({ question, operator: 'exists', answerBoolean }),
  }))
  if (type === 'boolean') {
    const yesOrNo = [true, false].map((answerBoolean) => ({
      label: answerBoolean ? 'is yes' : 'is no',
      is: (one: Condition) => one.operator === '=' && one.answerBoolean === answerBoolean,
      make: () => ({ question, operator: '=', answerBoolean }),
    }))
    return [...yesOrNo, ...answered]
  }
  const ofOptions = (asked.answerOption ?? []).flatMap(({ valueCoding }): Choice[] => {
    const { system, code, display } = valueCoding ?? {}
    if (!code) return []
    const answerCoding = { ...(system ? { system } : {}), code }
    return [
      ['is', '='],
      ['is not', '!='],
    ].map(([word, operator = '=']) => ({
      label: `${word} “${display || code}”`,
      is: (one) => one.operator === operator && one.answerCoding?.code === code,
      make: () => ({ question, operator, answerCoding }),
    }))
  })
  const member = VALUES[type]
  if (!member) return [...ofOptions, ...answered]
  const isText = member === 'answerString'
  const comparisons = isText ? [['=', 'is']] : COMPARISONS
  return [
    ...ofOptions,
    ...comparisons.map(([operator = '=', label = '']) => ({
      label,
      is: (one: Condition) => one.operator === operator && one[member] !== undefined,
      make: (before: Condition) => ({ question, operator, [member]: before[member] ?? (isText ? '' : 0) }),
      isOpen: true,
    })),
    ...answered,
  ]
}

const COMPARISONS = [
  ['=', 'is'],
  ['>', 'is more than'],
  ['>=', 'is at least'],
  ['<', 'is less than'],
  ['<=', 'is at most'],
]

function firstCondition(asked: Item): Condition {
  const before = { question: asked.linkId, operator: 'exists', answerBoolean: true }
  return choicesFor(asked)[0]?.make(before) ?? before
}
