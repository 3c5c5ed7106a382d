import type { APIRequestContext } from '@playwright/test';
import { choose, toast, undo } from './controls';
import { bodyOf, expect, signIn, test } from './journey';

type Lead = { id: string };
type Stage = { id: string; name: string; type: string; version: number };

async function leadFor(api: APIRequestContext, company: string): Promise<Lead> {
  return bodyOf<Lead>(api.post('/v1/leads', { data: { company, name: company } }));
}

/** A stage of its own, so that no other journey meets its rules. */
async function stageOf(api: APIRequestContext, name: string, key: string, more = {}): Promise<Stage> {
  const data = { name, key, type: 'ongoing', journey_stage: 'evaluate', ...more };
  return bodyOf<Stage>(api.post('/v1/lead-stages', { data }));
}

test('a rep ticks what is to be done in the stage, uses the script for it, and takes the mark back', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const who = inLanguage({
    'zh-CN': { company: '柳林路咖啡', stage: '清单阶段', item: '问清预算', script: '首次电话话术', says: '先问有几家店' },
    en: { company: 'Willow Road Coffee', stage: 'Checklist stage', item: 'Asked for the budget', script: 'First call script', says: 'Ask how many shops' },
  });
  const stage = await stageOf(api, who.stage, 'checklist-stage', {
    checklist: [{ key: 'budget', text: who.item }],
  });
  await bodyOf(
    api.post('/v1/sales-kit', {
      data: { kind: 'script', title: who.script, body: who.says, stage_ids: [stage.id] },
    }),
  );
  const lead = await leadFor(api, who.company);
  await bodyOf(api.post(`/v1/leads/${lead.id}/move`, { data: { stage_id: stage.id } }));
  await signIn(page, server.account);
  await page.goto(`/leads/${lead.id}?tab=selling`);
  await page.getByRole('checkbox', { name: who.item }).check();
  await expect(page.getByText(t('selling:checklist.progress', { done: 1, count: 1 }))).toBeVisible();
  await page.getByText(who.script, { exact: true }).click();
  await expect(page.getByText(who.says)).toBeVisible();
  const used = page.getByRole('button', { name: t('selling:kit.use_of', { title: who.script }) });
  await used.click();
  await expect(used).toHaveAttribute('aria-pressed', 'true');
  await undo(page, t('selling:kit.marked', { title: who.script }), t('kit:undo.action'));
  await expect(used).toHaveAttribute('aria-pressed', 'false');
  await page.reload();
  await expect(page.getByRole('checkbox', { name: who.item })).toBeChecked();
});

test('the decision chain says who decides and what matters to them', async ({
  page,
  api,
  server,
  t,
  inLanguage,
  expectAccessibleEverywhere,
}) => {
  const who = inLanguage({
    'zh-CN': { company: '石桥头餐馆', name: '李芳', title: '老板娘', concern: '收银员会不会用' },
    en: { company: 'Stone Bridge Diner', name: 'Maud Lindqvist', title: 'Owner', concern: 'Whether staff can use it' },
  });
  const lead = await leadFor(api, who.company);
  await signIn(page, server.account);
  await page.goto(`/leads/${lead.id}?tab=selling`);
  const chain = page.getByRole('region', { name: t('selling:chain.title') });
  await chain.getByRole('button', { name: t('selling:chain.add') }).click();
  const form = page.getByRole('dialog', { name: t('selling:chain.add') });
  await form.getByLabel(t('leads:field.name')).fill(who.name);
  await form.getByLabel(t('leads:field.title')).fill(who.title);
  await choose(page, form.getByLabel(t('accounts:people.role_label')), t('accounts:people.role.decider'));
  await form.getByLabel(t('accounts:people.concern')).fill(who.concern);
  await form.getByRole('button', { name: t('common:action.save') }).click();
  await expect(chain.getByText(t('selling:chain.cares', { concern: who.concern }))).toBeVisible();
  await expectAccessibleEverywhere(async () => {
    await expect(chain.getByText(t('accounts:people.role.decider'))).toBeVisible();
  });
  await chain.getByRole('button', { name: t('selling:chain.edit', { name: who.name }) }).click();
  const edit = page.getByRole('dialog', { name: who.name });
  await choose(page, edit.getByLabel(t('accounts:people.say_label')), t('accounts:people.say.3'));
  await edit.getByRole('button', { name: t('common:action.save') }).click();
  await expect(chain.getByText(t('accounts:people.say.3'))).toBeVisible();
  await chain.getByRole('button', { name: t('selling:chain.remove', { name: who.name }) }).click();
  await page.getByRole('button', { name: t('selling:chain.remove_confirm'), exact: true }).click();
  await expect(chain.getByText(t('selling:chain.nothing'))).toBeVisible();
});

