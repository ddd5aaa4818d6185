/** `npm run plan -- <clinic-slug> <plan>`: which plan a clinic has, and so what it may use. */
import { CommandError, runCommand, withDatabase, withPlace } from './command.ts'
import { changePlan } from './desk/clinics/change-clinic.ts'
import { findClinic, findClinicIds } from './desk/clinics/find-clinic.ts'
import { PLANS, type Plan } from './desk/clinics/plan.ts'
import type { Database } from './kit/db.ts'
import { system } from './kit/events.ts'

const USAGE = `Give a clinic a plan: npm run plan -- <clinic-slug> ${PLANS.join('|')}`

await runCommand(async (command) => {
  const { args, say } = command
  const [slug, plan, ...others] = args
  if (others.length > 0 || (slug && !plan)) throw new CommandError(USAGE)
  if (plan && !isPlan(plan)) throw new CommandError(`${plan} is no plan; choose one of ${PLANS.join(', ')}.`)

  await withPlace(command, { mayCreate: false }, ({ connection }) =>
    withDatabase(connection, async (database) => {
      if (!slug || !isPlan(plan)) {
        for (const line of await listPlans(database)) say(line)
        say(USAGE)
        return
      }
      const clinic = (await findClinicIds(database)).find((each) => each.slug === slug)
      if (!clinic) throw new CommandError(`There is no clinic ${slug}. See all of them: npm run plan`)
      const former = await database.inClinic(clinic.clinicId, async (tx) => {
        const found = await findClinic(tx)
        if (found?.plan !== plan) await changePlan(tx, system, plan)
        return found?.plan
      })
      say(
        former === plan
          ? `${slug} has the plan ${plan} already.`
          : `${slug} now has the plan ${plan} (was ${former}).`,
      )
    }),
  )
})

function isPlan(text: string | undefined): text is Plan {
  return (PLANS as readonly (string | undefined)[]).includes(text)
}

async function listPlans(database: Database): Promise<string[]> {
  const lines: string[] = []
  for (const { clinicId, slug } of await findClinicIds(database)) {
    const clinic = await database.inClinic(clinicId, findClinic)
    lines.push(`${slug.padEnd(32)} ${clinic?.plan}`)
  }
  return lines.length > 0 ? lines : ['There is no clinic yet.']
}
