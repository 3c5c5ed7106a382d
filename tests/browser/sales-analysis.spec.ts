import type { APIRequestContext } from '@playwright/test';
import { toast } from './controls';
import { bodyOf, expect, signIn, test } from './journey';

type Lead = { id: string; version: number };
type Stage = { id: string; name: string; type: string };
type Channel = { id: string };

/** A channel of its own, so that the figures are those of this journey alone. */
async function channelOf(api: APIRequestContext, name: string, key: string): Promise<Channel> {
  return bodyOf<Channel>(api.post('/v1/channels', { data: { name, key, kind: 'other' } }));
}

async function leadAt(api: APIRequestContext, channel: Channel, name: string, stage?: Stage, more = {}) {
  const lead = await bodyOf<Lead>(
    api.post('/v1/leads', {
      data: { name, company: name, touch: { channel_id: channel.id }, ...more },
    }),
  );
  if (!stage) return lead;
  const lost = stage.type === 'lost' ? { lost_reason: 'price' } : {};
  return bodyOf<Lead>(api.post(`/v1/leads/${lead.id}/move`, { data: { stage_id: stage.id, ...lost } }));
}

async function stagesOf(api: APIRequestContext): Promise<Stage[]> {
  return (await bodyOf<{ data: Stage[] }>(api.get('/v1/lead-stages'))).data;
}

test('the funnel counts how far leads came, and every figure opens them', async ({
  page,
  api,
  server,
  t,
  inLanguage,
  expectAccessibleEverywhere,
}) => {
  const word = inLanguage({ 'zh-CN': '漏斗旅程', en: 'Funnel journey' });
  const channel = await channelOf(api, word, 'funnel-journey');
  const stages = await stagesOf(api);
  const steps = stages.filter(({ type }) => type === 'open' || type === 'ongoing');
  const [second, third] = [steps[1] as Stage, steps[2] as Stage];
  const lost = stages.find(({ type }) => type === 'lost') as Stage;
  await leadAt(api, channel, `${word} 1`);
  await leadAt(api, channel, `${word} 2`, third);
  const gone = await leadAt(api, channel, `${word} 3`, second);
  await api.post(`/v1/leads/${gone.id}/move`, { data: { stage_id: lost.id, lost_reason: 'price' } });

  await signIn(page, server.account);
  await page.goto(`/sales-analysis?window=d30&channel_id=${channel.id}`);
  const funnel = page.getByRole('list', { name: t('sales-analysis:funnel.title') });
  const step = (stage: Stage) => funnel.getByRole('listitem').filter({ hasText: stage.name });
  await expectAccessibleEverywhere(async () => expect(step(third)).toContainText('33%'));
  await expect(step(second)).toContainText('67%');
  await step(second).getByRole('button', { name: '2', exact: true }).click();
  const rows = page.getByRole('table', { name: t('leads:title') }).getByRole('rowheader');
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: `${word} 1` })).toHaveCount(0);
  await page.getByRole('button', { name: t('kit:filter.clear') }).first().click();
  await expect(page).not.toHaveURL(/reached_stage_id/);
});

test('wins, pipeline and team tell what was decided, what may come, and who did it', async ({
  page,
  api,
  server,
  t,
  inLanguage,
  expectAccessibleEverywhere,
}) => {
  const word = inLanguage({ 'zh-CN': '赢单旅程', en: 'Winning journey' });
  const channel = await channelOf(api, word, 'winning-journey');
  const stages = await stagesOf(api);
  const of = (type: string) => stages.find((stage) => stage.type === type) as Stage;
  const { currency } = await bodyOf<{ currency: string }>(api.get('/v1/workspace'));
  const money = { expected_amount: { amount: 600_000, currency } };
  await leadAt(api, channel, `${word} 1`, of('won'), money);
  await leadAt(api, channel, `${word} 2`, of('lost'), money);
  await leadAt(api, channel, `${word} 3`, of('ongoing'), money);

  await signIn(page, server.account);
  await page.goto(`/sales-analysis?tab=wins&window=d30&channel_id=${channel.id}`);
  const wins = page.getByRole('table', { name: t('sales-analysis:wins.title') });
  await expectAccessibleEverywhere(async () => {
    await expect(wins.getByRole('row').filter({ hasText: word })).toContainText('50%');
  });
  await page.getByRole('tab', { name: t('sales-analysis:tab.pipeline') }).click();
  const pipeline = page.getByRole('table', { name: t('sales-analysis:pipeline.title') });
  await expectAccessibleEverywhere(async () => {
    await expect(pipeline.getByRole('row').filter({ hasText: of('ongoing').name })).toContainText('6,000');
  });
  await page.getByRole('tab', { name: t('sales-analysis:tab.team') }).click();
  const team = page.getByRole('table', { name: t('sales-analysis:team.title') });
  await expectAccessibleEverywhere(async () => {
    await expect(team.getByRole('row').filter({ hasText: t('sales-analysis:team.nobody') })).toBeVisible();
  });
});

test('a manager sets what the team is to win, and sees how far it is', async ({
  page,
  server,
  t,
  expectAccessibleEverywhere,
}) => {
  await signIn(page, server.account);
  // A month that no other journey and no demo sells in.
  await page.goto('/sales-analysis?tab=targets&on=2031-03-10');
  await page.getByRole('button', { name: t('sales-targets:set') }).click();
  const drawer = page.getByRole('dialog', { name: t('sales-targets:drawer') });
  const team = drawer.getByRole('group', { name: t('sales-targets:team') });
  await team.getByRole('spinbutton', { name: t('sales-targets:metric.won') }).first().fill('8');
  await drawer.getByRole('button', { name: t('common:action.save') }).click();
  await expect(toast(page, t('sales-targets:saved'))).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: t('sales-targets:team') });
  await expectAccessibleEverywhere(async () =>
    expect(row).toContainText(t('sales-targets:of', { target: '8' })),
  );
  await expect(row.getByRole('meter').first()).toHaveAttribute('aria-valuetext', '0%');

  // The quarter has months without a target, and says so instead of comparing.
  await page.goto('/sales-analysis?tab=targets&on=2031-03-10&period=quarter');
  await expect(row).toContainText(t('sales-targets:reason.months_without_target'));

  // The next month takes over what this one has, and an amount beside it.
  await page.goto('/sales-analysis?tab=targets&on=2031-04-10&targets_of=2031-04-01');
  await drawer.getByRole('button', { name: t('sales-targets:copy') }).click();
  await expect(team.getByRole('spinbutton', { name: t('sales-targets:metric.won') }).first()).toHaveValue('8');
  await team.getByRole('spinbutton', { name: t('sales-targets:metric.won_amount') }).fill('50000');
  await drawer.getByRole('button', { name: t('common:action.save') }).click();
  await expect(row.getByRole('meter')).toHaveCount(2);
});
