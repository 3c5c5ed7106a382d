import { toast } from './controls';
import { type Money, moneyIn } from './figures';
import { bodyOf, expect, signIn, test } from './journey';

type Lead = { id: string; account_id?: string };
type Plan = { id: string; name: string; annual_fee: Money; opening_fee: Money };
type Quote = {
  id: string;
  number: string;
  status: string;
  public_url: string | null;
  first_seen_at: string | null;
  account_id: string | null;
  totals: { once: Money; yearly: Money; first_year: Money; discount: Money };
};
type Page<Row> = { data: Row[] };

test('a rep quotes a plan with a discount, the customer accepts by the link, and the lead converts with its figures', async ({
  page,
  browser,
  server,
  api,
  t,
  locale,
  inLanguage,
  expectAccessibleEverywhere,
}) => {
  const who = inLanguage({
    'zh-CN': { company: '梧桐里面包房', name: '秦朗', extra: '上门培训', terms: '签约后七日内付款' },
    en: {
      company: 'Sycamore Bakery',
      name: 'Imogen Falk',
      extra: 'Training on site',
      terms: 'Paid within 14 days',
    },
  });
  const { company, name } = who;
  const lead = await bodyOf<Lead>(api.post('/v1/leads', { data: { company, name } }));
  const { data: plans } = await bodyOf<Page<Plan>>(api.get('/v1/plans'));
  const plan = plans.find(({ opening_fee }) => opening_fee.amount > 0) as Plan;
  const inMoney = (value: Money) => moneyIn(locale, value);

  await signIn(page, server.account);
  await page.goto(`/leads/${lead.id}?tab=quotes`);
  const panel = page.getByRole('region', { name: t('quotes:title') });
  await expect(panel.getByText(t('quotes:empty.title'))).toBeVisible();
  await panel.getByRole('button', { name: t('quotes:create') }).click();
  const editor = page.getByRole('dialog', { name: t('quotes:create') });
  await expect(editor.getByLabel(t('quotes:field.recipient_company'))).toHaveValue(company);
  await editor.getByRole('button', { name: t('quotes:lines.add_plan') }).click();
  await page.getByRole('menuitem', { name: plan.name, exact: true }).click();
  const yearly = editor.getByRole('group', { name: t('quotes:lines.line', { number: 2 }) });
  await yearly.getByLabel(t('quotes:field.discount')).fill('10');
  await yearly.getByLabel(t('quotes:field.seats')).fill('4');
  await editor.getByRole('button', { name: t('quotes:lines.add_text') }).click();
  const extra = editor.getByRole('group', { name: t('quotes:lines.line', { number: 3 }) });
  await extra.getByLabel(t('quotes:field.text')).fill(who.extra);
  await extra.getByLabel(t('quotes:field.quantity')).fill('2');
  await extra.getByLabel(t('quotes:field.unit_price')).fill('800');
  await editor.getByLabel(t('quotes:field.terms')).fill(who.terms);
  // The rounding of the server's rules, here only to check it.
  const discounted = Math.floor((plan.annual_fee.amount * 9 + 5) / 10);
  const { currency } = plan.annual_fee;
  const once = { amount: plan.opening_fee.amount + 160_000, currency };
  const first = { amount: once.amount + discounted, currency };
  await expect(editor.getByText(inMoney(first), { exact: true })).toBeVisible();
  await editor.getByRole('button', { name: t('quotes:save') }).click();
  await expect(toast(page, t('common:saved'))).toBeVisible();
  const { data: drafts } = await bodyOf<Page<Quote>>(api.get(`/v1/leads/${lead.id}/quotes`));
  const draft = drafts[0] as Quote;
  expect([draft.status, draft.totals.first_year, draft.totals.once]).toEqual(['draft', first, once]);

  const edit = page.getByRole('dialog', { name: t('quotes:edit', { number: draft.number }) });
  await expectAccessibleEverywhere(async () => {
    await expect(edit.getByText(inMoney(first), { exact: true })).toBeVisible();
  });
  await edit.getByRole('button', { name: t('quotes:send.action') }).click();
  await page.getByRole('button', { name: t('quotes:send.confirm'), exact: true }).click();
  await expect(toast(page, t('quotes:sent'))).toBeVisible();
  const shown = page.getByRole('dialog', { name: draft.number });
  await expect(shown.getByText(t('quotes:not_seen'))).toBeVisible();
  const sent = await bodyOf<Quote>(api.get(`/v1/quotes/${draft.id}`));
  await expect(shown.getByRole('region', { name: t('quotes:link') })).toContainText(sent.public_url as string);

  // The customer has no account and another browser.
  const customer = await browser.newContext({ baseURL: server.url });
  const portal = await customer.newPage();
  await portal.goto(sent.public_url as string);
  await expect(portal.getByRole('heading', { level: 1 })).toContainText(draft.number);
  await expect(portal.getByText(company)).toBeVisible();
  await expect(portal.getByText(who.terms)).toBeVisible();
  await expect(portal.getByRole('row', { name: t('quote:first_year') })).toContainText(
    (first.amount / 100).toLocaleString('en', { minimumFractionDigits: 2 }),
  );
  await portal.getByRole('button', { name: t('quote:accept') }).click();
  await expect(portal.getByText(t('quote:name_required'))).toBeVisible();
  await portal.getByLabel(t('quote:name')).fill(name);
  await portal.getByRole('button', { name: t('quote:accept') }).click();
  await expect(portal.getByRole('heading', { name: t('quote:accepted') })).toBeVisible();
  await portal.reload();
  await expect(portal.getByRole('heading', { name: t('quote:accepted') })).toBeVisible();
  await expect(portal.getByRole('button', { name: t('quote:accept') })).toHaveCount(0);
  await customer.close();

  await page.reload();
  await expect(shown.getByText(t('quotes:status.accepted'))).toBeVisible();
  const answered = await bodyOf<Quote>(api.get(`/v1/quotes/${draft.id}`));
  expect(answered.first_seen_at).not.toBeNull();
  await page.keyboard.press('Escape');
  await expect(shown).toBeHidden();
  await page.getByRole('button', { name: t('leads:action.convert') }).click();
  const dialog = page.getByRole('dialog', { name: t('leads:convert.title', { lead: company }) });
  await expect(
    dialog.getByRole('checkbox', { name: t('quotes:convert.use', { number: draft.number }) }),
  ).toBeChecked();
  await expect(dialog.getByLabel(t('orders:field.seats'))).toHaveValue('4');
  await expect(dialog.getByLabel(t('orders:field.annual_fee'))).toHaveValue((discounted / 100).toFixed(2));
  await expect(dialog.getByLabel(t('quotes:convert.opening_fee'))).toHaveValue((once.amount / 100).toFixed(2));
  await dialog.getByRole('button', { name: t('leads:convert.submit') }).click();
  await expect(page).toHaveURL(/\/accounts\//);
  const won = await bodyOf<Lead>(api.get(`/v1/leads/${lead.id}`));
  const kept = await bodyOf<Quote>(api.get(`/v1/quotes/${draft.id}`));
  expect(kept.account_id).toBe(won.account_id);
  const orders = await bodyOf<Page<{ kind: string; amount: Money }>>(
    api.get(`/v1/orders?account_id=${won.account_id}`),
  );
  const paid = Object.fromEntries(orders.data.map(({ kind, amount }) => [kind, amount.amount]));
  expect(paid).toEqual({ opening: once.amount, annual: discounted });
});

test('a quote that is declined is revised, and the old link leads nowhere once the new one is out', async ({
  page,
  server,
  api,
  t,
  inLanguage,
}) => {
  const who = inLanguage({
    'zh-CN': { company: '槐荫路健身', name: '贺南', extra: '数据迁移', reason: '价格还要再谈' },
    en: { company: 'Elm Street Gym', name: 'Rufus Okafor', extra: 'Moving the data', reason: 'Still too much' },
  });
  const { company, name } = who;
  const lead = await bodyOf<Lead>(api.post('/v1/leads', { data: { company, name } }));
  const { currency } = (await bodyOf<{ currency: string }>(api.get('/v1/workspace'))) as { currency: string };
  const lines = [{ text: who.extra, billing: 'once', unit_price: { amount: 90_000, currency } }];
  const draft = await bodyOf<Quote>(api.post(`/v1/leads/${lead.id}/quotes`, { data: { lines } }));
  const old = await bodyOf<Quote>(api.post(`/v1/quotes/${draft.id}/send`));

  await signIn(page, server.account);
  await page.goto(`/leads/${lead.id}?tab=quotes&quote=${old.id}`);
  const shown = page.getByRole('dialog', { name: old.number });
  await shown.getByRole('button', { name: t('quotes:revise') }).click();
  await expect(page).not.toHaveURL(new RegExp(old.id));
  const { data } = await bodyOf<Page<Quote>>(api.get(`/v1/leads/${lead.id}/quotes`));
  const revised = data.find(({ id }) => id !== old.id) as Quote;
  const edit = page.getByRole('dialog', { name: t('quotes:edit', { number: revised.number }) });
  await edit.getByLabel(t('quotes:field.unit_price')).fill('700');
  await edit.getByRole('button', { name: t('quotes:send.action') }).click();
  await page.getByRole('button', { name: t('quotes:send.confirm'), exact: true }).click();
  await expect(toast(page, t('quotes:sent'))).toBeVisible();
  await page.goto(old.public_url as string);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('alert')).toBeVisible();
  expect((await bodyOf<Quote>(api.get(`/v1/quotes/${old.id}`))).status).toBe('withdrawn');

  await page.goto(`/leads/${lead.id}?tab=quotes&quote=${revised.id}`);
  const again = page.getByRole('dialog', { name: revised.number });
  await again.getByRole('button', { name: t('quotes:answer.action') }).click();
  const answer = page.getByRole('dialog', { name: t('quotes:answer.title', { number: revised.number }) });
  await answer.getByText(t('quotes:answer.declined'), { exact: true }).click();
  await answer.getByLabel(t('quotes:answer.reason')).fill(who.reason);
  await answer.getByRole('button', { name: t('common:action.save') }).click();
  await expect(again.getByText(t('quotes:status.declined'))).toBeVisible();
  await expect(again.getByText(who.reason)).toBeVisible();
});

