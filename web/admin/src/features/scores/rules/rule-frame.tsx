import { IconButton } from '@perennial/ui';
import { Input, InputNumber } from 'antd';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRuleProblem } from '../../../shared/rules/rule-problems';
import styles from './rules.module.css';

type Rule = { name: string; points: number };
type RuleFrameProps = {
  rule: Rule;
  pointer: string;
  onChange: (change: Rule) => void;
  onRemove: () => void;
  /** What must be so, or happen. */
  children: ReactNode;
};

/** A rule: its name, its points, and when they count. */
export function RuleFrame({ rule, pointer, onChange, onRemove, children }: RuleFrameProps) {
  const { t } = useTranslation('scores');
  const problem = useRuleProblem(pointer);
  return (
    <li className={styles.rule}>
      <div className={styles.ruleHead}>
        <Input
          aria-label={t('rule.name')}
          placeholder={t('rule.name')}
          maxLength={100}
          value={rule.name}
          {...(problem ? { status: 'error' as const } : {})}
          onChange={(event) => onChange({ ...rule, name: event.target.value })}
        />
        <InputNumber<number>
          aria-label={t('rule.points_of', { name: rule.name })}
          className={styles.pointsInput ?? ''}
          min={-1_000}
          max={1_000}
          precision={0}
          suffix={t('rule.points')}
          value={rule.points}
          onChange={(points) => onChange({ ...rule, points: points ?? 0 })}
        />
        <IconButton label={t('rule.remove', { name: rule.name })} icon={<X size={16} />} onClick={onRemove} />
      </div>
      {children}
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : null}
    </li>
  );
}
