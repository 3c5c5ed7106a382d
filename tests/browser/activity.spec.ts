import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { choose } from './controls';
import { bodyOf, expect, signIn, test } from './journey';
import type { Texts } from './texts';

type Sent = { name: string; person_id?: string; account_id?: string; anonymous_id?: string; number: number; ago?: number };

const hour = 3_600_000;

async function send(api: APIRequestContext, ...sent: Sent[]): Promise<void> {
  const events = sent.map(({ number, ago = 0, ...event }) => ({
    ...event,
    message_id: crypto.randomUUID(),
    occurred_at: new Date(Date.now() - ago).toISOString(),
    properties: { number, nested: { deep: true } },
    context: { app_version: '5.2.0' },
  }));
  const outcome = await bodyOf<{ accepted: number }>(api.post('/v1/events/batch', { data: { events } }));
  expect(outcome.accepted).toBe(events.length);
}

function rows(page: Page, t: Texts): Locator {
  return page.getByRole('table', { name: t('activity:title') }).locator('tbody tr');
}

async function close(page: Page, t: Texts): Promise<void> {
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('kit:drawer.close') })
    .click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('an event is seen as it comes, opens in full, and waits while somebody reads', async ({
  page,
  api,
  server,
  t,
}) => {
  const name = `watched_${Date.now()}`;
  const person = await bodyOf<{ id: string; name: string }>(
    api.post('/v1/people', { data: { name: `Wen ${Date.now()}` } }),
  );
  await send(api, { name, person_id: person.id, number: 1, ago: 3 * hour });
  await signIn(page, server.account);
  await page.goto('/');
  await page.getByRole('link', { name: t('shell:nav.insights'), exact: true }).click();
  await page.getByRole('link', { name: t('insights:kind.activity'), exact: true }).click();
  await expect(rows(page, t).first(), 'the demo has events of its own').toBeVisible();
  await page.goto(`/insights/activity?name=${name}`);
  await expect(rows(page, t)).toHaveCount(1);
  await expect(rows(page, t).first()).toContainText(person.name);

  // Nobody reloads: it comes by itself.
  await send(api, { name, anonymous_id: '01890a5d-ac96-774b-bcce-b302099a8057', number: 2 });
  await expect(rows(page, t)).toHaveCount(2);
  await expect(rows(page, t).first()).toContainText(t('activity:visitor'));
  await expect(rows(page, t).first()).toContainText('01890a5d…');
  await expect(rows(page, t).first()).toContainText('number 2');

  // Whoever stands on a row keeps it.
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(rows(page, t).nth(1)).toBeFocused();
  await send(api, { name, person_id: person.id, number: 3 });
  const news = page.getByRole('button', { name: t('activity:live.new', { count: 1 }) });
  await expect(news).toBeVisible();
  await expect(rows(page, t)).toHaveCount(2);
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name });
  await expect(drawer.getByRole('row', { name: 'nested' })).toContainText('{"deep":true}');
  await expect(drawer.getByRole('row', { name: 'app_version' })).toContainText('5.2.0');
  await expect(drawer.getByRole('link', { name: person.name })).toBeVisible();
  await expect(drawer.getByRole('region', { name: t('activity:as_json') })).toContainText(person.id);
  await expect(drawer, 'it came three hours after it happened').toContainText('3');
  await close(page, t);
  await news.click();
  await expect(rows(page, t)).toHaveCount(3);
  await expect(rows(page, t).first()).toContainText('number 3');
  await expect(news).toHaveCount(0);
});

test('a paused stream stands still until it is told to go on, also after a reload', async ({
  page,
  api,
  server,
  t,
}) => {
  const name = `paused_${Date.now()}`;
  await send(api, { name, anonymous_id: 'v-1', number: 1 });
  await signIn(page, server.account);
  await page.goto(`/insights/activity?name=${name}`);
  await expect(rows(page, t)).toHaveCount(1);
  await page.getByRole('button', { name: t('activity:live.pause'), exact: true }).click();
  await expect(page).toHaveURL(/paused=true/);
  await page.reload();
  await expect(rows(page, t)).toHaveCount(1);
  await send(api, { name, anonymous_id: 'v-2', number: 2 }, { name, anonymous_id: 'v-2', number: 3 });
  const news = page.getByRole('button', { name: t('activity:live.new', { count: 2 }) });
  await expect(news).toBeVisible({ timeout: 20_000 });
  await expect(rows(page, t)).toHaveCount(1);
  await page.getByRole('button', { name: t('activity:live.resume'), exact: true }).click();
  await expect(rows(page, t)).toHaveCount(3);
});

