import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { choose, find, toast, undo } from './controls';
import { bodyOf, expect, signIn, test } from './journey';
import type { Texts } from './texts';

type Named = { id: string; name: string };
/** Two accounts of one city; what one of them did twice, the other never did. */
type Scene = { city: string; event: string; busy: Named; quiet: Named };

async function scene(api: APIRequestContext): Promise<Scene> {
  const mark = Date.now();
  const [city, event] = [`Town ${mark}`, `exported_${mark}`];
  const make = (name: string) => bodyOf<Named>(api.post('/v1/accounts', { data: { name, city } }));
  const [busy, quiet] = await Promise.all([make(`Busy ${mark}`), make(`Quiet ${mark}`)]);
  const events = [1, 2].map((ago) => ({
    message_id: crypto.randomUUID(),
    name: event,
    account_id: busy.id,
    anonymous_id: `visitor-${mark}`,
    occurred_at: new Date(mark - ago * 3_600_000).toISOString(),
  }));
  const outcome = await bodyOf<{ accepted: number }>(api.post('/v1/events/batch', { data: { events } }));
  expect(outcome.accepted).toBe(events.length);
  return { city, event, busy, quiet };
}

function ofCity(city: string) {
  return { all: [{ field: { field: 'city', operator: 'is', values: [city] } }] };
}

async function saved(api: APIRequestContext, name: string, condition: object): Promise<Named> {
  return bodyOf<Named>(api.post('/v1/segments', { data: { name, subject: 'account', condition } }));
}

/** The live figure beside the builder. */
function figure(page: Page, t: Texts): Locator {
  return page.getByRole('region', { name: t('segments:count.title') }).locator('strong');
}

function row(page: Page, t: Texts, place: string): Locator {
  return page.getByRole('group', { name: t('conditions:row.name', { place }), exact: true });
}

async function add(page: Page, t: Texts, kind: string): Promise<void> {
  await page.getByRole('button', { name: t('conditions:add.condition'), exact: true }).last().click();
  await page.getByRole('menuitem', { name: t(`conditions:add.${kind}`), exact: true }).click();
}

test('a segment is built, counted while it is edited, kept over a reload, saved, and tells why', async ({
  page,
  api,
  server,
  t,
  inLanguage,
  expectAccessible,
}) => {
  const { city, event, busy, quiet } = await scene(api);
  await signIn(page, server.account);
  await page.goto('/');
  await page.getByRole('link', { name: t('shell:nav.segments'), exact: true }).click();
  await page.getByRole('button', { name: t('segments:create'), exact: true }).click();
  const name = page.getByLabel(t('segments:name'), { exact: true });
  await name.fill(`Exporters ${city}`);

  // A field is found by its name in either language.
  await add(page, t, 'field');
  const field = row(page, t, '1').getByRole('combobox', { name: t('conditions:field.label') });
  await field.fill(inLanguage({ 'zh-CN': 'city', en: '城市' }));
  await choose(page, field, inLanguage({ 'zh-CN': '城市', en: 'City' }));
  await expect(row(page, t, '1')).toContainText(t('conditions:row.incomplete'));
  const value = row(page, t, '1').getByRole('combobox', { name: t('conditions:field.value') });
  await value.fill(city);
  await value.press('Enter');
  await expect(figure(page, t), 'both accounts').toHaveText('2');

  await add(page, t, 'events');
  const events = row(page, t, '2').getByRole('combobox', { name: t('conditions:events.which') });
  await events.fill(event);
  await choose(page, events, new RegExp(event));
  await page.keyboard.press('Escape');
  await expect(figure(page, t), 'only one did it').toHaveText('1');
  const times = row(page, t, '2').getByRole('spinbutton', { name: t('conditions:events.least') });
  await times.fill('3');
  await times.press('Enter');
  await expect(figure(page, t), 'not so often').toHaveText('0');
  await page.getByRole('button', { name: t('conditions:builder.undo') }).click();
  await expect(figure(page, t)).toHaveText('1');

  await page.getByRole('button', { name: t('conditions:row.remove', { place: '2' }) }).click();
  await expect(figure(page, t)).toHaveText('2');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(figure(page, t), 'by keyboard').toHaveText('1');
  await expectAccessible();

  await page.reload();
  await expect(name).toHaveValue(`Exporters ${city}`);
  await expect(figure(page, t)).toHaveText('1');
  await page.getByRole('button', { name: t('common:action.save'), exact: true }).click();
  await expect(toast(page, t('common:saved'))).toBeVisible();

  const members = page.getByRole('table', { name: t('segments:tab.members') }).getByRole('rowheader');
  await expect(members).toHaveText([busy.name]);
  await page.getByRole('tab', { name: t('segments:tab.why') }).click();
  const who = page.getByRole('combobox', { name: t('segments:why.who_account') });
  await find(page, who, quiet.name);
  const why = page.getByRole('region', { name: t('segments:tab.why') });
  await expect(why).toContainText(t('segments:why.is_no_member'));
  await expect(why.getByRole('img', { name: t('segments:why.holds'), exact: true }), 'the city').toHaveCount(1);
  await expect(why).toContainText(city);
  await expect(why).toContainText(t('segments:why.found_events', { count: 0 }));

  // Counted within seconds: then the account's page says so, and leads to the reasons.
  type Memberships = { data: unknown[] };
  const known = async () =>
    (await bodyOf<Memberships>(api.get(`/v1/segments/memberships?account_id=${busy.id}`))).data.length;
  await expect.poll(known, { timeout: 30_000 }).toBe(1);
  await page.goto(`/accounts/${busy.id}`);
  await page.getByRole('link', { name: `Exporters ${city}` }).click();
  await expect(why).toContainText(t('segments:why.is_member'));
});

