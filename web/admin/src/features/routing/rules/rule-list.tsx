import { StatusTag } from '@perennial/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../routing.module.css';

type Rule = { key: string; name: string; enabled?: boolean };
type RuleListProps<R extends Rule> = {
  rules: R[];
  /** What is said where there are none. */
  nothing: string;
  children: (rule: R) => ReactNode;
};

/** Rules to be read, in their order. */
export function RuleList<R extends Rule>({ rules, nothing, children }: RuleListProps<R>) {
  const { t } = useTranslation('routing');
  if (rules.length === 0) return <p className={styles.hint}>{nothing}</p>;
  return (
    <ol className={styles.plainList}>
      {rules.map((rule, at) => (
        <li key={rule.key} className={styles.rule}>
          <div className={styles.row}>
            <span className={styles.ruleNumber}>{at + 1}</span>
            <strong>{rule.name}</strong>
            {rule.enabled === false ? <StatusTag>{t('rule.off')}</StatusTag> : null}
          </div>
          {children(rule)}
        </li>
      ))}
    </ol>
  );
}
