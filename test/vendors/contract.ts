/** The contracts of the vendors, kept under test/fixtures/messaging. */
import { readdirSync, readFileSync } from 'node:fs'

const folder = new URL('../fixtures/messaging/', import.meta.url)

export type ContractFolder = 'chatwoot' | 'whatsapp' | 'twilio'

/** A file of the contract as it lies there. */
export function contractText(vendor: ContractFolder, file: string): string {
  return readFileSync(new URL(`${vendor}/${file}`, folder), 'utf8')
}

// biome-ignore lint/suspicious/noExplicitAny: payloads of every shape.
export function contractJson(vendor: ContractFolder, file: string): any {
  return JSON.parse(contractText(vendor, file))
}

export function contractFiles(vendor: ContractFolder): string[] {
  return readdirSync(new URL(`${vendor}/`, folder)).sort()
}
