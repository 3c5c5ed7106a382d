import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { choose } from './controls';
import { bodyOf, expect, signIn, test } from './journey';
import type { Texts } from './texts';

const minute = 60_000;
const day = 24 * 60 * minute;

type Visits = { opened: string; exported: string; paid: string; people: string[] };

/** One visit each: all three opened, two of them exported then, and one of these paid at last. */
async function visit(api: APIRequestContext): Promise<Visits> {
  const mark = Date.now();
  const [opened, exported, paid] = [`opened_${mark}`, `exported_${mark}`, `paid_${mark}`];
  const names = ['Ada', 'Ben', 'Cleo'].map((name) => `${name} ${mark}`);
  const people = await Promise.all(
    names.map((name) => bodyOf<{ id: string }>(api.post('/v1/people', { data: { name } }))),
  );
  const visits = [[opened, exported, paid], [opened, exported], [opened]];
  const events = visits.flatMap((visited, at) =>
    visited.map((name, place) => ({
      message_id: crypto.randomUUID(),
      name,
      person_id: people[at]?.id,
      occurred_at: new Date(mark - 2 * day + place * minute).toISOString(),
    })),
  );
  const outcome = await bodyOf<{ accepted: number }>(api.post('/v1/events/batch', { data: { events } }));
  expect(outcome.accepted).toBe(events.length);
  return { opened, exported, paid, people: names };
}

function addressOf(kind: string, search: Record<string, unknown>): string {
  const entries = Object.entries(search).map(([key, value]) => [key, JSON.stringify(value)]);
  return `/insights/${kind}?${new URLSearchParams(entries)}`;
}

/** The names in the list behind a figure. */
function listed(page: Page): Locator {
  return page.getByRole('dialog').getByRole('listitem').getByRole('link');
}

async function expectListed(page: Page, names: (string | undefined)[], t: Texts): Promise<void> {
  await expect(listed(page)).toHaveCount(names.length);
  for (const name of names) await expect(listed(page).filter({ hasText: name ?? '' })).toHaveCount(1);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('kit:drawer.close') })
    .click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function chooseEvent(page: Page, field: string, name: string): Promise<void> {
  const select = page.getByRole('combobox', { name: field, exact: true });
  await select.fill(name);
  await choose(page, select, new RegExp(name));
  await page.keyboard.press('Escape');
}

/** The flow on its canvas: its first node is in the upper left corner, its first band leads from there. */
const firstNode = { x: 8, y: 24 };
const firstBand = { x: 120, y: 24 };

test('a path is built, is a link, and its events and steps open as many people as they say', async ({
  page,
  api,
  server,
  t,
}) => {
  const { opened, exported, people } = await visit(api);
  await signIn(page, server.account);
  await page.goto('/insights/trends');
  await page
    .getByRole('navigation', { name: t('insights:kinds') })
    .getByRole('link', { name: t('insights:kind.paths') })
    .click();
  await chooseEvent(page, t('insights:paths.start'), opened);
  await expect(page).toHaveURL(new RegExp(`start=${opened}`));
  const chart = page.getByRole('region', { name: t('insights:paths.title'), exact: true }).first();
  await expect(chart, 'the sentence says from where').toContainText(opened);
  await expect(chart.getByRole('definition').first(), 'three visits').toHaveText('3');

  await page.reload();
  const canvas = page.getByRole('img', { name: t('insights:paths.title') }).locator('canvas');
  await canvas.click({ position: firstNode });
  await expectListed(page, people, t);
  await canvas.click({ position: firstBand });
  await expect(page.getByRole('dialog')).toContainText(`${opened} → ${exported}`);
  await expectListed(page, people.slice(0, 2), t);
});

