import { defineConfig } from '@playwright/test'
import { chromiumArgs, chromiumPath } from '../browser.ts'

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  testMatch: '*.spec.ts',
  // One Foyer, one clock and one browser per worker; two cores.
  workers: 2,
  projects: [
    { name: 'screens', testIgnore: 'booking-speed.spec.ts' },
    // What is measured runs alone.
    { name: 'speed', testMatch: 'booking-speed.spec.ts', dependencies: ['screens'] },
  ],
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    locale: 'en-US',
    timezoneId: 'America/Chicago',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { executablePath: await chromiumPath(), args: chromiumArgs },
  },
})
