import { defineConfig } from '@playwright/test'
import { chromiumArgs, chromiumPath } from '../browser.ts'

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  testMatch: '*.spec.ts',
  // One Foyer, one clock and one browser per worker; two cores.
  workers: 2,
  // A shared machine may be slow at the wrong moment; what passes at the second try is reported as flaky.
  retries: process.env.CI ? 1 : 0,
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
    // `--trace retain-on-failure` keeps one; to record every test takes a quarter of the processor's time.
    trace: 'off',
    contextOptions: { reducedMotion: 'reduce' },
    // The headless shell from npm is of one version everywhere and takes half the processor's time of a whole browser;
    // `CHROMIUM=system` takes the system's, and `test:deep` looks through that.
    launchOptions: { executablePath: await chromiumPath('npm'), args: chromiumArgs },
  },
})
