/** Has the assistant write texts while no transaction is open, and keeps them where previews and sending find them. */
import type { Database } from '../../kit/db.ts'
import type { ClinicId } from '../../kit/ids.ts'
import { type ComposedText, keepText } from '../wording/compose-text.ts'
import { approvedText, type StepOutside } from './compose-step.ts'
import { type ShownStep, showStep } from './show-step.ts'
import type { Brief, Writer, Written } from './writing.ts'

/**
 * Whatever comes of it is kept under the brief's hash, the approved text where the model wrote none that may be sent: so it is
 * asked once for the same inputs. Returns the text that is kept.
 */
export async function askWriter(
  database: Database,
  writer: Writer,
  { clinicId, brief }: { clinicId: ClinicId; brief: Brief },
): Promise<ComposedText> {
  const written = await writer.write(database, { clinicId, brief })
  return database.inClinic(clinicId, (tx) => keepText(tx, textOf(brief, written)))
}

function textOf(brief: Brief, written: Written): ComposedText {
  if (!written.ok) return approvedText(brief, written.reason)
  const { hash, objective, plain, ground } = brief
  return {
    hash,
    channel: plain.template.channel,
    subject: written.subject,
    body: written.body,
    origin: 'model',
    because: {
      objective,
      model: ground.model,
      memories: ground.memories.map(({ id, kind }) => ({ id, kind })),
      reason: null,
    },
  }
}

/**
 * Shows a step as `showStep` does, written first where it is not yet: what is read is what is sent. One that would not go out
 * as things are is not written.
 */
export async function askToShow(
  database: Database,
  { clinicId, stepId, outside }: { clinicId: ClinicId; stepId: string; outside: StepOutside },
): Promise<ShownStep | undefined> {
  const show = () => database.inClinic(clinicId, (tx) => showStep(tx, { stepId, outside }))
  const shown = await show()
  const { brief, obstacle } = shown?.preview ?? {}
  if (!outside.writer || !brief || obstacle) return shown
  await askWriter(database, outside.writer, { clinicId, brief })
  return show()
}
