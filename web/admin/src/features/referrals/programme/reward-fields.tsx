import { InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { Labelled } from '../../../shared/forms/labelled';
import { MoneyInput } from '../../../shared/money/money-input';
import { useRuleProblem } from '../../../shared/rules/rule-problems';
import styles from '../referrals.module.css';
import type { ProgrammeFieldsProps } from './programme-editor';

/** What is promised, for what, and when it is due. An empty field promises nothing. */
export function RewardFields({ rules, onChange }: ProgrammeFieldsProps) {
  return (
    <div className={styles.fields}>
      <Amount field="qualified_reward" rules={rules} onChange={onChange} />
      <Amount field="won_reward" rules={rules} onChange={onChange} />
      <Count field="order_percent" rules={rules} onChange={onChange} min={1} max={100} isOptional />
      <Count field="order_months" rules={rules} onChange={onChange} min={1} max={120} />
      <Count field="hold_days" rules={rules} onChange={onChange} min={0} max={365} />
    </div>
  );
}

type AmountProps = ProgrammeFieldsProps & { field: 'qualified_reward' | 'won_reward' };

function Amount({ field, rules, onChange }: AmountProps) {
  const { t } = useTranslation('referrals');
  return (
    <Labelled label={t(`programme.${field}`)} problem={useRuleProblem(`/${field}`)}>
      {(id) => (
        <MoneyInput
          id={id}
          value={rules[field] ?? null}
          // Nothing is no reward; the server has none of nought.
          onChange={(value) => onChange({ [field]: value && value.amount > 0 ? value : null })}
        />
      )}
    </Labelled>
  );
}

type CountProps = ProgrammeFieldsProps & {
  field: 'order_percent' | 'order_months' | 'hold_days';
  min: number;
  max: number;
  isOptional?: boolean;
};

const usual = { order_months: 12, hold_days: 30 };

function Count({ field, rules, onChange, min, max, isOptional = false }: CountProps) {
  const { t } = useTranslation('referrals');
  const fallback = field === 'order_percent' || isOptional ? null : usual[field];
  return (
    <Labelled label={t(`programme.${field}`)} problem={useRuleProblem(`/${field}`)}>
      {(id) => (
        <InputNumber<number>
          id={id}
          style={{ width: '100%' }}
          min={min}
          max={max}
          precision={0}
          suffix={t(`programme.unit.${field}`)}
          value={rules[field] ?? null}
          onChange={(value) => onChange({ [field]: value ?? fallback })}
        />
      )}
    </Labelled>
  );
}