test('the page of a person and of their account tells what they did, and leads to the stream', async ({
  page,
  api,
  server,
  t,
}) => {
  const mark = Date.now();
  const [opened, exported] = [`opened_${mark}`, `exported_${mark}`];
  const make = (path: string, name: string) =>
    bodyOf<{ id: string; name: string }>(api.post(path, { data: { name } }));
  const person = await make('/v1/people', `Lin ${mark}`);
  const account = await make('/v1/accounts', `Shop ${mark}`);
  const of = { person_id: person.id, account_id: account.id };
  await send(api, { name: opened, ...of, number: 1, ago: hour }, { name: exported, ...of, number: 2 });
  await signIn(page, server.account);
  await page.goto(`/people/${person.id}`);
  await page.getByRole('tab', { name: t('activity:behaviour.tab') }).click();
  const story = page.getByRole('region', { name: t('activity:behaviour.title') });
  await expect(story.getByRole('button')).toHaveText([exported, opened]);

  // The catalogue learns of a name a moment after its first event.
  const names = async () =>
    (await bodyOf<{ data: unknown[] }>(api.get(`/v1/event-names?q=${opened}`))).data.length;
  await expect.poll(names, { timeout: 30_000 }).toBe(1);
  const filter = page.getByRole('combobox', { name: t('activity:field.name') });
  await filter.fill(opened);
  await choose(page, filter, new RegExp(opened));
  await expect(story.getByRole('button')).toHaveText([opened]);
  await story.getByRole('button').click();
  await expect(page.getByRole('dialog', { name: opened })).toContainText(account.name);
  await page.reload();
  await expect(page.getByRole('dialog', { name: opened })).toBeVisible();
  await close(page, t);
  await page.getByRole('link', { name: t('activity:behaviour.explore') }).click();
  await expect(rows(page, t)).toHaveCount(1);
  await expect(rows(page, t).first()).toContainText(account.name);
  await page.getByRole('button', { name: t('kit:filter.clear') }).click();
  await expect(page).not.toHaveURL(/person_id/);

  await page.goto(`/accounts/${account.id}?tab=behaviour`);
  await expect(story.getByRole('button')).toHaveText([exported, opened]);
  await story.getByRole('link', { name: person.name }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible();

  // Over the list of accounts the event lies on the account's own drawer: Escape closes one after the other.
  await page.goto(`/accounts?q=${mark}&open=${account.id}&tab=behaviour`);
  await story.getByRole('button', { name: exported }).click();
  const shop = page.getByRole('dialog', { name: account.name });
  const event = page.getByRole('dialog', { name: exported });
  await expect(event).toContainText(person.name);
  await page.keyboard.press('Escape');
  await expect(event).toHaveCount(0);
  await expect(shop).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(shop).toHaveCount(0);
});

test('a link that leaves nothing says so, and a link to one event opens it whatever is listed', async ({
  page,
  api,
  server,
  t,
}) => {
  const name = `linked_${Date.now()}`;
  await send(api, { name, anonymous_id: 'v-1', number: 1, ago: hour });
  const { data } = await bodyOf<{ data: { id: number; occurred_at: string }[] }>(
    api.get(`/v1/events?name=${name}`),
  );
  const [event] = data;
  await signIn(page, server.account);
  const open = encodeURIComponent(`${event?.id}_${event?.occurred_at}`);
  await page.goto(`/insights/activity?name=nobody_did_this&open=${open}`);
  await expect(page.getByRole('dialog', { name })).toContainText('v-1');
  await close(page, t);
  await expect(page.getByText(t('kit:no_match.title'))).toBeVisible();
  await page.goto('/insights/activity?open=long_gone');
  await expect(page.getByRole('dialog')).toContainText(t('activity:missing'));
});

test('what a person did is erased for good once that is confirmed', async ({ page, api, server, t }) => {
  const name = `erased_${Date.now()}`;
  const person = await bodyOf<{ id: string; name: string }>(
    api.post('/v1/people', { data: { name: `Tang ${Date.now()}` } }),
  );
  await send(api, { name, person_id: person.id, number: 1, ago: 2 * hour }, { name, person_id: person.id, number: 2 });
  await signIn(page, server.account);
  await page.goto(`/people/${person.id}?tab=behaviour`);
  await expect(page.getByRole('button', { name }).first()).toBeVisible();
  await page.getByRole('button', { name: t('people:erase.action') }).click();
  const question = page.getByRole('dialog');
  await question.getByRole('button', { name: t('common:action.cancel') }).click();
  await expect(page.getByRole('button', { name }).first(), 'nothing is lost by asking').toBeVisible();
  await page.getByRole('button', { name: t('people:erase.action') }).click();
  await question.getByRole('button', { name: t('people:erase.confirm') }).click();
  await expect(page.getByText(t('people:erase.done', { person: person.name }))).toBeVisible();
  await expect(page.getByText(t('activity:behaviour.nothing'))).toBeVisible();
  const left = await bodyOf<{ data: unknown[] }>(api.get(`/v1/events?name=${name}`));
  expect(left.data).toEqual([]);
});
