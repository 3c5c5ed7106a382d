import type { APIRequestContext, Page } from '@playwright/test';
import { bodyOf, expect, signIn, test } from './journey';
import type { Texts } from './texts';

type Look = {
  path: string;
  ready: (page: Page, t: Texts) => Promise<void>;
  /** Makes the row that the list is narrowed to: what the demo holds changes with the hour. */
  make?: (api: APIRequestContext) => Promise<unknown>;
};

/** A list is ready with its rows, which a phone shows as cards. */
function row(list: string) {
  return async (page: Page, t: Texts) => {
    const table = page.getByRole('table', { name: t(list) }).getByRole('rowheader');
    const cards = page.getByRole('list', { name: t(list) }).getByRole('listitem');
    await table.or(cards).first().waitFor();
  };
}

function heading(text: string, level = 1) {
  return async (page: Page, t: Texts) =>
    page.getByRole('heading', { level, name: t(text), exact: true }).waitFor();
}

/** A chart is ready with its drawing. */
function drawn(title: string) {
  return async (page: Page, t: Texts) =>
    page.getByRole('img', { name: t(title) }).locator('canvas').waitFor();
}

function figures(title: string) {
  return async (page: Page, t: Texts) =>
    page.getByRole('table', { name: t(title) }).getByRole('cell').first().waitFor();
}

async function expansion(api: APIRequestContext) {
  const { id } = await bodyOf<{ id: string }>(api.post('/v1/accounts', { data: { name: 'Grown' } }));
  const { currency } = await bodyOf<{ currency: string }>(api.get('/v1/workspace'));
  const amount = { amount: 120_000, currency };
  await bodyOf(api.post('/v1/orders', { data: { account_id: id, kind: 'expansion', amount } }));
}

async function lookedFor(api: APIRequestContext) {
  const condition = { all: [{ events: { names: ['looked_at'] } }] };
  await bodyOf(api.post('/v1/segments', { data: { name: 'Looked for', subject: 'account', condition } }));
}

async function paying(api: APIRequestContext) {
  const { currency } = await bodyOf<{ currency: string }>(api.get('/v1/workspace'));
  const { id } = await bodyOf<{ id: string }>(api.post('/v1/accounts', { data: { name: 'Looked at' } }));
  const data = { account_id: id, annual_fee: { amount: 120_000, currency } };
  await bodyOf(api.post('/v1/subscriptions', { data }));
}

async function happening(
  api: APIRequestContext,
  who: Record<string, string> = { anonymous_id: 'looker' },
  daysAgo = [0],
) {
  const events = daysAgo.map((days) => ({
    name: 'looked_at',
    ...who,
    message_id: crypto.randomUUID(),
    occurred_at: new Date(Date.now() - days * 86_400_000).toISOString(),
    properties: { at: 1 },
  }));
  await bodyOf(api.post('/v1/events/batch', { data: { events } }));
}

/** Somebody who came four weeks ago and again a week later: a cohort of long ago with a period that is over. */
async function returning(api: APIRequestContext) {
  await happening(api, { anonymous_id: crypto.randomUUID() }, [28, 21]);
}

/** A visit with a step from one event to another. */
async function visiting(api: APIRequestContext) {
  const events = ['looked_at', 'looked_on'].map((name, at) => ({
    name,
    anonymous_id: 'visitor',
    message_id: crypto.randomUUID(),
    occurred_at: new Date(Date.now() - (5 - at) * 60_000).toISOString(),
  }));
  await bodyOf(api.post('/v1/events/batch', { data: { events } }));
}

// Nothing happens here that a trace could explain, and snapshots of long lists are slow.
test.use({ trace: 'off' });

