import { Webhook } from 'standardwebhooks';
import { choose } from './controls';
import { expect, signIn, test } from './journey';
import { startReceiver } from './receiver';

test('a registered address gets lead.created, signed, and can be sent it again from the log', async ({
  page,
  server,
  api,
  t,
}) => {
  const receiver = await startReceiver();
  await signIn(page, server.account);
  await page.goto('/settings/webhooks');
  await page
    .getByRole('button', { name: t('webhooks:action.create') })
    .first()
    .click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel(t('webhooks:field.url')).fill(receiver.url);
  await choose(page, drawer.getByLabel(t('webhooks:field.event_types')), t('event-types:event.lead.created'));
  await page.keyboard.press('Escape');
  await drawer.getByRole('button', { name: t('webhooks:action.create') }).click();
  const secret = await drawer.getByRole('region', { name: t('webhooks:secret.title') }).innerText();
  await drawer.getByRole('button', { name: t('webhooks:action.close') }).click();

  const created = await api.post('/v1/leads', {
    data: { name: 'Heard of by webhook', email: 'webhook@example.com' },
  });
  const { id } = await created.json();
  await expect.poll(() => receiver.messages.length, { timeout: 15_000 }).toBe(1);
  const [message] = receiver.messages as [(typeof receiver.messages)[0]];
  const verified = new Webhook(secret).verify(message.body, message.headers as Record<string, string>);
  expect(verified).toMatchObject({ type: 'lead.created', data: { lead_id: id } });

  await page.getByRole('tab', { name: t('webhooks:tab.deliveries') }).click();
  const log = page.getByRole('table', { name: t('webhooks:tab.deliveries') });
  await log.getByRole('rowheader').first().getByRole('button').click();
  await expect(drawer.getByText(t('webhooks:answered', { status: 204 })).first()).toBeVisible();
  await expect(drawer.getByText(id)).toBeVisible();
  await drawer.getByRole('button', { name: t('webhooks:action.replay') }).click();
  await expect.poll(() => receiver.messages.length, { timeout: 15_000 }).toBe(2);
  expect(receiver.messages[1]?.headers['webhook-id']).toBe(message.headers['webhook-id']);
  await receiver.close();
});

test('a receiver that fails is seen in the log with its answer', async ({ page, server, t }) => {
  const receiver = await startReceiver();
  receiver.answerWith(500);
  await signIn(page, server.account);
  await page.goto('/settings/webhooks');
  await page
    .getByRole('button', { name: t('webhooks:action.create') })
    .first()
    .click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel(t('webhooks:field.url')).fill(receiver.url);
  await drawer.getByRole('button', { name: t('webhooks:action.create') }).click();
  await drawer.getByRole('button', { name: t('webhooks:action.close') }).click();
  await page.getByRole('button', { name: receiver.url }).click();
  await drawer.getByRole('button', { name: t('webhooks:action.test') }).click();
  await expect.poll(() => receiver.messages.length, { timeout: 15_000 }).toBeGreaterThan(0);
  await expect(drawer.getByText(t('webhooks:answered', { status: 500 })).first()).toBeVisible();
  await receiver.close();
});
