import AxeBuilder from '@axe-core/playwright';
import type { APIRequestContext } from '@playwright/test';
import { bodyOf, expect, signIn, test } from './journey';

type Named = { id: string; name: string };
type Row = { channel_id: string | null; leads: number };
type Costs = { rows: Row[]; checks: { holds: boolean }[] };

/** A channel of its own with two leads and what they cost today. */
async function spent(api: APIRequestContext): Promise<Named> {
  const mark = Date.now();
  const channel = await bodyOf<Named>(
    api.post('/v1/channels', { data: { key: `fair-${mark}`, name: `Fair ${mark}`, kind: 'event' } }),
  );
  for (const name of ['Ada', 'Ben']) {
    const lead = { name: `${name} ${mark}`, touch: { channel_id: channel.id } };
    await bodyOf(api.post('/v1/leads', { data: lead }));
  }
  const workspace = await bodyOf<{ currency: string }>(api.get('/v1/workspace'));
  // A day back, so that it is no day of the future in any zone.
  const day = new Date(Date.now() - 24 * 60 * 60_000).toISOString().slice(0, 10);
  const amount = { amount: 10_000, currency: workspace.currency };
  await bodyOf(
    api.post('/v1/campaign-spend', { data: { channel_id: channel.id, spent_on: day, amount } }),
  );
  return channel;
}

test('marketing sees what a lead of a channel costs, and opens the leads behind the figure', async ({
  page,
  api,
  server,
  t,
}) => {
  const channel = await spent(api);
  await signIn(page, server.account);
  await page.goto('/costs');
  const row = page.getByRole('row').filter({ hasText: channel.name });
  await expect(row, 'a hundred for two leads').toContainText('50');
  await expect(page.getByText(t('costs:reconciled'))).toBeVisible();
  await page.getByText(t('costs:basis.period'), { exact: true }).click();
  await expect(page).toHaveURL(/basis=period/);
  await expect(page.getByText(t('costs:basis_text.period')).first()).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await row.getByRole('link', { name: '2', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`channel_id=${channel.id}`));
  await expect(page.getByRole('row').filter({ hasText: /Ada|Ben/ })).toHaveCount(2);
});

test('an entry of spend is deleted and brought back by its toast', async ({ page, api, server, t }) => {
  const channel = await spent(api);
  await signIn(page, server.account);
  await page.goto(`/channels?tab=spend&channel_id=${channel.id}`);
  const row = page.getByRole('row').filter({ hasText: channel.name });
  await row.first().click();
  await page.getByRole('button', { name: t('channels:spend.delete'), exact: true }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: t('kit:undo.action') }).click();
  await expect(row).toHaveCount(1);
});

test('an operator tries where a visit belongs before anything is saved', async ({ page, server, t }) => {
  await signIn(page, server.account);
  await page.goto('/channels?tab=rules');
  await page.getByLabel(t('channels:rules.trial_url')).fill('https://example.com/?utm_source=nothing-known');
  await page.getByRole('button', { name: t('channels:rules.ask') }).click();
  await expect(page.getByText(t('channels:rules.verdict.nothing'))).toBeVisible();
});

test('what channels cost sums to the ledger for an integrator too', async ({ api }) => {
  const channel = await spent(api);
  const costs = await bodyOf<Costs>(api.get('/v1/channel-costs'));
  expect(costs.checks.every(({ holds }) => holds)).toBe(true);
  expect(costs.rows.find(({ channel_id }) => channel_id === channel.id)?.leads).toBe(2);
});
