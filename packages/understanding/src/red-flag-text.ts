/** A message as the red-flag rules see it. */
import { foldText } from './fold.ts'

/** Letters and figures only, apostrophes dropped, `sooooo` as `so`; sentences end in ` . `. */
export function plainText(text: string): string {
  const letters = foldText(text)
    .replaceAll('ı', 'i')
    .replaceAll('œ', 'oe')
    .replace(/\bod['’](?:d|ed|ing)\b/g, 'overdosed')
    .replace(/\b(?:cnat|canr|cany|cnt|catn|carnt)\b/g, 'cant')
    .replace(/\b(un|dell|all|nell|sull|quest)['’](?=[a-z])/g, '$1 ')
    .replace(/(\d)[.,](\d)/g, '$1.$2')
    .replace(/\b([cdjlmnst]|qu)['’](?=[a-z])/g, '$1 ')
    .replace(/['’]/g, '')
    .replace(/[😂🤣😅😆😹💃😜🤪🙈😝]/gu, ' lol ')
    .replace(/\b(?:ja|je|ha|he){2,}[jh]?a?\b|\b(?:lmao+|lmfao|rofl|jk|jaja\w*|haha\w*)\b/g, ' lol ')
    .replace(/\?+/g, ' qq . ')
    .replace(/([a-z])\1{2,}/g, '$1')
    .replace(/(?<!\d),|,(?!\d)/g, ' , ')
    .replace(/[^a-z0-9./!?;,\n]+/g, ' ')
    .replace(/(?<!\d)[.](?!\d)|[!?;\n]+|(?<!\d)\.(?=\d)|(?<=\d)\.(?!\d)/g, ' . ')
    .replace(/\bu\b/g, 'you')
  return ` ${letters.replace(/\s+/g, ' ').trim()} `
}

/** Sentences matter to the guards alone: people in distress put points anywhere. */
export function joined(text: string): string {
  return text.replaceAll(' . ', ' ').replaceAll(' , ', ' ').replace(/ +/g, ' ')
}
