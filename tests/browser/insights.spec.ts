import { readFile } from 'node:fs/promises';
import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { choose, toast, undo } from './controls';
import { bodyOf, expect, signIn, test } from './journey';
import type { Texts } from './texts';

const hour = 3_600_000;
const day = 24 * hour;

/** What three people did in the last days: all of them opened, one exported an hour later, one may yet. */
type Behaviour = { opened: string; exported: string; people: { id: string; name: string }[] };

async function behave(api: APIRequestContext): Promise<Behaviour> {
  const mark = Date.now();
  const [opened, exported] = [`opened_${mark}`, `exported_${mark}`];
  const names = ['Ada', 'Ben', 'Cleo'].map((name) => `${name} ${mark}`);
  const people = await Promise.all(
    names.map((name) => bodyOf<{ id: string; name: string }>(api.post('/v1/people', { data: { name } }))),
  );
  const [ada, ben, cleo] = people;
  const event = (name: string, person: { id: string } | undefined, ago: number) => ({
    message_id: crypto.randomUUID(),
    name,
    person_id: person?.id,
    occurred_at: new Date(mark - ago).toISOString(),
    properties: { format: 'xlsx' },
  });
  const events = [
    event(opened, ada, 10 * day),
    event(exported, ada, 10 * day - hour),
    event(opened, ben, 9 * day),
    event(opened, cleo, hour),
  ];
  const outcome = await bodyOf<{ accepted: number }>(api.post('/v1/events/batch', { data: { events } }));
  expect(outcome.accepted).toBe(events.length);
  return { opened, exported, people };
}

function addressOf(kind: string, search: Record<string, unknown>): string {
  const entries = Object.entries(search).map(([key, value]): [string, string] => [key, JSON.stringify(value)]);
  return `/insights/${kind}?${new URLSearchParams(entries)}`;
}

/** The names in the list behind a figure. */
function listed(page: Page): Locator {
  return page.getByRole('dialog').getByRole('listitem').getByRole('link');
}

async function close(page: Page, t: Texts): Promise<void> {
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('kit:drawer.close') })
    .click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('a trend is built, is a link, and opens the people behind a figure', async ({ page, api, server, t }) => {
  const { opened, people } = await behave(api);
  await signIn(page, server.account);
  await page.goto('/');
  await page.getByRole('link', { name: t('shell:nav.insights'), exact: true }).click();
  await expect(page).toHaveURL(/insights\/trends/);

  const events = page.getByRole('combobox', { name: t('insights:trends.series', { number: 1 }), exact: true });
  await events.fill(opened);
  await choose(page, events, new RegExp(opened));
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(new RegExp(opened));
  const chart = page.getByRole('region', { name: t('insights:trends.title'), exact: true });
  await expect(chart, 'the sentence says what is shown').toContainText(`${opened} · `);

  await chart.getByText(t('charts:view.table'), { exact: true }).click();
  const table = page.getByRole('table', { name: t('insights:trends.title') });
  await expect(table.getByRole('button', { name: '1', exact: true })).toHaveCount(people.length);
  await page.reload();
  await table.getByRole('button', { name: '1', exact: true }).first().click();
  await expect(listed(page)).toHaveCount(1);
  // The newest day comes first.
  await expect(listed(page)).toHaveText(people[2]?.name ?? '');
  await page.reload();
  await listed(page).click();
  await expect(page.getByRole('heading', { level: 1, name: people[2]?.name ?? '' })).toBeVisible();
});

test('a funnel tells who converted, who dropped off and who may still come', async ({
  page,
  api,
  server,
  t,
}) => {
  const { opened, exported, people } = await behave(api);
  await signIn(page, server.account);
  await page.goto(addressOf('funnel', { steps: [[opened], [exported]] }));
  const steps = page.getByRole('list', { name: t('insights:funnel.title') }).getByRole('listitem');
  await expect(steps).toHaveCount(2);
  await expect(steps.first()).toContainText(opened);
  const figures = steps.first().getByRole('button');
  await expect(figures, 'reached, dropped off, still open').toHaveText(['3', '1', '1']);
  await figures.nth(1).click();
  await expect(listed(page)).toHaveText([people[1]?.name ?? '']);
  await close(page, t);
  await figures.nth(2).click();
  await expect(listed(page)).toHaveText([people[2]?.name ?? '']);
  await close(page, t);
  await steps.nth(1).getByRole('button').first().click();
  await expect(listed(page)).toHaveText([people[0]?.name ?? '']);
  await close(page, t);

  // A step without an event is asked for, not guessed.
  await page.getByRole('button', { name: t('insights:funnel.add_step') }).click();
  await expect(page.getByText(t('insights:funnel.missing'))).toBeVisible();
});

