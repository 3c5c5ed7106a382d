import { bodyOf, expect, signIn, test } from './journey';

type Form = {
  public_url: string;
  consent_text?: string;
  fields: { key: string; label: string; required: boolean }[];
};
type Campaign = { name: string; utm_campaign: string; channel_id: string };
type Channel = { id: string; key: string; name: string };

/** The path of the form's page, wherever the installation says that it is reached. */
function addressOf(form: Form): string {
  return new URL(form.public_url, 'http://localhost').pathname;
}

test('a visitor sends the hosted form, and the lead is there with its channel, campaign and touch', async ({
  page,
  context,
  server,
  api,
  t,
  inLanguage,
}) => {
  const { data: forms } = await bodyOf<{ data: Form[] }>(api.get('/v1/lead-forms'));
  const { data: campaigns } = await bodyOf<{ data: Campaign[] }>(api.get('/v1/campaigns'));
  const { data: channels } = await bodyOf<{ data: Channel[] }>(api.get('/v1/channels'));
  const form = forms.find(({ consent_text }) => consent_text) as Form;
  const campaign = campaigns.find((each) => each.utm_campaign && each.channel_id) as Campaign;
  const channel = channels.find(({ id }) => id === campaign.channel_id) as Channel;
  const visitor = inLanguage({
    'zh-CN': { name: '林知夏', phone: '139 1234 5601', company: '知夏花店' },
    en: { name: 'Nora Whitfield', phone: '+1 415 555 0173', company: 'Whitfield Flowers' },
  });

  const portal = await context.newPage();
  await portal.goto(
    `${addressOf(form)}?utm_source=${channel.key}&utm_medium=paid&utm_campaign=${campaign.utm_campaign}`,
  );
  for (const [key, value] of Object.entries(visitor)) {
    const field = form.fields.find((each) => each.key === key);
    if (field) await portal.getByRole('textbox', { name: new RegExp(`^${field.label}( |$)`) }).fill(value);
  }
  await portal.getByRole('button', { name: t('portal:send') }).click();
  await expect(portal.getByText(t('portal:consent_required'))).toBeVisible();
  await portal.getByRole('checkbox').check();
  await portal.getByRole('button', { name: t('portal:send') }).click();
  await expect(portal.getByRole('heading', { name: t('portal:thank_you_title') })).toBeVisible();

  await signIn(page, server.account);
  await page.goto('/leads');
  const row = page.getByRole('row').filter({ hasText: visitor.company });
  await expect(row).toContainText(channel.name);
  await row.getByRole('link', { name: visitor.company }).click();

  const drawer = page.getByRole('dialog');
  await drawer.getByRole('tab', { name: t('leads:tab.touches') }).click();
  const touches = drawer.getByRole('tabpanel', { name: t('leads:tab.touches') });
  await expect(touches).toContainText(channel.name);
  await expect(touches).toContainText(campaign.utm_campaign);
  await drawer.getByText(t('leads:facts.more')).click();
  await expect(drawer.locator('details').getByText(campaign.name)).toBeVisible();
});

test('the form names every missing answer at once', async ({ page, api, t }) => {
  const { data: forms } = await bodyOf<{ data: Form[] }>(api.get('/v1/lead-forms'));
  const form = forms.find(({ consent_text }) => consent_text) as Form;
  await page.goto(addressOf(form));
  await page.getByRole('button', { name: t('portal:send') }).click();
  const required = form.fields.filter((field) => field.required).length;
  await expect(page.getByText(t('portal:required'))).toHaveCount(required);
});

test('a form that is not there says so', async ({ page, t }) => {
  await page.goto('/f/no-such-form');
  await expect(page.getByRole('heading', { name: t('portal:missing_title') })).toBeVisible();
});
