import { choose, find, toast } from './controls';
import { type Money, moneyIn } from './figures';
import { bodyOf, expect, signIn, test } from './journey';

type Lead = { id: string; stage: { status_type: string }; account_id?: string; person_id?: string };
type Account = { id: string; name: string; city?: string };
type Plan = { id: string; name: string; annual_fee: Money };
type Subscription = { plan_id: string; seats: number; state: string; annual_fee: Money };
type Person = { name: string; phone: string; accounts: { account_id: string }[] };

test('a lead becomes a customer: its contact, its company and its story are there, and nothing is typed again', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const who = inLanguage({
    'zh-CN': { company: '云岭花艺', name: '阮若溪', city: '昆明', note: '三家店一起上' },
    en: {
      company: 'Larkspur Flowers',
      name: 'Odette Marchetti',
      city: 'Reno',
      note: 'All three shops at once',
    },
  });
  const phone = inLanguage({ 'zh-CN': '136 5555 0999', en: '+1 415 555 0999' });
  const { company, name, city } = who;
  const lead = await bodyOf<Lead>(api.post('/v1/leads', { data: { company, name, city, phone } }));
  await bodyOf(api.post('/v1/notes', { data: { subject_id: lead.id, body: who.note } }));
  await signIn(page, server.account);
  await page.goto(`/leads/${lead.id}`);
  await page.getByRole('button', { name: t('leads:action.convert') }).click();
  const dialog = page.getByRole('dialog', { name: t('leads:convert.title', { lead: company }) });
  await expect(dialog.getByLabel(t('leads:convert.name'))).toHaveValue(company);
  await expect(dialog.getByLabel(t('leads:field.city'))).toHaveValue(city);
  await dialog.getByRole('button', { name: t('leads:convert.submit') }).click();

  await expect(page).toHaveURL(/\/accounts\//);
  await expect(page.getByRole('heading', { level: 1, name: company })).toBeVisible();
  await page.getByRole('tab', { name: t('accounts:tab.people') }).click();
  await expect(page.getByRole('link', { name })).toBeVisible();
  const won = await bodyOf<Lead>(api.get(`/v1/leads/${lead.id}`));
  const person = await bodyOf<Person>(api.get(`/v1/people/${won.person_id}`));
  expect(person.accounts.map((each) => each.account_id)).toEqual([won.account_id]);
  expect(person.phone.replaceAll(' ', '')).toContain(phone.replaceAll(' ', '').slice(-8));

  // The lead is won, leads to the customer, and can't be made one twice.
  await page.goto(`/leads/${lead.id}`);
  await expect(page.getByText(t('leads:notice.converted'))).toBeVisible();
  await expect(page.getByText(who.note)).toBeVisible();
  await expect(page.getByRole('button', { name: t('leads:action.convert') })).toHaveCount(0);
  await page.getByRole('button', { name: t('leads:notice.open_account') }).click();
  await expect(page.getByRole('heading', { level: 1, name: company })).toBeVisible();
});

test('a lead of a customer who is there already joins that account, and no second one is made', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const company = inLanguage({ 'zh-CN': '白鹭洲酒楼', en: 'Heron Island Grill' });
  const account = await bodyOf<Account>(api.post('/v1/accounts', { data: { name: company } }));
  const phone = inLanguage({ 'zh-CN': '136 5555 0998', en: '+1 415 555 0998' });
  const name = inLanguage({ 'zh-CN': '毕向南', en: 'Percival Okafor' });
  const lead = await bodyOf<Lead>(api.post('/v1/leads', { data: { company, name, phone } }));
  await signIn(page, server.account);
  await page.goto(`/leads/${lead.id}`);
  await page.getByRole('button', { name: t('leads:action.convert') }).click();
  const dialog = page.getByRole('dialog', { name: t('leads:convert.title', { lead: company }) });
  await dialog.getByText(t('leads:convert.existing_account'), { exact: true }).click();
  const select = dialog.getByRole('combobox', { name: t('leads:convert.existing_account') });
  await find(page, select, company);
  await dialog.getByRole('button', { name: t('leads:convert.submit') }).click();
  await expect(toast(page, t('leads:convert.done', { lead: company }))).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/accounts/${account.id}`));
  const { data } = await bodyOf<{ data: Account[] }>(
    api.get(`/v1/accounts?q=${encodeURIComponent(company)}`),
  );
  expect(data.map(({ id }) => id)).toEqual([account.id]);
  await page.getByRole('tab', { name: t('accounts:tab.people') }).click();
  await expect(page.getByRole('link', { name })).toBeVisible();
});

test('a plan chosen with the conversion starts its subscription, and what is wrong with it is said at its field', async ({
  page,
  api,
  server,
  t,
  inLanguage,
  locale,
}) => {
  const company = inLanguage({ 'zh-CN': '拾光面包房', en: 'Slow Oven Bakery' });
  const phone = inLanguage({ 'zh-CN': '136 5555 0997', en: '+1 415 555 0997' });
  const lead = await bodyOf<Lead>(api.post('/v1/leads', { data: { company, phone } }));
  const { data: plans } = await bodyOf<{ data: Plan[] }>(api.get('/v1/plans'));
  const plan = plans[0] as Plan;
  const fee = moneyIn(locale, plan.annual_fee);
  await signIn(page, server.account);
  await page.goto(`/leads/${lead.id}`);
  await page.getByRole('button', { name: t('leads:action.convert') }).click();
  const dialog = page.getByRole('dialog', { name: t('leads:convert.title', { lead: company }) });
  const seats = dialog.getByLabel(t('orders:field.seats'));
  await expect(seats, 'without a plan nothing is sold').toHaveCount(0);
  const planSelect = dialog.getByLabel(t('orders:field.plan'));
  await choose(page, planSelect, t('orders:plan_option', { plan: plan.name, fee }));
  await seats.fill('3');
  const annualFee = dialog.getByLabel(t('orders:field.annual_fee'));
  await expect(annualFee, 'the plan brings its fee').not.toHaveValue('');
  await annualFee.fill('');
  const submit = dialog.getByRole('button', { name: t('leads:convert.submit') });
  await submit.click();
  await expect(dialog.getByText(t('common:form.required'))).toBeVisible();
  await dialog.getByRole('button', { name: t('orders:subscriptions.take_price') }).click();

  // A plan that is gone by then: the server's refusal stands at its field, and nothing is written.
  await page.route(`**/v1/leads/${lead.id}/convert`, async (route) => {
    const body = { ...route.request().postDataJSON(), plan_id: lead.id.replace(/^lead/, 'plan') };
    await route.continue({ postData: JSON.stringify(body) });
  });
  await submit.click();
  await expect(planSelect).toHaveAttribute('aria-invalid', 'true');
  await page.unroute(`**/v1/leads/${lead.id}/convert`);
  await submit.click();

  await expect(page).toHaveURL(/\/accounts\//);
  await expect(page.getByRole('heading', { level: 1, name: company })).toBeVisible();
  const won = await bodyOf<Lead>(api.get(`/v1/leads/${lead.id}`));
  const { data: sold } = await bodyOf<{ data: Subscription[] }>(
    api.get(`/v1/subscriptions?account_id=${won.account_id}`),
  );
  expect(sold).toMatchObject([{ plan_id: plan.id, seats: 3, state: 'active', annual_fee: plan.annual_fee }]);
});
