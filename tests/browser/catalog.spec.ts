import type { Locator, Page } from '@playwright/test';
import { choose } from './controls';
import { type Money, moneyIn } from './figures';
import { bodyOf, expect, signIn, test } from './journey';

type Feature = { key: string; name: string; limit?: number | null; included: boolean };
type Plan = {
  id: string;
  key: string;
  annual_fee: Money;
  term_months: number;
  features: Feature[];
  archived_at?: string;
};
type Subscription = { annual_fee: Money };

/** The last row of a list inside a form. */
function lastOf(form: Locator, label: string): Locator {
  return form.getByLabel(label, { exact: true }).last();
}

/** Options of an open select, without choosing one. */
async function optionsOf(page: Page, select: Locator): Promise<string[]> {
  await select.click();
  const options = page.locator('.ant-select-dropdown:visible .ant-select-item-option');
  await options.first().waitFor();
  const texts = await options.allInnerTexts();
  await page.keyboard.press('Escape');
  return texts;
}

test('a plan is put on sale with its features, gets a new price without touching what was sold, and goes off sale', async ({
  page,
  api,
  server,
  expectAccessible,
  t,
  inLanguage,
  locale,
}) => {
  const name = inLanguage({ 'zh-CN': '集市版', en: 'Market Stall' });
  const key = `market-${Date.now()}`;
  await signIn(page, server.account);
  await page.goto('/settings/plans');
  await page.getByRole('button', { name: t('plans:action.create') }).click();
  const form = page.getByRole('dialog', { name: t('plans:action.create') });
  await form.getByLabel(t('plans:field.name')).first().fill(name);
  await form.getByLabel(t('plans:field.key')).first().fill(key);
  await form.getByLabel(t('plans:field.annual_fee')).fill('1999');
  await form.getByLabel(t('plans:field.opening_fee')).fill('0');
  for (const [feature, limit] of [
    ['Checkout', ''],
    ['Stalls', '3'],
  ] as const) {
    await form.getByRole('button', { name: t('plans:features.add') }).click();
    await lastOf(form, t('plans:features.name')).fill(feature);
    await lastOf(form, t('plans:field.key')).fill(feature.toLowerCase());
    if (limit) await lastOf(form, t('plans:features.limit')).fill(limit);
  }
  await expectAccessible();
  await form.getByRole('button', { name: t('plans:action.create') }).click();

  const drawer = page.getByRole('dialog', { name });
  await expect(drawer).toContainText(t('plans:state.on_sale'));
  const { data: plans } = await bodyOf<{ data: Plan[] }>(api.get('/v1/plans?limit=100'));
  const made = plans.find((plan) => plan.key === key) as Plan;
  const { currency } = made.annual_fee;
  expect(made).toMatchObject({ annual_fee: { amount: 199_900 }, term_months: 12 });
  expect(made.features.map(({ key, limit, included }) => [key, limit ?? null, included])).toEqual([
    ['checkout', null, true],
    ['stalls', 3, true],
  ]);
  await expect(drawer.getByRole('listitem').filter({ hasText: 'Stalls' })).toContainText('3');

  // Somebody buys it; then the price goes up.
  const { data: accounts } = await bodyOf<{ data: { id: string }[] }>(api.get('/v1/accounts?limit=1'));
  const sold = await bodyOf<Subscription & { id: string }>(
    api.post('/v1/subscriptions', { data: { account_id: accounts[0]?.id, plan_id: made.id } }),
  );
  await drawer.getByRole('button', { name: t('plans:action.edit') }).click();
  const edit = page.getByRole('dialog', { name: t('plans:action.edit') });
  await edit.getByLabel(t('plans:field.annual_fee')).fill('2499');
  await edit.getByRole('button', { name: t('common:action.save') }).click();
  await expect(edit).toBeHidden();
  await expect(drawer).toContainText(moneyIn(locale, { amount: 249_900, currency }));
  const kept = await bodyOf<Subscription>(api.get(`/v1/subscriptions/${sold.id}`));
  expect(kept.annual_fee.amount, 'a subscription keeps its price').toBe(199_900);

  await drawer.getByRole('button', { name: t('plans:action.archive') }).click();
  await expect(drawer).toContainText(t('plans:archived_since'));
  await page.goto(`/accounts/${accounts[0]?.id}?tab=money`);
  await page.getByRole('button', { name: t('orders:subscriptions.create') }).click();
  const selling = page.getByRole('dialog', { name: t('orders:subscriptions.create') });
  const offered = await optionsOf(page, selling.getByLabel(t('orders:field.plan')));
  expect(offered.length).toBeGreaterThan(0);
  expect(
    offered.some((option) => option.includes(name)),
    'nobody can sell it any more',
  ).toBe(false);
  await page.goto(`/settings/plans?archived=true`);
  await expect(
    page.getByRole('table', { name: t('plans:title') }).getByRole('rowheader', { name }),
  ).toBeVisible();
});

