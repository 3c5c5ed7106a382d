import { IconButton } from '@perennial/ui';
import { Button, Input } from 'antd';
import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRuleProblem } from '../../../shared/rules/rule-problems';
import styles from '../routing.module.css';

type RuleFrameProps = {
  name: string;
  at: number;
  pointer: string;
  isOpen: boolean;
  isOff: boolean;
  /** Move it. */
  tools: ReactNode;
  /** Beside the name. */
  head?: ReactNode;
  onToggle: () => void;
  onName: (name: string) => void;
  onRemove: () => void;
  /** What is read while it is closed. */
  summary: ReactNode;
  children: ReactNode;
};

/** One of several ordered rules: read as sentences, or open to be changed. */
export function RuleFrame(props: RuleFrameProps) {
  const { name, at, isOpen, isOff, tools, head, onToggle, onName, onRemove, summary, children } = props;
  const { t } = useTranslation('routing');
  const problem = useRuleProblem(props.pointer);
  const opener = isOff ? 'open' : 'edit';
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
              onChange={(event) => onName(event.target.value)}
            />
          ) : (
            <span className={styles.ruleTitle}>{name}</span>
          )}
        </span>
        {head}
        <Button
          size="small"
          // Whoever may change nothing may read all the same.
          disabled={false}
          aria-expanded={isOpen}
          aria-label={isOpen ? t('rule.close_of', { name }) : t(`rule.${opener}_of`, { name })}
          onClick={onToggle}
        >
          {isOpen ? t('rule.close') : t(`rule.${opener}`)}
        </Button>
        {isOff ? null : (
          <IconButton label={t('rule.remove', { name })} icon={<Trash2 size={16} />} onClick={onRemove} />
        )}
      </div>
      {isOpen ? children : summary}
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : null}
    </section>
  );
}
