import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { choose, toast } from './controls';
import { type Money, moneyIn } from './figures';
import { bodyOf, expect, signIn, test } from './journey';
import type { Texts } from './texts';

type Account = { id: string; name: string; lifecycle_stage: string };
type Plan = { id: string; name: string; annual_fee: Money };
type Totals = { data: { orders: number; received: Money }[] };
type Subscription = { id: string; state: string; terms: unknown[]; mrr: Money; renews_on: string };

/** The form of an order, filled in and sent. */
async function enterOrder(page: Page, t: Texts, kind: string, amount: string, note?: string) {
  await page.getByRole('button', { name: t('orders:action.create') }).click();
  const form = page.getByRole('dialog', { name: t('orders:action.create') });
  await choose(page, form.getByLabel(t('orders:field.kind')), t(`orders:kind.${kind}`));
  await form.getByLabel(t('orders:field.amount')).fill(amount);
  if (note) await form.getByLabel(t('orders:field.note')).fill(note);
  await form.getByRole('button', { name: t('orders:action.create') }).click();
  await expect(form).toBeHidden();
}

/** An account with a subscription that costs so many cents a year, in the money of the workspace. */
async function sell(api: APIRequestContext, name: string, amount: number, terms: object = {}) {
  const { id } = await bodyOf<Account>(api.post('/v1/accounts', { data: { name } }));
  const { currency } = await bodyOf<{ currency: string }>(api.get('/v1/workspace'));
  const data = { account_id: id, annual_fee: { amount, currency }, ...terms };
  const sold = await bodyOf<Subscription>(api.post('/v1/subscriptions', { data }));
  return { id, currency, sold };
}

function received(page: Page, t: Texts, orders: number): Locator {
  return page.getByText(t('orders:totals.received', { count: orders })).locator('strong');
}

test('what an account paid is the sum of its orders: a refund lowers it, and a void order no longer counts', async ({
  page,
  api,
  server,
  t,
  inLanguage,
  locale,
}) => {
  const name = inLanguage({ 'zh-CN': '江畔书屋', en: 'Riverside Books' });
  const { id } = await bodyOf<Account>(api.post('/v1/accounts', { data: { name } }));
  await signIn(page, server.account);
  await page.goto(`/accounts/${id}?tab=money`);
  await expect(page.getByText(t('orders:nothing'))).toBeVisible();

  await enterOrder(page, t, 'annual', '1200.50');
  await expect(toast(page, t('orders:created'))).toBeVisible();
  await enterOrder(page, t, 'refund', '200.50');
  const { data } = await bodyOf<Totals>(api.get(`/v1/accounts/${id}/order-totals`));
  const currency = data[0]?.received.currency ?? '';
  const sum = (amount: number) => moneyIn(locale, { amount, currency });
  await expect(received(page, t, 2)).toHaveText(sum(100_000));
  expect(data).toEqual([{ orders: 2, received: { amount: 100_000, currency } }]);

  // Entered twice: declared void, with the reason, and it stays in the ledger.
  await enterOrder(page, t, 'opening', '777', 'twice');
  await expect(received(page, t, 3)).toHaveText(sum(177_700));
  const wrong = page.getByRole('listitem').filter({ hasText: 'twice' });
  await wrong.getByRole('button', { name: t('orders:action.void') }).click();
  const question = page.getByRole('dialog', { name: t('orders:void.title') });
  await question.getByRole('button', { name: t('orders:void.submit') }).click();
  await expect(
    question.getByText(t('common:form.required')),
    'nothing is void without a reason',
  ).toBeVisible();
  await question.getByLabel(t('orders:void.reason')).fill('A slip of the pen');
  await question.getByRole('button', { name: t('orders:void.submit') }).click();
  await expect(wrong.getByText(t('orders:state.void'))).toBeVisible();
  await expect(wrong).toContainText(t('orders:void.because', { reason: 'A slip of the pen' }));
  await expect(wrong.getByRole('button')).toHaveCount(0);
  await expect(received(page, t, 2)).toHaveText(sum(100_000));

  // The sum leads to the orders that make it up, and from there to the void one.
  await page.getByRole('link', { name: t('orders:totals.list') }).click();
  const rows = page.getByRole('table', { name: t('orders:title') }).getByRole('row');
  const kindOf = (kind: string) => rows.filter({ hasText: t(`orders:kind.${kind}`) });
  await expect(kindOf('annual')).toContainText(sum(120_050));
  await expect(kindOf('refund')).toContainText(sum(-20_050));
  await expect(kindOf('opening')).toHaveCount(0);
  await choose(page, page.getByRole('combobox', { name: t('orders:field.state') }), t('orders:state.void'));
  await expect(kindOf('opening')).toContainText(sum(77_700));
  await expect(rows).toHaveCount(2);
});

