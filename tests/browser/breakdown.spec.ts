import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { choose, find, toast } from './controls';
import { bodyOf, expect, signIn, test } from './journey';
import type { Texts } from './texts';

const day = 86_400_000;

type Named = { id: string; name: string };
type Scene = {
  mark: number;
  tier: string;
  shops: string;
  opened: string;
  exported: string;
  people: Named[];
};

/** Three people of three accounts: two are gold, one is silver. All opened, one of either kind exported a day later. */
async function scene(api: APIRequestContext): Promise<Scene> {
  const mark = Date.now();
  const [tier, shops] = [`tier_${mark}`, `shops_${mark}`];
  const [opened, exported] = [`opened_${mark}`, `exported_${mark}`];
  const options = [
    { value: 'gold', label: 'Gold', label_zh: '金牌' },
    { value: 'silver', label: 'Silver', label_zh: '银牌' },
  ];
  const attribute = { object: 'account', key: tier, label: `Tier ${mark}`, type: 'single_choice', options };
  await bodyOf(api.post('/v1/attribute-definitions', { data: attribute }));
  const number = { object: 'account', key: shops, label: `Shops ${mark}`, type: 'number' };
  await bodyOf(api.post('/v1/attribute-definitions', { data: number }));
  const known = [
    { name: 'Ada', tier: 'gold', shops: 3 },
    { name: 'Ben', tier: 'gold', shops: 30 },
    { name: 'Cleo', tier: 'silver', shops: 30 },
  ];
  const people: Named[] = [];
  for (const one of known) {
    const attributes = { [tier]: one.tier, [shops]: one.shops };
    const of = { name: `${one.name} Ltd ${mark}`, attributes };
    const account = await bodyOf<Named>(api.post('/v1/accounts', { data: of }));
    const data = { name: `${one.name} ${mark}`, accounts: [{ account_id: account.id }] };
    people.push(await bodyOf<Named>(api.post('/v1/people', { data })));
  }
  const event = (name: string, at: number, ago: number) => ({
    message_id: crypto.randomUUID(),
    name,
    person_id: people[at]?.id,
    occurred_at: new Date(mark - ago * day).toISOString(),
  });
  const events = [
    ...[0, 1, 2].map((at) => event(opened, at, 6)),
    ...[0, 2].map((at) => event(exported, at, 5)),
  ];
  const outcome = await bodyOf<{ accepted: number }>(api.post('/v1/events/batch', { data: { events } }));
  expect(outcome.accepted).toBe(events.length);
  return { mark, tier, shops, opened, exported, people };
}

/** Visits of a minute: Ada came twice and printed in both, Ben only came, Cleo came and printed. */
async function visits(api: APIRequestContext, { mark, people }: Scene) {
  const [begun, printed] = [`begun_${mark}`, `printed_${mark}`];
  const event = (name: string, at: number, hours: number, seconds: number) => ({
    message_id: crypto.randomUUID(),
    name,
    person_id: people[at]?.id,
    occurred_at: new Date(mark - 4 * day + hours * 3_600_000 + seconds * 1000).toISOString(),
  });
  const events = [
    ...[0, 5].flatMap((hours) => [event(begun, 0, hours, 0), event(printed, 0, hours, 60)]),
    event(begun, 1, 0, 0),
    ...[event(begun, 2, 0, 0), event(printed, 2, 0, 60)],
  ];
  const outcome = await bodyOf<{ accepted: number }>(api.post('/v1/events/batch', { data: { events } }));
  expect(outcome.accepted).toBe(events.length);
  return { begun, printed };
}

function addressOf(kind: string, search: Record<string, unknown>): string {
  const entries = Object.entries(search).map(([key, value]) => [key, JSON.stringify(value)]);
  return `/insights/${kind}?${new URLSearchParams(entries)}`;
}

function byTier({ tier }: Scene) {
  return { field: `attributes.${tier}`, of: 'account' };
}

