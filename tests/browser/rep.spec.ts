import { choose, pick, toast, undo } from './controls';
import { bodyOf, expect, signIn, test } from './journey';

type Named = { id: string; name: string };
type Stage = Named & { type: string };
type Lead = { id: string; lost_reason: string | null };

test('a rep begins the day with what can’t wait, sees why a lead is hot and who decides, moves it, and says why it was lost', async ({
  page,
  api,
  server,
  t,
  inLanguage,
  expectAccessible,
}) => {
  const mark = Date.now();
  const words = inLanguage({
    'zh-CN': {
      company: '望江楼小馆', name: '何丽娟', decider: '何老板', concern: '收银能不能离线', stage: '晨间跟进',
      script: '离线收银怎么讲', says: '断网也能收款，恢复后自动补传', next: '明早带样机上门', note: '选了更便宜的',
    },
    en: {
      company: 'River View Bistro', name: 'Helen Ashworth', decider: 'Martin Ashworth',
      concern: 'Whether the till works offline', stage: 'Morning follow-up', script: 'How to explain offline tills',
      says: 'It takes payments without a network and sends them later', next: 'Bring the device tomorrow',
      note: 'Took a cheaper one',
    },
  });
  const who = { ...words, company: `${words.company} ${mark}`, stage: `${words.stage} ${mark}` };
  const { data: members } = await bodyOf<{ data: (Named & { role: string })[] }>(api.get('/v1/members'));
  const owner_id = members.find(({ role }) => role === 'owner')?.id;
  const { data: stages } = await bodyOf<{ data: Stage[] }>(api.get('/v1/lead-stages'));
  const lost = stages.find(({ type }) => type === 'lost') as Stage;
  const stage = await bodyOf<Stage>(
    api.post('/v1/lead-stages', {
      data: { name: who.stage, key: `morning-${mark}`, type: 'ongoing', journey_stage: 'evaluate' },
    }),
  );
  const kit = { kind: 'script', title: who.script, body: who.says, stage_ids: [stage.id] };
  await bodyOf(api.post('/v1/sales-kit', { data: kit }));
  const lead = await bodyOf<Lead>(
    api.post('/v1/leads', {
      data: { company: who.company, name: who.name, title: 'owner', owner_id, touch: {} },
    }),
  );
  const contact = { name: who.decider, role: 'decider', concern: who.concern };
  await bodyOf(api.post(`/v1/leads/${lead.id}/contacts`, { data: contact }));

  await signIn(page, server.account);
  await page.goto('/');
  const unplanned = page.getByRole('region', { name: t('home:my_leads.next_step'), exact: true });
  await unplanned.getByRole('link', { name: who.company }).click();

  await page.getByRole('tab', { name: t('leads:tab.score') }).click();
  await expect(page.getByRole('table', { name: t('leads:score.parts') }).first()).toBeVisible();

  await page.keyboard.press('m');
  await pick(page, who.stage);
  await expect(toast(page, t('leads:move.done', { lead: who.company, stage: who.stage }))).toBeVisible();
  await page.getByRole('tab', { name: t('selling:tab') }).click();
  const chain = page.getByRole('region', { name: t('selling:chain.title') });
  await expect(chain.getByText(t('selling:chain.cares', { concern: who.concern }))).toBeVisible();
  await page.getByText(who.script, { exact: true }).click();
  await expect(page.getByText(who.says)).toBeVisible();
  await expectAccessible();

  await page.keyboard.press('l');
  await page.keyboard.press('1');
  await expect(
    toast(page, t('activities:logged.reached', { what: t('activities:kind.call') })),
  ).toBeVisible();
  await page.keyboard.press('t');
  await page.keyboard.insertText(who.next);
  await page.getByRole('button', { name: t('work:task.create') }).click();
  await expect(toast(page, t('work:task.created'))).toBeVisible();
  const still = `/v1/leads?without_next_step=true&q=${encodeURIComponent(who.company)}`;
  expect((await bodyOf<{ data: Lead[] }>(api.get(still))).data, 'a next step is planned').toEqual([]);

  await choose(page, page.getByLabel(t('leads:field.stage')).first(), lost.name);
  const why = page.getByRole('dialog', { name: t('leads:lost.title', { lead: who.company }) });
  await why.getByRole('button', { name: t('leads:lost.confirm') }).click();
  await expect(why.getByText(t('leads:lost.required')), 'nobody is lost without a reason').toBeVisible();
  await why.getByRole('radio', { name: t('timeline:word.lost_reason.price') }).check();
  await why.getByLabel(t('leads:lost.note_optional')).fill(who.note);
  await why.getByRole('button', { name: t('leads:lost.confirm') }).click();
  await undo(page, t('leads:move.done', { lead: who.company, stage: lost.name }), t('kit:undo.action'));
  await expect
    .poll(async () => (await bodyOf<Lead>(api.get(`/v1/leads/${lead.id}`))).lost_reason)
    .toBeNull();
});
