export { buildResponse, filledOf, initiallyFilled } from './build-response.ts'
export { checkFilled, type Issue, type IssueCode, isChoice, optionFor } from './check.ts'
export { type Enablement, enablementOf } from './enablement.ts'
export * from './extensions.ts'
export { type Filled, type Path, pathOf, placeOf, readFilled } from './filled.ts'
export {
  type Flag,
  findFlags,
  findPatientElements,
  PATIENT_ELEMENTS,
  type PatientElement,
  showValue,
} from './find-flags.ts'
export { type Form, openForm } from './form.ts'
export { type LintIssue, lintQuestionnaire } from './lint.ts'
export * from './questionnaire.ts'
export { type Read, readQuestionnaire, readResponse } from './read-json.ts'
export * from './response.ts'
export { validateResponse } from './validate-response.ts'
export { sameValue } from './value.ts'
export { expandValueSets } from './value-sets.ts'
