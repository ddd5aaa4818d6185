/** A clinic's plan says which features it may use. This is the one place where that is decided. */

export const PLANS = ['free', 'business', 'enterprise'] as const
export type Plan = (typeof PLANS)[number]

const FEATURES = {
  /** Calls that place themselves at their time (REQUIREMENTS C5). */
  booked_calls: ['business', 'enterprise'],
} as const satisfies Record<string, readonly Plan[]>

export type Feature = keyof typeof FEATURES

export function planHas(plan: Plan, feature: Feature): boolean {
  return (FEATURES[feature] as readonly Plan[]).includes(plan)
}

export function plansWith(feature: Feature): readonly Plan[] {
  return FEATURES[feature]
}