test('a subscription takes the price of its plan, keeps every term, and tells when and why it ended', async ({
  page,
  api,
  server,
  t,
  inLanguage,
  locale,
}) => {
  const name = inLanguage({ 'zh-CN': '青石板咖啡', en: 'Cobblestone Coffee' });
  const { id } = await bodyOf<Account>(api.post('/v1/accounts', { data: { name } }));
  const { data: plans } = await bodyOf<{ data: Plan[] }>(api.get('/v1/plans'));
  const plan = plans[0] as Plan;
  const fee = moneyIn(locale, plan.annual_fee);
  const subscription = async () => {
    const { data } = await bodyOf<{ data: Subscription[] }>(api.get(`/v1/subscriptions?account_id=${id}`));
    return data[0] as Subscription;
  };
  await signIn(page, server.account);
  await page.goto(`/accounts/${id}?tab=money`);
  await page.getByRole('button', { name: t('orders:subscriptions.create') }).click();
  const form = page.getByRole('dialog', { name: t('orders:subscriptions.create') });
  await choose(
    page,
    form.getByLabel(t('orders:field.plan')),
    t('orders:plan_option', { plan: plan.name, fee }),
  );
  await form.getByRole('button', { name: t('orders:subscriptions.create') }).click();
  const item = page.getByRole('listitem').filter({ hasText: plan.name });
  await expect(item).toContainText(t('orders:state.active'));
  await expect(item).toContainText(fee);
  await expect(item, 'the server computes the monthly revenue').toContainText(
    moneyIn(locale, (await subscription()).mrr),
  );

  await item.getByRole('button', { name: t('orders:subscriptions.renew') }).click();
  const renewal = page.getByRole('dialog', { name: t('orders:subscriptions.renew') });
  await renewal.getByRole('button', { name: t('orders:subscriptions.renew') }).click();
  await expect(item.getByText(t('orders:subscriptions.terms', { count: 2 }))).toBeVisible();

  await item.getByRole('button', { name: t('orders:subscriptions.end') }).click();
  const end = page.getByRole('dialog', { name: t('orders:subscriptions.end') });
  await choose(page, end.getByLabel(t('orders:field.end_reason')), t('orders:end_reason.price'));
  await end.getByRole('button', { name: t('orders:subscriptions.end') }).click();
  await expect(item).toContainText(t('orders:state.ended'));
  await expect(item).toContainText(t('orders:end_reason.price'));
  await expect(item.getByRole('button'), 'what ended can’t be renewed').toHaveCount(0);
  expect((await bodyOf<Account>(api.get(`/v1/accounts/${id}`))).lifecycle_stage).toBe('churned');
  await expect(page.getByText(t('timeline:word.lifecycle_stage.churned')).first()).toBeVisible();
});

