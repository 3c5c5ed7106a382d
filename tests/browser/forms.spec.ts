import { bodyOf, expect, signIn, test } from './journey';

type Account = {
  id: string;
  version: number;
  city?: string;
  industry?: string;
  region?: string;
  attributes: Record<string, unknown>;
};

test('what only a colleague changed stays, also when mine is saved over theirs', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const name = inLanguage({ 'zh-CN': '双溪木作', en: 'Two Creeks Joinery' });
  const account = await bodyOf<Account>(
    api.post('/v1/accounts', { data: { name, city: 'A', industry: 'Wood' } }),
  );
  await signIn(page, server.account);
  await page.goto(`/accounts/${account.id}`);
  await page.getByRole('button', { name: t('common:action.edit'), exact: true }).click();
  const form = page.getByRole('dialog', { name: t('accounts:action.edit') });
  await form.getByLabel(t('accounts:field.city')).fill('Mine');
  const theirs = await api.patch(`/v1/accounts/${account.id}`, {
    data: { city: 'Theirs', industry: 'Furniture', region: 'North' },
    headers: { 'If-Match': `"${account.version}"` },
  });
  expect(theirs.status()).toBe(200);
  await form.getByRole('button', { name: t('common:action.save') }).click();
  const notice = form.getByRole('alert').filter({ hasText: t('work:conflict.title') });
  await expect(notice.getByRole('row').filter({ hasText: 'Theirs' })).toContainText('Mine');
  await expect(notice, 'only what both changed is asked').not.toContainText('Furniture');
  await notice.getByRole('button', { name: t('work:conflict.keep_mine') }).click();
  await expect(form).toBeHidden();
  const { city, industry, region } = await bodyOf<Account>(api.get(`/v1/accounts/${account.id}`));
  expect({ city, industry, region }).toEqual({ city: 'Mine', industry: 'Furniture', region: 'North' });
});

test('a form that is half filled in is not lost by a slip, and an untouched one closes at once', async ({
  page,
  server,
  t,
}) => {
  await signIn(page, server.account);
  await page.goto('/accounts?new=true');
  const form = page.getByRole('dialog', { name: t('accounts:action.create') });
  const company = form.getByLabel(t('accounts:field.name'), { exact: true });
  await company.fill('Half a name');
  await page.keyboard.press('Escape');
  const question = page.getByRole('dialog', { name: t('common:form.leave_title') });
  await question.getByRole('button', { name: t('common:form.stay') }).click();
  await expect(question).toBeHidden();
  await expect(company).toHaveValue('Half a name');
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: t('common:form.leave') }).click();
  await expect(form).toBeHidden();

  await page
    .getByRole('button', { name: t('accounts:action.create') })
    .first()
    .click();
  await expect(company).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
});

test('the value of an attribute can be taken away again', async ({ page, api, server, t, inLanguage }) => {
  const { data } = await bodyOf<{
    data: { key: string; label: string; label_zh?: string; type: string; options: { value: string }[] }[];
  }>(api.get('/v1/attribute-definitions?object=account'));
  const choice = data.find(({ type }) => type === 'single_choice');
  const label = inLanguage({ 'zh-CN': choice?.label_zh ?? choice?.label, en: choice?.label }) ?? '';
  const key = choice?.key ?? '';
  const name = inLanguage({ 'zh-CN': '松间民宿', en: 'Pine Hollow Lodge' });
  const { id } = await bodyOf<Account>(
    api.post('/v1/accounts', { data: { name, attributes: { [key]: choice?.options[0]?.value } } }),
  );
  await signIn(page, server.account);
  await page.goto(`/accounts/${id}`);
  await page.getByRole('button', { name: t('common:action.edit'), exact: true }).click();
  const form = page.getByRole('dialog', { name: t('accounts:action.edit') });
  const field = form.locator('.ant-form-item').filter({ has: page.getByLabel(label) });
  await field.locator('.ant-select').hover();
  await field.locator('.ant-select-clear').click();
  await form.getByRole('button', { name: t('common:action.save') }).click();
  await expect(form).toBeHidden();
  expect((await bodyOf<Account>(api.get(`/v1/accounts/${id}`))).attributes).toEqual({});
});

