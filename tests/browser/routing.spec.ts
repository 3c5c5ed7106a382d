import type { APIRequestContext, Browser, Page } from '@playwright/test';
import type { Server } from '../environment';
import { choose, toast, undo } from './controls';
import { bodyOf, expect, signIn, test } from './journey';
import type { Texts } from './texts';

type Lead = { id: string; owner_id: string | null; contact_masked: boolean };
type Published = { version: number };

/** A lead that nobody is named for. */
async function lead(api: APIRequestContext, company: string, more: object = {}): Promise<Lead> {
  const data = { company, name: 'Dana Reed', phone: '+8613800001234', touch: {}, ...more };
  return bodyOf<Lead>(api.post('/v1/leads', { data }));
}

function region(page: Page, t: Texts, title: string) {
  return page.getByRole('region', { name: t(title), exact: true });
}

/** Other journeys make leads in the same workspace: rules that hold for all of them don't stay. */
async function withdraw(api: APIRequestContext): Promise<void> {
  const put = async (read: string, path: string, data: object) => {
    const { version } = await bodyOf<Published>(api.get(read));
    await bodyOf(api.post(path, { data, headers: { 'If-Match': `"${version}"` } }));
  };
  await put('/v1/lead-assignment', '/v1/lead-assignment/publish', { reps: [], rules: [] });
  await put('/v1/lead-response', '/v1/lead-response/publish', { policies: [] });
}

/** Somebody with the role of a rep, signed in. */
async function rep(browser: Browser, page: Page, server: Server, t: Texts, locale?: string): Promise<Page> {
  const email = `rep-${Date.now()}@example.com`;
  await page.goto('/settings/members?invite=true');
  const dialog = page.getByRole('dialog', { name: t('members:action.invite') });
  await dialog.getByLabel(t('members:field.email')).fill(email);
  await choose(page, dialog.getByLabel(t('members:field.role')), t('shell:role.sales'));
  await dialog.getByRole('button', { name: t('members:invite.submit') }).click();
  await expect(page.getByText(t('members:invite.done', { email }))).toBeVisible();
  const context = await browser.newContext({ baseURL: server.url, locale });
  const guest = await context.newPage();
  await guest.goto('/mailbox');
  await guest.getByRole('button').filter({ hasText: email }).click();
  await guest.getByRole('article').getByRole('link').first().click();
  await guest.getByLabel(t('auth:field.name')).fill('Robin Rep');
  await guest.getByLabel(t('auth:field.password'), { exact: true }).fill('a walk along the canal');
  await guest.getByRole('button', { name: t('auth:invitation.submit') }).click();
  await expect(guest.getByRole('navigation', { name: t('home:journey.title') })).toBeVisible();
  return guest;
}

async function publish(page: Page, t: Texts): Promise<void> {
  await page.getByRole('button', { name: t('rules:publish.action'), exact: true }).click();
  const dialog = page.getByRole('dialog', { name: t('rules:publish.title') });
  await dialog.getByRole('button', { name: t('rules:publish.action'), exact: true }).click();
  await expect(dialog).toBeHidden();
}

// The demo has rules of its own, which would come before those of a journey.
test.beforeEach(async ({ api }) => withdraw(api));
test.afterEach(async ({ api }) => withdraw(api));

