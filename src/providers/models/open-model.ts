import type { ModelSettings } from './model-settings.ts'
import type { ModelPort } from './port.ts'

/**
 * The model of the installation: Anthropic's wire at `api.anthropic.com`, OpenAI's everywhere else. Asks nobody yet. The
 * vendor's file is loaded only here, since an installation without a model shall not carry its 37 MB of memory.
 */
export function openModel(settings: ModelSettings): ModelPort {
  const { hostname } = new URL(settings.baseUrl)
  const opening =
    hostname === 'api.anthropic.com'
      ? import('./anthropic.ts').then(({ anthropicModel }) => anthropicModel(settings))
      : import('./openai-compatible.ts').then(({ openAiCompatibleModel }) => openAiCompatibleModel(settings))
  // Whoever asks first hears of it.
  opening.catch(() => {})

  return {
    ask: async (question) => (await opening).ask(question),
    check: async () => (await opening).check(),
  }
}