test('the figures of paths stand in a table too, and open their lists by keyboard', async ({
  page,
  api,
  server,
  t,
}) => {
  const { opened, exported, paid, people } = await visit(api);
  await signIn(page, server.account);
  await page.goto(addressOf('paths', { names: [opened, exported, paid], view: 'table' }));
  const table = page.getByRole('table', { name: t('insights:paths.title') });
  const first = `${t('insights:paths.step', { number: 1 })} · ${opened}`;
  const event = table.getByRole('row').filter({ has: page.getByText(first, { exact: true }) });
  await expect(event.getByRole('button'), 'all of them, and those who end here').toHaveText(['3', '1']);
  await event.getByRole('button').nth(1).focus();
  await page.keyboard.press('Enter');
  await expectListed(page, people.slice(2), t);

  const step = table.getByRole('row', { name: `${first} → ${exported}` });
  await expect(step).toContainText(/1\s?(分钟|min)/);
  await step.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expectListed(page, people.slice(0, 2), t);
});

test('from an event in the flow people go on to the paths that lead there', async ({
  page,
  api,
  server,
  t,
}) => {
  const { opened, exported, paid } = await visit(api);
  await signIn(page, server.account);
  await page.goto(addressOf('paths', { names: [opened, exported, paid], start: exported }));
  const canvas = page.getByRole('img', { name: t('insights:paths.title') }).locator('canvas');
  await canvas.hover({ position: firstNode });
  await page.getByText(t('insights:paths.to_here'), { exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`end=${exported}`));
  await expect(page).not.toHaveURL(/start=/);
  const before = page.getByText(t('insights:paths.step_before', { count: 1 }), { exact: true });
  await expect(before).toBeVisible();
  await page.goBack();
  await expect(before).toHaveCount(0);
});

test('on a phone paths are a list of steps that open people and lead on', async ({
  page,
  api,
  server,
  t,
}) => {
  const { opened, exported, paid, people } = await visit(api);
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, server.account);
  await page.goto(addressOf('paths', { names: [opened, exported, paid] }));
  const steps = page.getByRole('list', { name: t('insights:paths.title') });
  const heading = page.getByRole('heading', { level: 4, name: opened });
  // A step is an item of a list as well; the event is the innermost.
  const card = steps.getByRole('listitem').filter({ has: heading }).last();
  await card.getByRole('button', { name: t('charts:count.person', { count: 1 }) }).click();
  await expectListed(page, people.slice(2), t);
  await card.getByRole('button', { name: t('insights:paths.from_here') }).click();
  await expect(page).toHaveURL(new RegExp(`start=${opened}`));
});

test('the adoption of features is built, is a link, and its figures open as many people as they say', async ({
  page,
  api,
  server,
  t,
}) => {
  const { opened, paid, people } = await visit(api);
  await signIn(page, server.account);
  await page.goto('/insights/adoption');
  await expect(page.getByText(t('insights:adoption.usual'))).toBeVisible();
  const add = page.getByRole('button', { name: t('insights:adoption.add') });
  await add.click();
  const name = page.getByRole('textbox', { name: t('insights:adoption.name', { number: 1 }) });
  await name.fill('Reports');
  await name.press('Enter');
  await chooseEvent(page, t('insights:adoption.events_of', { number: 1 }), opened);
  await add.click();
  await chooseEvent(page, t('insights:adoption.events_of', { number: 2 }), paid);
  await expect(page.getByText(t('insights:adoption.usual'))).toHaveCount(0);

  await page.reload();
  const features = page.getByRole('list', { name: t('insights:adoption.title') }).getByRole('listitem');
  await expect(features.getByRole('heading')).toHaveText(['Reports', paid]);
  const reports = features.first().getByRole('button');
  await expect(reports, 'adopters, and all of them are new').toHaveText(['3', '3']);
  await reports.nth(1).focus();
  await page.keyboard.press('Enter');
  await expectListed(page, people, t);
  const breadth = page.getByRole('region', { name: t('insights:adoption.breadth_title_person') });
  const one = breadth.getByRole('listitem').filter({ hasText: t('insights:adoption.breadth', { count: 1 }) });
  await one.getByRole('button', { name: '2', exact: true }).click();
  await expectListed(page, people.slice(1), t);

  await page.getByRole('button', { name: t('insights:adoption.down', { number: 1 }) }).click();
  await expect(features.getByRole('heading')).toHaveText([paid, 'Reports']);
  const min = page.getByRole('spinbutton', { name: t('insights:adoption.min') });
  await min.fill('2');
  await min.press('Enter');
  await expect(features.first().getByRole('button'), 'nobody paid twice').toHaveCount(0);
});