// Lists are narrowed to some of their rows: one row is built like the other, and each takes time to examine.
const areas: Record<string, Look[]> = {
  'Home and work': [
    {
      path: '/',
      ready: async (page, t) => page.getByRole('navigation', { name: t('home:journey.title') }).waitFor(),
    },
    { path: '/tasks', ready: row('tasks:title') },
    { path: '/imports/new', ready: async (page) => page.getByRole('radio').first().waitFor() },
  ],
  Leads: [
    { path: '/leads?status_type=open,ongoing', ready: row('leads:title') },
    {
      path: '/leads?new=true&q=nobody+is+called+so',
      ready: async (page, t) => page.getByLabel(t('leads:field.wechat')).waitFor(),
    },
    { path: '/board', ready: async (page) => page.getByRole('region').getByRole('link').first().waitFor() },
    { path: '/channels', ready: row('channels:tab.channels') },
    { path: '/forms', ready: row('shell:nav.forms') },
  ],
  Customers: [
    {
      path: '/accounts?q=Looked+at',
      make: (api) => bodyOf(api.post('/v1/accounts', { data: { name: 'Looked at' } })),
      ready: row('accounts:title'),
    },
    {
      path: '/people?q=Looked+at',
      make: (api) => bodyOf(api.post('/v1/people', { data: { name: 'Looked at' } })),
      ready: row('people:title'),
    },
    { path: '/segments?q=Looked+for', make: lookedFor, ready: row('segments:title') },
    {
      path: '/segments/new?start=renewal_at_risk',
      ready: async (page, t) =>
        page
          .getByRole('region', { name: t('segments:count.title') })
          .getByRole('status')
          .waitFor(),
    },
    { path: '/orders?kind=expansion', make: expansion, ready: row('orders:title') },
    {
      path: '/orders?new=true&kind=expansion',
      ready: async (page, t) => page.getByLabel(t('orders:field.external_id')).waitFor(),
    },
  ],
  'Questions with lines and columns': [
    { path: '/insights/trends', ready: drawn('insights:trends.title') },
    { path: '/insights/lifecycle?unit=account', ready: drawn('insights:lifecycle.title') },
    { path: '/insights/stickiness?view=table', ready: figures('insights:stickiness.title') },
    { path: '/revenue', make: paying, ready: drawn('revenue:movements') },
    { path: '/revenue?view=table&period=quarter', ready: figures('revenue:movements') },
  ],
  'Questions with steps and cohorts': [
    {
      path: '/insights/funnel',
      ready: async (page, t) =>
        page
          .getByRole('list', { name: t('insights:funnel.title') })
          .getByRole('listitem')
          .first()
          .waitFor(),
    },
    {
      path: '/insights/retention?criteria=bracket&cohorts=6',
      make: returning,
      // A phone has cards instead of the table.
      ready: async (page) => page.getByRole('button', { name: /%/ }).first().waitFor(),
    },
    {
      path: '/insights/paths?start=looked_at',
      make: visiting,
      // A phone has a list instead of the flow.
      ready: async (page, t) => {
        const flow = page.getByRole('img', { name: t('insights:paths.title') }).locator('canvas');
        const list = page.getByRole('list', { name: t('insights:paths.title') }).getByRole('button');
        await flow.or(list).first().waitFor();
      },
    },
    {
      path: '/insights/adoption?features=[{"events":["looked_at"]},{"name":"None","events":["nothing"]}]',
      make: visiting,
      ready: async (page, t) =>
        page
          .getByRole('list', { name: t('insights:adoption.title') })
          .getByRole('button')
          .first()
          .waitFor(),
    },
    { path: '/insights/events?q=a', ready: row('event-names:title') },
    // Paused, so that nothing changes while it is examined.
    { path: '/insights/activity?paused=true&name=looked_at', make: happening, ready: row('activity:title') },
  ],
  'Settings of a person and a workspace': [
    { path: '/settings/profile', ready: heading('settings:profile.title', 2) },
    {
      path: '/settings/workspace',
      ready: async (page, t) => page.getByLabel(t('settings:workspace.name')).waitFor(),
    },
    { path: '/settings/members', ready: row('members:title') },
    {
      path: '/settings/members?tab=roles',
      ready: async (page, t) => page.getByText(t('members:my_role')).waitFor(),
    },
  ],
  'Settings of what is sold and known': [
    { path: '/settings/plans', ready: row('plans:title') },
    {
      path: '/settings/plans?new=true',
      ready: async (page, t) => page.getByRole('button', { name: t('plans:features.add') }).waitFor(),
    },
    { path: '/settings/attributes', ready: row('attributes:title') },
  ],
  'Settings of integrations': [
    { path: '/settings/api-keys', ready: row('api-keys:title') },
    { path: '/settings/webhooks', ready: heading('webhooks:title', 2) },
    { path: '/settings/audit', ready: row('audit:title') },
  ],
  Dashboards: [
    {
      path: '/dashboards?q=Looked+at',
      make: (api) => bodyOf(api.post('/v1/dashboards', { data: { name: 'Looked at' } })),
      ready: row('dashboards:title'),
    },
    {
      path: '/insights/trends?saved=question_00000000000000000000000000',
      ready: async (page, t) => page.getByText(t('dashboards:saved.gone')).waitFor(),
    },
  ],
};

for (const [area, looks] of Object.entries(areas)) {
  test(`${area}: accessible on desk and phone, and not wider than them`, async ({
    page,
    server,
    api,
    t,
    expectAccessibleEverywhere,
  }) => {
    await signIn(page, server.account);
    for (const { path, ready, make } of looks) {
      await make?.(api);
      await page.goto(path);
      await expectAccessibleEverywhere(() => ready(page, t));
    }
  });
}

test('The page of a lead, an account, a person: accessible on desk and phone, and not wider than them', async ({
  page,
  server,
  api,
  t,
  expectAccessibleEverywhere,
}) => {
  await signIn(page, server.account);
  for (const place of ['/leads', '/accounts', '/people']) {
    const { data } = await bodyOf<{ data: { id: string }[] }>(api.get(`/v1${place}?limit=1`));
    await page.goto(`${place}/${data[0]?.id}`);
    const timeline = page.getByRole('region', { name: t('timeline:title') });
    await expectAccessibleEverywhere(() => timeline.first().waitFor());
  }
});

