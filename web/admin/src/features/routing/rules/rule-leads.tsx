import type { LeadCondition } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { RuleCondition } from '../../leads/condition/rule-condition';
import styles from '../routing.module.css';

type RuleLeadsProps = {
  rule: { name: string; condition: LeadCondition };
  pointer: string;
  isOff: boolean;
  onChange: (change: { condition: LeadCondition }) => void;
};

/** Which leads a rule is for. */
export function RuleLeads({ rule, pointer, isOff, onChange }: RuleLeadsProps) {
  const { t } = useTranslation('routing');
  return (
    <fieldset className={styles.part}>
      <legend className={styles.partTitle}>{t('rule.which')}</legend>
      <RuleCondition
        value={rule.condition}
        pointer={`${pointer}/condition`}
        label={rule.name}
        isOff={isOff}
        onChange={(condition) => onChange({ condition })}
      />
    </fieldset>
  );
}