test('a question is asked as of a day of the past, or about the last days alone', async ({
  page,
  api,
  server,
  t,
}) => {
  const { opened, exported, people } = await behave(api);
  await signIn(page, server.account);
  await page.goto(addressOf('funnel', { steps: [[opened], [exported]] }));
  const figures = page
    .getByRole('list', { name: t('insights:funnel.title') })
    .getByRole('listitem')
    .first()
    .getByRole('button');
  await expect(figures, 'reached, dropped off, still open').toHaveText(['3', '1', '1']);

  // Cleo had not come yet, and Ben still had time.
  const past = new Date(Date.now() - 5 * day).toISOString().slice(0, 10);
  const asOf = page.getByRole('textbox', { name: t('insights:builder.as_of'), exact: true });
  await asOf.fill(past);
  await asOf.press('Enter');
  await expect(page, 'the address says it').toHaveURL(new RegExp(`as_of=.*${past}`));
  await expect(figures).toHaveText(['2', '1']);
  await page.reload();
  await figures.nth(1).click();
  await expect(listed(page)).toHaveText([people[1]?.name ?? '']);
  await close(page, t);

  const wrong = new Date(Date.now() + 5 * day).toISOString().slice(0, 10);
  await asOf.fill(wrong);
  await asOf.press('Enter');
  await expect(page.getByText(t('insights:refused.title'))).toBeVisible();
  await page.goto(addressOf('funnel', { steps: [[opened], [exported]] }));

  const range = page.getByRole('combobox', { name: t('insights:builder.range'), exact: true });
  await choose(page, range, t('insights:builder.range_last', { count: 7 }));
  await expect(page).toHaveURL(/last=7/);
  await expect(figures, 'Cleo alone').toHaveText(['1', '1']);
});

test('a condition counts only events whose properties fulfil it', async ({ page, api, server, t }) => {
  const { opened } = await behave(api);
  await signIn(page, server.account);
  await page.goto(addressOf('trends', { series: [{ events: [opened], measure: 'events' }] }));
  const chart = page.getByRole('region', { name: t('insights:trends.title'), exact: true });
  await expect(chart.getByRole('definition')).toHaveText('3');

  const what = t('insights:trends.series', { number: 1 });
  await page.getByRole('button', { name: t('events:condition.add_to', { what }) }).click();
  const property = page.getByRole('combobox', { name: t('events:condition.property') });
  await property.fill('format');
  await property.press('Tab');
  const value = page.getByRole('textbox', { name: t('events:condition.value') });
  await value.fill('pdf');
  await value.press('Enter');
  await expect(page.getByText(t('insights:empty.filtered')), 'all of them are xlsx').toBeVisible();
  await value.fill('xlsx');
  await value.press('Enter');
  await expect(chart.getByRole('definition')).toHaveText('3');
  await expect(chart).toContainText(t('events:condition.say_is', { property: 'format', value: 'xlsx' }));
  await page.goBack();
  await expect(page.getByText(t('insights:empty.filtered'))).toBeVisible();
});

test('every cell of the retention table opens a list as long as its figure, also by keyboard', async ({
  page,
  api,
  server,
  t,
}) => {
  const { opened, exported } = await behave(api);
  await signIn(page, server.account);
  await page.goto(addressOf('retention', { start: [opened], return: [exported, opened], period: 'day' }));
  const table = page.getByRole('table', { name: t('insights:retention.title') });
  const sizes = table.getByRole('row').locator('td:nth-of-type(1)').getByRole('button');
  await expect(sizes).toHaveText(['1', '1', '1']);
  await sizes.first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(listed(page)).toHaveCount(1);
  await expect(page).toHaveURL(/open=/);
  await close(page, t);

  await page.getByText(t('insights:retention.figure_units'), { exact: true }).click();
  await expect(page).toHaveURL(/figure=units/);
  await page.getByText(t('charts:view.table'), { exact: true }).click();
  await expect(table.getByRole('columnheader', { name: t('charts:retention.interval_head') })).toBeVisible();
});

