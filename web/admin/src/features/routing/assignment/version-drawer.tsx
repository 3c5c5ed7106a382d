import { getAssignmentRulesOptions, getPoolRulesOptions } from '@perennial/api-client/queries';
import { DetailDrawer, ErrorState, StatusTag } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMembers } from '../../../shared/members/use-members';
import styles from '../routing.module.css';
import type { AssignmentRules } from './assignment-rules';
import { RuleSummary } from './rule-summary';

type VersionDrawerProps = { version: number; onClose: () => void };

/** The rules as they were in a version. */
export default function VersionDrawer({ version, onClose }: VersionDrawerProps) {
  const { t } = useTranslation(['routing', 'rules']);
  const query = useQuery(getAssignmentRulesOptions({ query: { version } }));
  return (
    <DetailDrawer isOpen title={t('rules:versions.number', { version })} onClose={onClose} width={520}>
      {query.isPending ? <Skeleton active paragraph={{ rows: 6 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data ? <Rules rules={query.data} /> : null}
    </DetailDrawer>
  );
}

function Rules({ rules }: { rules: AssignmentRules }) {
  const { t } = useTranslation('routing');
  const { nameOf } = useMembers();
  const pools = useQuery(getPoolRulesOptions()).data?.pools ?? [];
  const fallback = rules.fallback_pool_key;
  const pool = pools.find(({ key }) => key === fallback);
  return (
    <div className={styles.section}>
      {rules.rules.length === 0 ? <p className={styles.hint}>{t('rules.empty.title')}</p> : null}
      <ol className={styles.plainList}>
        {rules.rules.map((rule, at) => (
          <li key={rule.key} className={styles.rule}>
            <div className={styles.row}>
              <span className={styles.ruleNumber}>{at + 1}</span>
              <strong>{rule.name}</strong>
              {rule.enabled ? null : <StatusTag>{t('rule.off')}</StatusTag>}
            </div>
            <RuleSummary rule={rule} />
          </li>
        ))}
      </ol>
      <p className={styles.hint}>
        {t('fallback.title')}
        {t('list.colon')}
        {fallback ? t('fallback.pool', { name: pool?.name ?? fallback }) : t('fallback.wait')}
      </p>
      <ul className={styles.plainList}>
        {rules.reps.map(({ member_id, monthly_capacity, max_open }) => (
          <li key={member_id} className={styles.hint}>
            {nameOf(member_id) ?? t('member.gone')}
            {t('list.colon')}
            {[
              monthly_capacity == null ? undefined : t('reps.capacity_is', { count: monthly_capacity }),
              max_open == null ? undefined : t('reps.max_open_is', { count: max_open }),
            ]
              .filter(Boolean)
              .join(t('list.comma'))}
          </li>
        ))}
      </ul>
    </div>
  );
}
