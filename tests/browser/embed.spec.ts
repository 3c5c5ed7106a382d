import type { Page } from '@playwright/test';
import { type Host, startHost } from './host';
import { bodyOf, expect, signIn, test } from './journey';

type Form = { id: string; slug: string; public_url: string; version: number };
type Lead = { id: string; name: string; first_touch_at: string };
type Touch = {
  kind: string;
  url?: string;
  referrer?: string;
  utm: { source?: string; campaign?: string };
  click_ids: Record<string, string>;
};

const words = {
  'zh-CN': { name: '预约演示', title: '预约演示', label: '怎么称呼您', email: '邮箱', visitor: '沈青禾' },
  en: { name: 'Book a demo', title: 'Book a demo', label: 'Your name', email: 'E-mail', visitor: 'Ada Marsh' },
};

/** What the policy of the page, or the frame's, would say of anything that it stops. */
function refusalsOn(page: Page): string[] {
  const refusals: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) refusals.push(message.text());
  });
  return refusals;
}

async function snippetOf(page: Page, label: string): Promise<string> {
  return page.getByRole('region', { name: label, exact: true }).innerText();
}

test('the form stands on a page with a strict policy, and its lead knows how the visitor came', async ({
  page,
  context,
  api,
  server,
  t,
  inLanguage,
  expectAccessible,
}) => {
  const { name, title, label, visitor } = inLanguage(words);
  const form = await bodyOf<Form>(
    api.post('/v1/lead-forms', {
      data: {
        name,
        title,
        published: true,
        theme: { accent: '#1f8f4e', scheme: 'light', radius: 2, spacing: 'compact' },
        fields: [{ key: 'name', label, required: true }],
      },
    }),
  );
  const browser = `browser-${Date.now()}`;
  const yesterday = new Date(Date.now() - 86_400_000);
  const before = {
    message_id: `${browser}-1`,
    name: 'page_viewed',
    anonymous_id: browser,
    occurred_at: yesterday.toISOString(),
    properties: { url: 'https://we.example/?utm_source=zhihu' },
  };
  const taken = bodyOf<{ accepted: number }>(api.post('/v1/events/batch', { data: { events: [before] } }));
  expect((await taken).accepted).toBe(1);

  await signIn(page, server.account);
  await page.goto(`/forms/${form.id}`);
  const snippet = await snippetOf(page, t('lead-forms:share.embed'));
  expect(await snippetOf(page, t('lead-forms:share.policy'))).toContain(`frame-src ${new URL(server.url).origin}`);
  await expect(page.getByText(t('lead-forms:share.embed_anywhere'))).toBeVisible();
  await expectAccessible();

  let host: Host | undefined;
  try {
    host = await startHost(snippet.replaceAll(/https?:\/\/[^/"]+/g, server.url), server.url);
    const site = await context.newPage();
    const refusals = refusalsOn(site);
    const strangers: string[] = [];
    const own = [new URL(host.url).origin, new URL(server.url).origin];
    site.on('request', (request) => {
      const { origin } = new URL(request.url());
      if (!own.includes(origin)) strangers.push(request.url());
    });
    await site.addInitScript((id) => window.localStorage.setItem('ajs_anonymous_id', id), browser);
    // The campaign is on the first page of the visit, the form on the next.
    await site.goto(`${host.url}/landing?utm_source=baidu&utm_campaign=embed&bd_vid=7`);
    await site.goto(`${host.url}/contact`);
    const frame = site.frameLocator('iframe');
    await expect(frame.getByRole('heading', { name: title })).toBeVisible();
    await expect(site.locator('iframe')).toHaveAttribute('title', title);
    await expect(site.locator('a[data-perennial-form]')).toHaveCount(0);
    // Nothing scrolls inside, whatever is shown there.
    const scrolls = () =>
      frame.locator('html').evaluate((html) => html.scrollHeight - html.clientHeight);
    await expect.poll(scrolls).toBeLessThanOrEqual(0);
    await site.locator('body').press('Tab');
    await expect(frame.getByRole('textbox', { name: label })).toBeFocused();
    await site.keyboard.press('Tab');
    await expect(frame.getByRole('button', { name: t('portal:send') })).toBeFocused();
    await site.keyboard.press('Enter');
    await expect(frame.getByText(t('portal:required'))).toBeVisible();
    await expect.poll(scrolls).toBeLessThanOrEqual(0);
    await frame.getByRole('textbox', { name: label }).fill(visitor);
    await site.keyboard.press('Enter');
    const thanks = frame.getByRole('heading', { name: t('portal:thank_you_title') });
    await expect(thanks).toBeVisible();
    await expect(thanks).toBeFocused();
    expect({ refusals, strangers }).toEqual({ refusals: [], strangers: [] });
    expect(host.asked.filter((path) => path !== '/favicon.ico')).toHaveLength(2);
  } finally {
    await host?.close();
  }

  const { data } = await bodyOf<{ data: Lead[] }>(api.get(`/v1/leads?q=${encodeURIComponent(visitor)}`));
  const lead = data[0] as Lead;
  const { data: touches } = await bodyOf<{ data: Touch[] }>(api.get(`/v1/leads/${lead.id}/touches`));
  expect(touches.map(({ kind }) => kind)).toEqual(['form', 'visit']);
  expect(touches[0]).toMatchObject({ utm: { source: 'baidu', campaign: 'embed' }, click_ids: { bd_vid: '7' } });
  expect(touches[0]?.url).toContain('/landing');
  expect(touches[1]).toMatchObject({ utm: { source: 'zhihu' } });
  expect(Date.parse(lead.first_touch_at)).toBe(yesterday.getTime());
});

test('a form appears on the sites that it names and on no other, and a link stays without the script', async ({
  page,
  api,
  server,
  t,
  inLanguage,
  expectAccessible,
}) => {
  const { name, title, label, visitor } = inLanguage(words);
  const link = (slug: string) => `<a href="${server.url}/f/${slug}" data-perennial-form>${title}</a>`;
  const script = `<script src="${server.url}/embed/v1.js" async></script>`;
  const form = await bodyOf<Form>(
    api.post('/v1/lead-forms', {
      data: { name, title, published: true, fields: [{ key: 'name', label, required: true }] },
    }),
  );
  const allowed = await startHost(link(form.slug) + script, server.url);
  const other = await startHost(link(form.slug) + script, server.url);
  const plain = await startHost(link(form.slug), server.url);
  try {
    const redirect_url = `${allowed.url}/thanks`;
    const named = await api.patch(`/v1/lead-forms/${form.id}`, { data: { sites: [allowed.url], redirect_url } });
    expect(named.ok()).toBe(true);
    await page.goto(allowed.url);
    const frame = page.frameLocator('iframe');
    await expect(frame.getByRole('heading', { name: title })).toBeVisible();
    await expectAccessible();
    await frame.getByRole('textbox', { name: label }).fill(`${visitor} 2`);
    await frame.getByRole('button', { name: t('portal:send') }).click();
    await expect(page, 'the page around the form goes on, not the frame').toHaveURL(redirect_url);
    await page.goto(other.url);
    await expect(page.locator('iframe')).toBeVisible();
    await expect(page.frameLocator('iframe').getByRole('heading', { name: title })).toHaveCount(0);
    await page.goto(plain.url);
    await page.getByRole('link', { name: title }).click();
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
  } finally {
    await Promise.all([allowed.close(), other.close(), plain.close()]);
  }
});
