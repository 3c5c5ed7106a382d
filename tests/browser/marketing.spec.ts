/** What marketing and the owner do with the money: a campaign from its plan to its costs, and what a channel's money brings. */
import type { APIRequestContext, Page } from '@playwright/test';
import { choose, find } from './controls';
import { bodyOf, expect, signIn, test } from './journey';
import type { Texts } from './texts';

type Named = { id: string; name: string };
type Form = { slug: string; public_url: string };

const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

async function channelOf(api: APIRequestContext, word: string): Promise<Named> {
  const mark = Date.now();
  const data = { key: `${word}-${mark}`, name: `${word} ${mark}`, kind: 'event' };
  return bodyOf<Named>(api.post('/v1/channels', { data }));
}

/** Types a day into a picker, as somebody who knows it does. */
async function typeDay(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByRole('dialog').getByLabel(label, { exact: true });
  await field.fill(value);
  await field.press('Enter');
}

async function save(page: Page, t: Texts): Promise<void> {
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: t('common:action.save') }).click();
  await expect(drawer).toBeHidden();
}

test('marketing plans a campaign, books what it costs, gets a lead by its form, and sees plan against actual', async ({
  page,
  api,
  server,
  t,
  inLanguage,
  expectAccessibleEverywhere,
}) => {
  const channel = await channelOf(api, 'expo');
  const name = `${inLanguage({ 'zh-CN': '春季展会', en: 'Spring expo' })} ${Date.now()}`;
  const key = `spring-${Date.now()}`;
  await signIn(page, server.account);

  await page.goto('/channels?tab=campaigns');
  await page.getByRole('button', { name: t('channels:create.campaigns') }).first().click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel(t('channels:field.name'), { exact: true }).fill(name);
  await find(page, drawer.getByLabel(t('channels:field.channel'), { exact: true }), channel.name);
  await typeDay(page, t('channels:field.starts'), day(3));
  await drawer.getByLabel(t('channels:field.budget'), { exact: true }).fill('5000');
  await drawer.getByLabel(t('channels:plan.leads'), { exact: true }).fill('40');
  await drawer.getByLabel(t('channels:field.key'), { exact: true }).fill(key);
  await save(page, t);

  await page.goto('/channels?tab=spend');
  await page.getByRole('button', { name: t('channels:create.spend') }).first().click();
  await typeDay(page, t('channels:spend.first_day'), day(2));
  await find(page, drawer.getByLabel(t('channels:field.channel'), { exact: true }), channel.name);
  await choose(page, drawer.getByLabel(t('channels:field.campaign'), { exact: true }), name);
  await drawer.getByLabel(t('channels:field.amount'), { exact: true }).fill('300');
  await save(page, t);

  const { data: campaigns } = await bodyOf<{ data: (Named & { key: string })[] }>(
    api.get(`/v1/campaigns?q=${encodeURIComponent(name)}`),
  );
  const campaign = campaigns.find((each) => each.key === key);
  expect(campaign, 'the campaign is there').toBeDefined();
  const form = await bodyOf<Form>(
    api.post('/v1/lead-forms', {
      data: {
        name,
        title: name,
        slug: key,
        published: true,
        campaign_id: campaign?.id,
        fields: [
          { key: 'company', label: 'Company', required: true },
          { key: 'phone', label: 'Phone', required: true },
        ],
      },
    }),
  );
  const visitor = await page.context().browser()?.newContext({ baseURL: server.url });
  const portal = await visitor?.newPage();
  if (!portal) throw new Error('a journey has a browser');
  await portal.goto(new URL(form.public_url, 'http://localhost').pathname);
  await portal.getByRole('textbox', { name: /^Company/ }).fill(`Visitor ${key}`);
  await portal.getByRole('textbox', { name: /^Phone/ }).fill('+8613900001234');
  // Nobody fills in a form faster, so the server would take it for a machine.
  await portal.waitForTimeout(2500);
  await portal.locator('button[type=submit]').click();
  await expect(portal.getByRole('heading', { name: t('portal:thank_you_title') })).toBeVisible();
  await visitor?.close();

  await page.goto(`/channels?tab=campaigns&q=${encodeURIComponent(name)}`);
  await page.getByRole('row').filter({ hasText: name }).click();
  const plan = page.getByRole('region', { name: t('channels:plan.title') }).or(drawer).first();
  const line = (label: string) => plan.getByRole('row').filter({ hasText: label }).first();
  await expectAccessibleEverywhere(async () => {
    await expect(line(t('channels:plan.leads'))).toContainText('40');
  });
  await expect(line(t('channels:plan.spend'))).toContainText('300');
  await expect(line(t('channels:plan.spend'))).toContainText('5,000');
  const leads = await bodyOf<{ total: number }>(
    api.get(`/v1/leads?campaign_id=${campaign?.id}&count=true&limit=1`),
  );
  expect(leads.total, 'the lead came into the campaign').toBe(1);
});

test('the owner sees which channel brings customers, what one costs, and who they are', async ({
  page,
  api,
  server,
  t,
}) => {
  const channel = await channelOf(api, 'guild');
  const company = `Guild member ${Date.now()}`;
  const lead = await bodyOf<Named>(
    api.post('/v1/leads', { data: { name: company, company, touch: { channel_id: channel.id } } }),
  );
  await bodyOf(api.post(`/v1/leads/${lead.id}/convert`, { data: {} }));
  const workspace = await bodyOf<{ currency: string }>(api.get('/v1/workspace'));
  const amount = { amount: 80_000, currency: workspace.currency };
  await bodyOf(api.post('/v1/campaign-spend', { data: { channel_id: channel.id, spent_on: day(1), amount } }));
  await signIn(page, server.account);
  await page.goto('/costs');
  const row = page.getByRole('row').filter({ hasText: channel.name });
  await expect(row, 'what a customer costs').toContainText('800');
  await page.goto('/attribution');
  const credit = page.getByRole('row').filter({ hasText: channel.name });
  await expect(credit).toBeVisible();
  await credit.getByRole('link').click();
  await expect(page.getByRole('row').filter({ hasText: company })).toHaveCount(1);
  await expect(page).toHaveURL(new RegExp(`touched_channel_id=${channel.id}`));
  await expect(page.getByRole('table', { name: t('leads:title') })).toBeVisible();
});
