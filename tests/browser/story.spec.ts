import type { Locator, Page } from '@playwright/test';
import { bodyOf, expect, signIn, test } from './journey';
import type { Texts } from './texts';

type Named = { id: string; name: string };

const minute = 60_000;

function timeline(page: Page, t: Texts): Locator {
  return page.getByRole('region', { name: t('timeline:title') });
}

function chip(page: Page, t: Texts, kind: string): Locator {
  const kinds = page.getByRole('group', { name: t('timeline:story.kinds') });
  return kinds.getByRole('button', { name: t(`timeline:story.kind.${kind}`) });
}

test('the story of an account folds what its people did, opens it in place, and is narrowed by a link', async ({
  page,
  api,
  server,
  t,
  expectAccessibleEverywhere,
}) => {
  const account = await bodyOf<Named>(api.post('/v1/accounts', { data: { name: `Lakeside ${Date.now()}` } }));
  const accounts = [{ account_id: account.id, role: 'user', is_primary: true }];
  const person = await bodyOf<Named>(
    api.post('/v1/people', { data: { name: `Wen ${Date.now()}`, accounts } }),
  );
  const name = `shelved_${Date.now()}`;
  const done = async (ago: number, number: number) => {
    const occurred_at = new Date(Date.now() - ago).toISOString();
    const who = { person_id: person.id, account_id: account.id };
    const event = { ...who, name, message_id: crypto.randomUUID(), occurred_at, properties: { number } };
    await bodyOf(api.post('/v1/events/batch', { data: { events: [event] } }));
  };
  // Long ago, so that no midnight comes between the two.
  const noon = Date.now() - new Date().setUTCHours(4, 0, 0, 0) + 3 * 24 * 60 * minute;
  await done(noon, 1);
  await done(noon - minute, 2);
  await bodyOf(api.post('/v1/notes', { data: { subject_id: account.id, body: 'Wants a second shop.' } }));

  await signIn(page, server.account);
  await page.goto(`/accounts/${account.id}`);
  await expect(timeline(page, t)).toContainText('Wants a second shop.');
  const run = timeline(page, t)
    .getByRole('listitem')
    .filter({ hasText: t('timeline:story.run', { count: 2 }) });
  await expect(run).toContainText(name);
  await expect(run).toContainText('×2');
  await expect(run.getByRole('link', { name: person.name })).toBeVisible();
  await expect(run).not.toContainText('number 2');

  // In place, by keyboard.
  const fold = run.getByRole('button', { name: t('timeline:story.run', { count: 2 }) });
  await fold.focus();
  await page.keyboard.press('Enter');
  await expect(fold).toHaveAttribute('aria-expanded', 'true');
  await expect(run.getByRole('list').getByRole('listitem')).toHaveCount(2);
  await expect(run).toContainText('number 2');
  await expectAccessibleEverywhere(() => run.getByRole('list').waitFor());

  await chip(page, t, 'note').click();
  await expect(timeline(page, t)).not.toContainText(name);
  await expect(timeline(page, t)).toContainText('Wants a second shop.');
  await chip(page, t, 'note').click();
  await chip(page, t, 'task').click();
  await expect(page.getByText(t('timeline:story.no_match'))).toBeVisible();
  await chip(page, t, 'behaviour').click();
  await expect(page).toHaveURL(/story_kind=task%2Cbehaviour/);
  await page.reload();
  await expect(chip(page, t, 'behaviour')).toHaveAttribute('aria-pressed', 'true');
  await expect(run).toContainText(name);
  await expect(timeline(page, t)).not.toContainText('Wants a second shop.');
  await page.goto(`/accounts/${account.id}?story_to=2001-01-01`);
  await page.getByRole('button', { name: t('timeline:story.clear') }).last().click();
  await expect(run).toContainText(name);

  // The same on the page of whoever did it, who needs no name there.
  await page.goto(`/people/${person.id}?story_kind=behaviour`);
  await expect(run).toContainText(name);
  await run.getByRole('button', { name: t('timeline:story.run', { count: 2 }) }).click();
  await run.getByRole('link', { name }).first().click();
  await expect(page.getByRole('dialog', { name })).toBeVisible();
});