test('a rule is tried on past leads, published, and says why a new lead went to whom it did', async ({
  page,
  api,
  server,
  t,
  expectAccessible,
  expectAccessibleEverywhere,
}) => {
  const past = `Came before ${Date.now()}`;
  await lead(api, past);
  await signIn(page, server.account);
  await page.goto('/routing');
  const name = `Everybody ${Date.now()}`;
  await page.getByRole('button', { name: t('routing:rule.add'), exact: true }).click();
  await page.getByRole('textbox', { name: t('routing:rule.name') }).fill(name);
  // Journeys run at any hour.
  await page.getByRole('checkbox', { name: t('routing:rule.only_working_hours') }).uncheck();
  await page.getByRole('combobox', { name: t('routing:rule.add_members') }).click();
  const me = page.locator('.ant-select-dropdown:visible .ant-select-item-option').first();
  await me.click();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: t('routing:dry_run.run') }).click();
  const dryRun = region(page, t, 'routing:dry_run.title');
  await expect(dryRun.getByRole('table', { name: t('routing:dry_run.members') })).toBeVisible();
  // Each lead that would have gone elsewhere opens beside the draft, which stays.
  await dryRun.getByRole('listitem').getByRole('button').first().click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByRole('tab', { name: t('lead-routing:tab') })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(page.getByText(t('rules:draft.changed'), { exact: true })).toBeVisible();

  await publish(page, t);
  const { version } = await bodyOf<Published>(api.get('/v1/lead-assignment'));
  await expect(toast(page, t('rules:publish.done', { version }))).toBeVisible();
  await page.getByRole('button', { name: t('rules:versions.number', { version }), exact: true }).click();
  await expect(drawer.getByText(name)).toBeVisible();
  await drawer.getByRole('button', { name: t('kit:drawer.next') }).click();
  const before = t('rules:versions.number', { version: version - 1 });
  await expect(drawer.getByRole('heading', { name: before })).toBeVisible();
  await expect(drawer.getByText(name)).toBeHidden();
  await drawer.getByRole('button', { name: t('rules:versions.edit') }).click();
  await expect(page.getByText(t('rules:draft.changed'), { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name, exact: true })).toBeHidden();

  // Another version over this draft: it comes back by the undo of the notice.
  await page.getByRole('button', { name: t('rules:versions.number', { version }), exact: true }).click();
  await drawer.getByRole('button', { name: t('rules:versions.edit') }).click();
  await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
  await undo(page, t('rules:versions.replaced', { version }), t('kit:undo.action'));
  await expect(page.getByRole('region', { name, exact: true })).toBeHidden();
  await page.getByRole('button', { name: t('rules:draft.discard') }).click();
  await expectAccessibleEverywhere(async () => {
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
  });

  const came = await lead(api, `Came after ${Date.now()}`);
  expect(came.owner_id).not.toBeNull();
  await page.goto(`/leads/${came.id}?tab=ownership`);
  await expect(page.getByText(name, { exact: false }).first()).toBeVisible();
  await expect(page.getByText(t('lead-routing:why.reproduced'))).toBeVisible();
  await expect(page.getByText(t('lead-routing:why.chosen'), { exact: true })).toBeVisible();
  await expect(page.getByText(t('lead-routing:owners.now'), { exact: true })).toBeVisible();
  await expectAccessible();
});

