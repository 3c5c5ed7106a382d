import type { Account } from '@perennial/api-client';
import { type Column, Day, Figure, Money, RelativeTime, StatusTag } from '@perennial/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ContactValue } from '../../shared/contact/contact-value';
import { LifecycleTag } from './lifecycle-tag';

type AccountText = ReturnType<typeof useTranslation<'accounts'>>['t'];

/** What the list can show of an account. The ids are the API's field names: the export takes them as they are. */
export function useAccountColumns(): Column<Account>[] {
  const { t } = useTranslation('accounts');
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('title_one'),
        primary: true,
        width: 220,
        sortField: 'name',
        cell: (account) => account.name,
      },
      {
        id: 'lifecycle_stage',
        header: t('field.lifecycle_stage'),
        width: 140,
        cell: (account) => <LifecycleTag stage={account.lifecycle_stage} />,
      },
      {
        id: 'plan',
        header: t('field.plan'),
        width: 130,
        cell: (account) => account.plan?.name ?? '—',
      },
      {
        id: 'mrr',
        header: t('field.mrr'),
        width: 120,
        align: 'end',
        sortField: 'mrr',
        cell: (account) => <Money value={account.standing.mrr} />,
      },
      {
        id: 'renews_on',
        header: t('field.renews_on'),
        width: 120,
        sortField: 'renews_on',
        cell: (account) => <Day on={account.standing.renews_on} />,
      },
      { id: 'owner', header: t('field.owner'), width: 110, cell: (account) => <Owner account={account} /> },
      { id: 'industry', header: t('field.industry'), width: 110, cell: (account) => account.industry ?? '—' },
      { id: 'city', header: t('field.city'), width: 100, cell: (account) => account.city ?? '—' },
      {
        id: 'created_at',
        header: t('field.created'),
        width: 110,
        sortField: 'created_at',
        cell: (account) => <RelativeTime at={account.created_at} />,
      },
      ...extraColumns(t),
    ],
    [t],
  );
}

function extraColumns(t: AccountText): Column<Account>[] {
  const off = { offByDefault: true, deskOnly: true };
  return [
    { id: 'short_name', header: t('field.short_name'), ...off, cell: (account) => account.short_name ?? '—' },
    {
      id: 'phone',
      header: t('field.phone'),
      ...off,
      cell: (account) => (
        <ContactValue kind="phone" value={account.phone} isMasked={account.contact_masked} />
      ),
    },
    { id: 'region', header: t('field.region'), ...off, cell: (account) => account.region ?? '—' },
    {
      id: 'size',
      header: t('field.size'),
      align: 'end',
      ...off,
      cell: (account) => <Figure value={account.size ?? null} />,
    },
    {
      id: 'people_count',
      header: t('field.people_count'),
      align: 'end',
      ...off,
      cell: (account) => <Figure value={account.people_count} />,
    },
    {
      id: 'tags',
      header: t('field.tags'),
      ...off,
      cell: (account) => account.tags.map((tag) => <StatusTag key={tag}>{tag}</StatusTag>),
    },
    {
      id: 'external_id',
      header: t('field.external_id'),
      ...off,
      cell: (account) => account.external_id ?? '—',
    },
    {
      id: 'updated_at',
      header: t('field.updated'),
      sortField: 'updated_at',
      ...off,
      cell: (account) => <RelativeTime at={account.updated_at} />,
    },
  ];
}

function Owner({ account }: { account: Account }) {
  const { t } = useTranslation('accounts');
  if (account.owner) return account.owner.name;
  return account.owner_id ? '—' : <StatusTag tone="attention">{t('unassigned')}</StatusTag>;
}