async function makeSegment(api: APIRequestContext, { mark, tier }: Scene, value: string): Promise<Named> {
  const name = `Tier ${value} ${mark}`;
  const condition = { all: [{ field: { field: `attributes.${tier}`, operator: 'is', values: [value] } }] };
  return bodyOf<Named>(api.post('/v1/segments', { data: { name, subject: 'account', condition } }));
}

/** The names in the list behind a figure are these; then it is closed. */
async function expectListed(page: Page, people: (Named | undefined)[], t: Texts): Promise<void> {
  const listed = page.getByRole('dialog').getByRole('listitem').getByRole('link');
  await expect(listed).toHaveCount(people.length);
  for (const person of people) await expect(listed.filter({ hasText: person?.name ?? '' })).toHaveCount(1);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('kit:drawer.close') })
    .click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

function rowOf(table: Locator, name: string): Locator {
  return table.getByRole('row').filter({ has: table.page().getByRole('rowheader', { name, exact: true }) });
}

test('retention is split by an attribute of the accounts, and a group opens as many people as it says', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const made = await scene(api);
  const { mark, opened, exported, people } = made;
  const gold = inLanguage({ 'zh-CN': '金牌', en: 'Gold' });
  const silver = inLanguage({ 'zh-CN': '银牌', en: 'Silver' });
  await signIn(page, server.account);
  await page.goto(addressOf('retention', { start: [opened], return: [exported], period: 'day' }));
  const split = page.getByRole('combobox', { name: t('insights:split.label') });
  await find(page, split, `Tier ${mark}`);
  await expect(page, 'the address says it').toHaveURL(new RegExp(`split=.*${made.tier}`));
  await expect(page.getByText(t('insights:split.hint'))).toBeVisible();

  const groups = page.getByRole('table', { name: t('insights:retention.by_group') });
  const all = t('insights:split.everybody');
  await expect(groups.getByRole('rowheader')).toHaveText([all, gold, silver]);
  await expect(rowOf(groups, gold).getByRole('cell').first(), 'how many').toHaveText('2');
  await expect(rowOf(groups, gold).getByRole('cell').nth(2), 'a day later').toContainText('50%');
  await expect(rowOf(groups, silver).getByRole('cell').nth(2)).toContainText('100%');

  await groups.getByRole('button', { name: gold }).click();
  const cohorts = page.getByRole('table', { name: `${t('insights:retention.cohorts_of')} · ${gold}` });
  await expect(cohorts.getByRole('button', { name: '2', exact: true })).toBeVisible();
  await page.reload();
  await cohorts.getByRole('button', { name: '2', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText(gold);
  await expectListed(page, people.slice(0, 2), t);
  await cohorts.getByRole('button', { name: /^50%/ }).click();
  await expectListed(page, people.slice(0, 1), t);
});

test('a funnel is split: every group has its steps, and its figures open their lists, also on a phone', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const made = await scene(api);
  const { opened, exported, people } = made;
  const gold = inLanguage({ 'zh-CN': '金牌', en: 'Gold' });
  await signIn(page, server.account);
  await page.goto(addressOf('funnel', { steps: [[opened], [exported]], split: byTier(made) }));
  const funnel = page.getByRole('table', { name: t('insights:funnel.title') });
  await expect(rowOf(funnel, gold).getByRole('button')).toHaveText(['2', '1']);
  await expect(rowOf(funnel, t('insights:split.everybody')).getByRole('button')).toHaveText(['3', '2']);
  await rowOf(funnel, gold).getByRole('button').first().click();
  await expectListed(page, people.slice(0, 2), t);
  await rowOf(funnel, gold).getByRole('button').nth(1).click();
  await expectListed(page, people.slice(0, 1), t);

  await page.setViewportSize({ width: 390, height: 844 });
  await rowOf(funnel, gold).getByRole('button').nth(1).click();
  await expectListed(page, people.slice(0, 1), t);
  await page.getByText(t('charts:view.table'), { exact: true }).click();
  const interval = t('charts:retention.interval_head');
  await expect(funnel.getByRole('columnheader', { name: interval })).toBeVisible();
});