test('rules change places by the arrow keys and by mouse', async ({ page, api, server, t }) => {
  const rule = (key: string) => ({
    key,
    name: key.toUpperCase(),
    enabled: false,
    condition: { all: [] },
    strategy: 'round_robin',
    only_working_hours: true,
    members: [],
  });
  const { version } = await bodyOf<Published>(api.get('/v1/lead-assignment'));
  const data = { reps: [], rules: [rule('alpha'), rule('beta'), rule('gamma')] };
  const headers = { 'If-Match': `"${version}"` };
  await bodyOf(api.post('/v1/lead-assignment/publish', { data, headers }));
  await signIn(page, server.account);
  await page.goto('/routing');
  const handle = (name: string, number: number) =>
    page.getByRole('button', { name: t('work:row.handle', { name, number, total: 3 }), exact: true });
  await handle('ALPHA', 1).focus();
  await page.keyboard.press('ArrowDown');
  await expect(handle('ALPHA', 2)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(handle('ALPHA', 3)).toBeFocused();
  // Dropped on the upper half of the first one.
  await handle('GAMMA', 2).dragTo(page.getByRole('region', { name: 'BETA', exact: true }), {
    targetPosition: { x: 120, y: 6 },
  });
  await expect(handle('GAMMA', 1)).toBeVisible();
  await publish(page, t);
  await expect
    .poll(async () => {
      const { rules } = await bodyOf<{ rules: { key: string }[] }>(api.get('/v1/lead-assignment'));
      return rules.map(({ key }) => key);
    })
    .toEqual(['gamma', 'beta', 'alpha']);
});

test('a pool previews what it takes back, and of two who claim a lead one is told to be late', async ({
  page,
  browser,
  api,
  server,
  t,
  locale,
  expectAccessible,
  expectAccessibleEverywhere,
}) => {
  await signIn(page, server.account);
  await page.goto('/routing?tab=pools');
  const name = `Pool ${Date.now()}`;
  await page.getByRole('button', { name: t('routing:pool.add'), exact: true }).click();
  await page.getByRole('textbox', { name: t('routing:rule.name') }).fill(name);
  await page.getByRole('spinbutton', { name: t('routing:pool.protection_days') }).fill('5');
  await publish(page, t);
  const { pools } = await bodyOf<{ pools: { key: string; name: string }[] }>(api.get('/v1/lead-pools/rules'));
  const key = pools.find((pool) => pool.name === name)?.key ?? 'missing';

  const { data: members } = await bodyOf<{ data: { id: string; role: string }[] }>(api.get('/v1/members'));
  const owner_id = members.find(({ role }) => role === 'owner')?.id;
  const held = `Held ${Date.now()}`;
  await lead(api, held, { owner_id });
  await page.goto('/routing?tab=pools&nights=n30');
  const preview = region(page, t, 'routing:reclaim.title');
  await expect(preview.getByRole('table')).toBeVisible();
  await preview.getByRole('button').filter({ hasText: held }).click();
  await expect(page.getByRole('dialog').getByText(t('lead-routing:clock.protection'))).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expectAccessibleEverywhere(async () => {
    await expect(preview.getByRole('rowheader').first()).toBeVisible();
  });
  await page.setViewportSize({ width: 1440, height: 900 });

  const [wanted, other] = [`Wanted ${Date.now()}`, `Other ${Date.now()}`];
  for (const company of [wanted, other]) {
    const { id } = await lead(api, company);
    await bodyOf(api.post(`/v1/leads/${id}/pool`, { data: { pool_key: key } }));
  }
  const guest = await rep(browser, page, server, t, locale);
  await guest.goto(`/pool?pool=${key}`);
  const row = (of: Page, company: string) =>
    of.getByRole('table', { name: t('pool:list') }).getByRole('row').filter({ hasText: company });
  await expect(row(guest, wanted)).toContainText('****');
  const most = { count: 0, most: 5 };
  await expect(guest.getByText(t('pool:limits.claimed_of', most), { exact: true })).toBeVisible();
  await expect(row(guest, other)).toBeVisible();

  // Somebody else takes one while the list still shows it.
  await page.goto(`/pool?pool=${key}`);
  await row(page, other).getByRole('button', { name: t('pool:claim.of', { lead: other }) }).click();
  await expect(toast(page, t('pool:claim.done', { lead: other }))).toBeVisible();
  await row(guest, other).getByRole('button', { name: t('pool:claim.of', { lead: other }) }).click();
  await expect(toast(guest, other)).toBeVisible();
  await expect(row(guest, other)).toHaveCount(0);

  // One key takes the row that J walks to.
  await guest.keyboard.press('j');
  await guest.keyboard.press('c');
  await expect(toast(guest, t('pool:claim.done', { lead: wanted }))).toBeVisible();
  const claimedOne = t('pool:limits.claimed_of', { ...most, count: 1 });
  await expect(guest.getByText(claimedOne, { exact: true })).toBeVisible();
  await guest.getByRole('button', { name: wanted, exact: true }).click();
  const drawer = guest.getByRole('dialog');
  await expect(drawer.getByText('138 0000 1234')).toBeVisible();
  await drawer.getByRole('button', { name: t('leads:action.more') }).click();
  await guest.getByRole('menuitem', { name: t('lead-routing:pool.release') }).click();
  const release = guest.getByRole('dialog', { name: t('lead-routing:pool.release_title', { lead: wanted }) });
  await release.getByLabel(t('lead-routing:pool.reason')).fill('Three calls, nobody there');
  await choose(guest, release.getByLabel(t('lead-routing:pool.which')), name);
  await release.getByRole('button', { name: t('lead-routing:pool.release') }).click();
  await expect(release).toBeHidden();
  await drawer.getByRole('tab', { name: t('lead-routing:tab') }).click();
  await expect(drawer.getByText('Three calls, nobody there')).toBeVisible();
  await guest.context().close();

  await page.goto(`/pool?pool=${key}`);
  await expect(row(page, wanted)).toBeVisible();
  await expectAccessible();
});

test('a promised first answer runs on the lead, on the home page and in the figures', async ({
  page,
  api,
  server,
  t,
  expectAccessible,
  expectAccessibleEverywhere,
}) => {
  await signIn(page, server.account);
  await page.goto('/routing?tab=response');
  await page.getByRole('button', { name: t('routing:policy.add'), exact: true }).click();
  const name = `Promise ${Date.now()}`;
  await page.getByRole('textbox', { name: t('routing:rule.name') }).fill(name);
  await publish(page, t);
  const { data: members } = await bodyOf<{ data: { id: string; role: string }[] }>(api.get('/v1/members'));
  const owner_id = members.find(({ role }) => role === 'owner')?.id;
  const company = `Waits ${Date.now()}`;
  const { id } = await lead(api, company, { owner_id });

  await page.goto('/');
  const due = page.getByRole('region', { name: t('home:my_leads.answer'), exact: true });
  await expect(due.getByRole('link', { name: company })).toBeVisible();
  await expectAccessible();
  await due.getByRole('link', { name: company }).click();
  await expect(page.getByText(t('lead-routing:clock.answer'), { exact: true })).toBeVisible();
  await bodyOf(api.post(`/v1/leads/${id}/activities`, { data: { kind: 'call', outcome: 'reached' } }));
  await page.reload();
  await expect(page.getByText(t('lead-routing:clock.in_time'), { exact: true })).toBeVisible();

  await page.goto('/routing?tab=response');
  const figures = region(page, t, 'routing:figures.title');
  const all = figures.getByRole('row').filter({ hasText: t('routing:figures.all') });
  await expectAccessibleEverywhere(async () => {
    await expect(all.getByRole('button').first()).toBeVisible();
  });
  await all.getByRole('button').first().click();
  await expect(page).toHaveURL(/response_state=met/);
  await expect(page.getByRole('table', { name: t('leads:title') })).toContainText(company);
});

test('working hours, days off and absences are entered where they are read', async ({
  page,
  server,
  t,
  expectAccessibleEverywhere,
}) => {
  await signIn(page, server.account);
  await page.goto('/settings/working-time');
  const name = `Shift ${Date.now()}`;
  await page.getByRole('button', { name: t('working-time:calendar.new') }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel(t('working-time:calendar.name')).fill(name);
  const saturday = drawer.getByRole('textbox').nth(6);
  await saturday.fill('whenever');
  await drawer.getByRole('button', { name: t('common:action.create') }).click();
  await expect(drawer.getByText(t('working-time:hours.unreadable'))).toBeVisible();
  await saturday.fill('10-12, 13:30-16');
  await drawer.getByRole('button', { name: t('common:action.create') }).click();
  await expect(drawer).toBeHidden();
  const calendar = page.getByRole('listitem').filter({ hasText: name });
  await expect(calendar).toContainText('10:00–12:00, 13:30–16:00');

  await page.getByRole('button', { name: t('working-time:absences.add') }).click();
  const day = new Date(Date.now() + 400 * 86_400_000).toISOString().slice(0, 10);
  for (const label of ['from', 'until']) {
    const field = page.getByRole('dialog').getByLabel(t(`working-time:absences.${label}`));
    await field.fill(day);
    await field.press('Enter');
  }
  const note = `Away ${Date.now()}`;
  await page.getByRole('dialog').getByLabel(t('working-time:absences.note')).fill(note);
  await page.getByRole('dialog').getByRole('button', { name: t('common:action.save') }).click();
  const absence = page.getByRole('listitem').filter({ hasText: note });
  await expect(absence).toBeVisible();
  await expectAccessibleEverywhere(async () => {
    await expect(absence).toBeVisible();
  });
  await absence.getByRole('button').click();
  await expect(absence).toHaveCount(0);
});
