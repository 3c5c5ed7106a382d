/** `test` for journeys: it knows the server, its account and the reader's language, and can check accessibility. */
import AxeBuilder from '@axe-core/playwright';
import { type APIRequestContext, test as base, expect, type Page } from '@playwright/test';
import type { Account, Server } from '../environment';
import { type Language, type Texts, textsIn } from './texts';

export type JourneyOptions = { server: Server };

type JourneyFixtures = {
  /** The application's texts in the language of the journey. */
  t: Texts;
  /** The value for the journey's language. */
  inLanguage: <Value>(values: Record<Language, Value>) => Value;
  /** Requests with the workspace's API key, to prepare what a journey needs and to look behind the page. */
  api: APIRequestContext;
  /** Fails with every violation of WCAG 2.2 AA that axe finds on the page as it stands. */
  expectAccessible: () => Promise<void>;
  /**
   * The same on a desk and on a phone, in one theme each; the other language has the other two. `ready` waits for what
   * the page is about.
   */
  expectAccessibleEverywhere: (ready: () => Promise<void>) => Promise<void>;
};

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
type Appearance = { size: typeof desk; colorScheme: 'light' | 'dark' };
const appearances: Record<Language, Appearance[]> = {
  'zh-CN': [
    { size: phone, colorScheme: 'dark' },
    { size: desk, colorScheme: 'light' },
  ],
  en: [
    { size: phone, colorScheme: 'light' },
    { size: desk, colorScheme: 'dark' },
  ],
};

export const test = base.extend<JourneyOptions & JourneyFixtures>({
  server: [{ url: '', account: { email: '', password: '' }, apiKey: '' }, { option: true }],
  t: async ({ locale }, use) => use(textsIn(locale as Language)),
  inLanguage: async ({ locale }, use) => use((values) => values[locale as Language]),
  api: async ({ playwright, server }, use) => {
    const headers = { Authorization: `Bearer ${server.apiKey}` };
    const api = await playwright.request.newContext({ baseURL: server.url, extraHTTPHeaders: headers });
    await use(api);
    await api.dispose();
  },
  expectAccessible: async ({ page }, use) => {
    await use(async () => expect(await violationsOn(page)).toEqual([]));
  },
  expectAccessibleEverywhere: async ({ page, inLanguage }, use) => {
    await use(async (ready) => {
      for (const { size, colorScheme } of inLanguage(appearances)) {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme });
        // The style sheet follows at once, the components with their next rendering.
        await expect(page.locator(`.perennial-${colorScheme === 'dark' ? 'light' : 'dark'}`)).toHaveCount(0);
        await ready();
        expect.soft(await overflowOf(page), `${page.url()} is wider than ${size.width}`).toBe(0);
        expect
          .soft(await violationsOn(page), `${page.url()}, ${colorScheme}, ${size.width} wide`)
          .toEqual([]);
      }
    });
  },
});

export { expect };

/** A session without the sign-in page, which has a journey of its own. */
export async function signIn(page: Page, account: Account): Promise<void> {
  const answer = await page.request.post('/v1/auth/sign-in', { data: account });
  expect(answer.status()).toBe(200);
}

/** What a request brought, when it succeeded. */
export async function bodyOf<Body>(request: ReturnType<APIRequestContext['get']>): Promise<Body> {
  const answer = await request;
  expect(answer.ok(), `${answer.url()} answered ${answer.status()}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as Body;
}

async function violationsOn(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    // Nobody reads what passed, and no page of ours has frames of others: without these each look at a page would open
    // another one to put its parts together.
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, help, nodes }) => ({
    id,
    help,
    at: nodes.map((node) => node.target.join(' ')),
  }));
}

async function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
