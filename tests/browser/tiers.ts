/** Customers of two tiers, for journeys that split questions by what customers are. */
import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { bodyOf, expect } from './journey';
import type { Texts } from './texts';

const day = 86_400_000;

export type Named = { id: string; name: string };
export type Scene = {
  mark: number;
  tier: string;
  shops: string;
  opened: string;
  exported: string;
  people: Named[];
};

/** Three people of three accounts: two are gold, one is silver. All opened, one of either kind exported a day later. */
export async function scene(api: APIRequestContext): Promise<Scene> {
  const mark = Date.now();
  const [tier, shops] = [`tier_${mark}`, `shops_${mark}`];
  const [opened, exported] = [`opened_${mark}`, `exported_${mark}`];
  const options = [
    { value: 'gold', label: 'Gold', label_zh: '金牌' },
    { value: 'silver', label: 'Silver', label_zh: '银牌' },
  ];
  const attribute = { object: 'account', key: tier, label: `Tier ${mark}`, type: 'single_choice', options };
  await bodyOf(api.post('/v1/attribute-definitions', { data: attribute }));
  const number = { object: 'account', key: shops, label: `Shops ${mark}`, type: 'number' };
  await bodyOf(api.post('/v1/attribute-definitions', { data: number }));
  const known = [
    { name: 'Ada', tier: 'gold', shops: 3 },
    { name: 'Ben', tier: 'gold', shops: 30 },
    { name: 'Cleo', tier: 'silver', shops: 30 },
  ];
  const people: Named[] = [];
  for (const one of known) {
    const attributes = { [tier]: one.tier, [shops]: one.shops };
    const of = { name: `${one.name} Ltd ${mark}`, attributes };
    const account = await bodyOf<Named>(api.post('/v1/accounts', { data: of }));
    const data = { name: `${one.name} ${mark}`, accounts: [{ account_id: account.id }] };
    people.push(await bodyOf<Named>(api.post('/v1/people', { data })));
  }
  const event = (name: string, at: number, ago: number) => ({
    message_id: crypto.randomUUID(),
    name,
    person_id: people[at]?.id,
    occurred_at: new Date(mark - ago * day).toISOString(),
  });
  const events = [
    ...[0, 1, 2].map((at) => event(opened, at, 6)),
    ...[0, 2].map((at) => event(exported, at, 5)),
  ];
  const outcome = await bodyOf<{ accepted: number }>(api.post('/v1/events/batch', { data: { events } }));
  expect(outcome.accepted).toBe(events.length);
  return { mark, tier, shops, opened, exported, people };
}

/** Visits of a minute: Ada came twice and printed in both, Ben only came, Cleo came and printed. */
export async function visits(api: APIRequestContext, { mark, people }: Scene) {
  const [begun, printed] = [`begun_${mark}`, `printed_${mark}`];
  const event = (name: string, at: number, hours: number, seconds: number) => ({
    message_id: crypto.randomUUID(),
    name,
    person_id: people[at]?.id,
    occurred_at: new Date(mark - 4 * day + hours * 3_600_000 + seconds * 1000).toISOString(),
  });
  const events = [
    ...[0, 5].flatMap((hours) => [event(begun, 0, hours, 0), event(printed, 0, hours, 60)]),
    event(begun, 1, 0, 0),
    ...[event(begun, 2, 0, 0), event(printed, 2, 0, 60)],
  ];
  const outcome = await bodyOf<{ accepted: number }>(api.post('/v1/events/batch', { data: { events } }));
  expect(outcome.accepted).toBe(events.length);
  return { begun, printed };
}

export function addressOf(kind: string, search: Record<string, unknown>): string {
  const entries = Object.entries(search).map(([key, value]) => [key, JSON.stringify(value)]);
  return `/insights/${kind}?${new URLSearchParams(entries)}`;
}

export function byTier({ tier }: Scene) {
  return { field: `attributes.${tier}`, of: 'account' };
}

/** The names in the list behind a figure are these; then it is closed. */
export async function expectListed(page: Page, people: (Named | undefined)[], t: Texts): Promise<void> {
  const listed = page.getByRole('dialog').getByRole('listitem').getByRole('link');
  await expect(listed).toHaveCount(people.length);
  for (const person of people) await expect(listed.filter({ hasText: person?.name ?? '' })).toHaveCount(1);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('kit:drawer.close') })
    .click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

export function rowOf(table: Locator, name: string): Locator {
  return table.getByRole('row').filter({ has: table.page().getByRole('rowheader', { name, exact: true }) });
}
