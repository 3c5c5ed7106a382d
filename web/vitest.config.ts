import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  test: {
    // Tests that need a document say so in their first line; it costs a second each.
    environmentOptions: { jsdom: { url: 'http://localhost/' } },
    include: ['*/src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    // The first render of antd's controls takes seconds on a busy machine; what hangs still fails.
    testTimeout: 30_000,
    restoreMocks: true,
  },
});
