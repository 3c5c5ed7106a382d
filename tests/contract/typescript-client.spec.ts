/** An integrator's first hour: the client generated from the OpenAPI document, really used. */
import { expect, test } from '@playwright/test';
import { client, createLead, getLead, listLeads } from '../../web/api-client/src/index';
import { serverFrom } from '../environment';

test.beforeAll(() => {
  const server = serverFrom('PERENNIAL_TEST_SERVER_EN');
  client.setConfig({ baseUrl: server.url, headers: { Authorization: `Bearer ${server.apiKey}` } });
});

test('the generated client creates a lead, reads it and finds it in the list', async () => {
  const email = `ts-${Date.now()}@example.com`;
  const created = await createLead({ body: { name: 'Ada Integrator', email } });
  expect(created.data.email).toBe(email);

  const read = await getLead({ path: { id: created.data.id } });
  expect(read.data.name).toBe('Ada Integrator');

  const found = await listLeads({ query: { q: email } });
  expect(found.data.data.map((lead) => lead.id)).toEqual([created.data.id]);
});

test('a wrong field reaches the caller as a problem that names it', async () => {
  const refused = createLead({ body: { name: 'x', email: 'not an address' } });
  await expect(refused).rejects.toMatchObject({ status: 422, errors: [{ pointer: '/email' }] });
});
