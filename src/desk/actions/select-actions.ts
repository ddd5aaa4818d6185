import type { Action, Asking } from './action.ts'
import { ACTIONS } from './registry.ts'

/**
 * The actions that fit who asks and what the conversation is about: those of booking only where it is about booking
 * (REQUIREMENTS A3). What the clinic keeps for its staff is not among them.
 */
export function selectActions(asking: Pick<Asking, 'caller' | 'topics' | 'permits'>): readonly Action[] {
  return ACTIONS.filter((action) => isOffered(action, asking))
}

export function isOffered(
  { callers, topics, isPermitted }: Action,
  asking: Pick<Asking, 'caller' | 'topics' | 'permits'>,
): boolean {
  if (!callers.includes(asking.caller)) return false
  if (isPermitted && !isPermitted(asking.permits)) return false
  return topics.some((topic) => asking.topics.includes(topic))
}
