import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, signIn, test } from './journey';
import type { Texts } from './texts';

async function exported(page: Page, t: Texts): Promise<{ head: string[]; lines: string[] }> {
  const arriving = page.waitForEvent('download');
  await page.getByRole('button', { name: t('common:action.export') }).click();
  const download = await arriving;
  const text = await readFile(await download.path(), 'utf8');
  expect(text.startsWith('\uFEFF'), 'spreadsheets recognise UTF-8 by its mark').toBe(true);
  const [head = '', ...lines] = text.slice(1).trimEnd().split(/\r?\n/);
  return { head: head.split(','), lines };
}

for (const { path, title } of [
  { path: '/leads', title: 'leads:title' },
  { path: '/accounts', title: 'accounts:title' },
  { path: '/people', title: 'people:title' },
]) {
  test(`the export of ${path} holds the columns and rows that are shown`, async ({ page, server, t }) => {
    await signIn(page, server.account);
    await page.goto(path);
    const table = page.getByRole('table', { name: t(title) });
    // A row may say more below the name.
    const [name = ''] = (await table.getByRole('rowheader').first().innerText()).trim().split('\n');
    const { head, lines } = await exported(page, t);
    expect(head.length).toBeGreaterThan(4);
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.some((line) => line.includes(name))).toBe(true);
  });
}

test('the ledger names the accounts of its orders, also in the file, and keeps views of it', async ({
  page,
  server,
  t,
}) => {
  const view = `Openings ${Date.now()}`;
  await signIn(page, server.account);
  await page.goto('/orders?kind=opening');
  const table = page.getByRole('table', { name: t('orders:title') });
  const account = await table.getByRole('row').nth(1).getByRole('link').first().innerText();
  expect(account).not.toBe(t('orders:open_account'));
  const { lines } = await exported(page, t);
  expect(lines.some((line) => line.includes(account))).toBe(true);
  expect(lines.every((line) => line.includes('opening'))).toBe(true);

  await page.getByRole('button', { name: t('kit:views.save_as') }).click();
  const dialog = page.getByRole('dialog', { name: t('kit:views.save_as') });
  await dialog.getByLabel(t('kit:views.name')).fill(view);
  await dialog.getByRole('button', { name: t('common:action.save') }).click();
  const views = page.getByRole('navigation', { name: t('kit:views.title') });
  await expect(views.getByRole('button', { name: view })).toHaveAttribute('aria-current', 'true');
  await views.getByRole('button', { name: t('orders:state.void'), exact: true }).click();
  await expect(page).toHaveURL(/voided=true/);
  await views.getByRole('button', { name: view }).click();
  await expect(page).toHaveURL(/kind=opening/);
  await table.getByRole('link', { name: account }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: account })).toBeVisible();
});

test('filters stand in the address: reload, back and forward keep them, and the export obeys them', async ({
  page,
  server,
  t,
}) => {
  await signIn(page, server.account);
  await page.goto('/leads');
  await expect(
    page
      .getByRole('table', { name: t('leads:title') })
      .getByRole('rowheader')
      .first(),
  ).toBeVisible();
  await page.getByRole('button', { name: t('kit:filter.more') }).click();
  await page
    .getByRole('group', { name: t('leads:field.status') })
    .getByRole('combobox')
    .click();
  await page
    .locator('.ant-select-dropdown:visible')
    .getByText(t('leads:status.won'), { exact: true })
    .click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/status_type=won/);
  const shown = page.getByText(
    new RegExp(t('kit:table.shown_of', { count: 0, total: 0 }).replaceAll('0', '\\d+')),
  );
  await expect(shown).toBeVisible();
  const count = await shown.innerText();
  await page.reload();
  await expect(shown).toHaveText(count);
  const { lines } = await exported(page, t);
  expect(lines).toHaveLength(Number(count.match(/\d+/)?.[0]));
  await page.goBack();
  await expect(page).not.toHaveURL(/status_type/);
  await page.goForward();
  await expect(shown).toHaveText(count);
});

test('a view is saved under a name, opened by it, changed, and deleted', async ({ page, server, t }) => {
  const name = `View ${Date.now()}`;
  await signIn(page, server.account);
  await page.goto('/leads?status_type=won');
  await page.getByRole('button', { name: t('kit:views.save_as') }).click();
  const dialog = page.getByRole('dialog', { name: t('kit:views.save_as') });
  await dialog.getByLabel(t('kit:views.name')).fill(name);
  await dialog.getByRole('button', { name: t('common:action.save') }).click();
  const views = page.getByRole('navigation', { name: t('kit:views.title') });
  await expect(views.getByRole('button', { name })).toHaveAttribute('aria-current', 'true');

  await views.getByRole('button', { name: t('leads:view.all'), exact: true }).click();
  await expect(page).not.toHaveURL(/status_type/);
  await views.getByRole('button', { name }).click();
  await expect(page).toHaveURL(/status_type=won/);
  await page.getByPlaceholder(t('leads:filter.search')).fill('a');
  await expect(page.getByText(t('kit:views.modified'))).toBeVisible();
  await page.getByRole('button', { name: t('kit:views.reset') }).click();
  await expect(page.getByText(t('kit:views.modified'))).toBeHidden();

  await page.getByRole('button', { name: t('kit:views.manage') }).click();
  await page.getByRole('menuitem', { name: t('kit:views.delete') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('kit:views.delete') })
    .click();
  await expect(views.getByRole('button', { name })).toHaveCount(0);
});

test('a long list goes on as one scrolls', async ({ page, server, t }) => {
  await signIn(page, server.account);
  await page.goto('/people');
  const rows = page.getByRole('table', { name: t('people:title') }).getByRole('rowheader');
  await expect(rows).toHaveCount(50);
  await rows.last().scrollIntoViewIfNeeded();
  await expect.poll(() => rows.count()).toBeGreaterThan(50);
});

test('many leads are given to a colleague at once', async ({ page, server, api, t }) => {
  const { data: members } = await (await api.get('/v1/members')).json();
  const colleague = members.find((member: { role: string }) => member.role === 'sales');
  const tag = `bulk-${Date.now()}`;
  for (const name of ['Bulk one', 'Bulk two', 'Bulk three'])
    await api.post('/v1/leads', { data: { name, tags: [tag] } });
  await signIn(page, server.account);
  await page.goto(`/leads?tag=${tag}`);
  const table = page.getByRole('table', { name: t('leads:title') });
  await expect(table.getByRole('rowheader')).toHaveCount(3);
  await page.getByRole('checkbox', { name: t('kit:table.select_all') }).check();
  const bar = page.getByRole('toolbar', { name: t('kit:bulk.title') });
  await expect(bar).toContainText('3');
  await bar.getByRole('button', { name: t('leads:action.assign') }).click();
  await page.getByRole('menuitem', { name: colleague.name }).click();
  await expect(table.getByRole('cell', { name: colleague.name })).toHaveCount(3);
});
