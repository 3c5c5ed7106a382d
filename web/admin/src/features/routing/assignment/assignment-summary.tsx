import { getPoolRulesOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMembers } from '../../../shared/members/use-members';
import styles from '../routing.module.css';
import { RuleList } from '../rules/rule-list';
import type { AssignmentRules } from './assignment-rules';
import { RuleSummary } from './rule-summary';

/** The rules, where the rest goes, and what each member takes. */
export function AssignmentSummary({ rules }: { rules: AssignmentRules }) {
  const { t } = useTranslation('routing');
  const { nameOf } = useMembers();
  const pools = useQuery(getPoolRulesOptions()).data?.pools ?? [];
  const fallback = rules.fallback_pool_key;
  const pool = pools.find(({ key }) => key === fallback);
  return (
    <div className={styles.section}>
      <RuleList rules={rules.rules} nothing={t('rules.empty.title')}>
        {(rule) => <RuleSummary rule={rule} />}
      </RuleList>
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
