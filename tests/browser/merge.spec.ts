import type { APIRequestContext, Page } from '@playwright/test';
import { undo } from './controls';
import { bodyOf, expect, signIn, test } from './journey';
import type { Texts } from './texts';

type Account = { id: string; name: string; city?: string; people_count: number; merged_into_id?: string };
type Person = {
  id: string;
  name: string;
  title?: string;
  phone?: string;
  accounts: { account_id: string }[];
};

/** One of the values that the records contradict each other in. */
function keep(page: Page, t: Texts, field: string, value: string) {
  return page.getByRole('radio', { name: t('merge:keep', { field: t(field), value }), exact: true });
}

async function found<Item>(api: APIRequestContext, path: string, q: string): Promise<Item[]> {
  return (await bodyOf<{ data: Item[] }>(api.get(`${path}?q=${encodeURIComponent(q)}`))).data;
}

test('two accounts of one company become one with the chosen values and everything that hangs on them, and come apart again', async ({
  page,
  api,
  server,
  expectAccessible,
  t,
  inLanguage,
}) => {
  const name = inLanguage({ 'zh-CN': '沁园茶庄', en: 'Qin Garden Teahouse' });
  const [here, there] = inLanguage({ 'zh-CN': ['成都', '重庆'], en: ['Boise', 'Provo'] });
  const make = (values: object) => bodyOf<Account>(api.post('/v1/accounts', { data: { name, ...values } }));
  const stays = await make({ city: here, website: 'https://qin-garden.example' });
  const goes = await make({ city: there, website: 'https://qin-garden.example', industry: 'Tea' });
  await bodyOf(
    api.post('/v1/people', {
      data: { name: 'Qin', accounts: [{ account_id: goes.id, role: 'decider' }] },
    }),
  );
  const paid = { amount: 90_000, currency: inLanguage({ 'zh-CN': 'CNY', en: 'USD' }) };
  await bodyOf(api.post('/v1/orders', { data: { account_id: goes.id, kind: 'opening', amount: paid } }));
  const both = async () => {
    const [a, b] = await Promise.all(
      [stays.id, goes.id].map((id) => bodyOf<Account>(api.get(`/v1/accounts/${id}`))),
    );
    return [a, b] as [Account, Account];
  };
  const before = await both();

  await signIn(page, server.account);
  await page.goto(`/accounts/${stays.id}`);
  await expect(page.getByText(t('merge:hint', { count: 1 }))).toBeVisible();
  await page.getByRole('button', { name: t('merge:compare') }).click();
  const dialog = page.getByRole('dialog', { name: t('merge:title', { name }) });
  // What differs is asked, and what this account has not yet comes along by itself.
  await expect(keep(page, t, 'accounts:field.city', here)).toBeChecked();
  await expect(dialog.getByRole('cell', { name: 'Tea', exact: true })).toBeVisible();
  await expectAccessible();
  await keep(page, t, 'accounts:field.city', there).check();
  await dialog.getByRole('button', { name: t('merge:submit', { count: 2 }) }).click();
  await expect(dialog).toBeHidden();

  await page.getByRole('tab', { name: t('accounts:tab.people') }).click();
  await expect(page.getByRole('link', { name: 'Qin', exact: true })).toBeVisible();
  const [one, gone] = await both();
  expect(one).toMatchObject({ city: there, industry: 'Tea', people_count: 1 });
  expect(gone.merged_into_id).toBe(stays.id);
  expect((await found<Account>(api, '/v1/accounts', name)).map(({ id }) => id)).toEqual([stays.id]);
  const { data: orders } = await bodyOf<{ data: unknown[] }>(api.get(`/v1/orders?account_id=${stays.id}`));
  expect(orders).toHaveLength(1);

  await undo(page, t('merge:done'), t('kit:undo.action'));
  await expect(page.getByText(t('merge:undone'))).toBeVisible();
  await expect(page.getByText(t('merge:hint', { count: 1 }))).toBeVisible();
  const after = await both();
  for (const [at, account] of after.entries()) {
    const { city, people_count, merged_into_id } = before[at] as Account;
    expect(account).toMatchObject({ city, people_count, merged_into_id });
  }
});

