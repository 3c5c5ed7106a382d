/** The journeys, in Chromium, in both languages, each against a server with a workspace of its own. */
import { defineConfig } from '@playwright/test';
import { serverFrom } from '../environment';
import type { JourneyOptions } from './journey';

const chromium = {
  executablePath: process.env.PERENNIAL_TEST_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

function project(locale: 'zh-CN' | 'en', variable: string) {
  const server = serverFrom(variable);
  // One journey at a time in a workspace: the other would see its records come and go.
  return { name: locale, workers: 1, use: { locale, baseURL: server.url, server } };
}

export default defineConfig<JourneyOptions>({
  testDir: '.',
  outputDir: './results',
  // A journey that passes the second time is a defect in the product or in the journey.
  retries: 0,
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  // Enough for a machine with much else to do: what has to appear has its own, shorter time.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['./failures.ts']],
  use: {
    browserName: 'chromium',
    launchOptions: chromium,
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    actionTimeout: 15_000,
    contextOptions: { reducedMotion: 'reduce' },
    // Recording every step takes a good part of the time of a journey, so only whoever looks for a cause asks for it.
    trace: process.env.PERENNIAL_TEST_TRACE ? { mode: 'retain-on-failure', screenshots: false } : 'off',
    screenshot: 'only-on-failure',
  },
  projects: [project('zh-CN', 'PERENNIAL_TEST_SERVER_ZH_CN'), project('en', 'PERENNIAL_TEST_SERVER_EN')],
});