test('a pause takes the revenue away but not the customer, and the ledger tells it from churn', async ({
  page,
  api,
  server,
  t,
  inLanguage,
  locale,
}) => {
  const name = inLanguage({ 'zh-CN': '雪岭民宿', en: 'Snowridge Guesthouse' });
  const { id, sold, currency } = await sell(api, name, 2_468_400);
  const subscription = () => bodyOf<Subscription>(api.get(`/v1/subscriptions/${sold.id}`));
  await signIn(page, server.account);
  await page.goto(`/accounts/${id}?tab=money`);
  const item = page.getByRole('listitem').filter({ hasText: t('orders:no_plan') });
  await expect(item).toContainText(t('orders:state.active'));

  // From the first day of next year on, for thirty days; by keyboard.
  const year = new Date().getFullYear() + 1;
  await item.getByRole('button', { name: t('orders:pauses.pause') }).press('Enter');
  const form = page.getByRole('dialog', { name: t('orders:pauses.pause') });
  await form.getByLabel(t('orders:field.paused_on')).fill(`${year}-01-01`);
  await page.keyboard.press('Enter');
  await form.getByLabel(t('orders:field.resumes_on')).fill(`${year}-01-31`);
  await page.keyboard.press('Enter');
  await form.getByLabel(t('orders:field.extends_term')).press('Space');
  await choose(page, form.getByLabel(t('orders:field.end_reason')), t('orders:pause_reason.season'));
  await form.getByRole('button', { name: t('orders:pauses.pause') }).click();
  await expect(item).toContainText(t('orders:pauses.extended'));
  await expect(item).toContainText(t('orders:pauses.because', { reason: t('orders:pause_reason.season') }));
  await expect(item).toContainText(t('orders:state.active'));
  const moved = Date.parse((await subscription()).renews_on) - Date.parse(sold.renews_on);
  expect(moved).toBe(30 * 86_400_000);

  // Not after all: the renewal goes back to where it was.
  await item.getByRole('button', { name: t('orders:pauses.cancel') }).click();
  const question = page.getByRole('dialog', { name: t('orders:pauses.cancel') });
  await question.getByRole('button', { name: t('orders:pauses.cancel') }).click();
  await expect(item.getByText(t('orders:pauses.extended'))).toHaveCount(0);
  expect((await subscription()).renews_on).toBe(sold.renews_on);

  // Paused from today on: it counts for nothing, and the account has not churned.
  await item.getByRole('button', { name: t('orders:pauses.pause') }).click();
  await form.getByRole('button', { name: t('orders:pauses.pause') }).click();
  await expect(item).toContainText(t('orders:state.paused'));
  await expect(item).toContainText(moneyIn(locale, { amount: 0, currency }));
  expect((await bodyOf<Account>(api.get(`/v1/accounts/${id}`))).lifecycle_stage).not.toBe('churned');
  await item.getByRole('button', { name: t('orders:pauses.resume') }).click();
  const again = page.getByRole('dialog', { name: t('orders:pauses.resume') });
  await again.getByRole('button', { name: t('orders:pauses.resume') }).click();
  await expect(item, 'paused and resumed on one day was never paused').toContainText(t('orders:state.active'));
  await expect(item.getByText(t('orders:pauses.past', { count: 1 }))).toHaveCount(0);
  await page.getByRole('tab', { name: t('work:tab.timeline') }).click();
  await expect(page.getByText(t('timeline:event.subscription.paused')).first()).toBeVisible();
});

test('a paused customer stands in the ledger of revenue by a kind of movement of its own', async ({
  page,
  api,
  server,
  t,
  inLanguage,
  locale,
}) => {
  const name = inLanguage({ 'zh-CN': '秋水书吧', en: 'Autumn Water Books' });
  const terms = { starts_on: '2025-01-01', term_months: 36 };
  const { sold, currency } = await sell(api, name, 2_468_400, terms);
  await bodyOf(api.post(`/v1/subscriptions/${sold.id}/pause`, { data: {} }));

  await signIn(page, server.account);
  await page.goto('/revenue?view=table');
  const table = page.getByRole('table');
  const paused = table.getByRole('columnheader', { name: t('revenue:kind.pause'), exact: true });
  await expect(paused).toBeVisible();
  // The running month stands on top; the figure of the pause is the last one that opens a list.
  await table.getByRole('row').nth(1).getByRole('button').last().click();
  const row = page.getByRole('dialog').getByRole('row').filter({ hasText: name });
  await expect(row).toContainText(moneyIn(locale, { amount: -205_700, currency }));
  await expect(row).toContainText(moneyIn(locale, { amount: 0, currency }));
});

test('what moved revenue this month opens the accounts that moved it', async ({
  page,
  api,
  server,
  t,
  inLanguage,
  locale,
}) => {
  const name = inLanguage({ 'zh-CN': '松风茶舍', en: 'Pinewind Tea' });
  const { id, currency } = await sell(api, name, 1_234_500);

  await signIn(page, server.account);
  await page.goto('/revenue?view=table');
  await expect(page.getByRole('heading', { name: t('revenue:title') })).toBeVisible();
  // The running month stands on top; its first figure with a list behind it is what is new.
  await page.getByRole('table').getByRole('row').nth(1).getByRole('button').first().click();
  const row = page.getByRole('dialog').getByRole('row').filter({ hasText: name });
  await expect(row).toContainText(moneyIn(locale, { amount: 102_875, currency }));
  await row.getByRole('button', { name }).click();
  await expect(page).toHaveURL(new RegExp(`/accounts/${id}`));
});
