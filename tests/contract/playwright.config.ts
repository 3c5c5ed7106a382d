/** The generated TypeScript client against the running server; no browser is needed. */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: '../browser/results/contract',
  retries: 0,
  workers: 1,
  forbidOnly: true,
  reporter: [['list']],
});
