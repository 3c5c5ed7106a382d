/** `test` for journeys: it knows the server and its account, and can check accessibility. */
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect } from '@playwright/test';
import type { Server } from '../environment';

export type JourneyOptions = { server: Server };

type JourneyFixtures = {
  /** Fails with every violation of WCAG 2.2 AA that axe finds on the page as it stands. */
  expectAccessible: () => Promise<void>;
};

export const test = base.extend<JourneyOptions & JourneyFixtures>({
  server: [{ url: '', account: { email: '', password: '' }, apiKey: '' }, { option: true }],
  expectAccessible: async ({ page }, use) => {
    await use(async () => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze();
      const found = violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((node) => node.target.join(' ')) }));
      expect(found).toEqual([]);
    });
  },
});

export { expect };
