import { StatusTag } from '@perennial/ui';
import { Checkbox, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Labelled } from '../../scores/rules/labelled';
import { RuleCondition } from '../../scores/rules/rule-condition';
import styles from '../routing.module.css';
import { RuleFrame } from '../rules/rule-frame';
import { type AssignmentRule, strategies } from './assignment-rules';
import { RuleMembers } from './rule-members';
import { RuleSummary } from './rule-summary';

type RuleCardProps = {
  rule: AssignmentRule;
  at: number;
  isOpen: boolean;
  isOff: boolean;
  tools: ReactNode;
  onToggle: () => void;
  onChange: (change: Partial<AssignmentRule>) => void;
  onRemove: () => void;
};

/** Which leads a rule is for, who gets them, and how they are shared out. */
export function RuleCard({ rule, onChange, ...frame }: RuleCardProps) {
  const { t } = useTranslation('routing');
  const { isOpen, isOff, at } = frame;
  const pointer = `/rules/${at}`;
  const { name } = rule;
  return (
    <RuleFrame
      {...frame}
      name={name}
      pointer={pointer}
      onName={(next) => onChange({ name: next })}
      head={
        isOpen ? (
          <Switch
            checked={rule.enabled}
            aria-label={t('rule.enabled_of', { name })}
            checkedChildren={t('rule.on')}
            unCheckedChildren={t('rule.off')}
            onChange={(enabled) => onChange({ enabled })}
          />
        ) : rule.enabled ? null : (
          <StatusTag>{t('rule.off')}</StatusTag>
        )
      }
      summary={<RuleSummary rule={rule} />}
    >
      <fieldset className={styles.part}>
        <legend className={styles.partTitle}>{t('rule.which')}</legend>
        <RuleCondition
          value={rule.condition}
          pointer={`${pointer}/condition`}
          label={name}
          isOff={isOff}
          onChange={(condition) => onChange({ condition })}
        />
      </fieldset>
      <div className={styles.fields}>
        <Labelled label={t('strategy.label')}>
          {(id) => (
            <Select
              id={id}
              value={rule.strategy}
              options={strategies.map((value) => ({ value, label: t(`strategy.${value}`) }))}
              onChange={(strategy) => onChange({ strategy })}
            />
          )}
        </Labelled>
        <Labelled label={t('rule.when')}>
          {(id) => (
            <Checkbox
              id={id}
              checked={rule.only_working_hours}
              onChange={(event) => onChange({ only_working_hours: event.target.checked })}
            >
              {t('rule.only_working_hours')}
            </Checkbox>
          )}
        </Labelled>
      </div>
      <p className={styles.hint}>{t(`strategy.hint.${rule.strategy}`)}</p>
      <RuleMembers
        rule={rule}
        pointer={`${pointer}/members`}
        isOff={isOff}
        onChange={(members) => onChange({ members })}
      />
    </RuleFrame>
  );
}
