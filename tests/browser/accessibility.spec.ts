import type { Page } from '@playwright/test';
import { bodyOf, expect, signIn, test } from './journey';
import type { Texts } from './texts';

type Look = { name: string; path: string; ready: (page: Page, t: Texts) => Promise<void> };

/** A list is ready with its rows, which a phone shows as cards. */
function row(list: string) {
  return async (page: Page, t: Texts) => {
    const table = page.getByRole('table', { name: t(list) }).getByRole('rowheader');
    const cards = page.getByRole('list', { name: t(list) }).getByRole('listitem');
    await table.or(cards).first().waitFor();
  };
}

function heading(text: string, level = 1) {
  return async (page: Page, t: Texts) => page.getByRole('heading', { level, name: t(text) }).waitFor();
}

// Nothing happens here that a trace could explain, and snapshots of long lists are slow.
test.use({ trace: 'off' });

// Lists are narrowed to some of their rows: one row is built like the other, and each takes time to examine.
const looks: Look[] = [
  {
    name: 'home',
    path: '/',
    ready: async (page, t) => page.getByRole('navigation', { name: t('home:journey.title') }).waitFor(),
  },
  { name: 'the list of leads', path: '/leads?status_type=open,ongoing', ready: row('leads:title') },
  {
    name: 'the form of a lead',
    path: '/leads?new=true&q=nobody+is+called+so',
    ready: async (page, t) => page.getByLabel(t('leads:field.wechat')).waitFor(),
  },
  {
    name: 'the board',
    path: '/board',
    ready: async (page) => page.getByRole('region').getByRole('link').first().waitFor(),
  },
  { name: 'channels', path: '/channels', ready: row('channels:tab.channels') },
  { name: 'forms', path: '/forms', ready: row('shell:nav.forms') },
  { name: 'accounts', path: '/accounts?lifecycle_stage=implement,renew', ready: row('accounts:title') },
  { name: 'people', path: '/people?role=influencer', ready: row('people:title') },
  { name: 'tasks', path: '/tasks', ready: row('tasks:title') },
  {
    name: 'the beginning of an import',
    path: '/imports/new',
    ready: async (page) => page.getByRole('radio').first().waitFor(),
  },
  { name: 'the profile', path: '/settings/profile', ready: heading('settings:profile.title', 2) },
  {
    name: 'the workspace',
    path: '/settings/workspace',
    ready: async (page, t) => page.getByLabel(t('settings:workspace.name')).waitFor(),
  },
  { name: 'members', path: '/settings/members', ready: row('members:title') },
  {
    name: 'roles',
    path: '/settings/members?tab=roles',
    ready: async (page, t) => page.getByText(t('members:my_role')).waitFor(),
  },
  { name: 'API keys', path: '/settings/api-keys', ready: row('api-keys:title') },
  { name: 'webhooks', path: '/settings/webhooks', ready: heading('webhooks:title', 2) },
  { name: 'the audit trail', path: '/settings/audit', ready: row('audit:title') },
];

for (const { name, path, ready } of looks) {
  test(`${name} is accessible on desk and phone, and is not wider than them`, async ({
    page,
    server,
    t,
    expectAccessibleEverywhere,
  }) => {
    await signIn(page, server.account);
    await page.goto(path);
    await expectAccessibleEverywhere(() => ready(page, t));
  });
}

for (const { name, list, place } of [
  { name: 'lead', list: '/v1/leads', place: '/leads' },
  { name: 'account', list: '/v1/accounts', place: '/accounts' },
  { name: 'person', list: '/v1/people', place: '/people' },
]) {
  test(`the page of one ${name} is accessible on desk and phone, and is not wider than them`, async ({
    page,
    server,
    api,
    t,
    expectAccessibleEverywhere,
  }) => {
    const { data } = await bodyOf<{ data: { id: string }[] }>(api.get(`${list}?limit=1`));
    await signIn(page, server.account);
    await page.goto(`${place}/${data[0]?.id}`);
    await expectAccessibleEverywhere(() =>
      page
        .getByRole('region', { name: t('timeline:title') })
        .first()
        .waitFor(),
    );
  });
}

test('sign-in and the hosted form are accessible on desk and phone, and are not wider than them', async ({
  page,
  api,
  t,
  expectAccessibleEverywhere,
}) => {
  await page.goto('/sign-in');
  await expectAccessibleEverywhere(() =>
    page.getByRole('button', { name: t('auth:sign_in.submit') }).waitFor(),
  );
  const { data } = await bodyOf<{ data: { public_url: string }[] }>(api.get('/v1/lead-forms'));
  await page.goto(new URL(data[0]?.public_url ?? '', 'http://localhost').pathname);
  await expectAccessibleEverywhere(() => page.getByRole('button', { name: t('portal:send') }).waitFor());
  await page.getByRole('button', { name: t('portal:send') }).click();
  await expect(page.getByText(t('portal:required')).first()).toBeVisible();
  await expectAccessibleEverywhere(() => page.getByText(t('portal:required')).first().waitFor());
});
