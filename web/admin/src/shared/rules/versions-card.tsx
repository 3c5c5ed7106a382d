import type { Problem, RulesVersions } from '@perennial/api-client';
import { Card, DateTime, ErrorState } from '@perennial/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './rules.module.css';
import type { RulesDraft } from './use-rules-draft';
import { VersionDrawer } from './version-drawer';

const shownFirst = 5;

type VersionsCardProps<Rules extends object> = {
  /** Which rules they are: tells those of one place from those of another. */
  kind: string;
  query: UseQueryResult<RulesVersions, Problem>;
  draft: RulesDraft<Rules>;
  canConfigure: boolean;
  /** Rules in a few lines. */
  summary: (rules: Rules) => ReactNode;
};

/** Who published what when, each to be read, and to go back to. */
export function VersionsCard<Rules extends object>({ query, ...shown }: VersionsCardProps<Rules>) {
  const { t } = useTranslation('rules');
  const [isWhole, setWhole] = useState(false);
  const [opened, setOpened] = useState<number>();
  const versions = query.data?.data ?? [];
  const listed = isWhole ? versions : versions.slice(0, shownFirst);
  return (
    <Card title={t('versions.title')} region={{ isBusy: query.isFetching }}>
      {query.isPending ? <Skeleton active title={false} paragraph={{ rows: 3 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} compact /> : null}
      {query.isSuccess && versions.length === 0 ? (
        <p className={styles.hint}>{t('versions.nothing')}</p>
      ) : null}
      <ol className={styles.versions}>
        {listed.map(({ version, created_at, created_by }) => (
          <li key={version} className={styles.version}>
            <button type="button" className={styles.linkLike} onClick={() => setOpened(version)}>
              {t('versions.number', { version })}
            </button>
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
      {opened === undefined ? null : (
        <VersionDrawer {...shown} version={opened} onOpen={setOpened} onClose={() => setOpened(undefined)} />
      )}
    </Card>
  );
}
