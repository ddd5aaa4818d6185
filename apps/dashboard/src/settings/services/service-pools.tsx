/** Which rooms and devices a service takes: one unit of each pool, whichever is free. */
import '@mantine/core/styles/Checkbox.css'
import { Button, Checkbox, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import type { Resource } from '../../api.ts'
import { IconPlus } from '../../icons.ts'
import { Section } from '../../parts/page.tsx'
import type { PartProps } from './service-parts.tsx'

export function ServicePools({ id, title, form, resources }: PartProps & { resources: readonly Resource[] }) {
  const { pools } = form.values
  const active = resources.filter(({ archived_at }) => archived_at === null)
  const list = useRef<HTMLDivElement>(null)
  function add(kind: Resource['kind']) {
    const word = kind === 'room' ? 'Room' : 'Device'
    form.insertListItem('pools', { pool: freeName(word, pools), resource_ids: [] })
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>('.pool:last-child input[type="checkbox"]:enabled')?.focus(),
    )
  }
  if (active.length === 0) {
    return (
      <Section id={id} title={title}>
        <p className="muted">
          None needed. To book rooms or devices with it, add them under{' '}
          <Link to="/settings/rooms" className="text-link">
            Rooms and devices
          </Link>
          .
        </p>
      </Section>
    )
  }
  return (
    <Section id={id} title={title} about={pools.length === 0 ? 'None needed.' : inWords(pools, active)}>
      <div className={pools.length > 0 ? 'stack' : undefined} ref={list}>
        {pools.map((pool, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a pool is known by its place while its name is typed
          <div key={index} className="pool">
            <div className="pool-head">
              <TextInput label="Called" maxLength={60} {...form.getInputProps(`pools.${index}.pool`)} />
              <Button
                variant="subtle"
                color="red"
                aria-label={`Take away ${pool.pool || 'this group'}`}
                onClick={() => form.removeListItem('pools', index)}
              >
                Take away
              </Button>
            </div>
            <Checkbox.Group
              label="Takes one of"
              {...form.getInputProps(`pools.${index}.resource_ids`)}
              error={form.errors[`pools.${index}.resource_ids`]}
            >
              <div
                className="pool-units"
                tabIndex={-1}
                data-flawed={form.errors[`pools.${index}.resource_ids`] ? true : undefined}
              >
                {active.map((resource) => (
                  <Checkbox
                    key={resource.id}
                    value={resource.id}
                    label={resource.name}
                    disabled={pools.some(
                      ({ resource_ids }, other) => other !== index && resource_ids.includes(resource.id),
                    )}
                  />
                ))}
              </div>
            </Checkbox.Group>
          </div>
        ))}
        {form.errors.pools && (
          <p className="field-flaw" role="alert" tabIndex={-1} data-flawed>
            {form.errors.pools}
          </p>
        )}
      </div>
      <div className={pools.length > 0 ? 'button-row pool-add' : 'button-row'}>
        {(['room', 'device'] as const)
          .filter((kind) => active.some((resource) => resource.kind === kind))
          .map((kind) => (
            <Button
              key={kind}
              variant="default"
              leftSection={<IconPlus size={16} />}
              onClick={() => add(kind)}
            >
              {kind === 'room' ? 'It takes a room' : 'It takes a device'}
            </Button>
          ))}
      </div>
    </Section>
  )
}

/** `Each visit takes one of Room 1 or Room 2, and Laser A.` */
function inWords(pools: readonly { resource_ids: string[] }[], resources: readonly Resource[]): string {
  const taken = pools.flatMap(({ resource_ids }) => {
    const names = resources.filter(({ id }) => resource_ids.includes(id)).map(({ name }) => name)
    if (names.length < 2) return names
    return [`one of ${names.slice(0, -1).join(', ')} or ${names.at(-1)}`]
  })
  return taken.length > 0 ? `Each visit takes ${taken.join(', and ')}.` : 'Choose what it takes.'
}

function freeName(word: string, pools: readonly { pool: string }[]): string {
  const taken = new Set(pools.map(({ pool }) => pool.trim()))
  for (let number = 1; ; number++) {
    const name = number === 1 ? word : `${word} ${number}`
    if (!taken.has(name)) return name
  }
}
