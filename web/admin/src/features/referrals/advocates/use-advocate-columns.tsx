import type { Advocate } from '@perennial/api-client';
import { type Column, RelativeTime, StatusTag } from '@perennial/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../referrals.module.css';
import { useProgramme } from '../use-programme';
import { CopyLink } from './copy-link';
import { TotalLink, totals } from './total-link';

export function useAdvocateColumns(): Column<Advocate>[] {
  const { t } = useTranslation('referrals');
  const { hasLinks } = useProgramme();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('field.name'),
        primary: true,
        width: 170,
        sortField: 'name',
        cell: ({ name }) => name,
      },
      {
        id: 'code',
        header: t('field.code'),
        width: 190,
        cell: (advocate) => (
          <span className={styles.code}>
            <code>{advocate.code}</code>
            {advocate.blocked_at ? (
              <StatusTag tone="danger">{t('advocate.blocked')}</StatusTag>
            ) : hasLinks ? (
              <CopyLink advocate={advocate} />
            ) : null}
          </span>
        ),
      },
      {
        id: 'account',
        header: t('field.account'),
        width: 150,
        deskOnly: true,
        cell: ({ account }) => account?.name ?? '—',
      },
      ...totals.map((total) => ({
        id: total,
        header: t(`total.${total}`),
        align: 'end' as const,
        width: 110,
        cell: (advocate: Advocate) => <TotalLink of={advocate} total={total} />,
      })),
      {
        id: 'created_at',
        header: t('field.created_at'),
        width: 120,
        sortField: 'created_at',
        deskOnly: true,
        cell: ({ created_at }) => <RelativeTime at={created_at} />,
      },
    ],
    [t, hasLinks],
  );
}
