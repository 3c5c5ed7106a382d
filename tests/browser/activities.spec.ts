import type { APIRequestContext, Page } from '@playwright/test';
import { choose, toast, undo } from './controls';
import { bodyOf, expect, signIn, test } from './journey';
import type { Texts } from './texts';

type Lead = { id: string };

async function leadFor(api: APIRequestContext, company: string): Promise<Lead> {
  return bodyOf<Lead>(api.post('/v1/leads', { data: { company, name: company } }));
}

async function kindsOf(api: APIRequestContext, lead: Lead) {
  const { data } = await bodyOf<{ data: { kind: string; outcome: string }[] }>(
    api.get(`/v1/leads/${lead.id}/activities`),
  );
  return data.map(({ kind, outcome }) => `${kind} ${outcome}`);
}

const timelineOf = (page: Page, t: Texts) => page.getByRole('region', { name: t('timeline:title') }).first();

test('two keys log a call, one undo takes it back, and the letter below logs one in vain', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const company = inLanguage({ 'zh-CN': '沿河路茶铺', en: 'Riverside Road Teas' });
  const lead = await leadFor(api, company);
  await signIn(page, server.account);
  await page.goto(`/leads/${lead.id}`);
  await expect(page.getByRole('button', { name: t('activities:log') })).toBeVisible();
  await page.keyboard.press('l');
  await page.keyboard.press('1');
  const called = t('activities:logged.reached', { what: t('activities:kind.call') });
  await expect(toast(page, called)).toBeVisible();
  const told = t('timeline:event.activity.call', { outcome: t('timeline:word.outcome.reached') });
  await expect(timelineOf(page, t)).toContainText(told);
  await undo(page, called, t('kit:undo.action'));
  await expect(timelineOf(page, t)).not.toContainText(told);
  await page.keyboard.press('l');
  await page.keyboard.press('w');
  await expect(
    toast(page, t('activities:logged.not_reached', { what: t('activities:kind.wechat') })),
  ).toBeVisible();
  await expect.poll(() => kindsOf(api, lead)).toEqual(['wechat not_reached']);
});

test('a call is logged in the drawer with what was said and what comes next, and taken back later', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const who = inLanguage({
    'zh-CN': { company: '西门口文具', note: '两家店，想先看库存', next: '发报价单' },
    en: { company: 'West Gate Stationery', note: 'Two shops, wants to see stock first', next: 'Send the quote' },
  });
  const lead = await leadFor(api, who.company);
  await signIn(page, server.account);
  await page.goto(`/leads?q=${encodeURIComponent(who.company)}&open=${lead.id}`);
  const drawer = page.getByRole('dialog', { name: who.company });
  await expect(drawer.getByRole('button', { name: t('activities:log') })).toBeVisible();
  await page.keyboard.press('l');
  await expect(drawer.getByRole('group', { name: t('activities:log') })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer.getByRole('group', { name: t('activities:log') })).toBeHidden();
  await expect(drawer).toBeVisible();
  await page.keyboard.press('l');
  await page.keyboard.press('l');
  const form = page.getByRole('dialog', { name: t('activities:log') });
  await expect(form.getByLabel(t('activities:field.note'))).toBeFocused();
  await page.keyboard.insertText(who.note);
  await choose(page, form.getByLabel(t('activities:field.kind'), { exact: true }), t('activities:kind.visit'));
  await form.getByLabel(t('activities:field.next_step')).fill(who.next);
  await form.getByLabel(t('activities:field.duration')).fill('25');
  await form.getByRole('button', { name: t('activities:submit') }).click();
  const said = t('timeline:event.activity.visit', { outcome: t('timeline:word.outcome.reached') });
  await expect(timelineOf(page, t)).toContainText(said);
  await expect(timelineOf(page, t)).toContainText(who.note);
  await expect(timelineOf(page, t)).toContainText(t('timeline:minutes', { count: 25 }));
  await expect(drawer.getByText(who.next).first()).toBeVisible();

  await drawer.getByRole('button', { name: t('activities:remove.action', { what: said }) }).click();
  await page.getByRole('button', { name: t('activities:remove.confirm'), exact: true }).click();
  await expect(toast(page, t('activities:removed'))).toBeVisible();
  await expect(timelineOf(page, t)).not.toContainText(who.note);
});

test('following up can be done with the mouse, by touch and with a screen reader', async ({
  page,
  api,
  server,
  t,
  inLanguage,
  expectAccessibleEverywhere,
}) => {
  const company = inLanguage({ 'zh-CN': '东街口药房', en: 'East Corner Pharmacy' });
  const lead = await leadFor(api, company);
  await signIn(page, server.account);
  await page.goto(`/leads/${lead.id}`);
  const open = page.getByRole('button', { name: t('activities:log') });
  const panel = page.getByRole('group', { name: t('activities:log') });
  await expectAccessibleEverywhere(async () => {
    if (await panel.isVisible()) await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
    await open.click();
    await expect(panel.getByRole('button').first()).toBeFocused();
  });
  const demo = t('activities:say.not_reached', { what: t('activities:kind.demo') });
  await panel.getByRole('button', { name: demo }).click();
  await expect.poll(() => kindsOf(api, lead)).toEqual(['demo not_reached']);
});