test('numbers are split into bands that are entered, and what is no number is told', async ({
  page,
  api,
  server,
  t,
}) => {
  const made = await scene(api);
  await signIn(page, server.account);
  const series = [{ events: [made.opened], measure: 'units' }];
  await page.goto(addressOf('trends', { series, view: 'table' }));
  const split = page.getByRole('combobox', { name: t('insights:split.label') });
  await find(page, split, `Shops ${made.mark}`);
  const bounds = page.getByRole('textbox', { name: t('insights:split.bounds') });
  await bounds.fill('20, many');
  await expect(page.getByRole('alert')).toHaveText(t('insights:split.bounds_wrong', { words: 'many' }));
  await bounds.fill('20，5');
  await bounds.press('Enter');
  await expect(page).toHaveURL(/bounds/);
  const [low, high] = [
    t('insights:split.band_below', { below: 5 }),
    t('insights:split.band_from', { from: 20 }),
  ];
  await expect(page.getByRole('list', { name: t('insights:split.bands') }).getByRole('listitem')).toHaveText([
    low,
    t('insights:split.band', { from: 5, below: 20 }),
    high,
  ]);
  const table = page.getByRole('table', { name: new RegExp(t('insights:trends.title')) });
  await expect(rowOf(table, low).getByRole('button')).toHaveText('1');
  await rowOf(table, high).getByRole('button').click();
  await expectListed(page, made.people.slice(1), t);
});

test('only the members of a segment are counted, and one without members says why there is nobody', async ({
  page,
  api,
  server,
  t,
}) => {
  const made = await scene(api);
  const segment = await makeSegment(api, made, 'gold');
  const empty = await makeSegment(api, made, 'silver');
  const nobody = { field: { field: 'name', operator: 'is', values: [`Nobody ${made.mark}`] } };
  await bodyOf(api.patch(`/v1/segments/${empty.id}`, { data: { condition: { all: [nobody] } } }));
  await signIn(page, server.account);
  await page.goto(addressOf('trends', { series: [{ events: [made.opened], measure: 'units' }] }));
  const chart = page.getByRole('region', { name: t('insights:trends.title'), exact: true });
  await expect(chart.getByRole('definition')).toHaveText('3');
  const only = page.getByRole('combobox', { name: t('insights:segment.label') });
  await find(page, only, segment.name);
  await expect(chart.getByRole('definition'), 'the two that are gold').toHaveText('2');
  await expect(chart).toContainText(t('insights:segment.say', { name: segment.name }));
  await page.reload();
  await expect(chart.getByRole('definition')).toHaveText('2');

  await find(page, only, empty.name);
  await expect(page.getByRole('link', { name: t('insights:segment.open') })).toBeVisible();
  await expect(page.getByText(new RegExp(`“${empty.name}”`)).first()).toBeVisible();
});

test('adoption is split: every feature has its groups, and one of them is shown with all its figures', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const made = await scene(api);
  const { mark, opened, exported, people } = made;
  const gold = inLanguage({ 'zh-CN': '金牌', en: 'Gold' });
  await signIn(page, server.account);
  await page.goto(addressOf('adoption', { features: [{ events: [opened] }, { events: [exported] }] }));
  await find(page, page.getByRole('combobox', { name: t('insights:split.label') }), `Tier ${mark}`);
  const lineOf = (feature: string, group: string) =>
    page.getByRole('list', { name: feature, exact: true }).getByRole('listitem').filter({ hasText: group });
  await expect(lineOf(opened, gold).getByRole('button')).toHaveText('2');
  await expect(lineOf(exported, gold)).toContainText('50%');
  await lineOf(exported, gold).getByRole('button').click();
  await expect(page.getByRole('dialog')).toContainText(gold);
  await expectListed(page, people.slice(0, 1), t);

  const summary = page.getByRole('table', { name: t('insights:adoption.by_group') });
  const theirs = summary.getByRole('row').filter({ hasText: gold });
  await expect(theirs.getByRole('button')).toHaveText(['2', '100%', '50%']);
  await theirs.getByRole('button', { name: '100%' }).click();
  await expectListed(page, people.slice(0, 2), t);

  await choose(page, page.getByRole('combobox', { name: t('insights:split.group') }), gold);
  const name = `${t('insights:adoption.features_of')} · ${gold}`;
  const detail = page.getByRole('region', { name, exact: true });
  await expect(detail.getByRole('definition').first(), 'active').toHaveText('2');
  await page.reload();
  const feature = detail.getByRole('listitem').filter({ has: page.getByRole('heading', { name: exported }) });
  await feature.getByRole('button', { name: '1', exact: true }).first().click();
  await expectListed(page, people.slice(0, 1), t);
});