test('the page of a quote is readable for everybody, on a desk, on a phone and on paper', async ({
  page,
  api,
  t,
  inLanguage,
  expectAccessibleEverywhere,
}) => {
  const who = inLanguage({
    'zh-CN': { company: '银杏里照相馆', name: '温岚', extra: '云端相册，含历史照片整理' },
    en: { company: 'Ginkgo Photo Studio', name: 'Petra Lang', extra: 'Albums in the cloud, all older ones too' },
  });
  const lead = await bodyOf<Lead>(api.post('/v1/leads', { data: { company: who.company, name: who.name } }));
  const { currency } = await bodyOf<{ currency: string }>(api.get('/v1/workspace'));
  const line = { text: who.extra, unit_price: { amount: 123_456, currency }, discount_basis_points: 1250 };
  const lines = [
    { ...line, billing: 'once', quantity: 3 },
    { ...line, billing: 'yearly' },
  ];
  const draft = await bodyOf<Quote>(api.post(`/v1/leads/${lead.id}/quotes`, { data: { lines } }));
  const sent = await bodyOf<Quote>(api.post(`/v1/quotes/${draft.id}/send`));
  await page.goto(`${sent.public_url}?preview`);
  await expectAccessibleEverywhere(async () => {
    await expect(page.getByRole('button', { name: t('quote:accept') })).toBeVisible();
  });
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: t('quote:accept') })).toBeHidden();
  await expect(page.getByRole('row', { name: t('quote:first_year') })).toBeVisible();
  // Our own look at it beforehand is none of the customer's.
  expect((await bodyOf<Quote>(api.get(`/v1/quotes/${draft.id}`))).first_seen_at).toBeNull();
});