test('an attribute with options is asked of every account, and out of use it is asked no more but forgotten nowhere', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const label = inLanguage({ 'zh-CN': '开店方式', en: 'Way of business' });
  const [street, online] = inLanguage({ 'zh-CN': ['临街店', '网店'], en: ['On the street', 'Online'] });
  const key = `way_${Date.now()}`;
  const account = await bodyOf<{ id: string }>(
    api.post('/v1/accounts', {
      data: { name: inLanguage({ 'zh-CN': '小满杂货', en: 'Grain Full Grocery' }) },
    }),
  );
  await signIn(page, server.account);
  await page.goto('/settings/attributes');
  await page.getByRole('button', { name: t('attributes:action.create') }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel(t('attributes:field.label'), { exact: true }).fill(label);
  await form.getByLabel(t('attributes:field.key'), { exact: true }).fill(key);
  await choose(page, form.getByLabel(t('attributes:field.type')), t('attributes:type.single_choice'));
  for (const [value, shown] of [
    ['street', street],
    ['online', online],
  ] as const) {
    await form.getByRole('button', { name: t('attributes:options.add') }).click();
    await lastOf(form, t('attributes:options.value')).fill(value);
    await lastOf(form, t('attributes:options.label')).fill(shown);
  }
  await form.getByRole('button', { name: t('attributes:action.create') }).click();
  await expect(page.getByRole('dialog', { name: label })).toContainText(online);

  await page.goto(`/accounts/${account.id}`);
  await page.getByRole('button', { name: t('common:action.edit'), exact: true }).click();
  const record = page.getByRole('dialog', { name: t('accounts:action.edit') });
  await choose(page, record.getByLabel(label), online);
  await record.getByRole('button', { name: t('common:action.save') }).click();
  await expect(record).toBeHidden();
  await expect(page.getByRole('definition').filter({ hasText: online }).first()).toBeVisible();
  // Its story tells the change in the names that were given, not in those that programs know.
  const timeline = page.getByRole('region', { name: t('timeline:title') });
  await expect(timeline).toContainText(label);
  await expect(timeline).toContainText(online);
  await expect(timeline).not.toContainText(key);
  const attributes = async () =>
    (await bodyOf<{ attributes: Record<string, string> }>(api.get(`/v1/accounts/${account.id}`))).attributes;
  expect((await attributes())[key]).toBe('online');

  await page.goto('/settings/attributes');
  await page
    .getByRole('table', { name: t('attributes:title') })
    .getByRole('rowheader', { name: label })
    .getByRole('button')
    .click();
  const drawer = page.getByRole('dialog', { name: label });
  await drawer.getByRole('button', { name: t('attributes:action.archive') }).click();
  await expect(drawer).toContainText(t('attributes:archived_since'));
  await page.goto(`/accounts/${account.id}`);
  await page.getByRole('button', { name: t('common:action.edit'), exact: true }).click();
  await expect(record.getByLabel(t('accounts:field.name'), { exact: true })).toBeVisible();
  await expect(record.getByLabel(label)).toHaveCount(0);
  // Saving the form in the meantime takes nothing away.
  await record.getByLabel(t('accounts:field.city')).fill('Elko');
  await record.getByRole('button', { name: t('common:action.save') }).click();
  await expect(record).toBeHidden();
  expect((await attributes())[key], 'what was entered is kept').toBe('online');
});