test('Behaviour of an account and a person, an event in full: accessible on desk and phone, and not wider than them', async ({
  page,
  server,
  api,
  t,
  expectAccessibleEverywhere,
}) => {
  await signIn(page, server.account);
  const make = (path: string) => bodyOf<{ id: string }>(api.post(path, { data: { name: 'Looked into' } }));
  const [person, account] = await Promise.all([make('/v1/people'), make('/v1/accounts')]);
  await happening(api, { person_id: person.id, account_id: account.id });
  for (const address of [`people/${person.id}`, `accounts/${account.id}`]) {
    await page.goto(`/${address}?tab=behaviour`);
    const story = page.getByRole('region', { name: t('activity:behaviour.title') });
    await expectAccessibleEverywhere(() => story.getByRole('button').first().waitFor());
    await story.getByRole('button').first().click();
    await expectAccessibleEverywhere(() =>
      page.getByRole('dialog').getByRole('region', { name: t('activity:as_json') }).waitFor(),
    );
  }
});

test('A segment, its condition and its reasons: accessible on desk and phone, and not wider than them', async ({
  page,
  server,
  api,
  t,
  expectAccessibleEverywhere,
}) => {
  await signIn(page, server.account);
  const account = await bodyOf<{ id: string }>(api.post('/v1/accounts', { data: { name: 'Looked for' } }));
  const named = { field: { field: 'name', operator: 'is', values: ['Looked for'] } };
  const condition = { all: [named, { not: { any: [{ events: {} }, { person: { all: [] } }] } }] };
  const data = { name: 'Of all kinds', subject: 'account', condition };
  const { id } = await bodyOf<{ id: string }>(api.post('/v1/segments', { data }));
  const regions = { 'tab=condition': 'segments:count.title', [`tab=why&of=${account.id}`]: 'segments:tab.why' };
  for (const [search, region] of Object.entries(regions)) {
    await page.goto(`/segments/${id}?${search}`);
    const ready = page.getByRole('region', { name: t(region) }).getByRole('status');
    await expectAccessibleEverywhere(() => ready.waitFor());
  }
  await page.goto(`/segments/${id}`);
  await expectAccessibleEverywhere(() => page.getByRole('link', { name: 'Looked for' }).first().waitFor());
});

test('A dashboard and its arrangement: accessible on desk and phone, and not wider than them', async ({
  page,
  server,
  api,
  t,
  expectAccessibleEverywhere,
}) => {
  await signIn(page, server.account);
  await returning(api);
  const event = { names: ['looked_at'] };
  const shown = [
    { kind: 'trends', parameters: { series: [{ event }, { event, measure: 'events' }] } },
    { kind: 'retention', parameters: { start_event: event, cohorts: 6 } },
    { kind: 'lifecycle', parameters: { event } },
  ];
  const questions = await Promise.all(
    shown.map((question, at) => {
      const data = { name: `Looked at, ${question.kind}`, question, view: at === 2 ? 'table' : 'chart' };
      return bodyOf<{ id: string }>(api.post('/v1/saved-questions', { data }));
    }),
  );
  const tiles = questions.map(({ id }, at) => ({
    ...{ saved_question_id: id, x: (at % 2) * 6, y: Math.floor(at / 2) * 6, width: 6, height: 6 },
  }));
  const data = { name: 'Looked at', description: 'By many', tiles };
  const { id } = await bodyOf<{ id: string }>(api.post('/v1/dashboards', { data }));
  const drawing = () =>
    page.getByRole('img', { name: t('insights:trends.title') }).locator('canvas').waitFor();
  const table = page.getByRole('table', { name: t('insights:lifecycle.title') });
  const ready = async () => {
    await drawing();
    await table.getByRole('cell').first().waitFor();
  };
  await page.goto(`/dashboards/${id}`);
  await expectAccessibleEverywhere(ready);
  await page.goto(`/dashboards/${id}?arrange=true`);
  // What rests while tiles are moved is hidden from those who don't see it.
  await expectAccessibleEverywhere(() =>
    page.getByRole('region', { name: 'Looked at, trends' }).locator('canvas').waitFor(),
  );
});

test('Sign-in and the hosted form: accessible on desk and phone, and not wider than them', async ({
  page,
  api,
  t,
  expectAccessibleEverywhere,
}) => {
  await page.goto('/sign-in');
  await expectAccessibleEverywhere(() =>
    page.getByRole('button', { name: t('auth:sign_in.submit') }).waitFor(),
  );
  const { data } = await bodyOf<{ data: { public_url: string }[] }>(api.get('/v1/lead-forms'));
  await page.goto(new URL(data[0]?.public_url ?? '', 'http://localhost').pathname);
  await expectAccessibleEverywhere(() => page.getByRole('button', { name: t('portal:send') }).waitFor());
  await page.getByRole('button', { name: t('portal:send') }).click();
  await expect(page.getByText(t('portal:required')).first()).toBeVisible();
  await expectAccessibleEverywhere(() => page.getByText(t('portal:required')).first().waitFor());
});
