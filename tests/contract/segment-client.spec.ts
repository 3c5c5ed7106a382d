/** The published Segment client for Node, unmodified: only host and key are ours. */
import { Analytics } from '@segment/analytics-node';
import { expect, test } from '@playwright/test';
import { client, listAccounts, listEvents, listPeople } from '../../web/api-client/src/index';
import { serverFrom } from '../environment';
import { unreliableRoad } from './unreliable-road';

const server = serverFrom('PERENNIAL_TEST_SERVER_EN');

test.beforeAll(() => {
  client.setConfig({ baseUrl: server.url, headers: { Authorization: `Bearer ${server.apiKey}` } });
});

async function namesOf(person: string): Promise<string[]> {
  const events = await listEvents({ query: { limit: 200 } });
  const theirs = events.data.data.filter((event) => event.person_external_id === person);
  return theirs.map((event) => event.name).sort();
}

test('people, accounts and events of the client arrive', async () => {
  const id = `node-${Date.now()}`;
  const failures: unknown[] = [];
  const analytics = new Analytics({ writeKey: server.apiKey, host: server.url, flushAt: 1 });
  analytics.on('error', (error) => failures.push(error));
  analytics.track({ anonymousId: `visitor-${id}`, event: 'pricing_opened' });
  analytics.identify({
    userId: id,
    anonymousId: `visitor-${id}`,
    traits: { name: 'Ada Segment', email: `${id}@example.com` },
  });
  analytics.group({ userId: id, groupId: `shop-${id}`, traits: { name: `Shop ${id}`, employees: 12 } });
  analytics.track({ userId: id, event: 'order_paid', properties: { amount: 12.5 }, context: { groupId: `shop-${id}` } });
  analytics.page({ userId: id, name: 'Orders', properties: { path: '/orders' } });
  analytics.screen({ userId: id, name: 'Cash desk' });
  await analytics.closeAndFlush();

  expect(failures).toEqual([]);
  expect(await namesOf(id)).toEqual(['order_paid', 'page_viewed', 'screen_viewed']);
  const people = await listPeople({ query: { q: id } });
  expect(people.data.data.map((person) => person.name)).toEqual(['Ada Segment']);
  const accounts = await listAccounts({ query: { q: `Shop ${id}` } });
  expect(accounts.data.data.map((account) => [account.external_id, account.size])).toEqual([[`shop-${id}`, 12]]);
  const person = people.data.data[0]?.id ?? '';
  await expect
    .poll(async () => {
      const events = await listEvents({ query: { person_id: person } });
      return events.data.data.map((event) => event.name).sort();
    }, 'what the visitor did before is the person’s')
    .toEqual(['order_paid', 'page_viewed', 'pricing_opened', 'screen_viewed']);
});

test('messages of the client take effect once, whatever gets lost on the way', async () => {
  const id = `node-lost-${Date.now()}`;
  const road = await unreliableRoad(server.url, ['refused', 'answer_lost']);
  const analytics = new Analytics({ writeKey: server.apiKey, host: road.url, maxRetries: 5 });
  for (let index = 0; index < 20; index += 1) analytics.track({ userId: id, event: `step_${index % 2}` });
  await analytics.closeAndFlush();
  expect(road.requests(), 'it was sent again').toBeGreaterThan(2);
  expect((await namesOf(id)).length).toBe(20);
  await road.close();
});
