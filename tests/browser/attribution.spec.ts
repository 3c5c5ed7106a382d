import AxeBuilder from '@axe-core/playwright';
import type { APIRequestContext } from '@playwright/test';
import { bodyOf, expect, signIn, test } from './journey';

type Named = { id: string; name: string };

/** A lead that met one channel first, another last, and was won. */
async function won(api: APIRequestContext): Promise<{ first: Named; last: Named; lead: string }> {
  const mark = Date.now();
  const channel = (word: string) =>
    bodyOf<Named>(
      api.post('/v1/channels', { data: { key: `${word}-${mark}`, name: `${word} ${mark}`, kind: 'social' } }),
    );
  const [first, last] = [await channel('video'), await channel('letter')];
  const ago = (hours: number) => new Date(mark - hours * 60 * 60_000).toISOString();
  const lead = await bodyOf<Named>(
    api.post('/v1/leads', {
      data: {
        name: `Wanda ${mark}`,
        captured_at: ago(5),
        touch: { channel_id: first.id, occurred_at: ago(5) },
      },
    }),
  );
  await bodyOf(
    api.post(`/v1/leads/${lead.id}/touches`, { data: { channel_id: last.id, occurred_at: ago(2) } }),
  );
  await bodyOf(api.post(`/v1/leads/${lead.id}/convert`, { data: {} }));
  return { first, last, lead: `Wanda ${mark}` };
}

test('credit stands side by side for every model, and opens the leads behind it', async ({
  page,
  api,
  server,
  t,
}) => {
  const { first, last, lead } = await won(api);
  await signIn(page, server.account);
  await page.goto('/attribution');
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await expect(row(first.name).getByRole('cell').first(), 'all credit of the first model').toContainText('1');
  await expect(row(last.name).getByRole('cell').nth(3), 'half of the linear one').toContainText('0.5');
  await expect(page.getByText(t('attribution:conserved'))).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await row(last.name).getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`touched_channel_id=${last.id}`));
  await expect(row(lead)).toHaveCount(1);
});

test('a kept run stays as it was and says when it is stale', async ({ page, api, server, t }) => {
  await won(api);
  await signIn(page, server.account);
  await page.goto('/attribution');
  await page.getByRole('button', { name: t('attribution:keep') }).click();
  await expect(page).toHaveURL(/run=attribution_/);
  await expect(page.getByText(t('attribution:stale'))).toHaveCount(0);
  await won(api);
  await page.reload();
  await expect(page.getByText(t('attribution:stale'))).toBeVisible();
});