test('conditions stand in groups, are negated, copied and moved, also by keyboard', async ({
  page,
  api,
  server,
  t,
}) => {
  const { city } = await scene(api);
  const { id } = await saved(api, `Groups ${city}`, ofCity(city));
  await signIn(page, server.account);
  await page.goto(`/segments/${id}?tab=condition`);
  await expect(figure(page, t)).toHaveText('2');
  const more = async (place: string, action: string) => {
    await page.getByRole('button', { name: t('conditions:row.more', { place }), exact: true }).click();
    await page.getByRole('menuitem', { name: t(`conditions:row.${action}`), exact: true }).click();
  };
  await more('1', 'duplicate');
  await more('2', 'not');
  await expect(figure(page, t), 'it and its opposite').toHaveText('0');
  await more('2', 'wrap');
  await expect(row(page, t, '2.1')).toBeVisible();
  await page.getByRole('combobox', { name: t('conditions:group.join'), exact: true }).focus();
  await choose(
    page,
    page.getByRole('combobox', { name: t('conditions:group.join'), exact: true }),
    t('conditions:group.any'),
  );
  await expect(figure(page, t), 'everybody').not.toHaveText(/^[02]$/);
  await row(page, t, '1').getByRole('combobox', { name: t('conditions:field.operator') }).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(row(page, t, '1.1')).toBeVisible();

  // What is not saved is not left by a slip.
  await page.getByRole('link', { name: t('shell:nav.people'), exact: true }).click();
  await page
    .getByRole('dialog', { name: t('common:form.leave_title') })
    .getByRole('button', { name: t('common:form.stay') })
    .click();
  await expect(page).toHaveURL(new RegExp(id));
  await page.getByRole('link', { name: t('shell:nav.people'), exact: true }).click();
  await page.getByRole('button', { name: t('common:form.leave'), exact: true }).click();
  await expect(page).toHaveURL(/people/);
  await page.goto(`/segments/${id}?tab=condition`);
  await expect(row(page, t, '2')).toHaveCount(0);
});

