import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { fetchDirectly, type ModelSettings, serviceUrl } from './model-settings.ts'
import type { ModelPort } from './port.ts'
import { portOf } from './take-turn.ts'

/** Anything that speaks OpenAI's chat completions: OpenAI itself, and Ollama, llama.cpp, vLLM and others in the house. */
export function openAiCompatibleModel(settings: ModelSettings): ModelPort {
  const { url, host } = serviceUrl(settings.baseUrl)
  const provider = createOpenAICompatible({
    ...{ name: 'model', baseURL: url, fetch: fetchDirectly, includeUsage: true },
    ...(settings.apiKey && { apiKey: settings.apiKey }),
    // OpenAI's reasoning models refuse `max_tokens`; most servers in the house know nothing else.
    ...(/(^|\.)(openai\.com|openai\.azure\.com)$/.test(host) && { transformRequestBody: renameLimit }),
  })
  return portOf(provider.chatModel(settings.name), `${settings.name} at ${host}`)
}

/** Exported for the test alone: the real hosts are not asked there. */
export function renameLimit({ max_tokens, ...body }: Record<string, unknown>): Record<string, unknown> {
  return { ...body, max_completion_tokens: max_tokens }
}
