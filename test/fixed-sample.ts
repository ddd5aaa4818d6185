/** `npm test` tries the same samples each time; the long checks (FOYER_DEEP) draw new ones and print the seed of what fails. */
import { configureGlobal } from 'fast-check'

if (!process.env.FOYER_DEEP) configureGlobal({ seed: 42 })
