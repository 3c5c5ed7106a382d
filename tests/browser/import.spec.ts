import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { choose } from './controls';
import { expect, signIn, test } from './journey';
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
