/**
 * Before each test file: our modules are loaded anew, so no file finds what another left in them (the time of the last
 * id, a cache). The dependencies stay loaded: to load them for every file took as long as half of the tests.
 */
import { vi } from 'vitest'

vi.resetModules()
