import type { APIRequestContext, Page } from '@playwright/test';
import { toast } from './controls';
import { bodyOf, expect, signIn, test } from './journey';
import type { Texts } from './texts';

type Named = { id: string };
type Draft = { version: number; definition: { thresholds: unknown[] } };

/** A lead that the rules of the first day know something about. */
async function lead(api: APIRequestContext, name: string): Promise<Named> {
  const data = { name, company: 'Blue Café', title: 'owner', phone: '+8613800001234', touch: {} };
  return bodyOf<Named>(api.post('/v1/leads', { data }));
}

function region(page: Page, t: Texts, title: string) {
  return page.getByRole('region', { name: t(title) });
}

test('a lead shows its grade, and every part that its score is made of', async ({
  page,
  api,
  server,
  t,
  expectAccessible,
}) => {
  const name = `Scored ${Date.now()}`;
  const { id } = await lead(api, name);
  await signIn(page, server.account);
  await page.goto(`/leads/${id}?tab=score`);
  await expect(page.getByRole('table', { name: t('leads:score.parts') }).first()).toBeVisible();
  const score = await bodyOf<{ grade: string; score: number; parts: { points: number }[] }>(
    api.get(`/v1/leads/${id}/score`),
  );
  await expect(page.getByText(score.grade, { exact: true }).first()).toBeVisible();
  const sum = score.parts.reduce((total, { points }) => total + Math.round(points * 10), 0);
  expect(sum).toBe(Math.round(score.score * 10));
  await expectAccessible();

  // Lists show it, best first, a moment after it came in.
  await expect
    .poll(async () => (await bodyOf<{ data: Named[] }>(api.get(`/v1/leads?sort=-score&q=${name}`))).data.length)
    .toBe(1);
  await page.goto(`/leads?q=${encodeURIComponent(name)}&sort=-score`);
  await expect(page.getByText(score.grade, { exact: true }).first()).toBeVisible();
});

test('rules are changed in a draft, tested on the own history, and published as a version', async ({
  page,
  api,
  server,
  t,
  expectAccessible,
}) => {
  await signIn(page, server.account);
  await page.goto('/scoring');
  await expect(region(page, t, 'scores:backtest.title')).toBeVisible();
  await expectAccessible();

  const before = await bodyOf<Draft>(api.get('/v1/score-rules/draft'));
  const name = `Line ${Date.now()}`;
  await page.getByRole('button', { name: t('scores:threshold.add') }).click();
  const names = page.getByRole('textbox', { name: t('scores:threshold.name'), exact: true });
  await names.last().fill(name);
  const keys = page.getByRole('textbox', { name: t('scores:threshold.key'), exact: true });
  await keys.last().fill(`line-${Date.now()}`);
  await page.getByRole('button', { name: t('scores:draft.save'), exact: true }).click();
  await expect(toast(page, t('scores:draft.saved'))).toBeVisible();
  const saved = await bodyOf<Draft>(api.get('/v1/score-rules/draft'));
  expect(saved.definition.thresholds.length).toBe(before.definition.thresholds.length + 1);

  await page.getByRole('button', { name: t('scores:publish.action'), exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(name)).toBeVisible();
  await dialog.getByLabel(t('scores:publish.note')).fill('For the test');
  await dialog.getByRole('button', { name: t('scores:publish.action'), exact: true }).click();
  await expect(dialog).toBeHidden();

  await page.getByRole('tab', { name: t('scores:tab.versions') }).click();
  await expect(page.getByText('For the test').first()).toBeVisible();
  await expectAccessible();
});

test('the page about the model says what was learned, or how many outcomes are missing', async ({
  page,
  server,
  t,
  expectAccessible,
}) => {
  await signIn(page, server.account);
  await page.goto('/scoring?tab=model');
  await page.getByRole('button', { name: t('scores:model.train'), exact: true }).click();
  await expect(page.getByText(t('scores:model.training'), { exact: true })).toBeVisible();
  await expect(page.getByText(t('operations:state.succeeded'), { exact: true })).toBeVisible({ timeout: 30_000 });
  await expectAccessible();
});
