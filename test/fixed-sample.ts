/**
 * `npm test` tries the same samples each time, but for those tests that name a seed of their own. `npm run test:random` and the long
 * checks draw new ones and print the seed of what fails.
 */
import { configureGlobal } from 'fast-check'

if (!process.env.FOYER_RANDOM && !process.env.FOYER_DEEP) configureGlobal({ seed: 42 })
