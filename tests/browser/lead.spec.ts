import type { APIRequestContext } from '@playwright/test';
import { choose, toast, undo } from './controls';
import { bodyOf, expect, signIn, test } from './journey';

type Lead = { id: string; version: number };
type Stage = { id: string; key: string; name: string };
type Member = { id: string; name: string; role: string };

const names = {
  'zh-CN': {
    name: '欧阳若曦',
    company: '若曦茶饮',
    found: 'ouyang',
    phone: '136 5555 0101',
    typed: '13655550101',
  },
  en: {
    name: 'Imogen Achterberg',
    company: 'Achterberg Teas',
    found: 'achterb',
    phone: '+1 415 555 0131',
    typed: '4155550131',
  },
};

async function leadFor(api: APIRequestContext, values: object): Promise<Lead> {
  return bodyOf<Lead>(api.post('/v1/leads', { data: values }));
}

test('a lead is found by name, by phone and by e-mail', async ({ page, api, server, t, inLanguage }) => {
  const who = inLanguage(names);
  const email = 'find.me@tea-house.example';
  await leadFor(api, { name: who.name, company: who.company, phone: who.phone, email });
  await signIn(page, server.account);
  await page.goto('/leads');
  const search = page.getByPlaceholder(t('leads:filter.search'));
  const rows = page.getByRole('table', { name: t('leads:title') }).getByRole('rowheader');
  for (const typed of [who.name, who.company, who.found, who.typed, 'find.me@tea']) {
    await search.fill(typed);
    await expect(rows.filter({ hasText: who.company }), `“${typed}” finds it`).toHaveCount(1);
  }
  await search.fill('nobody is called like this');
  await expect(page.getByText(t('kit:no_match.title'))).toBeVisible();
  await page
    .getByRole('button', { name: t('kit:filter.clear') })
    .last()
    .click();
  await expect(rows.first()).toBeVisible();
});

test('a lead is entered, noted, given a task and an owner, moved on, and its timeline tells all of it', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const who = inLanguage({
    'zh-CN': {
      name: '司徒静宜',
      company: '静宜烘焙',
      phone: '137 5555 0202',
      note: '想先在两家门店试用',
      task: '电话确认演示时间',
    },
    en: {
      name: 'Rosalind Oyelaran',
      company: 'Oyelaran Bakery',
      phone: '+1 415 555 0142',
      note: 'Wants to try it in two shops first',
      task: 'Call about the demo',
    },
  });
  const stages = await bodyOf<Stage[] | { data: Stage[] }>(api.get('/v1/lead-stages'));
  const { data: members } = await bodyOf<{ data: Member[] }>(api.get('/v1/members'));
  const next = (Array.isArray(stages) ? stages : stages.data)[2] as Stage;
  const colleague = members.find(({ role }) => role === 'sales') as Member;
  await signIn(page, server.account);
  await page.goto('/leads');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('c');
  const form = page.getByRole('dialog', { name: t('leads:form.new') });
  await form.getByLabel(t('leads:field.company')).fill(who.company);
  await form.getByLabel(t('leads:field.name')).fill(who.name);
  await form.getByLabel(t('leads:field.phone')).fill(who.phone);
  await form.getByRole('button', { name: t('leads:form.submit') }).click();

  const lead = page.getByRole('dialog', { name: who.company });
  const note = lead.getByPlaceholder(t('work:note.placeholder'));
  await note.fill(who.note);
  await lead.getByRole('button', { name: t('work:note.create') }).click();
  await expect(toast(page, t('work:note.created'))).toBeVisible();

  await page.keyboard.press('t');
  await expect(lead.getByLabel(t('work:task.title'))).toBeFocused();
  await page.keyboard.insertText(who.task);
  await lead.getByRole('button', { name: t('work:task.create') }).click();
  await expect(toast(page, t('work:task.created'))).toBeVisible();

  await choose(page, lead.getByLabel(t('leads:field.owner')).first(), colleague.name);
  await expect(
    toast(page, t('leads:assign.done', { lead: who.company, owner: colleague.name })),
  ).toBeVisible();
  await choose(page, lead.getByLabel(t('leads:field.stage')).first(), next.name);
  await expect(toast(page, t('leads:move.done', { lead: who.company, stage: next.name }))).toBeVisible();

  await page.keyboard.press('n');
  await expect(note).toBeFocused();
  const timeline = lead.getByRole('region', { name: t('timeline:title') }).first();
  await expect(timeline).toContainText(who.note);
  await expect(timeline).toContainText(who.task);
  await expect(timeline).toContainText(t('timeline:event.lead.assigned', { owner: colleague.name }));
  await expect(timeline).toContainText(next.name);
  await expect(timeline).toContainText(t('timeline:event.lead.created'));
});