test('a stage that needs a next step asks for it, and the lead moves with its task', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const who = inLanguage({
    'zh-CN': { company: '河湾书店', stage: '须有下一步', next: '约老板看演示' },
    en: { company: 'River Bend Books', stage: 'Needs a step', next: 'Show the owner the demo' },
  });
  const stage = await stageOf(api, who.stage, 'needs-a-step');
  const lead = await leadFor(api, who.company);
  await signIn(page, server.account);
  await page.goto('/settings/stages');
  await page.getByRole('button', { name: t('stages:edit', { stage: stage.name }) }).click();
  const settings = page.getByRole('dialog', { name: t('stages:edit', { stage: stage.name }) });
  await settings.getByRole('switch', { name: t('stages:next_step') }).click();
  await settings.getByRole('button', { name: t('stages:add_item') }).click();
  await settings.getByLabel(t('stages:item', { number: 1 })).fill(who.next);
  await settings.getByRole('button', { name: t('common:action.save') }).click();
  await expect(settings).toBeHidden();
  const row = page.getByRole('listitem').filter({ hasText: stage.name });
  await expect(row).toContainText(t('stages:next_step_tag'));
  await expect(row).toContainText(t('stages:items', { count: 1 }));

  await page.goto(`/leads/${lead.id}`);
  await choose(page, page.getByLabel(t('leads:field.stage')).first(), stage.name);
  const ask = page.getByRole('dialog', {
    name: t('selling:next.title', { lead: who.company, stage: stage.name }),
  });
  await ask.getByLabel(t('activities:field.next_step')).fill(who.next);
  await ask.getByRole('button', { name: t('selling:next.confirm') }).click();
  await expect(toast(page, t('leads:move.done', { lead: who.company, stage: stage.name }))).toBeVisible();
  await expect(page.getByText(who.next).first()).toBeVisible();
});

test('the kit is kept by the manager, and shows with how many leads an item was used', async ({
  page,
  api,
  server,
  t,
  inLanguage,
  expectAccessibleEverywhere,
}) => {
  const who = inLanguage({
    'zh-CN': { company: '竹园火锅', title: '竞品对比：老牌收银', body: '强在库存，弱在连锁' },
    en: { company: 'Bamboo Garden', title: 'Against the old till', body: 'Strong in stock, weak in chains' },
  });
  const lead = await leadFor(api, who.company);
  await signIn(page, server.account);
  await page.goto('/sales-kit');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('c');
  const form = page.getByRole('dialog', { name: t('sales-kit:create') });
  await choose(page, form.getByLabel(t('sales-kit:field.kind')), t('sales-kit:kind.competitor_card'));
  await form.getByLabel(t('sales-kit:field.title')).fill(who.title);
  await form.getByLabel(t('sales-kit:field.body')).fill(who.body);
  await form.getByRole('button', { name: t('sales-kit:create') }).click();
  const item = page.getByRole('dialog', { name: who.title });
  await expect(item.getByText(who.body)).toBeVisible();
  await expect(item.getByText(t('sales-kit:effect.never'))).toBeVisible();
  const id = new URL(page.url()).searchParams.get('open') ?? '';
  await bodyOf(api.post(`/v1/leads/${lead.id}/kit-uses/${id}`));
  await page.goto('/sales-kit');
  const row = page.getByRole('table', { name: t('sales-kit:title') }).getByText(who.title);
  await expectAccessibleEverywhere(async () => {
    await expect(page.getByText(who.title).first()).toBeVisible();
  });
  await expect(row).toBeVisible();
  await page.goto(`/sales-kit?open=${id}`);
  await expect(item.getByRole('region', { name: t('sales-kit:effect.title') })).toBeVisible();
  await item.getByRole('button', { name: t('common:action.archive') }).click();
  await undo(page, t('sales-kit:archived', { title: who.title }), t('kit:undo.action'));
  await expect(item.getByRole('button', { name: t('common:action.edit'), exact: true })).toBeVisible();
});
