import i18next from 'i18next';

/** What the work is for, in the reader's language; a kind newer than this application is shown by its own name. */
export function jobName(kind: string): string {
  const key = `jobs:kind.${kind}`;
  return i18next.exists(key) ? (i18next.t(key as 'jobs:title') as string) : kind;
}

export const jobKinds = [
  'webhooks.deliver',
  'webhooks.prune',
  'exchange.import',
  'leads.bulk_edit',
  'subscription.settle',
  'identity.send_invitation',
  'identity.send_password_reset',
  'identity.prepare_password_reset',
  'identity.purge',
];
