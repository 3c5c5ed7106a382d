import type { ApiKey } from '@perennial/api-client';
import { type Column, DateTime, RelativeTime } from '@perennial/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../parts/parts.module.css';
import { ApiKeyStateTag } from './api-key-state-tag';

export function useApiKeyColumns(): Column<ApiKey>[] {
  const { t } = useTranslation('api-keys');
  return useMemo(
    () => [
      { id: 'name', header: t('field.name'), primary: true, cell: (key) => key.name },
      { id: 'state', header: t('field.state'), cell: (key) => <ApiKeyStateTag state={key.state} /> },
      { id: 'kind', header: t('field.kind'), cell: (key) => t(`kind.${key.kind}`) },
      {
        id: 'hint',
        header: t('field.hint'),
        cell: (key) => <code className={styles.mono}>{key.hint}</code>,
      },
      {
        id: 'grants',
        header: t('field.grants'),
        cell: (key) => t('grants', { count: key.grants.length }),
      },
      {
        id: 'last_used_at',
        header: t('field.last_used_at'),
        cell: (key) =>
          key.last_used_at ? (
            <RelativeTime at={key.last_used_at} />
          ) : (
            <span className={styles.muted}>{t('never_used')}</span>
          ),
      },
      {
        id: 'expires_at',
        header: t('field.expires_at'),
        cell: (key) =>
          key.expires_at ? (
            <DateTime at={key.expires_at} />
          ) : (
            <span className={styles.muted}>{t('expiry.never')}</span>
          ),
      },
      {
        id: 'created_at',
        header: t('field.created_at'),
        sortField: 'created_at',
        offByDefault: true,
        cell: (key) => <DateTime at={key.created_at} />,
      },
    ],
    [t],
  );
}
