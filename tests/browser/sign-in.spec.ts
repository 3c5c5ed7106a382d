import type { Locator, Page } from '@playwright/test';
import { expect, signIn, test } from './journey';
import type { Texts } from './texts';

test('whoever signs in sees the customer journey, and a number opens exactly the records behind it', async ({
  page,
  server,
  t,
}) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel(t('auth:field.email')).fill(server.account.email);
  await page.getByLabel(t('auth:field.password'), { exact: true }).fill(server.account.password);
  await page.getByRole('button', { name: t('auth:sign_in.submit') }).click();

  const journey = page.getByRole('navigation', { name: t('home:journey.title') });
  const stages = journey.getByRole('listitem');
  await expect(stages).toHaveCount(6);
  const inStage = (stage: string) => stages.filter({ hasText: t(`kit:stage.${stage}`) });
  await opensItsList(page, t, inStage('purchase').getByRole('link').first(), /(\d+)/);
  await expect(page).toHaveURL(/\/leads\?.*reached=purchase/);
  await page.goto('/');
  const waiting = textMatching(t, 'home:journey.waiting');
  await opensItsList(page, t, inStage('evaluate').getByRole('link', { name: waiting }), waiting);
  await expect(page).toHaveURL(/\/leads\?.*stage_id=/);
  await page.goto('/');
  const customers = textMatching(t, 'home:journey.customers');
  await opensItsList(page, t, inStage('use').getByRole('link', { name: customers }), customers);
  await expect(page).toHaveURL(/\/accounts\?/);
  await expect(page.getByRole('group', { name: t('accounts:filter.lead_created_since') })).toBeVisible();
});

test('a wrong password is refused in words, and nothing that was typed is lost', async ({
  page,
  server,
  t,
}) => {
  await page.goto('/sign-in');
  await page.getByLabel(t('auth:field.email')).fill(server.account.email);
  await page.getByLabel(t('auth:field.password'), { exact: true }).fill('not the password at all');
  await page.getByRole('button', { name: t('auth:sign_in.submit') }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel(t('auth:field.email'))).toHaveValue(server.account.email);
});

test('missing fields are named before anything is sent', async ({ page, t }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: t('auth:sign_in.submit') }).click();
  await expect(page.getByText(t('common:form.required'))).toHaveCount(2);
});

test('a link to a page inside opens that page after signing in', async ({ page, server, t }) => {
  await page.goto('/leads?status_type=lost');
  await page.getByLabel(t('auth:field.email')).fill(server.account.email);
  await page.getByLabel(t('auth:field.password'), { exact: true }).fill(server.account.password);
  await page.getByRole('button', { name: t('auth:sign_in.submit') }).click();
  await expect(page.getByRole('heading', { level: 1, name: t('leads:title') })).toBeVisible();
  await expect(page).toHaveURL(/\/leads\?status_type=lost/);
});

test('a session that ended elsewhere leads back to the sign-in page, and from there to the same place', async ({
  page,
  server,
  t,
}) => {
  await signIn(page, server.account);
  await page.goto('/accounts');
  await expect(page.getByRole('heading', { level: 1, name: t('accounts:title') })).toBeVisible();
  await page.request.post('/v1/auth/sign-out');
  await page.reload();
  await expect(page).toHaveURL(/\/sign-in\?return_to=/);
  await page.getByLabel(t('auth:field.email')).fill(server.account.email);
  await page.getByLabel(t('auth:field.password'), { exact: true }).fill(server.account.password);
  await page.getByRole('button', { name: t('auth:sign_in.submit') }).click();
  await expect(page).toHaveURL(/\/accounts$/);
});

test('an address that is no page says so and leads home', async ({ page, server, t }) => {
  await signIn(page, server.account);
  await page.goto('/nowhere/at/all');
  await expect(page.getByText(t('shell:missing.title'))).toBeVisible();
  await page.getByRole('link', { name: t('shell:missing.action') }).click();
  await expect(page.getByRole('navigation', { name: t('home:journey.title') })).toBeVisible();
});

test('without a connection a list says so, and a retry brings it', async ({ page, server, t }) => {
  await signIn(page, server.account);
  await page.goto('/');
  await expect(page.getByRole('navigation', { name: t('home:journey.title') })).toBeVisible();
  await page.route('**/v1/people?**', (route) => route.abort('internetdisconnected'));
  await page
    .getByRole('navigation', { name: t('shell:nav.title') })
    .getByRole('link', { name: t('shell:nav.people') })
    .click();
  await expect(page.getByText(t('kit:error.offline.title'))).toBeVisible();
  await page.unroute('**/v1/people?**');
  await page.getByRole('button', { name: t('kit:error.retry') }).click();
  await expect(
    page
      .getByRole('table', { name: t('people:title') })
      .getByRole('row')
      .nth(1),
  ).toBeVisible();
});

/** Follows a number of a stage to a list of just as many. */
async function opensItsList(page: Page, t: Texts, link: Locator, count: RegExp): Promise<void> {
  const figure = Number((await link.innerText()).match(count)?.[1]);
  expect(figure).toBeGreaterThan(0);
  await link.click();
  await expect(page.getByText(t('kit:table.shown_of', { count: figure, total: figure }))).toBeVisible();
}

/** The text as a pattern that finds its count. */
function textMatching(t: Texts, key: string): RegExp {
  return new RegExp(t(key, { count: 0 }).replace('0', '(\\d+)'));
}