test('what is wrong with a condition stands at its row', async ({ page, api, server, t, inLanguage }) => {
  const { city } = await scene(api);
  const { id } = await saved(api, `Wrong ${city}`, ofCity(city));
  await signIn(page, server.account);
  await page.goto(`/segments/${id}?tab=condition`);
  await expect(figure(page, t)).toHaveText('2');
  await add(page, t, 'field');
  const field = row(page, t, '2').getByRole('combobox', { name: t('conditions:field.label') });
  await field.fill('size');
  await choose(page, field, inLanguage({ 'zh-CN': '员工人数', en: 'Number of employees' }));
  const operator = row(page, t, '2').getByRole('combobox', { name: t('conditions:field.operator') });
  await choose(page, operator, t('conditions:operator.greater'));
  const value = row(page, t, '2').getByRole('textbox', { name: t('conditions:field.value') });
  await value.fill('many');
  await value.press('Enter');
  await expect(row(page, t, '2').getByRole('alert')).toHaveCount(1);
  await expect(row(page, t, '1').getByRole('alert')).toHaveCount(0);
  await value.fill('100000000');
  await value.press('Enter');
  await expect(figure(page, t)).toHaveText('0');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a segment is saved as another one, put away and brought back, and can’t be changed meanwhile', async ({ page, api, server, t }) => {
  const { city, busy, quiet } = await scene(api);
  const { id } = await saved(api, `First ${city}`, ofCity(city));
  await signIn(page, server.account);
  await page.goto(`/segments/${id}?tab=condition`);
  await page.getByRole('button', { name: t('segments:save_as.action') }).click();
  const dialog = page.getByRole('dialog', { name: t('segments:save_as.title') });
  await dialog.getByLabel(t('segments:name')).fill(`Second ${city}`);
  await dialog.getByRole('button', { name: t('common:action.save') }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Second ${city}` })).toBeVisible();
  const members = page.getByRole('table', { name: t('segments:tab.members') }).getByRole('rowheader');
  await expect(members).toHaveText([busy.name, quiet.name]);

  await page.getByRole('button', { name: t('common:action.archive') }).click();
  await undo(page, t('segments:archived', { name: `Second ${city}` }), t('kit:undo.action'));
  await expect(page.getByRole('button', { name: t('common:action.archive') })).toBeVisible();
  await page.getByRole('button', { name: t('common:action.archive') }).click();
  await page.getByRole('tab', { name: t('segments:tab.condition') }).click();
  await expect(page.getByRole('button', { name: t('conditions:row.remove', { place: '1' }) })).toBeDisabled();
  await page.getByRole('button', { name: t('segments:unarchive') }).click();
  await expect(page.getByRole('button', { name: t('conditions:row.remove', { place: '1' }) })).toBeEnabled();
  await page.goto(`/segments?q=${encodeURIComponent(city)}`);
  const rows = page.getByRole('table', { name: t('segments:title') }).getByRole('rowheader');
  await expect(rows).toHaveText([`First ${city}`, `Second ${city}`]);
});

test('what a colleague saved meanwhile is shown, and nobody’s change is lost by a slip', async ({
  page,
  api,
  server,
  t,
}) => {
  const { city } = await scene(api);
  const { id } = await saved(api, `Ours ${city}`, ofCity(city));
  await signIn(page, server.account);
  await page.goto(`/segments/${id}?tab=condition`);
  const name = page.getByLabel(t('segments:name'), { exact: true });
  await name.fill(`Mine ${city}`);
  const theirs = { data: { name: `Theirs ${city}` }, headers: { 'If-Match': '"1"' } };
  await bodyOf(api.patch(`/v1/segments/${id}`, theirs));
  const save = page.getByRole('button', { name: t('common:action.save'), exact: true });
  await save.click();
  const notice = page.getByRole('alert').filter({ hasText: t('work:conflict.title') });
  await expect(notice.getByRole('row').filter({ hasText: `Mine ${city}` })).toContainText(`Theirs ${city}`);
  await notice.getByRole('button', { name: t('work:conflict.keep_mine') }).click();
  await expect(toast(page, t('common:saved'))).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: `Mine ${city}` })).toBeVisible();

  await name.fill(`Mine again ${city}`);
  await bodyOf(api.patch(`/v1/segments/${id}`, { data: { name: `Theirs again ${city}` } }));
  await save.click();
  await notice.getByRole('button', { name: t('work:conflict.take_theirs') }).click();
  await expect(name).toHaveValue(`Theirs again ${city}`);
  await expect(save).toBeDisabled();
});

test('a usual segment is one click away', async ({ page, server, t }) => {
  await signIn(page, server.account);
  await page.goto('/segments/new?start=renewal_at_risk');
  await expect(page.getByLabel(t('segments:name'), { exact: true })).toHaveValue(
    t('segments:start.renewal_at_risk.name'),
  );
  await expect(figure(page, t)).toHaveText(/\d/);
  await expect(page.getByRole('alert')).toHaveCount(0);
  for (const start of ['less_use', 'promising']) {
    await page.goto(`/segments/new?start=${start}`);
    await expect(figure(page, t)).toHaveText(/\d/);
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
});
