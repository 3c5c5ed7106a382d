import { IconButton, StatusTag } from '@perennial/ui';
import { Button, Checkbox, Input, Select, Switch } from 'antd';
import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Labelled } from '../../scores/rules/labelled';
import { RuleCondition } from '../../scores/rules/rule-condition';
import { useRuleProblem } from '../../scores/rules/rule-problems';
import styles from '../routing.module.css';
import { type AssignmentRule, strategies } from './assignment-rules';
import { RuleMembers } from './rule-members';
import { RuleSummary } from './rule-summary';

type RuleCardProps = {
  rule: AssignmentRule;
  at: number;
  isOpen: boolean;
  isOff: boolean;
  /** Move it. */
  tools: ReactNode;
  onToggle: () => void;
  onChange: (change: Partial<AssignmentRule>) => void;
  onRemove: () => void;
};

/** One rule: read as sentences, or open to be changed. */
export function RuleCard({ rule, at, isOpen, isOff, tools, onToggle, onChange, onRemove }: RuleCardProps) {
  const { t } = useTranslation('routing');
  const pointer = `/rules/${at}`;
  const problem = useRuleProblem(pointer);
  const { name } = rule;
  return (
    <section className={styles.rule} aria-label={name}>
      <div className={styles.ruleHead}>
        {tools}
        <span className={styles.ruleNumber}>{at + 1}</span>
        <span className={styles.ruleName}>
          {isOpen ? (
            <Input
              aria-label={t('rule.name')}
              maxLength={120}
              value={name}
              onChange={(event) => onChange({ name: event.target.value })}
            />
          ) : (
            <span className={styles.ruleTitle}>{name}</span>
          )}
        </span>
        {rule.enabled || isOpen ? null : <StatusTag>{t('rule.off')}</StatusTag>}
        {isOpen ? (
          <Switch
            checked={rule.enabled}
            aria-label={t('rule.enabled_of', { name })}
            checkedChildren={t('rule.on')}
            unCheckedChildren={t('rule.off')}
            onChange={(enabled) => onChange({ enabled })}
          />
        ) : null}
        <Button
          size="small"
          // Whoever may change nothing may read all the same.
          disabled={false}
          aria-expanded={isOpen}
          aria-label={t(isOpen ? 'rule.close_of' : isOff ? 'rule.open_of' : 'rule.edit_of', { name })}
          onClick={onToggle}
        >
          {t(isOpen ? 'rule.close' : isOff ? 'rule.open' : 'rule.edit')}
        </Button>
        {isOff ? null : (
          <IconButton label={t('rule.remove', { name })} icon={<Trash2 size={16} />} onClick={onRemove} />
        )}
      </div>
      {isOpen ? (
        <>
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
            <Labelled label={t('strategy.label')} hint={t(`strategy.hint.${rule.strategy}`)}>
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
        </>
      ) : (
        <RuleSummary rule={rule} />
      )}
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : null}
    </section>
  );
}
