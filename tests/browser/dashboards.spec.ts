import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { choose, toast, undo } from './controls';
import { moneyIn } from './figures';
import { bodyOf, expect, signIn, test } from './journey';

const day = 86_400_000;

type Made = { id: string; name: string };
type Stored = { id: string; version: number; tiles: { saved_question_id: string; x: number; y: number }[] };

/** Two people do something in the last days that nobody else does. */
async function behave(api: APIRequestContext) {
  const mark = Date.now();
  const event = `pinned_${mark}`;
  const names = ['Ada', 'Ben'].map((name) => `${name} ${mark}`);
  const people = await Promise.all(
    names.map((name) => bodyOf<Made>(api.post('/v1/people', { data: { name } }))),
  );
  const events = people.map(({ id }, at) => ({
    message_id: crypto.randomUUID(),
    name: event,
    person_id: id,
    occurred_at: new Date(mark - (at + 2) * day).toISOString(),
  }));
  await bodyOf(api.post('/v1/events/batch', { data: { events } }));
  return { mark, event, people };
}

async function save(api: APIRequestContext, name: string, event: string, view = 'chart'): Promise<Made> {
  const parameters = { series: [{ event: { names: [event] }, measure: 'units' }] };
  const data = { name, view, question: { kind: 'trends', parameters } };
  return bodyOf<Made>(api.post('/v1/saved-questions', { data }));
}

async function pin(api: APIRequestContext, name: string, questions: Made[]): Promise<Stored> {
  const size = { width: 6, height: 4 };
  const tiles = questions.map(({ id }, at) => ({
    saved_question_id: id,
    x: (at % 2) * 6,
    y: Math.floor(at / 2) * 4,
    ...size,
  }));
  return bodyOf<Stored>(api.post('/v1/dashboards', { data: { name, tiles } }));
}

/** Where the questions stand, as the server has it. */
async function placesOf(api: APIRequestContext, id: string): Promise<Record<string, [number, number]>> {
  const { tiles } = await bodyOf<Stored>(api.get(`/v1/dashboards/${id}`));
  return Object.fromEntries(tiles.map(({ saved_question_id, x, y }) => [saved_question_id, [x, y]]));
}

function addressOf(event: string, rest: Record<string, string> = {}): string {
  const series = JSON.stringify([{ events: [event], measure: 'units' }]);
  return `/insights/trends?${new URLSearchParams({ series, ...rest })}`;
}