test('paths are split: a group has a flow of its own, and the groups stand beside each other', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const made = await scene(api);
  const { people } = made;
  const { begun, printed } = await visits(api, made);
  const gold = inLanguage({ 'zh-CN': '金牌', en: 'Gold' });
  await signIn(page, server.account);
  await page.goto(addressOf('paths', { start: begun, steps: 3, view: 'table', split: byTier(made) }));
  const flow = page.getByRole('table', { name: t('insights:paths.title'), exact: true });
  const goesOn = `${t('insights:paths.step', { number: 1 })} · ${begun} → ${printed}`;
  await expect(flow.getByRole('row').filter({ hasText: goesOn }), 'all, gold and silver').toHaveCount(3);
  const theirs = flow.getByRole('row').filter({ has: page.getByRole('rowheader', { name: gold }) });
  await theirs.filter({ hasText: goesOn }).getByRole('button').click();
  await expect(page.getByRole('dialog')).toContainText(gold);
  await expectListed(page, people.slice(0, 1), t);

  await page.getByText(t('charts:view.chart'), { exact: true }).click();
  const paths = (group: string) => page.getByRole('region', { name: group, exact: true });
  const figures = paths(t('insights:paths.title')).getByRole('definition');
  await expect(figures).toHaveText(['4', '3']);
  const summary = page.getByRole('table', { name: t('insights:paths.by_group') });
  const compared = summary.getByRole('row').filter({ hasText: gold });
  await expect(compared.getByRole('cell')).toHaveText(['3', '2', '67%']);
  await compared.getByRole('button').first().click();
  await expectListed(page, people.slice(0, 2), t);

  await choose(page, page.getByRole('combobox', { name: t('insights:split.group') }), gold);
  await expect(paths(`${t('insights:paths.title')} · ${gold}`).getByRole('definition')).toHaveText(['3', '2']);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 4, name: begun }) });
  await card.getByRole('button', { name: t('charts:count.person', { count: 2 }) }).first().click();
  await expectListed(page, people.slice(0, 2), t);
});

test('split paths and adoption show their groups on a dashboard', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const made = await scene(api);
  const { begun } = await visits(api, made);
  const gold = inLanguage({ 'zh-CN': '金牌', en: 'Gold' });
  const breakdown = { field: `attributes.${made.tier}`, of: 'account' };
  const features = [{ event: { names: [made.exported] } }];
  const tiles = [];
  for (const [at, question] of [
    { kind: 'paths', parameters: { start: begun, breakdown } },
    { kind: 'adoption', parameters: { features, breakdown } },
  ].entries()) {
    const name = `${question.kind} ${made.mark}`;
    const kept = await bodyOf<Named>(api.post('/v1/saved-questions', { data: { name, view: 'chart', question } }));
    tiles.push({ saved_question_id: kept.id, x: at * 6, y: 0, width: 6, height: 6 });
  }
  const data = { name: `Groups ${made.mark}`, tiles };
  const board = await bodyOf<Named>(api.post('/v1/dashboards', { data }));
  await signIn(page, server.account);
  await page.goto(`/dashboards/${board.id}`);
  const tile = (name: string) => page.getByRole('region', { name: `${name} ${made.mark}`, exact: true });
  await tile('paths').getByRole('row').filter({ hasText: gold }).getByRole('button').first().click();
  await expectListed(page, made.people.slice(0, 2), t);
  const groups = tile('adoption').getByRole('list', { name: made.exported, exact: true });
  await groups.getByRole('listitem').filter({ hasText: gold }).getByRole('button').click();
  await expectListed(page, made.people.slice(0, 1), t);
});

