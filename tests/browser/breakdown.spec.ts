import type { APIRequestContext } from '@playwright/test';
import { find, toast } from './controls';
import { bodyOf, expect, signIn, test } from './journey';
import { addressOf, byTier, expectListed, type Named, rowOf, type Scene, scene, visits } from './tiers';

async function makeSegment(api: APIRequestContext, { mark, tier }: Scene, value: string): Promise<Named> {
  const name = `Tier ${value} ${mark}`;
  const condition = { all: [{ field: { field: `attributes.${tier}`, operator: 'is', values: [value] } }] };
  return bodyOf<Named>(api.post('/v1/segments', { data: { name, subject: 'account', condition } }));
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
