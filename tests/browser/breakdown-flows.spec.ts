import { choose, find } from './controls';
import { bodyOf, expect, signIn, test } from './journey';
import { addressOf, byTier, expectListed, type Named, scene, visits } from './tiers';

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
  const shown = paths(`${t('insights:paths.title')} · ${gold}`);
  await expect(shown.getByRole('definition')).toHaveText(['3', '2']);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  const heading = page.getByRole('heading', { level: 4, name: begun });
  const card = page.getByRole('listitem').filter({ has: heading });
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
    const data = { name, view: 'chart', question };
    const kept = await bodyOf<Named>(api.post('/v1/saved-questions', { data }));
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
