import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { choose } from './controls';
import { bodyOf, expect, signIn, test } from './journey';
import type { Texts } from './texts';

const telco = join(import.meta.dirname, '../data/telco_churn.csv');
const rows = 7043;

async function upload(
  page: Page,
  t: Texts,
  target: string,
  file: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0],
) {
  await page.goto('/imports/new');
  await page.getByRole('radio', { name: target }).check();
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByRole('heading', { name: t('imports:columns.title') })).toBeVisible();
}

function count(page: Page, label: string) {
  return page
    .locator('dl > div')
    .filter({ has: page.getByText(label, { exact: true }) })
    .locator('dd');
}

test('7,043 customers of another system are matched, checked, imported and taken back', async ({
  page,
  server,
  expectAccessible,
  t,
  locale,
}) => {
  test.setTimeout(240_000);
  const number = new Intl.NumberFormat(locale);
  await signIn(page, server.account);
  await upload(page, t, t('shell:nav.accounts'), telco);

  // What is plain is matched already; the payment method becomes an attribute of the workspace.
  const becomes = (column: string) => page.getByLabel(t('imports:columns.becomes_of', { column }));
  await choose(page, becomes('PaymentMethod'), t('imports:columns.new_attribute'));
  await expect(page.getByLabel(t('imports:attribute.label'), { exact: true })).toHaveValue('PaymentMethod');

  await expectAccessible();
  await page.getByRole('button', { name: t('imports:columns.check') }).click();
  await expect(page.getByText(t('imports:check.clean'))).toBeVisible({ timeout: 60_000 });
  await expect(count(page, t('imports:forecast.create'))).toHaveText(number.format(rows));
  await expect(count(page, t('imports:forecast.error'))).toHaveText('0');

  await page.getByRole('button', { name: t('imports:check.run'), exact: true }).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: t('imports:result.title.finished') })).toBeVisible({
    timeout: 120_000,
  });
  await expect(count(page, t('imports:count.create'))).toHaveText(number.format(rows));

  await page.getByRole('button', { name: t('imports:result.open_list') }).click();
  await page.getByPlaceholder(t('accounts:filter.search')).fill('7590-VHVEG');
  await expect(page.getByRole('table').getByRole('rowheader').filter({ hasText: '7590-VHVEG' })).toHaveCount(
    1,
  );

  await page.goto('/imports');
  await page.getByRole('link', { name: 'telco_churn.csv' }).first().click();
  await page.getByRole('button', { name: t('imports:undo.action') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('imports:undo.confirm'), exact: true })
    .click();
  await expect(page.getByRole('heading', { name: t('imports:result.title.undone') })).toBeVisible({
    timeout: 120_000,
  });
  await page.goto('/accounts?q=7590-VHVEG');
  await expect(page.getByText(t('kit:no_match.title'))).toBeVisible();
});

test('broken rows are named with line and column, and the others can be imported without them', async ({
  page,
  server,
  t,
}) => {
  const file = [
    'customer id,name,website,employees',
    'BR-1,Good One,https://one.example,5',
    'BR-2,Many People,https://two.example,a few',
    'BR-3,Good Three,https://three.example,7',
    'BR-4,No Address,not a link at all,9',
  ].join('\n');
  await signIn(page, server.account);
  await upload(page, t, t('shell:nav.accounts'), {
    name: 'broken.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(file),
  });
  await page.getByRole('button', { name: t('imports:columns.check') }).click();
  await expect(count(page, t('imports:forecast.error'))).toHaveText('2');
  const errors = page.getByRole('table', { name: t('imports:errors.title') });
  await expect(errors.getByRole('row').filter({ hasText: 'a few' })).toContainText('employees');
  await expect(errors.getByRole('row').filter({ hasText: 'not a link at all' })).toContainText('5');
  await page.getByRole('button', { name: t('imports:check.run_without_errors') }).click();
  await expect(page.getByRole('heading', { name: t('imports:result.title.finished') })).toBeVisible();
  await expect(count(page, t('imports:count.create'))).toHaveText('2');
});

