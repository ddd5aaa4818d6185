import { createAnthropic } from '@ai-sdk/anthropic'
import { fetchDirectly, type ModelSettings, serviceUrl } from './model-settings.ts'
import type { ModelPort } from './port.ts'
import { portOf } from './take-turn.ts'

/** Anthropic's Messages. */
export function anthropicModel(settings: ModelSettings): ModelPort {
  const { url, host } = serviceUrl(settings.baseUrl)
  // A key must be given, else the SDK takes ANTHROPIC_API_KEY from the environment.
  const provider = createAnthropic({ baseURL: url, apiKey: settings.apiKey ?? 'none', fetch: fetchDirectly })
  return portOf(provider.languageModel(settings.name), `${settings.name} at ${host}`)
}