test('a card goes to another column by keyboard, and back by the undo of the notice', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const company = inLanguage({ 'zh-CN': '南门口杂货', en: 'South Gate Grocery' });
  await leadFor(api, { company, name: company });
  const stages = await bodyOf<{ data: Stage[] }>(api.get('/v1/lead-stages'));
  const [first, second] = stages.data as [Stage, Stage];
  await signIn(page, server.account);
  await page.goto(`/board?q=${encodeURIComponent(company)}`);
  const column = (stage: Stage) => page.getByRole('region', { name: stage.name });
  await expect(column(first).getByRole('link', { name: company })).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: company })).toBeFocused();
  await page.keyboard.press('m');
  await page.getByRole('menuitem', { name: second.name }).click();
  await expect(column(second).getByRole('link', { name: company })).toBeVisible();
  await undo(page, t('leads:move.done', { lead: company, stage: second.name }), t('kit:undo.action'));
  await expect(column(first).getByRole('link', { name: company })).toBeVisible();
});

test('a card that is dragged to another column stays there after a reload', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const company = inLanguage({ 'zh-CN': '北站便利店', en: 'North Station Market' });
  await leadFor(api, { company, name: company });
  const stages = await bodyOf<{ data: Stage[] }>(api.get('/v1/lead-stages'));
  const [first, second] = stages.data as [Stage, Stage];
  await signIn(page, server.account);
  await page.goto(`/board?q=${encodeURIComponent(company)}`);
  const column = (stage: Stage) => page.getByRole('region', { name: stage.name });
  const card = column(first).getByRole('listitem').filter({ hasText: company });
  await card.dragTo(column(second));
  await expect(toast(page, t('leads:move.done', { lead: company, stage: second.name }))).toBeVisible();
  await page.reload();
  await expect(column(second).getByRole('link', { name: company })).toBeVisible();
});

test('a lead that is archived leaves the list and comes back by undo', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const company = inLanguage({ 'zh-CN': '老城花坊', en: 'Old Town Florist' });
  const { id } = await leadFor(api, { company, name: company });
  await signIn(page, server.account);
  await page.goto(`/leads?q=${encodeURIComponent(company)}&open=${id}`);
  const lead = page.getByRole('dialog', { name: company });
  const row = page.getByRole('table', { name: t('leads:title'), includeHidden: true }).getByText(company);
  await lead.getByRole('button', { name: t('leads:action.more') }).click();
  await page.getByRole('menuitem', { name: t('common:action.archive') }).click();
  await expect(lead.getByText(t('leads:notice.archived'))).toBeVisible();
  await expect(row).toHaveCount(0);
  await undo(page, t('leads:archive.done', { lead: company }), t('kit:undo.action'));
  await expect(lead.getByText(t('leads:notice.archived'))).toBeHidden();
  await expect(row.first()).toBeVisible();
});

test('two people who change one lead see both versions', async ({ page, api, server, t, inLanguage }) => {
  const company = inLanguage({ 'zh-CN': '双桥五金', en: 'Twin Bridge Hardware' });
  const lead = await leadFor(api, { company, name: company, city: 'A' });
  await signIn(page, server.account);
  await page.goto(`/leads/${lead.id}`);
  await page.getByRole('button', { name: t('common:action.edit'), exact: true }).click();
  const form = page.getByRole('dialog', { name: t('leads:form.edit') });
  await form.getByLabel(t('leads:field.city')).fill('Mine');
  const theirs = await api.patch(`/v1/leads/${lead.id}`, {
    data: { city: 'Theirs' },
    headers: { 'If-Match': `"${lead.version}"` },
  });
  expect(theirs.status()).toBe(200);
  await form.getByRole('button', { name: t('common:action.save') }).click();
  await expect(form.getByText(t('work:conflict.title'))).toBeVisible();
  await expect(form.getByText('Theirs')).toBeVisible();
  await form.getByRole('button', { name: t('work:conflict.keep_mine') }).click();
  await expect(form).toBeHidden();
  expect((await bodyOf<{ city: string }>(api.get(`/v1/leads/${lead.id}`))).city).toBe('Mine');
});

test('a lead that nobody can reach is refused at the field that would help, in the words of the form', async ({
  page,
  server,
  t,
}) => {
  await signIn(page, server.account);
  await page.goto('/leads?new=true');
  const form = page.getByRole('dialog', { name: t('leads:form.new') });
  await form.getByLabel(t('leads:field.city')).fill('Elko');
  await form.getByRole('button', { name: t('leads:form.submit') }).click();
  const contact = form.getByLabel(t('leads:field.name'), { exact: true });
  await expect(contact).toBeFocused();
  await expect(contact).toHaveAttribute('aria-invalid', 'true');
  await expect(form.getByText(t('leads:form.reach_hint')).filter({ visible: true })).toHaveCount(1);
  await form.getByLabel(t('leads:field.wechat')).fill('elko-shop');
  await form.getByRole('button', { name: t('leads:form.submit') }).click();
  await expect(page.getByRole('dialog', { name: 'elko-shop' })).toBeVisible();
});
