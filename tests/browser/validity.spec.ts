import type { APIRequestContext, Locator } from '@playwright/test';
import { toast, undo } from './controls';
import { bodyOf, expect, signIn, test } from './journey';
import type { Texts } from './texts';

type Lead = { id: string; validity: string };

async function leadFor(api: APIRequestContext, company: string): Promise<Lead> {
  return bodyOf<Lead>(api.post('/v1/leads', { data: { company, name: company } }));
}

async function review(api: APIRequestContext, lead: Lead, answers: Record<string, string>) {
  const criteria = Object.entries(answers).map(([criterion, answer]) => ({
    criterion,
    answer,
    evidence: `${criterion} ${answer}`,
  }));
  await bodyOf(api.post(`/v1/leads/${lead.id}/review`, { data: { criteria } }));
}

async function validityOf(api: APIRequestContext, lead: Lead): Promise<string> {
  return (await bodyOf<Lead>(api.get(`/v1/leads/${lead.id}`))).validity;
}

const criterion = (within: Locator, t: Texts, key: string) =>
  within.getByRole('listitem').filter({ hasText: t(`validity:criterion.${key}`) });
const answer = (row: Locator, t: Texts, word: string) =>
  row.locator('.ant-segmented-item', { hasText: new RegExp(`^${t(`validity:answer.${word}`)}$`) });

test('a lead becomes valid by its criteria, each answer with its undo, and a no needs a ground', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const who = inLanguage({
    'zh-CN': { company: '江心岛烘焙', ground: '是同行来打听价格' },
    en: { company: 'River Island Bakery', ground: 'A competitor who asks for prices' },
  });
  const lead = await leadFor(api, who.company);
  await signIn(page, server.account);
  await page.goto(`/leads/${lead.id}?tab=validity`);
  const criteria = page.getByRole('list', { name: t('validity:criteria') });
  await answer(criterion(criteria, t, 'decision_maker'), t, 'yes').click();
  const said = t('validity:reviewed', {
    criterion: t('validity:criterion.decision_maker'),
    answer: t('validity:answer.yes'),
  });
  await expect(toast(page, said)).toBeVisible();
  await answer(criterion(criteria, t, 'intent'), t, 'yes').click();
  await expect(page.getByText(t('validity:means.valid'))).toBeVisible();
  await expect.poll(() => validityOf(api, lead)).toBe('valid');

  const persona = criterion(criteria, t, 'persona');
  await answer(persona, t, 'no').click();
  const ground = persona.getByLabel(t('validity:evidence.label'));
  await persona.getByRole('button', { name: t('common:action.save') }).click();
  await expect(persona.getByText(t('validity:evidence.required'))).toBeVisible();
  await ground.fill(who.ground);
  await persona.getByRole('button', { name: t('common:action.save') }).click();
  await expect(page.getByText(t('validity:means.invalid'))).toBeVisible();
  await expect(persona.getByText(who.ground)).toBeVisible();
  await undo(
    page,
    t('validity:reviewed', { criterion: t('validity:criterion.persona'), answer: t('validity:answer.no') }),
    t('kit:undo.action'),
  );
  await expect.poll(() => validityOf(api, lead)).toBe('valid');
  await expect(page.getByRole('region', { name: t('timeline:title') })).toHaveCount(0);
});

test('the list shows valid leads, and nothing else when asked for them', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const word = inLanguage({ 'zh-CN': '松林', en: 'Pinewood' });
  const [good, bad] = [await leadFor(api, `${word} 1`), await leadFor(api, `${word} 2`)];
  await review(api, good, { decision_maker: 'yes', intent: 'yes' });
  await review(api, bad, { persona: 'no' });
  await signIn(page, server.account);
  await page.goto(`/leads?q=${encodeURIComponent(word)}`);
  const rows = page.getByRole('table', { name: t('leads:title') }).getByRole('row');
  await expect(rows.filter({ hasText: `${word} 1` })).toContainText(t('validity:word.valid'));
  await expect(rows.filter({ hasText: `${word} 2` })).toContainText(t('validity:word.invalid'));
  await page.goto(`/leads?q=${encodeURIComponent(word)}&validity=valid`);
  await expect(rows.filter({ hasText: `${word} 1` })).toBeVisible();
  await expect(rows.filter({ hasText: `${word} 2` })).toHaveCount(0);
});

test('a dispute is raised with its reason, waits in the list, and is settled by correcting the answers', async ({
  page,
  api,
  server,
  t,
  inLanguage,
  expectAccessibleEverywhere,
}) => {
  const who = inLanguage({
    'zh-CN': { company: '望江楼餐饮', reason: '号码是竞争对手的', why: '回电确认过，是竞争对手' },
    en: { company: 'Riverview Catering', reason: 'The number is a competitor’s', why: 'Called back: it is' },
  });
  const lead = await leadFor(api, who.company);
  await review(api, lead, { decision_maker: 'yes', intent: 'yes' });
  await signIn(page, server.account);
  await page.goto(`/leads/${lead.id}?tab=validity`);
  await page.getByRole('button', { name: t('validity:dispute.open') }).click();
  const form = page.getByRole('dialog', { name: t('validity:dispute.open') });
  await form.getByRole('radio', { name: t('validity:word.invalid') }).check();
  await form.getByLabel(t('validity:dispute.reason')).fill(who.reason);
  await form.getByRole('button', { name: t('validity:dispute.submit') }).click();
  await expect(toast(page, t('validity:dispute.opened'))).toBeVisible();

  await page.goto('/leads/disputes');
  const row = page.getByRole('link', { name: who.company }).first();
  await expectAccessibleEverywhere(async () => expect(row).toBeVisible());
  await row.click();
  await page.getByRole('button', { name: t('validity:dispute.resolve') }).click();
  const settle = page.getByRole('dialog', { name: t('validity:dispute.resolve') });
  await settle.getByLabel(t('validity:dispute.resolution')).fill(who.why);
  await settle.getByRole('button', { name: t('validity:dispute.settle') }).click();
  // Nothing was corrected yet: it would not be what is claimed.
  await expect(settle.getByText(/“/).last()).toBeVisible();
  const persona = criterion(settle, t, 'persona');
  await answer(persona, t, 'no').click();
  await persona.getByRole('textbox').fill(who.reason);
  await settle.getByRole('button', { name: t('validity:dispute.settle') }).click();
  await expect(toast(page, t('validity:dispute.accepted'))).toBeVisible();
  await expect.poll(() => validityOf(api, lead)).toBe('invalid');
});

test('the policy decides what is valid, and can’t be emptied', async ({
  page,
  api,
  server,
  t,
  expectAccessibleEverywhere,
}) => {
  const policy = await bodyOf<{ must_be_yes: string[] }>(api.get('/v1/validity-policy'));
  await signIn(page, server.account);
  await page.goto('/settings/validity');
  const needed = page.getByRole('group', { name: t('validity:policy.must_be_yes') });
  const box = (key: string) =>
    page.getByRole('checkbox', { name: t(`validity:criterion.${key}`) }).first();
  await expectAccessibleEverywhere(async () => expect(box('intent')).toBeVisible());
  for (const key of policy.must_be_yes) await box(key).uncheck();
  await page.getByRole('button', { name: t('common:action.save') }).click();
  await expect(page.locator('.ant-form-item-explain-error').first()).toBeVisible();
  for (const key of policy.must_be_yes) await box(key).check();
  await page.getByRole('button', { name: t('common:action.save') }).click();
  await expect(toast(page, t('validity:policy.saved'))).toBeVisible();
  void needed;
});
