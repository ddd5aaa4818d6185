/** The page around a form: whose it is, whom to call, and what to do where the form itself cannot be shown. */
import { gzipSync } from 'node:zlib'
import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import type { Clinic } from '../../desk/clinics/clinic.ts'
import type { FormLanguage } from '../../desk/forms/questionnaire.ts'
import { showPhone } from '../../kit/phone.ts'
import { formScriptPath, formStyle, formStyleHash } from './form-assets.ts'
import { PAGE_TEXTS } from './form-texts.ts'

const TEXTS = {
  title: ['Your form', 'Su formulario'],
  wait: ['Loading…', 'Cargando…'],
  no_script: [
    'This form needs JavaScript, which is switched off in this browser. Please call us: we take your answers by phone, or have the form ready when you come.',
    'Este formulario necesita JavaScript, que está desactivado en este navegador. Llámenos, por favor: tomamos sus respuestas por teléfono o tenemos el formulario listo cuando venga.',
  ],
  call: ['Call', 'Llamar al'],
  expired_title: ['This link has ended', 'Este enlace ha caducado'],
  expired: [
    'Please call us: we send you a new one, or take your answers by phone.',
    'Llámenos, por favor: le enviamos uno nuevo o tomamos sus respuestas por teléfono.',
  ],
  completed_title: ['This form was sent already', 'Este formulario ya se envió'],
  completed: [
    'We have your answers. To change something, please call us.',
    'Tenemos sus respuestas. Para cambiar algo, llámenos, por favor.',
  ],
  unknown_title: ['This link leads to no form', 'Este enlace no lleva a ningún formulario'],
  unknown: [
    'It may have been cut off when it was copied. Open it from the message again, or call the clinic.',
    'Puede que se haya cortado al copiarlo. Ábralo de nuevo desde el mensaje o llame a la clínica.',
  ],
  busy_title: ['Too many requests', 'Demasiadas solicitudes'],
  busy: [
    'Please wait a minute and load the page again.',
    'Espere un minuto y cargue la página de nuevo, por favor.',
  ],
} as const satisfies Record<string, readonly [en: string, es: string]>

export type FormEnding = 'expired' | 'completed' | 'unknown' | 'busy'

const STATUS = { form: 200, preview: 200, completed: 200, unknown: 404, expired: 410, busy: 429 } as const

export interface FormPage {
  shows: 'form' | 'preview' | FormEnding
  language: FormLanguage
  /** Null where the link does not say whose it is. */
  clinic: Clinic | null
}

export async function sendFormPage(c: Context, page: FormPage): Promise<Response> {
  const { shows, language, clinic } = page
  const say = (key: keyof typeof TEXTS) => TEXTS[key][language === 'es' ? 1 : 0]
  const phone = clinic?.phoneE164
    ? html`<a href="tel:${clinic.phoneE164}">${say('call')} ${showPhone(clinic.phoneE164, clinic.country)}</a>`
    : ''
  const asks = shows === 'form' || shows === 'preview'
  const document = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<meta name="robots" content="noindex, nofollow">
<title>${say('title')}${clinic ? ` – ${clinic.name}` : ''}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style>${raw(formStyle)}</style>
${
  asks
    ? html`<script type="application/json" id="texts">${raw(textsIn(language))}</script>
<script type="module" src="${formScriptPath}"></script>`
    : ''
}
</head>
<body${shows === 'preview' ? html` data-preview` : ''}>
${clinic ? html`<header><span>${clinic.name}</span>${otherLanguage(language)}</header>` : ''}
<main id="main">${
    asks
      ? html`<noscript><h1>${say('title')}</h1><p>${say('no_script')}</p></noscript><p class="hint wait">${say('wait')}</p>`
      : html`<h1>${say(`${shows}_title`)}</h1><p>${say(shows)}</p>`
  }</main>
${clinic ? html`<footer><p>${clinic.name}${clinic.address ? `, ${clinic.address}` : ''}</p>${phone}</footer>` : ''}
</body>
</html>`
  const text = String(await document)
  const isCompressed = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
  return c.body(isCompressed ? new Uint8Array(gzipSync(text, { level: 5 })) : text, STATUS[shows], {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    vary: 'accept-encoding',
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      `style-src ${formStyleHash}`,
      "img-src 'self' data: blob:",
      "connect-src 'self'",
      "form-action 'none'",
      "base-uri 'none'",
      // The editor of the dashboard shows a form as a patient would see it.
      `frame-ancestors ${shows === 'preview' ? "'self'" : "'none'"}`,
    ].join('; '),
    ...(shows === 'preview' ? {} : { 'x-frame-options': 'DENY' }),
    'x-robots-tag': 'noindex',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(self), geolocation=(), microphone=(), payment=()',
    ...(isCompressed ? { 'content-encoding': 'gzip' } : {}),
  })
}

/** No text of ours ends a script element; the escape holds it so. */
function textsIn(language: FormLanguage): string {
  const at = language === 'es' ? 1 : 0
  const texts = Object.entries(PAGE_TEXTS).map(([key, text]) => [key, text[at]])
  return JSON.stringify(Object.fromEntries(texts)).replaceAll('<', '\\u003c')
}

function otherLanguage(language: FormLanguage) {
  const [other, name] = language === 'es' ? ['en', 'English'] : ['es', 'Español']
  return html`<a href="?lang=${other}" lang="${other}" hreflang="${other}">${name}</a>`
}