function tile(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

async function open(page: Page, menu: string, item: string): Promise<void> {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

test('a question is saved on a new dashboard, and its figures open their lists there', async ({
  page,
  api,
  server,
  t,
}) => {
  const { mark, event, people } = await behave(api);
  await signIn(page, server.account);
  await page.goto(addressOf(event));
  await page.getByRole('button', { name: t('dashboards:save.action'), exact: true }).click();
  const dialog = page.getByRole('dialog', { name: t('dashboards:save.title') });
  await dialog.getByLabel(t('dashboards:name'), { exact: true }).fill(`Pinned ${mark}`);
  await dialog.getByText(t('dashboards:save.place_new'), { exact: true }).click();
  await dialog.getByLabel(t('dashboards:save.dashboard_name')).fill(`Board ${mark}`);
  await dialog.getByRole('button', { name: t('common:action.save'), exact: true }).click();
  await expect(toast(page, t('dashboards:save.done_on', { dashboard: `Board ${mark}` }))).toBeVisible();
  await expect(page).toHaveURL(/saved=question_/);
  await expect(page.getByRole('heading', { name: `Pinned ${mark}` })).toBeVisible();

  await page.getByRole('link', { name: `Board ${mark}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Board ${mark}` })).toBeVisible();
  const pinned = tile(page, `Pinned ${mark}`);
  await expect(pinned.getByRole('img').locator('canvas')).toBeVisible();
  await expect(pinned.getByRole('definition')).toHaveText('2');
  await open(page, t('dashboards:tile.more', { name: `Pinned ${mark}` }), t('dashboards:tile.as_table'));
  const figures = pinned.getByRole('table').getByRole('button', { name: '1', exact: true });
  await expect(figures).toHaveCount(people.length);
  await figures.first().click();
  const listed = page.getByRole('dialog').getByRole('listitem').getByRole('link');
  await expect(listed).toHaveText([people[0]?.name ?? '']);
  await page.reload();
  await expect(listed, 'the open list is part of the address').toHaveText([people[0]?.name ?? '']);
  await page.getByRole('dialog').getByRole('button', { name: t('kit:drawer.close') }).click();
  await expect(figures, 'it is a table for everybody from now on').toHaveCount(people.length);

  await pinned.getByRole('button', { name: t('charts:about') }).click();
  await expect(page.getByRole('tooltip'), 'the sentence says what is shown').toContainText(event);
});

test('recurring revenue stands on a dashboard, and a figure opens the movements behind it', async ({
  page,
  api,
  server,
  t,
  locale,
}) => {
  const mark = Date.now();
  const { currency } = await bodyOf<{ currency: string }>(api.get('/v1/workspace'));
  const account = await bodyOf<Made>(api.post('/v1/accounts', { data: { name: `Payer ${mark}` } }));
  const annual_fee = { amount: 3_600_000, currency };
  await bodyOf(api.post('/v1/subscriptions', { data: { account_id: account.id, annual_fee } }));

  await signIn(page, server.account);
  await page.goto('/revenue?period=quarter');
  await page.getByRole('button', { name: t('dashboards:save.action'), exact: true }).click();
  const dialog = page.getByRole('dialog', { name: t('dashboards:save.title') });
  await dialog.getByLabel(t('dashboards:name'), { exact: true }).fill(`Revenue ${mark}`);
  await dialog.getByText(t('dashboards:save.place_new'), { exact: true }).click();
  await dialog.getByLabel(t('dashboards:save.dashboard_name')).fill(`Money ${mark}`);
  await dialog.getByRole('button', { name: t('common:action.save'), exact: true }).click();
  await expect(page).toHaveURL(/saved=question_/);
  // Another period is another question, until it is saved or reset.
  await page.getByText(t('revenue:period.month'), { exact: true }).click();
  await expect(page.getByText(t('dashboards:saved.modified'))).toBeVisible();
  await page.getByRole('button', { name: t('dashboards:saved.reset') }).click();
  await expect(page).toHaveURL(/period=quarter/);

  await page.getByRole('link', { name: `Money ${mark}` }).click();
  const pinned = tile(page, `Revenue ${mark}`);
  await expect(pinned.getByRole('img').locator('canvas')).toBeVisible();
  await expect(pinned.getByText('MRR', { exact: true })).toBeVisible();
  await open(page, t('dashboards:tile.more', { name: `Revenue ${mark}` }), t('dashboards:tile.as_table'));
  const quarter = pinned.getByRole('row', { name: new RegExp(` Q${Math.floor(new Date().getMonth() / 3) + 1}`) });
  await quarter.first().getByRole('button').first().click();
  const row = page.getByRole('dialog').getByRole('row').filter({ hasText: account.name });
  await expect(row).toContainText(moneyIn(locale, { amount: 300_000, currency }));
  await page.reload();
  await expect(row, 'the open list is part of the address').toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: t('kit:drawer.close') }).click();
  await pinned.getByRole('link', { name: `Revenue ${mark}` }).click();
  await expect(page).toHaveURL(/\/revenue\?.*saved=question_/);
});

