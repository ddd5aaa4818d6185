/** Cal.com, as it delivers; it stands with the scripts, which play it towards a running server. */
export * from '../scripts/calcom.ts'
