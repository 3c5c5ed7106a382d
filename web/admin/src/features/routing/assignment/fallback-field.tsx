import { getPoolRulesOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRuleProblem } from '../../../shared/rules/rule-problems';
import styles from '../routing.module.css';

type FallbackFieldProps = { value: string | null; onChange: (poolKey: string | null) => void };

/** Where leads go that nobody gets. */
export function FallbackField({ value, onChange }: FallbackFieldProps) {
  const { t } = useTranslation('routing');
  const pools = useQuery(getPoolRulesOptions()).data?.pools ?? [];
  const problem = useRuleProblem('/fallback_pool_key');
  return (
    <div className={styles.section}>
      <Select<string>
        aria-label={t('fallback.title')}
        style={{ maxWidth: 420 }}
        value={value ?? ''}
        options={[
          { value: '', label: t('fallback.wait') },
          ...pools.map(({ key, name }) => ({ value: key, label: t('fallback.pool', { name }) })),
        ]}
        onChange={(key) => onChange(key || null)}
      />
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  );
}