test('a changed question says so, is saved, reset or saved as another one', async ({
  page,
  api,
  server,
  t,
}) => {
  const { mark, event } = await behave(api);
  const saved = await save(api, `Kept ${mark}`, event);
  await signIn(page, server.account);
  await page.goto(addressOf(event, { saved: saved.id }));
  const line = page.getByRole('region', { name: t('dashboards:saved.one') });
  await expect(line).toContainText(saved.name);
  const modified = line.getByText(t('dashboards:saved.modified'), { exact: true });
  await expect(modified).toHaveCount(0);

  const period = page.getByRole('combobox', { name: t('insights:builder.period') });
  await choose(page, period, t('insights:period.week'));
  await expect(modified).toBeVisible();
  await line.getByRole('button', { name: t('dashboards:saved.reset') }).click();
  await expect(modified).toHaveCount(0);
  await expect(page).not.toHaveURL(/week/);

  await choose(page, period, t('insights:period.month'));
  await line.getByRole('button', { name: t('dashboards:saved.save'), exact: true }).click();
  await expect(modified).toHaveCount(0);
  type Question = { question: { parameters: { period: string } } };
  const stored = await bodyOf<Question>(api.get(`/v1/saved-questions/${saved.id}`));
  expect(stored.question.parameters.period).toBe('month');

  await page.getByText(t('charts:view.table'), { exact: true }).click();
  await line.getByRole('button', { name: t('dashboards:saved.save_as') }).click();
  const dialog = page.getByRole('dialog', { name: t('dashboards:save.title') });
  await dialog.getByLabel(t('dashboards:name'), { exact: true }).fill(`Copy ${mark}`);
  await dialog.getByRole('button', { name: t('common:action.save'), exact: true }).click();
  await expect(line).toContainText(`Copy ${mark}`);
  await expect(modified).toHaveCount(0);

  await page.getByRole('button', { name: t('dashboards:saved.open') }).click();
  const picker = page.getByRole('dialog', { name: t('dashboards:saved.title') });
  await picker.getByRole('searchbox').fill(saved.name);
  await picker.getByRole('button', { name: saved.name }).click();
  await expect(line).toContainText(saved.name);
  await expect(page.getByRole('img', { name: t('insights:trends.title') }).locator('canvas')).toBeVisible();
});

test('somebody else’s change of a saved question is shown, not overwritten', async ({
  page,
  api,
  server,
  t,
}) => {
  const { mark, event } = await behave(api);
  const saved = await save(api, `Shared ${mark}`, event);
  await signIn(page, server.account);
  await page.goto(addressOf(event, { saved: saved.id, period: 'week' }));
  const line = page.getByRole('region', { name: t('dashboards:saved.one') });
  const button = line.getByRole('button', { name: t('dashboards:saved.save'), exact: true });
  await expect(button).toBeVisible();
  const parameters = { period: 'month', series: [{ event: { names: [event] } }] };
  const theirs = { name: `Theirs ${mark}`, question: { kind: 'trends', parameters } };
  await bodyOf(api.patch(`/v1/saved-questions/${saved.id}`, { data: theirs }));
  await button.click();
  await expect(line.getByRole('alert')).toContainText(`Theirs ${mark}`);
  await line.getByRole('button', { name: t('work:conflict.take_theirs') }).click();
  await expect(line.getByRole('heading', { name: `Theirs ${mark}` })).toBeVisible();
  await expect(page).toHaveURL(/period=month/);
  await expect(line.getByText(t('dashboards:saved.modified'), { exact: true })).toHaveCount(0);
});

