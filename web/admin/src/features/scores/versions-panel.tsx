import type { ScoreVersion } from '@perennial/api-client';
import { listScoreVersionsOptions } from '@perennial/api-client/queries';
import { Card, DateTime, ErrorState, StatusTag } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { differences } from './rules/rule-differences';
import styles from './rules/rules.module.css';

/** Every version of the rules, with what it changed. */
export function VersionsPanel() {
  const { t } = useTranslation('scores');
  const query = useQuery(listScoreVersionsOptions());
  const versions = query.data?.data ?? [];
  return (
    <Card title={t('versions.title')}>
      {query.isPending ? <Skeleton active paragraph={{ rows: 5 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      <ol className={styles.rules}>
        {versions.map((version, place) => (
          <li key={version.number} className={styles.rule}>
            <Version version={version} before={versions[place + 1]} isInForce={place === 0} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

type VersionProps = { version: ScoreVersion; before: ScoreVersion | undefined; isInForce: boolean };

function Version({ version, before, isInForce }: VersionProps) {
  const { t } = useTranslation('scores');
  const words = { limits: t('limits.title'), grades: t('grades.title') };
  const found = before ? differences(before.definition, version.definition, words) : [];
  return (
    <>
      <div className={styles.conditionRow}>
        <strong>{t('versions.number', { number: version.number })}</strong>
        {isInForce ? <StatusTag tone="success">{t('draft.in_force')}</StatusTag> : null}
        <span className={styles.hint}>
          {version.published_by?.name ?? t('versions.nobody')} <DateTime at={version.published_at} />
        </span>
      </div>
      {version.note ? <p style={{ margin: 0, whiteSpace: 'pre-wrap' }}>{version.note}</p> : null}
      {found.length > 0 ? (
        <p className={styles.hint}>
          {found.map(({ kind, name }) => `${t(`difference.${kind}`)} ${name}`).join(' · ')}
        </p>
      ) : null}
    </>
  );
}
