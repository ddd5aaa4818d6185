/** Payloads of the contracts as they lie under test/fixtures/messaging, read by a vendor file. */
import type { MessagingVendor } from '../../../src/providers/messaging/port.ts'
import { type ContractFolder, contractFiles, contractText } from '../../vendors/contract.ts'

const FORM = 'application/x-www-form-urlencoded; charset=UTF-8'

/** The notices of a payload, instants as ISO 8601 texts. */
export function noticesOf(
  vendor: MessagingVendor,
  folder: ContractFolder,
  file: string,
  url = 'https://fd.example/webhooks/x',
): unknown[] {
  const isForm = file.endsWith('.txt')
  const read = vendor.read({
    rawBody: new TextEncoder().encode(contractText(folder, file)),
    contentType: isForm ? FORM : 'application/json',
    url,
  })
  if (!read.ok) throw new Error(read.reason)
  return JSON.parse(JSON.stringify(read.notices))
}

export const seconds = (unix: number) => Temporal.Instant.fromEpochMilliseconds(unix * 1000).toString()

/** Payloads of a contract that no golden test reads. */
export function unread(
  folder: ContractFolder,
  payloads: RegExp,
  goldens: [file: string, ...rest: unknown[]][],
) {
  const read = new Set(goldens.map(([file]) => file))
  return contractFiles(folder).filter((file) => payloads.test(file) && !read.has(file))
}

/** One vector of a contract's signature-vectors.json. */
export interface SignatureVector {
  name: string
  rawBody: string
  headers?: Record<string, string>
  signatureThatMustFail?: string
}