test('a visitor becomes a lead only after confirming by mail, and the operator sees who is waited for', async ({
  page,
  browser,
  server,
  locale,
  api,
  t,
  inLanguage,
  expectAccessible,
}) => {
  const words = inLanguage({
    'zh-CN': { title: '订阅行业报告', name: '称呼', email: '邮箱', visitor: '顾明远' },
    en: { title: 'Get the report', name: 'Name', email: 'E-mail', visitor: 'Gwen Marlow' },
  });
  const address = `visitor-${Date.now()}@example.com`;
  await signIn(page, server.account);
  const form = await bodyOf<{ id: string; slug: string }>(
    api.post('/v1/lead-forms', {
      data: {
        name: words.title,
        title: words.title,
        locale,
        published: true,
        fields: [
          { key: 'name', label: words.name, required: true },
          { key: 'email', label: words.email, required: false },
        ],
      },
    }),
  );
  await page.goto(`/forms/${form.id}`);
  await page.getByRole('checkbox', { name: t('lead-forms:field.double_opt_in') }).check();
  await page.getByRole('button', { name: t('common:action.save') }).click();
  await expect(page.getByText(/required|必填/).last(), 'the form must ask for the address').toBeVisible();
  await page.getByRole('checkbox', { name: t('lead-forms:required') }).last().check();
  await page.getByRole('button', { name: t('common:action.save') }).click();
  await expect(page.getByText(t('common:saved'))).toBeVisible();

  const context = await browser.newContext({ baseURL: server.url, locale });
  const visitor = await context.newPage();
  await visitor.goto(`/f/${form.slug}`);
  await visitor.getByRole('textbox', { name: words.name }).fill(words.visitor);
  await visitor.getByRole('textbox', { name: words.email }).fill(address);
  await visitor.getByRole('button', { name: t('portal:send') }).click();
  await expect(visitor.getByRole('heading', { name: t('portal:check_mail_title') })).toBeFocused();
  await visitor.getByRole('button', { name: t('portal:mail_again') }).click();
  await expect(visitor.getByText(t('portal:mail_sent_again'))).toBeVisible();

  const waiting = { pending: 1, confirmed: 0, expired: 0 };
  await page.reload();
  await expect(page.getByText(t('lead-forms:submissions.summary', waiting))).toBeVisible();
  await expect(page.getByText(t('lead-forms:submissions.outcome.pending'))).toBeVisible();
  await expectAccessible();
  const found = () => bodyOf<{ data: unknown[] }>(api.get(`/v1/leads?q=${encodeURIComponent(address)}`));
  expect((await found()).data).toHaveLength(0);

  await visitor.goto('/mailbox');
  await visitor.getByRole('button').filter({ hasText: address }).first().click();
  const link = visitor.getByRole('article').getByRole('link').first();
  await visitor.goto((await link.getAttribute('href')) ?? '');
  await expect(visitor.getByRole('heading', { name: t('portal:confirm_title') })).toBeVisible();
  expect((await found()).data, 'opening the link confirms nothing').toHaveLength(0);
  await visitor.getByRole('button', { name: t('portal:confirm'), exact: true }).click();
  await expect(visitor.getByRole('heading', { name: t('portal:thank_you_title') })).toBeVisible();
  await visitor.reload();
  await visitor.getByRole('button', { name: t('portal:confirm'), exact: true }).click();
  await expect(visitor.getByRole('heading', { name: t('portal:thank_you_title') })).toBeVisible();
  expect((await found()).data, 'confirming twice makes one lead').toHaveLength(1);
  await context.close();

  await page.reload();
  await expect(
    page.getByText(t('lead-forms:submissions.summary', { pending: 0, confirmed: 1, expired: 0 })),
  ).toBeVisible();
  await page.getByRole('link', { name: t('lead-forms:submissions.lead') }).click();
  await expect(page.getByRole('heading', { name: words.visitor })).toBeVisible();
});
