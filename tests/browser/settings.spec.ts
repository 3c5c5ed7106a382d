import { expect, signIn, test } from './journey';
import { textsIn } from './texts';

test('the language can be changed at any time, and the page stays where it is', async ({
  page,
  server,
  t,
  inLanguage,
}) => {
  const other = inLanguage({ 'zh-CN': 'en', en: 'zh-CN' } as const);
  const translated = textsIn(other);
  await signIn(page, server.account);
  await page.goto('/leads?status_type=lost');
  await page.getByRole('button', { name: t('shell:language.title') }).click();
  await page.getByRole('menuitem', { name: t(`shell:language.${other}`) }).click();
  await expect(page.getByRole('heading', { level: 1, name: translated('leads:title') })).toBeVisible();
  await expect(page).toHaveURL(/status_type=lost/);
  await expect(page.locator('html')).toHaveAttribute('lang', other);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: translated('leads:title') })).toBeVisible();
});

test('the dark theme holds after a reload', async ({ page, server, t }) => {
  await signIn(page, server.account);
  await page.goto('/');
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.getByRole('button', { name: t('shell:theme.title') }).click();
  await page.getByRole('menuitem', { name: t('shell:theme.light'), exact: true }).click();
  await expect.poll(background).toBe('rgb(246, 245, 241)');
  await page.getByRole('button', { name: t('shell:theme.title') }).click();
  await page.getByRole('menuitem', { name: t('shell:theme.dark'), exact: true }).click();
  await expect.poll(background).toBe('rgb(16, 21, 23)');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect.poll(background).toBe('rgb(16, 21, 23)');
  await page.getByRole('button', { name: t('shell:theme.title') }).click();
  await page.getByRole('menuitem', { name: t('shell:theme.system'), exact: true }).click();
});

test('the palette goes to a page by its name and to a record by a part of it', async ({
  page,
  server,
  api,
  t,
  inLanguage,
}) => {
  const who = inLanguage({
    'zh-CN': { company: '玉兰书店', typed: 'yulan', page: 'xiansuo' },
    en: { company: 'Magnolia Bookshop', typed: 'magnol', page: 'prospects' },
  });
  const { id } = await (
    await api.post('/v1/leads', { data: { company: who.company, name: who.company } })
  ).json();
  await signIn(page, server.account);
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog', { name: t('shell:palette.title') });
  await palette.getByRole('combobox').fill(who.page);
  await palette
    .getByRole('option', { name: t('shell:nav.leads') })
    .first()
    .click();
  await expect(page).toHaveURL(/\/leads$/);

  await page.keyboard.press('ControlOrMeta+k');
  await palette.getByRole('combobox').fill(who.typed);
  await expect(palette.getByRole('option').filter({ hasText: who.company })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(id));
});

test('the keyboard sheet shows the keys of the page that is open, and they work', async ({
  page,
  server,
  t,
}) => {
  await signIn(page, server.account);
  await page.goto('/leads');
  const rows = page.getByRole('table', { name: t('leads:title') }).getByRole('row');
  await expect(rows.nth(1)).toBeVisible();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: t('kit:keyboard.title') });
  await expect(sheet.getByText(t('leads:action.create'))).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(rows.nth(2)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/open=lead_/);
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await expect(page).toHaveURL(/\/board/);
});

test('the audit trail tells who changed what, and how it was before', async ({ page, server, api, t }) => {
  const lead = await (await api.post('/v1/leads', { data: { name: 'Traced', city: 'Before City' } })).json();
  await api.patch(`/v1/leads/${lead.id}`, {
    data: { city: 'After City' },
    headers: { 'If-Match': `"${lead.version}"` },
  });
  await signIn(page, server.account);
  await page.goto(`/settings/audit?subject_id=${lead.id}`);
  const trail = page.getByRole('table', { name: t('audit:title') });
  await trail.getByRole('button', { name: t('event-types:event.lead.updated') }).click();
  const entry = page.getByRole('dialog');
  await expect(entry.getByText('Before City')).toBeVisible();
  await expect(entry.getByText('After City')).toBeVisible();
});

test('every role is shown with what it may do', async ({ page, server, t }) => {
  await signIn(page, server.account);
  await page.goto('/settings/members?tab=roles');
  for (const role of ['owner', 'admin', 'marketing', 'sales_manager', 'sales', 'success', 'content', 'analyst']) {
    // One's own says so behind its name.
    const heading = new RegExp(`^${t(`shell:role.${role}`)}\\s*(${t('members:my_role')})?$`);
    await expect(page.getByRole('columnheader', { name: heading })).toBeVisible();
  }
});

test('failed work and operations say what they are for while there is none', async ({ page, server, t }) => {
  await signIn(page, server.account);
  await page.goto('/settings/jobs');
  await expect(page.getByText(t('jobs:empty.title'))).toBeVisible();
});
