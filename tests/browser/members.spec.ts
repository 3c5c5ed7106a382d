import { choose } from './controls';
import { expect, signIn, test } from './journey';

test('an invited colleague joins by the mail, and sees what the role allows and nothing more', async ({
  page,
  browser,
  server,
  t,
  inLanguage,
  locale,
}) => {
  const email = `guest-${Date.now()}@example.com`;
  const name = inLanguage({ 'zh-CN': '顾清和', en: 'Quentin Abara' });
  await signIn(page, server.account);
  await page.goto('/settings/members');
  await page.getByRole('button', { name: t('members:action.invite') }).click();
  const dialog = page.getByRole('dialog', { name: t('members:action.invite') });
  await dialog.getByLabel(t('members:field.email')).fill(email);
  await choose(page, dialog.getByLabel(t('members:field.role')), t('shell:role.analyst'));
  await dialog.getByRole('button', { name: t('members:invite.submit') }).click();
  await expect(page.getByText(t('members:invite.done', { email }))).toBeVisible();

  const context = await browser.newContext({ baseURL: server.url, locale });
  const guest = await context.newPage();
  await guest.goto('/mailbox');
  await guest.getByRole('button').filter({ hasText: email }).click();
  await guest.getByRole('article').getByRole('link').first().click();
  await expect(
    guest.getByText(t('auth:invitation.lead', { email, role: t('shell:role.analyst') })),
  ).toBeVisible();
  await guest.getByLabel(t('auth:field.name')).fill(name);
  await guest.getByLabel(t('auth:field.password'), { exact: true }).fill('a walk along the canal');
  await guest.getByRole('button', { name: t('auth:invitation.submit') }).click();

  const navigation = guest.getByRole('navigation', { name: t('shell:nav.title') });
  await navigation.getByRole('link', { name: t('shell:nav.leads'), exact: true }).click();
  await expect(
    guest
      .getByRole('table', { name: t('leads:title') })
      .getByRole('rowheader')
      .first(),
  ).toBeVisible();
  await expect(guest.getByRole('button', { name: t('leads:action.create') })).toHaveCount(0);
  await expect(guest.getByRole('checkbox', { name: t('kit:table.select_all') })).toHaveCount(0);
  await expect(guest.getByText('****').first(), 'contact data is masked').toBeVisible();

  await guest.goto('/imports/new');
  await expect(guest.getByText(t('kit:error.forbidden.title'))).toBeVisible();
  await guest.goto('/settings/api-keys?new=true');
  await expect(guest.getByRole('table', { name: t('api-keys:title') })).toBeVisible();
  await expect(guest.getByRole('dialog')).toHaveCount(0);
  await context.close();

  await page.getByPlaceholder(t('members:search')).fill(email);
  const joined = page.getByRole('row').filter({ hasText: email });
  await expect(joined).toContainText(name);
  await expect(joined).toContainText(t('shell:role.analyst'));
});

test('an invitation that was taken back opens nothing', async ({ page, browser, server, t, locale }) => {
  const email = `nobody-${Date.now()}@example.com`;
  await signIn(page, server.account);
  await page.goto('/settings/members?tab=invitations&invite=true');
  const dialog = page.getByRole('dialog', { name: t('members:action.invite') });
  await dialog.getByLabel(t('members:field.email')).fill(email);
  await dialog.getByRole('button', { name: t('members:invite.submit') }).click();
  await expect(page.getByText(t('members:invite.done', { email }))).toBeVisible();
  await page
    .getByRole('row')
    .filter({ hasText: email })
    .getByRole('button', { name: t('members:action.take_back') })
    .click();
  await page
    .getByRole('dialog', { name: t('members:invite.revoke_title', { email }) })
    .getByRole('button', { name: t('members:action.take_back') })
    .click();
  await expect(page.getByRole('row').filter({ hasText: email })).toContainText(
    t('members:invitation.revoked'),
  );

  const context = await browser.newContext({ baseURL: server.url, locale });
  const guest = await context.newPage();
  await guest.goto('/mailbox');
  await guest.getByRole('button').filter({ hasText: email }).click();
  await guest.getByRole('article').getByRole('link').first().click();
  await expect(guest.getByRole('heading', { name: t('auth:invitation.invalid_title') })).toBeVisible();
  await context.close();
});

test('a forgotten password is replaced by the link in the mail, once', async ({
  page,
  browser,
  server,
  t,
  locale,
}) => {
  const email = `forgetful-${Date.now()}@example.com`;
  const password = 'the first of two passwords';
  await signIn(page, server.account);
  await page.goto('/settings/members?tab=invitations&invite=true');
  const dialog = page.getByRole('dialog', { name: t('members:action.invite') });
  await dialog.getByLabel(t('members:field.email')).fill(email);
  await dialog.getByRole('button', { name: t('members:invite.submit') }).click();
  await expect(page.getByText(t('members:invite.done', { email }))).toBeVisible();

  const context = await browser.newContext({ baseURL: server.url, locale });
  const guest = await context.newPage();
  const openMail = async () => {
    await guest.goto('/mailbox');
    await guest.getByRole('button').filter({ hasText: email }).first().click();
    await guest.getByRole('article').getByRole('link').first().click();
  };
  await openMail();
  await guest.getByLabel(t('auth:field.name')).fill('Forgetful');
  await guest.getByLabel(t('auth:field.password'), { exact: true }).fill(password);
  await guest.getByRole('button', { name: t('auth:invitation.submit') }).click();
  await expect(guest.getByRole('navigation', { name: t('home:journey.title') })).toBeVisible();
  await guest.getByRole('button', { name: t('shell:account.title') }).click();
  await guest.getByRole('menuitem', { name: t('shell:account.sign_out'), exact: true }).click();

  await guest.getByRole('link', { name: t('auth:sign_in.forgot') }).click();
  // Signing in asks for an e-mail address too, and may still be there.
  await expect(guest.getByRole('heading', { name: t('auth:forgot.title') })).toBeVisible();
  await guest.getByLabel(t('auth:field.email')).fill(email);
  await guest.getByRole('button', { name: t('auth:forgot.submit') }).click();
  await expect(guest.getByRole('heading', { name: t('auth:forgot.sent_title') })).toBeVisible();
  await guest.goto('/mailbox');
  await expect(guest.getByRole('button').filter({ hasText: email })).toHaveCount(2, { timeout: 20_000 });
  await openMail();
  await guest.getByLabel(t('auth:field.new_password')).fill('the second of two passwords');
  await guest.getByRole('button', { name: t('auth:reset.submit') }).click();
  await expect(guest).toHaveURL(/\/sign-in/);
  await guest.getByLabel(t('auth:field.email')).fill(email);
  await guest.getByLabel(t('auth:field.password'), { exact: true }).fill('the second of two passwords');
  await guest.getByRole('button', { name: t('auth:sign_in.submit') }).click();
  await expect(guest.getByRole('navigation', { name: t('home:journey.title') })).toBeVisible();
  await openMail();
  await guest.getByLabel(t('auth:field.new_password')).fill('a third one by the same link');
  await guest.getByRole('button', { name: t('auth:reset.submit') }).click();
  await expect(guest.getByRole('alert').first()).toBeVisible();
  await context.close();
});
