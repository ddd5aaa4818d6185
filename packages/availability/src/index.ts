export { type Choice, chooseHost, type HostStanding } from './choose-host.ts'
export {
  type Candidate,
  type DayExplanation,
  type Explanation,
  explainSlots,
  type Reason,
} from './explain.ts'
export { findSlots, groupByDate, type Slot } from './find-slots.ts'
export type * from './input.ts'
export { InvalidQuestion } from './read-values.ts'
export { type WorkingDay, workingDays } from './working-windows.ts'
