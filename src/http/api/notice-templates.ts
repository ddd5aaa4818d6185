/** What goes out on WhatsApp when its window is closed: what the vendor has approved, and which of it is sent for what. */
import * as routes from '../../../packages/contract/src/journeys/routes.ts'
import { chooseNoticeTemplate } from '../../desk/journeys/choose-notice-template.ts'
import { ApprovedTemplate } from '../../desk/journeys/definition.ts'
import { findNoticeTemplates } from '../../desk/journeys/find-notice-templates.ts'
import { findVendorTemplates } from '../../desk/journeys/find-vendor-templates.ts'
import { templateFlaw } from '../../desk/journeys/template-flaws.ts'
import { flawedDefinition, flawedTemplates } from '../journey-flaws.ts'
import { instantOrNull } from '../present.ts'
import { presentTemplate, templatesRemedy } from '../present-templates.ts'
import { type Api, answer, type Doors, staffOf } from './api.ts'

export function answerNoticeTemplates(api: Api, { database }: Doors): void {
  answer(api, routes.listJourneyTemplates, async (c) => {
    const { readAt, error, templates } = await database.inClinic(staffOf(c).clinicId, findVendorTemplates)
    const shown = {
      read_at: instantOrNull(readAt),
      remedy: templatesRemedy(error),
      templates: templates.flatMap((each) => presentTemplate(each) ?? []),
    }
    return c.json(shown, 200)
  })

  answer(api, routes.listNoticeTemplates, async (c) => {
    const found = await database.inClinic(staffOf(c).clinicId, findNoticeTemplates)
    const notice_templates = found.map(({ kind, ...whatsapp }) => ({ kind, whatsapp }))
    return c.json({ notice_templates }, 200)
  })

  answer(api, routes.chooseNoticeTemplateRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { kind, whatsapp: wanted } = c.req.valid('json')
    const read = ApprovedTemplate.nullable().safeParse(wanted)
    if (!read.success) throw flawedDefinition(read.error, 'whatsapp')
    const whatsapp = read.data
    await database.inClinic(clinicId, async (tx) => {
      const { readAt, templates } = await findVendorTemplates(tx)
      const flaw =
        readAt && whatsapp && templateFlaw(whatsapp, { purpose: 'transactional', known: templates })
      if (flaw) throw flawedTemplates([flaw], 'whatsapp')
      await chooseNoticeTemplate(tx, actor, { kind, whatsapp })
    })
    return c.json({ ok: true as const }, 200)
  })
}
