import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { find, toast, undo } from './controls';
import { bodyOf, expect, signIn, test } from './journey';
import type { Texts } from './texts';

type Named = { id: string; name: string; code: string };
type Published = { version: number };
type Workspace = { currency: string };

/** Other journeys make leads in the same workspace: what is promised in one doesn't stay. */
async function promise(api: APIRequestContext, programme: object): Promise<void> {
  const { version } = await bodyOf<Published>(api.get('/v1/referral-programme'));
  const headers = { 'If-Match': `"${version}"` };
  await bodyOf(api.post('/v1/referral-programme/publish', { data: programme, headers }));
}

async function advocate(api: APIRequestContext, more: object = {}): Promise<Named> {
  const name = `Ada Advocate ${Date.now()}`;
  return bodyOf<Named>(api.post('/v1/advocates', { data: { name, ...more } }));
}

async function lead(api: APIRequestContext, company: string, more: object = {}): Promise<{ id: string }> {
  const data = { company, name: 'Dana Reed', touch: {}, ...more };
  return bodyOf<{ id: string }>(api.post('/v1/leads', { data }));
}

function phoneNumber(): string {
  return `+86139${String(Date.now()).slice(-8)}`;
}

function row(page: Page, text: string): Locator {
  return page.getByRole('row').filter({ hasText: text });
}

async function publish(page: Page, t: Texts): Promise<void> {
  await page.getByRole('button', { name: t('rules:publish.action'), exact: true }).click();
  const dialog = page.getByRole('dialog', { name: t('rules:publish.title') });
  await expect(dialog.getByText(t('referrals:programme.won_reward'))).toBeVisible();
  await dialog.getByRole('button', { name: t('rules:publish.action'), exact: true }).click();
  await expect(dialog).toBeHidden();
}

test.afterEach(async ({ api }) => promise(api, { enabled: false }));

test('a programme is published, an advocate sends a lead by code, and is paid when it is won', async ({
  page,
  api,
  server,
  t,
  expectAccessibleEverywhere,
}) => {
  await promise(api, { enabled: false });
  await signIn(page, server.account);
  await page.goto('/referrals?tab=programme');
  await page.getByRole('switch', { name: t('referrals:programme.enabled') }).click();
  await page.getByLabel(t('referrals:programme.won_reward'), { exact: true }).fill('500');
  await page.getByLabel(t('referrals:programme.hold_days'), { exact: true }).fill('0');
  await expectAccessibleEverywhere(async () => {
    await expect(page.getByText(t('rules:draft.changed'), { exact: true })).toBeVisible();
  });
  await publish(page, t);
  const { version } = await bodyOf<Published>(api.get('/v1/referral-programme'));
  await expect(toast(page, t('rules:publish.done', { version }))).toBeVisible();

  const code = `ada-${Date.now()}`;
  const name = `Ada Advocate ${code}`;
  await page.goto('/referrals?tab=advocates');
  await expect(page.getByText(t('referrals:links.no_form'))).toBeVisible();
  await page.getByRole('button', { name: t('referrals:advocate.create') }).first().click();
  const form = page.getByRole('dialog', { name: t('referrals:advocate.create') });
  await form.getByLabel(t('referrals:field.name'), { exact: true }).fill(name);
  await form.getByLabel(t('referrals:field.code'), { exact: true }).fill(code);
  await form.getByRole('button', { name: t('referrals:advocate.create') }).click();
  // It is there to be copied.
  const opened = page.getByRole('dialog', { name });
  await expect(opened.getByRole('region', { name: t('referrals:field.code') })).toHaveText(code);

  const company = `Harbour Foods ${code}`;
  const { id } = await lead(api, company, { phone: phoneNumber(), touch: { referral_code: code } });
  await bodyOf(api.post(`/v1/leads/${id}/convert`, { data: {} }));

  await page.goto(`/referrals?tab=advocates&q=${code}`);
  await row(page, name).getByRole('link', { name: '1', exact: true }).last().click();
  await expect(row(page, company).getByText(t('referrals:state.won'), { exact: true })).toBeVisible();

  await page.goto(`/referrals?tab=advocates&q=${code}`);
  await row(page, name).getByRole('link', { name: /500/ }).click();
  await expectAccessibleEverywhere(async () => {
    await expect(page.getByText(t('referrals:standing.payable'), { exact: true })).toBeVisible();
  });
  await page.setViewportSize({ width: 1440, height: 900 });
  await row(page, company).getByRole('checkbox').check();
  await page.getByRole('toolbar').getByRole('button', { name: t('referrals:pay.action') }).click();
  const pay = page.getByRole('dialog', { name: t('referrals:pay.title', { count: 1 }) });
  await expect(pay.getByRole('list', { name: t('referrals:pay.payees') }).getByText(name)).toBeVisible();
  await pay.getByLabel(t('referrals:pay.reference'), { exact: true }).fill('Transfer 17');
  await pay.getByRole('button', { name: t('referrals:pay.submit') }).click();
  await expect(toast(page, t('referrals:pay.done', { count: 1 }))).toBeVisible();
  await expect(row(page, company)).toBeHidden();

  await page.goto(`/referrals?tab=advocates&q=${code}`);
  await row(page, name).getByRole('link', { name: /500/ }).click();
  const paid = row(page, company);
  await expect(paid.getByText(t('referrals:standing.paid'), { exact: true })).toBeVisible();
  await expect(paid.getByText('Transfer 17')).toBeVisible();
});

