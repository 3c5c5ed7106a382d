import { StatusTag } from '@perennial/ui';
import { Checkbox, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { Labelled } from '../../../shared/forms/labelled';
import styles from '../routing.module.css';
import { RuleFrame } from '../rules/rule-frame';
import { RuleLeads } from '../rules/rule-leads';
import type { RuleRow } from '../rules/rule-rows';
import { type AssignmentRule, strategies } from './assignment-rules';
import { RuleMembers } from './rule-members';
import { RuleSummary } from './rule-summary';

type RuleCardProps = RuleRow<AssignmentRule> & { rule: AssignmentRule };

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
      <RuleLeads rule={rule} pointer={pointer} isOff={isOff} onChange={onChange} />
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