test('what is shown can be taken along, as a file and as a picture', async ({ page, api, server, t }) => {
  const { opened, exported } = await behave(api);
  await signIn(page, server.account);
  await page.goto(addressOf('funnel', { steps: [[opened], [exported]] }));
  const frame = page.getByRole('region', { name: t('insights:funnel.title'), exact: true });
  const file = page.waitForEvent('download');
  await frame.getByRole('button', { name: t('charts:csv') }).click();
  const text = await readFile(await (await file).path(), 'utf8');
  expect(text.startsWith('\uFEFF'), 'spreadsheets recognise UTF-8 by its mark').toBe(true);
  const [head, first, second] = text.slice(1).split('\r\n');
  expect(head).toContain(t('charts:funnel.reached'));
  expect(first).toContain(`${opened},3,100%`);
  expect(second).toContain(`${exported},1,33.33%`);

  const picture = page.waitForEvent('download');
  await frame.getByRole('button', { name: t('charts:picture') }).click();
  const bytes = await readFile(await (await picture).path());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
});

test('a question that the server refuses is marked at its field', async ({ page, server, t }) => {
  await signIn(page, server.account);
  await page.goto('/insights/retention?cohorts=1000&periods=24');
  const problem = page.getByRole('region', { name: t('insights:builder.title') }).getByRole('alert');
  await expect(problem).toHaveCount(1);
  const field = page.getByRole('spinbutton', { name: t('insights:retention.cohorts') });
  await expect(field).toHaveAccessibleDescription((await problem.innerText()).trim());
  await field.fill('6');
  await field.press('Enter');
  await expect(page).toHaveURL(/cohorts=6/);
  await expect(page.getByRole('table', { name: t('insights:retention.title') })).toBeVisible();
});

test('the catalogue gives events a name in the reader’s language, and denies them until undone', async ({
  page,
  api,
  server,
  t,
  inLanguage,
}) => {
  const { opened } = await behave(api);
  const name = inLanguage({ 'zh-CN': `打开 ${Date.now()}`, en: `Opened ${Date.now()}` });
  // The catalogue learns of properties a moment after the events.
  type Names = { data: { properties: unknown[] }[] };
  const known = async () => (await bodyOf<Names>(api.get(`/v1/event-names?q=${opened}`))).data[0]?.properties;
  await expect.poll(known, { timeout: 30_000 }).toHaveLength(1);
  await signIn(page, server.account);
  await page.goto(`/insights/events?q=${opened}`);
  const row = page.getByRole('table', { name: t('event-names:title') }).getByRole('row').nth(1);
  await expect(row).toContainText(opened);
  await row.getByRole('rowheader').click();
  const drawer = page.getByRole('dialog', { name: opened });
  await expect(drawer.getByRole('row', { name: 'format' })).toContainText(t('event-names:type.string'));
  await drawer.getByLabel(inLanguage({ 'zh-CN': t('event-names:field.zh'), en: t('event-names:field.en') })).fill(name);
  await drawer.getByRole('button', { name: t('common:action.save') }).click();
  await expect(toast(page, t('common:saved'))).toBeVisible();
  await expect(row).toContainText(name);

  const named = page.getByRole('dialog', { name });
  await named.getByRole('button', { name: t('event-names:deny.action') }).click();
  await page
    .getByRole('dialog', { name: t('event-names:deny.title', { name }) })
    .getByRole('button', { name: t('event-names:deny.action') })
    .click();
  await expect(named.getByText(t('event-names:status.denied'))).toBeVisible();
  await undo(page, t('event-names:deny.done_denied', { name }), t('kit:undo.action'));
  await expect(named.getByText(t('event-names:status.allowed'))).toBeVisible();
  await close(page, t);

  await page.goto('/insights/stickiness');
  const events = page.getByRole('combobox', { name: t('insights:builder.event') });
  await events.fill(name);
  await choose(page, events, new RegExp(name));
});
