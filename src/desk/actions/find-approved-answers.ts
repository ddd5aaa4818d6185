import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

/** What the clinic lets be said to a question, word for word. */
export interface ApprovedAnswer {
  id: string
  /** Null: of the clinic itself. */
  serviceId: string | null
  questionKind: string
  question: string
  answer: string
  language: string
  approvedBy: string | null
  approvedAt: Temporal.Instant | null
}

/** All of them, approved or not, for staff; those without a service first. */
export function findAnswers(tx: Tx): Promise<ApprovedAnswer[]> {
  return tx.many(sql<ApprovedAnswer>`
    select id, service_id as "serviceId", question_kind as "questionKind", question, answer, language,
      approved_by as "approvedBy", approved_at as "approvedAt"
    from approved_answers
    where clinic_id = ${tx.clinicId}
    order by service_id nulls first, question_kind, id`)
}

/** Those that may be said. */
export async function findApprovedAnswers(tx: Tx): Promise<ApprovedAnswer[]> {
  return (await findAnswers(tx)).filter(({ approvedAt }) => approvedAt !== null)
}

/**
 * The approved answer to this kind of question, in the language, of the service before the clinic's own. A question of the
 * clinic's own words (`other`) is found by the words that it shares with what was asked: most of its own, two at least.
 */
export function answerTo(
  answers: readonly ApprovedAnswer[],
  asked: { kind: string; serviceId: string | null; language: string; text?: string },
): ApprovedAnswer | undefined {
  const fitting = answers.filter(
    ({ serviceId, language }) =>
      language === asked.language && (serviceId === null || serviceId === asked.serviceId),
  )
  const ranked = fitting.toSorted((a, b) => Number(b.serviceId !== null) - Number(a.serviceId !== null))
  const ofKind = ranked.find(({ questionKind }) => questionKind === asked.kind && questionKind !== 'other')
  if (ofKind || !asked.text) return ofKind
  const said = new Set(wordsOf(asked.text))
  const [best] = ranked
    .filter(({ questionKind }) => questionKind === 'other')
    .map((answer) => {
      const own = wordsOf(answer.question)
      const shared = own.filter((word) => said.has(word)).length
      return { answer, shared, share: own.length > 0 ? shared / own.length : 0 }
    })
    .filter(({ shared, share }) => share >= 0.6 && shared >= 2)
    .toSorted((a, b) => b.share - a.share)
  return best?.answer
}

const SMALL = new Set(
  `a an and are at be by can could de del do does el en es for from have how i if in is it la las lo los me mi my of on or
  para pero por puedo que se si su the there tienen to un una what when where which who will with would y you your do hay`.split(
    /\s+/,
  ),
)

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return [...new Set(plain.match(/[\p{L}\p{N}]+/gu) ?? [])].filter(
    (word) => word.length > 1 && !SMALL.has(word),
  )
}
