import { expect, test } from './journey';

test('a new workspace begins empty, and every empty page says what to do next', async ({
  page,
  t,
  inLanguage,
}) => {
  const company = inLanguage({ 'zh-CN': '晨光软件', en: 'Daybreak Software' });
  const shop = inLanguage({ 'zh-CN': '第一家店', en: 'The first shop' });
  await page.goto('/sign-in');
  await page.getByRole('link', { name: t('auth:sign_in.sign_up') }).click();
  await page.getByLabel(t('auth:field.workspace_name')).fill(company);
  await page
    .getByLabel(t('auth:field.name'), { exact: true })
    .fill(inLanguage({ 'zh-CN': '程曦', en: 'Dawn Ellery' }));
  await page.getByLabel(t('auth:field.email')).fill(`owner-${Date.now()}@daybreak.example`);
  await page.getByLabel(t('auth:field.password'), { exact: true }).fill('a quiet harbour before nine');
  await page.getByRole('button', { name: t('auth:sign_up.submit') }).click();

  await expect(page.getByRole('heading', { name: t('home:setup.title') })).toBeVisible();
  await expect(page.getByText(t('home:tasks.nothing'))).toBeVisible();

  const nextActions = [
    ['/leads', 'leads:empty.title', 'leads:action.create'],
    ['/board', 'leads:empty.title', 'leads:action.create'],
    ['/accounts', 'accounts:empty.title', 'accounts:action.create'],
    ['/people', 'people:empty.title', 'people:action.create'],
    ['/segments', 'segments:empty.title', 'segments:create'],
    ['/forms', 'lead-forms:empty.title', 'lead-forms:create'],
    ['/imports', 'imports:empty.title', 'imports:new.title'],
    ['/insights', 'insights:empty.title', 'insights:empty.create_key'],
    ['/insights/events', 'insights:empty.title', 'insights:empty.create_key'],
    ['/settings/api-keys', 'api-keys:empty.title', 'api-keys:action.create'],
    ['/settings/webhooks', 'webhooks:empty.title', 'webhooks:action.create'],
  ] as const;
  for (const [path, title, action] of nextActions) {
    await page.goto(path);
    const empty = page
      .getByRole('main')
      .locator('div')
      .filter({ has: page.getByRole('heading', { name: t(title) }) })
      .last();
    await expect(empty).toBeVisible();
    await expect(
      page
        .getByRole('main')
        .getByRole('button', { name: t(action) })
        .last(),
      `${path} offers it`,
    ).toBeVisible();
  }
  for (const [path, title] of [
    ['/tasks', 'tasks:empty.title'],
    ['/settings/jobs', 'jobs:empty.title'],
    ['/settings/operations', 'jobs:operations.empty_title'],
  ] as const) {
    await page.goto(path);
    await expect(page.getByText(t(title))).toBeVisible();
  }

  // The first lead ticks its point of the list.
  await page.goto('/');
  await page.getByRole('link', { name: t('home:setup.point.first_lead') }).click();
  const form = page.getByRole('dialog', { name: t('leads:form.new') });
  await form.getByLabel(t('leads:field.company')).fill(shop);
  await form.getByLabel(t('leads:field.name')).fill(shop);
  await form.getByRole('button', { name: t('leads:form.submit') }).click();
  await expect(page.getByRole('dialog', { name: shop })).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('link', { name: t('home:setup.point.first_lead') })).toHaveCount(0);
  await expect(page.getByText(t('home:setup.point.first_lead'))).toBeVisible();
});