test('leads from a spreadsheet: what is wrong is named first, the rest arrives, and undoing leaves alone what was worked on', async ({
  page,
  api,
  server,
  t,
  inLanguage,
  locale,
}) => {
  test.setTimeout(240_000);
  const number = new Intl.NumberFormat(locale);
  const words = inLanguage({
    'zh-CN': {
      header: '公司,联系人,手机,城市',
      company: '市集摊位',
      broken: '打错的号码',
      worked: '已经联系过',
    },
    en: {
      header: 'company,who,mobile,city',
      company: 'Market stall',
      broken: 'not a number',
      worked: 'Called',
    },
  });
  const run = Date.now();
  const good = Array.from({ length: 400 }, (_, at) => `${words.company} ${run}-${at},Person ${at},,Elko`);
  const file = [
    words.header,
    ...good,
    `${words.company} ${run}-X,Person X,${words.broken},Elko`,
    `${words.company} ${run}-Y,,,Elko`,
  ].join('\n');
  await signIn(page, server.account);
  await upload(page, t, t('shell:nav.leads'), {
    name: `leads-${run}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from(file),
  });
  // What is plain is matched; a column that the product can't know is told by the reader.
  const [company = '', who = '', phone = ''] = words.header.split(',');
  const becomes = (column: string) => page.getByLabel(t('imports:columns.becomes_of', { column }));
  const chosen = (column: string) =>
    page
      .getByRole('row')
      .filter({ has: becomes(column) })
      .locator('.ant-select')
      .first();
  await expect(chosen(company)).toContainText(t('leads:field.company'));
  await expect(chosen(phone)).toContainText(/电话|手机|Phone/);
  await choose(page, becomes(who), /^(姓名|联系人|Name|Contact)$/);
  await page.getByRole('button', { name: t('imports:columns.check') }).click();

  await expect(count(page, t('imports:forecast.create'))).toHaveText(number.format(400), { timeout: 60_000 });
  await expect(count(page, t('imports:forecast.error'))).toHaveText('2');
  const errors = page.getByRole('table', { name: t('imports:errors.title') }).getByRole('row');
  await expect(errors.filter({ hasText: words.broken })).toContainText(phone);
  await expect(errors.filter({ hasText: number.format(403) })).toContainText(t('imports:errors.whole_row'));
  const leads = async () =>
    bodyOf<{ data: { id: string }[]; total: number }>(api.get(`/v1/leads?q=${run}&count=true`));
  expect((await leads()).total, 'a check writes nothing').toBe(0);

  await page.getByRole('button', { name: t('imports:check.run_without_errors') }).click();
  await expect(page.getByRole('heading', { name: t('imports:result.title.finished') })).toBeVisible({
    timeout: 120_000,
  });
  await expect(count(page, t('imports:count.create'))).toHaveText(number.format(400));
  const { data, total } = await leads();
  expect(total).toBe(400);

  // Somebody has called one of them already; the undo takes back the others.
  const [called] = data;
  await bodyOf(api.patch(`/v1/leads/${called?.id}`, { data: { note: words.worked } }));
  await page.getByRole('button', { name: t('imports:undo.action') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('imports:undo.confirm'), exact: true })
    .click();
  await expect(page.getByRole('heading', { name: t('imports:result.title.undone') })).toBeVisible({
    timeout: 120_000,
  });
  await expect(page.getByText(t('imports:errors.kept'))).toBeVisible();
  expect((await leads()).data.map(({ id }) => id)).toEqual([called?.id]);
});

test('a file that is imported twice makes nobody twice, once it is told how to recognise them', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const run = Date.now();
  const header = inLanguage({ 'zh-CN': '公司,邮箱', en: 'company,email' });
  const company = inLanguage({ 'zh-CN': '早市', en: 'Morning market' });
  const rows = [1, 2].map((at) => `${company} ${run}-${at},stall-${at}-${run}@morning.example`);
  const file = { name: 'twice.csv', mimeType: 'text/csv', buffer: Buffer.from([header, ...rows].join('\n')) };
  // Without the name of the field, which is the server's.
  const [matchBy = ''] = t('imports:columns.match_by', { field: '|' }).split('|');
  await signIn(page, server.account);
  const check = async () => {
    await upload(page, t, t('shell:nav.leads'), file);
    const better = page.getByRole('button', { name: matchBy });
    await better.click();
    await expect(better).toBeHidden();
    await page.getByRole('button', { name: t('imports:columns.check') }).click();
  };
  await check();
  await expect(count(page, t('imports:forecast.create'))).toHaveText('2');
  await page.getByRole('button', { name: t('imports:check.run'), exact: true }).click();
  await expect(page.getByRole('heading', { name: t('imports:result.title.finished') })).toBeVisible();

  await check();
  await expect(count(page, t('imports:forecast.skip'))).toHaveText('2');
  await expect(count(page, t('imports:forecast.create'))).toHaveText('0');
  await expect(page.getByText(t('imports:check.nothing'))).toBeVisible();
  await expect(page.getByRole('button', { name: t('imports:check.run'), exact: true })).toBeDisabled();
  const { data } = await bodyOf<{ data: unknown[] }>(api.get(`/v1/leads?q=${run}-`));
  expect(data).toHaveLength(2);
});

test('a file of leads goes into a campaign, which says how many came and knows when they are taken back', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const { data: channels } = await bodyOf<{ data: { id: string }[] }>(api.get('/v1/channels'));
  const name = inLanguage({ 'zh-CN': '秋季展会名单', en: 'Autumn fair list' });
  const key = `fair-${Date.now()}`;
  const campaign = await bodyOf<{ id: string }>(
    api.post('/v1/campaigns', { data: { key, name, channel_id: channels[0]?.id, starts_on: '2026-01-01' } }),
  );
  const header = inLanguage({ 'zh-CN': '联系人,手机', en: 'contact,phone' });
  const file = { name: `${key}.csv`, mimeType: 'text/csv', buffer: Buffer.from(`${header}\n甲一,13700002201\n乙二,13700002202\n`) };
  await signIn(page, server.account);
  await page.goto(`/channels?tab=campaigns&open=${campaign.id}`);
  const drawer = page.getByRole('dialog', { name });
  await drawer.getByRole('button', { name: t('channels:import_leads') }).click();
  await expect(page.getByText(t('imports:new.into_campaign', { name }))).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByRole('heading', { name: t('imports:columns.title') })).toBeVisible();
  await page.getByRole('button', { name: t('imports:columns.check') }).click();
  await expect(page.getByText(t('imports:check.clean'))).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: t('imports:check.run'), exact: true }).click();
  await expect(page.getByRole('heading', { name: t('imports:result.title.finished') })).toBeVisible({
    timeout: 60_000,
  });
  const count = async () =>
    (await bodyOf<{ data: unknown[] }>(api.get(`/v1/leads?campaign_id=${campaign.id}`))).data.length;
  expect(await count()).toBe(2);
  await page.getByRole('button', { name: t('imports:result.open_campaign', { name }) }).click();
  const row = drawer.getByRole('listitem').filter({ hasText: file.name });
  await expect(row).toContainText(t('channels:imports.came', { new: 2, known: 0 }));
  await row.getByRole('link').click();
  await page.getByRole('button', { name: t('imports:undo.action') }).click();
  await page.getByRole('dialog').getByRole('button', { name: t('imports:undo.confirm') }).click();
  await expect(page.getByRole('heading', { name: t('imports:result.title.undone') })).toBeVisible({
    timeout: 60_000,
  });
  expect(await count()).toBe(0);
});
