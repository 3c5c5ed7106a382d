import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, signIn, test } from './journey';

const run = promisify(execFile);

test('the commands shown with a new API key work as they are: the lead and the event are there', async ({
  page,
  context,
  server,
  api,
  t,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const name = `Shop ${Date.now()}`;
  await signIn(page, server.account);
  await page.goto('/settings/api-keys');
  await page
    .getByRole('button', { name: t('api-keys:action.create') })
    .first()
    .click();
  await page.getByLabel(t('api-keys:field.name')).fill(name);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('api-keys:action.create') })
    .click();

  const drawer = page.getByRole('dialog', { name: t('api-keys:created', { name: name }) });
  for (const id of ['lead', 'events']) {
    const box = drawer.getByRole('region', { name: t(`api-keys:commands.${id}`) });
    const command = await box.innerText();
    await box
      .locator('..')
      .getByRole('button', { name: t('kit:copy.idle') })
      .click();
    await expect(box.locator('..').getByText(t('kit:copy.copied'))).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(command);
    const { stdout } = await run('bash', ['-c', `${command} --silent --show-error --fail-with-body`]);
    if (id === 'events') expect(JSON.parse(stdout)).toMatchObject({ accepted: 1, rejected: 0 });
  }
  await drawer.getByRole('button', { name: t('api-keys:secret.kept') }).click();

  const since = Date.now();
  await page.goto('/leads');
  await expect(
    page
      .getByRole('rowheader')
      .filter({ hasText: t('api-keys:commands.lead_company') })
      .first(),
  ).toBeVisible();
  const events = await api.get('/v1/events?name=report_exported&limit=1');
  expect((await events.json()).data).toHaveLength(1);
  expect(
    Date.now() - since,
    'what was sent appears within a second, and the page needs its time',
  ).toBeLessThan(10_000);
});

test('a key that is revoked is refused at once', async ({ page, server, playwright, t }) => {
  const name = `Shop ${Date.now()}`;
  await signIn(page, server.account);
  await page.goto('/settings/api-keys?new=true');
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel(t('api-keys:field.name')).fill(name);
  await drawer.getByRole('button', { name: t('api-keys:action.create') }).click();
  const secret = await drawer.getByRole('region', { name: t('api-keys:secret.title') }).innerText();
  await drawer.getByRole('button', { name: t('api-keys:secret.kept') }).click();
  const ask = await playwright.request.newContext({
    baseURL: server.url,
    extraHTTPHeaders: { Authorization: `Bearer ${secret}` },
  });
  const create = () => ask.post('/v1/leads', { data: { name: 'Written by a key' } });
  expect((await create()).status()).toBe(201);

  await page.getByRole('button', { name: name }).click();
  await drawer.getByRole('button', { name: t('api-keys:action.revoke') }).click();
  await page
    .getByRole('dialog', { name: t('api-keys:revoke.title', { name: name }) })
    .getByRole('button', { name: t('api-keys:action.revoke') })
    .click();
  await expect(page.getByText(t('api-keys:revoke.done', { name: name }))).toBeVisible();
  expect((await create()).status()).toBe(401);
  await ask.dispose();
});
