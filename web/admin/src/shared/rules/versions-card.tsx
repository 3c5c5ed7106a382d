import type { Problem, RulesVersions } from '@perennial/api-client';
import { Card, DateTime, ErrorState } from '@perennial/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './rules.module.css';

const shownFirst = 5;

type VersionsCardProps = {
  query: UseQueryResult<RulesVersions, Problem>;
  /** Shows the rules of a version, where the API keeps them to be read. */
  onOpen?: (version: number) => void;
};

/** Who published what when. */
export function VersionsCard({ query, onOpen }: VersionsCardProps) {
  const { t } = useTranslation('rules');
  const [isWhole, setWhole] = useState(false);
  const versions = query.data?.data ?? [];
  const shown = isWhole ? versions : versions.slice(0, shownFirst);
  return (
    <Card title={t('versions.title')} region={{ isBusy: query.isFetching }}>
      {query.isPending ? <Skeleton active title={false} paragraph={{ rows: 3 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} compact /> : null}
      {query.isSuccess && versions.length === 0 ? (
        <p className={styles.hint}>{t('versions.nothing')}</p>
      ) : null}
      <ol className={styles.versions}>
        {shown.map(({ version, created_at, created_by }) => (
          <li key={version} className={styles.version}>
            {onOpen ? (
              <button type="button" className={styles.linkLike} onClick={() => onOpen(version)}>
                {t('versions.number', { version })}
              </button>
            ) : (
              <span>{t('versions.number', { version })}</span>
            )}
            <span className={styles.hint}>
              {created_by?.name ?? t('versions.program')} · <DateTime at={created_at} />
            </span>
          </li>
        ))}
      </ol>
      {versions.length > shownFirst && !isWhole ? (
        <Button type="link" size="small" className={styles.all ?? ''} onClick={() => setWhole(true)}>
          {t('versions.all', { count: versions.length })}
        </Button>
      ) : null}
    </Card>
  );
}