test('two entries of one human become one that keeps every account and the chosen phone, and come apart again', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const name = inLanguage({ 'zh-CN': '端木青禾', en: 'Henrietta Vasquez-Lund' });
  const [old, current] = inLanguage({ 'zh-CN': ['店长', '区域经理'], en: ['Shop manager', 'Area manager'] });
  const accounts = await found<Account>(api, '/v1/accounts', '');
  const email = `same-${Date.now()}@human.example`;
  const make = (title: string, at: number) =>
    bodyOf<Person>(
      api.post('/v1/people', {
        data: { name, title, email, accounts: [{ account_id: accounts[at]?.id, role: 'user' }] },
      }),
    );
  const stays = await make(old, 0);
  const goes = await make(current, 1);
  const person = (id: string) => bodyOf<Person>(api.get(`/v1/people/${id}`));

  await signIn(page, server.account);
  await page.goto(`/people/${stays.id}`);
  await page.getByRole('button', { name: t('merge:compare') }).click();
  const dialog = page.getByRole('dialog', { name: t('merge:title', { name }) });
  await keep(page, t, 'people:field.title', current).check();
  await dialog.getByRole('button', { name: t('merge:submit', { count: 2 }) }).click();
  await expect(dialog).toBeHidden();
  const merged = await person(stays.id);
  expect(merged.title).toBe(current);
  expect(merged.accounts.map((each) => each.account_id).sort()).toEqual(
    [accounts[0]?.id, accounts[1]?.id].sort(),
  );
  expect(await found<Person>(api, '/v1/people', name)).toHaveLength(1);

  await undo(page, t('merge:done'), t('kit:undo.action'));
  await expect(page.getByText(t('merge:undone'))).toBeVisible();
  expect(await found<Person>(api, '/v1/people', name)).toHaveLength(2);
  expect((await person(stays.id)).title).toBe(old);
  expect((await person(goes.id)).accounts.map((each) => each.account_id)).toEqual([accounts[1]?.id]);
});

test('two leads of one person become one that keeps both stories, and come apart again', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const [first, second] = inLanguage({
    'zh-CN': ['槐荫面馆', '槐荫面馆（总店）'],
    en: ['Locust Tree Noodles', 'Locust Tree Noodles (head office)'],
  });
  const email = `noodles-${Date.now()}@locust.example`;
  const make = (company: string) =>
    bodyOf<{ id: string }>(api.post('/v1/leads', { data: { company, name: 'Lin', email } }));
  const stays = await make(first);
  const goes = await make(second);
  const said = inLanguage({ 'zh-CN': '第二次来问价格', en: 'Asked for the price a second time' });
  await bodyOf(api.post('/v1/notes', { data: { subject_id: goes.id, body: said } }));

  await signIn(page, server.account);
  await page.goto(`/leads/${stays.id}`);
  await page.getByRole('button', { name: t('merge:compare') }).click();
  const dialog = page.getByRole('dialog', { name: t('merge:title', { name: first }) });
  await expect(keep(page, t, 'leads:field.company', first)).toBeChecked();
  await keep(page, t, 'leads:field.company', second).check();
  await dialog.getByRole('button', { name: t('merge:submit', { count: 2 }) }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { level: 1, name: second })).toBeVisible();
  await expect(page.getByText(said)).toBeVisible();
  const leads = async () => (await found<{ id: string }>(api, '/v1/leads', email)).map(({ id }) => id);
  expect(await leads()).toEqual([stays.id]);

  await undo(page, t('merge:done'), t('kit:undo.action'));
  await expect(page.getByText(t('merge:undone'))).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: first })).toBeVisible();
  expect((await leads()).sort()).toEqual([stays.id, goes.id].sort());
});
