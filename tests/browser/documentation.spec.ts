import { expect, test } from './journey';

test('the documentation lists every operation, and a call can be tried from it', async ({
  page,
  server,
  api,
}) => {
  const { paths, webhooks } = await (await api.get('/openapi.json')).json();
  await page.goto('/docs');
  await expect(page.locator('.opblock').first()).toBeVisible({ timeout: 30_000 });
  const described = Object.values({ ...paths, ...webhooks } as Record<string, object>);
  expect(await page.locator('.opblock').count()).toBe(described.flatMap((item) => Object.keys(item)).length);

  await page.getByRole('button', { name: 'Authorize' }).first().click();
  const dialog = page.locator('.modal-ux');
  const key = dialog.locator('.auth-container').filter({ hasText: 'secret_key' });
  await key.locator('input').fill(server.apiKey);
  await key.getByRole('button', { name: 'Apply credentials' }).click();
  await dialog.locator('.close-modal').click();

  const operation = page
    .locator('.opblock')
    .filter({ has: page.locator('[data-path="/v1/channels"]') })
    .and(page.locator('.opblock-get'));
  await operation.locator('.opblock-summary-control').click();
  await operation.getByRole('button', { name: 'Execute' }).click();
  await expect(operation.locator('.live-responses-table .response-col_status').last()).toContainText('200');
});

test('the documentation needs nothing from the internet', async ({ page, server }) => {
  const strangers: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(server.url) && !request.url().startsWith('data:'))
      strangers.push(request.url());
  });
  await page.goto('/docs');
  await expect(page.locator('.opblock').first()).toBeVisible({ timeout: 30_000 });
  expect(strangers).toEqual([]);
});
