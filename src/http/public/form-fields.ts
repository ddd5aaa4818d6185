/** The fields of the page's forms, each with its label, hint and fault as a screen reader needs them. */
import { html } from 'hono/html'
import type { Question } from '../../desk/services/service.ts'
import type { Guest, Html } from './guest.ts'
import { ELSE, type Faults, fieldOf, PATIENT, TRAP, type Typed } from './read-booking-form.ts'

export interface Filling {
  typed: Typed
  faults: Faults
}

interface Field {
  name: string
  label: string
  hint?: string
  isRequired: boolean
  /** Not required, and nothing is said of it: a box that few will tick. */
  isPlain?: boolean
}

/** What has to be mended, with links to the fields. Takes the focus when it appears. */
export function renderFaults(guest: Guest, { faults }: Filling, labels: ReadonlyMap<string, string>): Html {
  const { speech } = guest
  if (faults.size === 0) return html``
  return html`<div class="faults" role="alert" tabindex="-1" data-focus>
    <h2>${speech.say('faults_title')}</h2>
    <ul>${[...faults].map(
      ([name, phrase]) =>
        html`<li><a href="#${name}">${labels.get(name) ? html`${labels.get(name)} – ` : ''}${speech.say(phrase)}</a></li>`,
    )}</ul>
  </div>`
}

export function renderPersonFields(guest: Guest, filling: Filling): Html {
  const { speech } = guest
  const field = (name: string, label: string, isRequired: boolean, hint?: string) => ({
    name,
    label,
    isRequired,
    hint,
  })
  return html`
    ${renderInput(guest, filling, { ...field('name', speech.say('name'), true), attributes: html`autocomplete="name" autocapitalize="words"` })}
    ${renderInput(guest, filling, {
      ...field('phone', speech.say('phone'), true, speech.say('phone_hint')),
      type: 'tel',
      attributes: html`autocomplete="tel"`,
    })}
    ${renderInput(guest, filling, {
      ...field('email', speech.say('email'), false, speech.say('email_hint')),
      type: 'email',
      attributes: html`autocomplete="email" autocapitalize="none" spellcheck="false"`,
    })}`
}

/** The patient's name is asked for where the box is ticked: the style sheet hides it before, without any script. */
export function renderSomebodyElse(guest: Guest, filling: Filling): Html {
  const { speech } = guest
  return html`<div class="somebody">
    ${renderCheckbox(guest, filling, { name: ELSE, label: speech.say('somebody_else'), isRequired: false, isPlain: true })}
    ${renderInput(guest, filling, {
      name: PATIENT,
      label: speech.say('patient'),
      hint: speech.say('patient_hint'),
      isRequired: true,
      attributes: html`autocomplete="off" autocapitalize="words"`,
    })}
  </div>`
}

export function renderQuestion(guest: Guest, filling: Filling, question: Question): Html {
  const field = { name: fieldOf(question), label: question.label, isRequired: question.required }
  switch (question.kind) {
    case 'text':
      return renderInput(guest, filling, field)
    case 'phone':
      return renderInput(guest, filling, { ...field, type: 'tel' })
    case 'email':
      return renderInput(guest, filling, { ...field, type: 'email' })
    case 'date':
      return renderInput(guest, filling, { ...field, type: 'date' })
    case 'longtext':
      return renderLabelled(
        guest,
        filling,
        field,
        (attributes) => html`<textarea rows="4" ${attributes}>${filling.typed[field.name] ?? ''}</textarea>`,
      )
    case 'checkbox':
      return renderCheckbox(guest, filling, field)
    case 'choice':
      return renderOptions(guest, filling, {
        ...field,
        options: (question.options ?? []).map((option) => ({ value: option, label: option })),
      })
  }
}

export function renderInput(
  guest: Guest,
  filling: Filling,
  field: Field & { type?: 'text' | 'tel' | 'email' | 'date'; attributes?: Html },
): Html {
  const value = filling.typed[field.name] ?? ''
  return renderLabelled(
    guest,
    filling,
    field,
    (attributes) =>
      html`<input type="${field.type ?? 'text'}" value="${value}" ${attributes} ${field.attributes ?? ''}>`,
  )
}

function renderLabelled(
  guest: Guest,
  filling: Filling,
  field: Field,
  control: (attributes: Html) => Html,
): Html {
  return html`<div class="field">
    <label for="${field.name}">${field.label}${optionalMark(guest, field)}</label>
    ${field.hint ? html`<p class="hint" id="${field.name}-hint">${field.hint}</p>` : ''}
    ${renderFault(guest, filling, field.name)}
    ${control(html`id="${field.name}" name="${field.name}"${describe(filling, field)}`)}
  </div>`
}

/** `value` is what was typed where it is chosen. */
export function renderOptions(
  guest: Guest,
  filling: Filling,
  field: Field & { options: { value: string; label: string | Html }[] },
): Html {
  return html`<fieldset class="field"${filling.faults.has(field.name) ? html` aria-describedby="${field.name}-fault"` : ''}>
    <legend id="${field.name}" tabindex="-1">${field.label}${optionalMark(guest, field)}</legend>
    ${field.hint ? html`<p class="hint">${field.hint}</p>` : ''}
    ${renderFault(guest, filling, field.name)}
    ${field.options.map(
      ({ value, label }, i) =>
        html`<div class="option"><input type="radio" id="${field.name}-${i}" name="${field.name}" value="${value}"${
          filling.typed[field.name] === value ? html` checked` : ''
        }><label for="${field.name}-${i}">${label}</label></div>`,
    )}
  </fieldset>`
}

export function renderCheckbox(guest: Guest, filling: Filling, field: Field): Html {
  return html`<div class="field">
    ${renderFault(guest, filling, field.name)}
    <div class="option"><input type="checkbox" id="${field.name}" name="${field.name}" value="yes"${
      filling.typed[field.name] === 'yes' ? html` checked` : ''
    }${describe(filling, field)}><label for="${field.name}">${field.label}${optionalMark(guest, field)}</label></div>
  </div>`
}

/** Not shown to people; a browser that fills it in for them finds it with a word of explanation. */
export function renderTrap(guest: Guest, filling: Filling): Html {
  const label = guest.speech.say('trap')
  if (!filling.faults.has(TRAP)) {
    return html`<div class="trap" aria-hidden="true"><label for="${TRAP}">${label}</label><input id="${TRAP}" name="${TRAP}" tabindex="-1" autocomplete="off"></div>`
  }
  return renderInput(guest, { ...filling, typed: {} }, { name: TRAP, label, isRequired: true })
}

function renderFault(guest: Guest, { faults }: Filling, name: string): Html {
  const fault = faults.get(name)
  return fault ? html`<p class="fault" id="${name}-fault">${guest.speech.say(fault)}</p>` : html``
}

function describe({ faults }: Filling, field: Field): Html {
  const ids = [
    ...(field.hint ? [`${field.name}-hint`] : []),
    ...(faults.has(field.name) ? [`${field.name}-fault`] : []),
  ]
  return html`${ids.length > 0 ? html` aria-describedby="${ids.join(' ')}"` : ''}${
    faults.has(field.name) ? html` aria-invalid="true"` : ''
  }${field.isRequired ? html` required` : ''}`
}

function optionalMark({ speech }: Guest, { isRequired, isPlain }: Field): Html {
  return isRequired || isPlain ? html`` : html` <span class="optional">${speech.say('optional')}</span>`
}
