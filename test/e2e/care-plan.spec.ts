/** What a service is, said by staff in Settings; its name proposes it. */
import { expect } from '@playwright/test'
import { type RunningClinic, test } from './clinic.ts'
import { faults, openAt, signIn } from './page.ts'

test.use({ clinicFor: 'care-plan' })

interface Service {
  id: string
  name: string
  procedure: string | null
  suggested_procedure: string | null
  rebooking_window_days: number | null
}

async function ask<Answer>(
  clinic: RunningClinic,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(`${clinic.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${clinic.demo.api_key}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  expect(response.status, await response.clone().text()).toBeLessThan(300)
  return (await response.json()) as Answer
}

test('a name proposes a care plan, which counts when staff have said yes; LASIK proposes none', async ({
  clinic,
  page,
}) => {
  const make = async (name: string) =>
    (await ask<{ service: Service }>(clinic, 'POST', '/api/services', { name, duration_minutes: 30 })).service
  const read = async (id: string) =>
    (await ask<{ services: Service[] }>(clinic, 'GET', '/api/services')).services.find((one) => one.id === id)
  await signIn(page, clinic)
  const { id } = await make('Lip filler')
  expect(await read(id)).toMatchObject({ procedure: null, suggested_procedure: 'filler' })
  await openAt(page, clinic, `/settings/services/${id}`)
  const field = page.getByRole('combobox', { name: 'Care plan' })
  await expect(field).toHaveValue('')
  await expect(page.getByText('By its name this is Dermal filler.')).toBeVisible()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Yes, use its care plan' }).click()
  await expect(field).toHaveValue('Dermal filler')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect.poll(async () => (await read(id))?.procedure).toBe('filler')

  const lasik = await make('LASIK laser eye surgery')
  await openAt(page, clinic, `/settings/services/${lasik.id}`)
  await expect(page.getByRole('combobox', { name: 'Care plan' })).toHaveValue('')
  await expect(page.getByText('By its name')).toHaveCount(0)
  await page.getByRole('combobox', { name: 'Care plan' }).click()
  await page.getByRole('option', { name: 'None of these' }).click()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect.poll(async () => (await read(lasik.id))?.procedure).toBe('none')
})

test('with a procedure the days are proposed after which patients should come again; what staff type stays', async ({
  clinic,
  page,
}) => {
  await signIn(page, clinic)
  const find = async (name: string) =>
    (await ask<{ services: Service[] }>(clinic, 'GET', '/api/services')).services.find(
      (one) => one.name === name,
    )
  await openAt(page, clinic, '/settings/services/new')
  const days = page.getByRole('textbox', { name: 'Should come again within' })
  const choose = async (procedure: string) => {
    await page.getByRole('combobox', { name: 'Care plan' }).click()
    await page.getByRole('option', { name: procedure }).click()
  }
  const proposal = page.getByText('Proposed with it')
  await expect(days).toHaveValue('')
  await choose('Botox')
  await expect(proposal).toHaveText(
    'Proposed with it: patients should come again within 90 days. Change it under Booking.',
  )
  await choose('Laser')
  await expect(days).toHaveValue('42 days')
  expect(await faults(page)).toEqual([])
  await days.fill('60')
  await expect(proposal).toHaveCount(0)
  await choose('Dermal filler')
  await expect(days).toHaveValue('60 days')
  await days.fill('')
  await choose('Botox')
  await expect(days).toHaveValue('90 days')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Forehead')
  await page.getByRole('button', { name: 'Offer this service' }).click()
  await expect.poll(async () => (await find('Forehead'))?.rebooking_window_days).toBe(90)
  await expect(proposal).toHaveCount(0)
})