test('a suspicious referral waits for review, is refused with a reason, and its reward goes', async ({
  page,
  api,
  server,
  t,
  expectAccessibleEverywhere,
}) => {
  const { currency } = await bodyOf<Workspace>(api.get('/v1/workspace'));
  await promise(api, { enabled: true, won_reward: { amount: 50_000, currency }, hold_days: 0 });
  const phone = phoneNumber();
  const { id, code, name } = await advocate(api, { phone });
  const company = `Their own shop ${Date.now()}`;
  const sent = await lead(api, company, { phone, touch: { referral_code: code } });
  await bodyOf(api.post(`/v1/leads/${sent.id}/convert`, { data: {} }));

  await signIn(page, server.account);
  await page.goto(`/referrals?tab=rewards&advocate_id=${id}`);
  const reward = row(page, company);
  await expect(reward.getByText(t('referrals:standing.review'), { exact: true })).toBeVisible();
  await reward.getByRole('link', { name: t('referrals:reward.to_review') }).click();
  await expectAccessibleEverywhere(async () => {
    await expect(page.getByText(t('referrals:suspicion.oneself'), { exact: true })).toBeVisible();
  });
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.getByRole('button', { name: t('referrals:refuse.of', { lead: company }) }).click();
  const dialog = page.getByRole('dialog', { name: t('referrals:refuse.title', { lead: company }) });
  await dialog.getByRole('button', { name: t('referrals:refuse.action'), exact: true }).click();
  await expect(dialog.getByText(t('common:form.required'))).toBeVisible();
  await dialog.getByLabel(t('referrals:refuse.note'), { exact: true }).fill('The same person');
  await dialog.getByRole('button', { name: t('referrals:refuse.action'), exact: true }).click();
  await expect(toast(page, t('referrals:refuse.done', { lead: company }))).toBeVisible();

  await page.goto(`/referrals?advocate_id=${id}&state=refused`);
  await expect(row(page, company).getByText('The same person')).toBeVisible();
  // Refused wrongly after all, and then not.
  await page.getByRole('button', { name: t('referrals:accept.of', { lead: company }) }).click();
  await undo(page, t('referrals:accept.done', { lead: company }), t('kit:undo.action'));
  await expect(row(page, company).getByText('The same person')).toBeVisible();

  await page.goto(`/referrals?tab=rewards&advocate_id=${id}&view=cancelled`);
  await expect(row(page, company).getByText(t('referrals:reward.not_earned'))).toBeVisible();
  await row(page, company).getByRole('link', { name }).click();
  await expect(page.getByRole('dialog', { name })).toBeVisible();
});

test('who referred a lead that came without a code is entered on its page', async ({
  page,
  api,
  server,
  t,
  expectAccessible,
}) => {
  const { name } = await advocate(api);
  const { id } = await lead(api, `Came without a code ${Date.now()}`, { phone: phoneNumber() });
  await signIn(page, server.account);
  await page.goto(`/leads/${id}`);
  await page.getByRole('button', { name: t('referrals:lead.enter') }).click();
  const dialog = page.getByRole('dialog');
  await find(page, dialog.getByRole('combobox', { name: t('referrals:field.advocate') }), name);
  await dialog.getByRole('button', { name: t('common:action.save') }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
  await expectAccessible();
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('dialog', { name })).toBeVisible();
});

test('a code is blocked and works again by the notice; a reward is cancelled with a reason', async ({
  page,
  api,
  server,
  t,
}) => {
  const { currency } = await bodyOf<Workspace>(api.get('/v1/workspace'));
  await promise(api, { enabled: true, won_reward: { amount: 50_000, currency }, hold_days: 7 });
  const { id, code, name } = await advocate(api);
  const company = `Paid otherwise ${Date.now()}`;
  const sent = await lead(api, company, { phone: phoneNumber(), touch: { referral_code: code } });
  await bodyOf(api.post(`/v1/leads/${sent.id}/convert`, { data: {} }));

  await signIn(page, server.account);
  await page.goto(`/referrals?tab=advocates&open=${id}`);
  const drawer = page.getByRole('dialog', { name });
  await drawer.getByRole('button', { name: t('referrals:advocate.block') }).click();
  await expect(drawer.getByText(t('referrals:advocate.blocked'), { exact: true })).toBeVisible();
  await undo(page, t('referrals:advocate.block_done', { name }), t('kit:undo.action'));
  await expect(drawer.getByRole('button', { name: t('referrals:advocate.block') })).toBeVisible();

  await page.goto(`/referrals?tab=rewards&advocate_id=${id}`);
  const reward = row(page, company);
  await expect(reward.getByText(t('referrals:standing.waiting'), { exact: true })).toBeVisible();
  await reward.getByRole('checkbox').check();
  // It is not due yet: there is nothing to note as paid.
  await expect(page.getByRole('toolbar').getByText(t('referrals:pay.left', { count: 1 }))).toBeVisible();
  await expect(page.getByRole('button', { name: t('referrals:pay.action') })).toBeDisabled();
  const cancel = t('referrals:cancel.of', { advocate: name, lead: company });
  await reward.getByRole('button', { name: cancel }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(t('referrals:cancel.reason'), { exact: true }).fill('Given as a discount');
  await dialog.getByRole('button', { name: t('referrals:cancel.submit') }).click();
  await expect(toast(page, t('referrals:cancel.done'))).toBeVisible();
  await page.goto(`/referrals?tab=rewards&advocate_id=${id}&view=cancelled`);
  await expect(row(page, company).getByText('Given as a discount')).toBeVisible();
});