test('a split question is saved with its segment, opens as it was, and shows its groups on a dashboard', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const made = await scene(api);
  const segment = await makeSegment(api, made, 'gold');
  const gold = inLanguage({ 'zh-CN': '金牌', en: 'Gold' });
  await signIn(page, server.account);
  const steps = [[made.opened], [made.exported]];
  await page.goto(addressOf('funnel', { steps, split: byTier(made), segment: segment.id }));
  await page.getByRole('button', { name: t('dashboards:save.action'), exact: true }).click();
  const dialog = page.getByRole('dialog', { name: t('dashboards:save.title') });
  await dialog.getByRole('textbox').first().fill(`Split ${made.mark}`);
  await dialog.getByText(t('dashboards:save.place_new'), { exact: true }).click();
  await dialog.getByLabel(t('dashboards:save.dashboard_name')).fill(`Board ${made.mark}`);
  await dialog.getByRole('button', { name: t('common:action.save'), exact: true }).click();
  const done = toast(page, t('dashboards:save.done_on', { dashboard: `Board ${made.mark}` }));
  await expect(done).toBeVisible();
  await expect(page).toHaveURL(/saved=question_/);

  const line = page.getByRole('region', { name: t('dashboards:saved.one') });
  const modified = line.getByText(t('dashboards:saved.modified'), { exact: true });
  await page.reload();
  await expect(line).toContainText(`Split ${made.mark}`);
  await expect(modified).toHaveCount(0);
  const most = page.getByRole('spinbutton', { name: t('insights:split.most') });
  await most.fill('3');
  await most.press('Enter');
  await expect(modified).toBeVisible();
  await line.getByRole('button', { name: t('dashboards:saved.reset') }).click();
  await expect(modified).toHaveCount(0);

  await page.goto('/dashboards');
  await page.getByRole('link', { name: `Board ${made.mark}` }).click();
  const tile = page.getByRole('region', { name: `Split ${made.mark}`, exact: true });
  await tile.getByRole('row').filter({ hasText: gold }).getByRole('button').first().click();
  await expectListed(page, made.people.slice(0, 2), t);
});

test('Split questions: accessible on desk and phone, and not wider than them', async ({
  page,
  api,
  server,
  t,
  expectAccessibleEverywhere,
}) => {
  test.slow();
  const made = await scene(api);
  const split = byTier(made);
  const byShops = { field: `attributes.${made.shops}`, of: 'account', bounds: [5] };
  const { opened, exported } = made;
  const { begun } = await visits(api, made);
  await signIn(page, server.account);
  const looks: [string, Record<string, unknown>][] = [
    ['trends', { series: [{ events: [opened], measure: 'units' }], split }],
    ['retention', { start: [opened], return: [exported], period: 'day', split }],
    ['funnel', { steps: [[opened], [exported]], split: byShops }],
    ['stickiness', { event: [opened], split }],
    ['lifecycle', { event: [opened], split }],
    ['adoption', { features: [{ events: [opened] }, { events: [exported] }], split }],
    ['paths', { start: begun, split: byShops }],
  ];
  for (const [kind, search] of looks) {
    await page.goto(addressOf(kind, search));
    const answer = page.getByRole('region', { name: t(`insights:${kind}.title`), exact: true }).first();
    await expectAccessibleEverywhere(() => answer.waitFor());
  }
});