test('tiles are moved by keyboard and by pointer, stay after a reload, and go back', async ({
  page,
  api,
  server,
  t,
}) => {
  const { mark, event } = await behave(api);
  const names = ['First', 'Second', 'Third'].map((name) => `${name} ${mark}`);
  const questions = await Promise.all(names.map((name) => save(api, name, event)));
  const [first, second, third] = questions.map(({ id }) => id) as [string, string, string];
  const board = await pin(api, `Moved ${mark}`, questions);
  await signIn(page, server.account);
  await page.goto(`/dashboards/${board.id}`);
  await page.getByRole('button', { name: t('dashboards:page.arrange'), exact: true }).click();

  const handle = page.getByRole('button', { name: t('dashboards:tile.move', { name: names[0] ?? '' }) });
  await handle.focus();
  await page.keyboard.press('ArrowDown');
  const places = () => placesOf(api, board.id);
  await expect.poll(places).toEqual({ [first]: [0, 4], [second]: [6, 0], [third]: [0, 0] });
  await expect(handle, 'what is moved keeps the focus').toBeFocused();
  const at = { x: 1, y: 5, width: 6, height: 4 };
  await expect(page.getByText(t('dashboards:tile.at', at)), 'and says where it is').toBeAttached();
  await undo(page, t('dashboards:layout.moved'), t('kit:undo.action'));
  await expect.poll(places).toEqual({ [first]: [0, 0], [second]: [6, 0], [third]: [0, 4] });

  // By pointer: the second one under the third.
  const grip = page.getByRole('button', { name: t('dashboards:tile.move', { name: names[1] ?? '' }) });
  const from = (await grip.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const to = (await tile(page, names[2] ?? '').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(from.x + 5, from.y + 5);
  await page.mouse.down();
  await page.mouse.move(to.x + 100, to.y + 100, { steps: 8 });
  await page.mouse.move(to.x + 10, to.y + to.height, { steps: 8 });
  await page.mouse.up();
  await expect.poll(places).toEqual({ [first]: [0, 0], [second]: [0, 8], [third]: [0, 4] });
  await page.reload();
  const [above, below] = await Promise.all(
    [names[2], names[1]].map(async (name) => (await tile(page, name ?? '').boundingBox())?.y ?? 0),
  );
  expect(above).toBeLessThan(below ?? 0);

  await page.getByRole('button', { name: t('dashboards:tile.resize', { name: names[0] ?? '' }) }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const widths = async () => {
    type Wide = { tiles: { saved_question_id: string; width: number }[] };
    const { tiles } = await bodyOf<Wide>(api.get(`/v1/dashboards/${board.id}`));
    return tiles.find(({ saved_question_id }) => saved_question_id === first)?.width;
  };
  await expect.poll(widths).toBe(8);
});

test('an arrangement that somebody else changed meanwhile is not overwritten', async ({
  page,
  api,
  server,
  t,
}) => {
  const { mark, event } = await behave(api);
  const questions = await Promise.all(['One', 'Two'].map((name) => save(api, `${name} ${mark}`, event)));
  const [one = { id: '', name: '' }, two = { id: '', name: '' }] = questions;
  const board = await pin(api, `Both ${mark}`, questions);
  await signIn(page, server.account);
  await page.goto(`/dashboards/${board.id}?arrange=true`);
  const handle = page.getByRole('button', { name: t('dashboards:tile.move', { name: one.name }) });
  await expect(handle).toBeVisible();
  const tiles = [{ saved_question_id: two.id, x: 0, y: 0, width: 12, height: 4 }];
  await bodyOf(api.patch(`/v1/dashboards/${board.id}`, { data: { tiles } }));
  await handle.focus();
  await page.keyboard.press('ArrowRight');
  const conflict = page.getByRole('alert').filter({ hasText: t('work:conflict.title') });
  await expect(conflict).toBeVisible();
  await conflict.getByRole('button', { name: t('work:conflict.take_theirs') }).click();
  await expect(tile(page, one.name)).toHaveCount(0);
  await expect(tile(page, two.name)).toBeVisible();
});

test('dashboards are made, filled, found, named anew and deleted', async ({ page, api, server, t }) => {
  const { mark, event } = await behave(api);
  const question = await save(api, `Chosen ${mark}`, event);
  await signIn(page, server.account);
  await page.goto('/');
  await page.getByRole('link', { name: t('shell:nav.dashboards'), exact: true }).click();
  await page.getByRole('button', { name: t('dashboards:create') }).click();
  const form = page.getByRole('dialog', { name: t('dashboards:create') });
  await form.getByLabel(t('dashboards:name'), { exact: true }).fill(`Fresh ${mark}`);
  await form.getByRole('button', { name: t('common:action.create'), exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Fresh ${mark}` })).toBeVisible();
  await expect(page.getByText(t('dashboards:page.empty_title'))).toBeVisible();

  await page.keyboard.press('c');
  const picker = page.getByRole('dialog', { name: t('dashboards:page.add') });
  await picker.getByRole('searchbox').fill(question.name);
  await picker.getByRole('button', { name: question.name }).click();
  await expect(tile(page, question.name).getByRole('definition')).toHaveText('2');
  const link = tile(page, question.name).getByRole('link', { name: question.name });
  await expect(link).toHaveAttribute('href', new RegExp(`saved=${question.id}`));
  await open(page, t('dashboards:tile.more', { name: question.name }), t('dashboards:tile.remove'));
  await expect(tile(page, question.name)).toHaveCount(0);
  await undo(page, t('dashboards:tile.removed', { name: question.name }), t('kit:undo.action'));
  await expect(tile(page, question.name)).toBeVisible();

  await open(page, t('dashboards:page.more'), t('dashboards:edit'));
  const rename = page.getByRole('dialog', { name: t('dashboards:edit') });
  await rename.getByLabel(t('dashboards:name'), { exact: true }).fill(`Renamed ${mark}`);
  await rename.getByRole('button', { name: t('common:action.save'), exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Renamed ${mark}` })).toBeVisible();
  await expect(page, 'the window is called so too').toHaveTitle(new RegExp(`Renamed ${mark}`));

  await page.goto(`/dashboards?q=Renamed+${mark}`);
  const row = page.getByRole('table', { name: t('dashboards:title') }).getByRole('row').nth(1);
  await expect(row).toContainText(`Renamed ${mark}`);
  const name = `Renamed ${mark}`;
  await row.getByRole('button', { name: t('dashboards:page.delete_one', { name }) }).click();
  const asked = page.getByRole('dialog', { name: t('dashboards:page.delete_title', { name }) });
  await asked.getByRole('button', { name: t('common:action.delete') }).click();
  await expect(page.getByText(t('kit:no_match.title'))).toBeVisible();
  await bodyOf(api.get(`/v1/saved-questions/${question.id}`));
});

test('on a phone the questions stand one under the other, and nothing is arranged', async ({
  page,
  api,
  server,
  t,
}) => {
  const { mark, event } = await behave(api);
  const questions = await Promise.all(['Left', 'Right'].map((name) => save(api, `${name} ${mark}`, event)));
  const board = await pin(api, `Narrow ${mark}`, questions);
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, server.account);
  await page.goto(`/dashboards/${board.id}?arrange=true`);
  const boxes = await Promise.all(
    questions.map(async ({ name }) => {
      const shown = tile(page, name);
      await expect(shown.getByRole('img').locator('canvas')).toBeVisible();
      return (await shown.boundingBox()) ?? { x: -1, y: 0, width: 0 };
    }),
  );
  expect(boxes[0]?.x).toBe(boxes[1]?.x);
  await expect(page.getByRole('button', { name: t('dashboards:page.arrange'), exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: t('dashboards:page.more') }).click();
  await expect(page.getByRole('menuitem', { name: t('dashboards:page.arrange_desk') })).toBeDisabled();
});

test('a template makes its questions and the dashboard that shows them', async ({ page, api, server, t }) => {
  await behave(api);
  await pin(api, `Before ${Date.now()}`, []);
  await signIn(page, server.account);
  await page.goto('/dashboards');
  await open(page, t('dashboards:from_template'), t('dashboards:template.product.name'));
  const title = t('dashboards:template.product.name');
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  for (const question of ['active_people', 'stickiness', 'adoption', 'paths']) {
    const shown = tile(page, t(`dashboards:template.question.${question}`));
    await expect(shown.getByRole('button', { name: t('charts:about') })).toBeVisible();
  }
  await page.getByRole('link', { name: t('dashboards:template.question.paths') }).click();
  const line = page.getByRole('region', { name: t('dashboards:saved.one') });
  await expect(line.getByRole('link', { name: title }).first()).toBeVisible();
  await expect(line.getByText(t('dashboards:saved.modified'), { exact: true })).toHaveCount(0);
});

test('the weekly template shows what customers pay beside what they do', async ({ page, api, server, t }) => {
  await behave(api);
  await pin(api, `Before ${Date.now()}`, []);
  await signIn(page, server.account);
  await page.goto('/dashboards');
  await open(page, t('dashboards:from_template'), t('dashboards:template.weekly.name'));
  for (const question of ['active_accounts', 'account_lifecycle', 'account_retention', 'recurring_revenue']) {
    const shown = tile(page, t(`dashboards:template.question.${question}`));
    await expect(shown.getByRole('button', { name: t('charts:about') })).toBeVisible();
  }
  await page.getByRole('link', { name: t('dashboards:template.question.recurring_revenue') }).click();
  await expect(page).toHaveURL(/\/revenue/);
  const line = page.getByRole('region', { name: t('dashboards:saved.one') });
  await expect(line.getByText(t('dashboards:saved.modified'), { exact: true })).toHaveCount(0);
});
