import { IconButton } from '@perennial/ui';
import { Button, Input, InputNumber } from 'antd';
import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Labelled } from '../../../shared/forms/labelled';
import { useRuleProblem } from '../../../shared/rules/rule-problems';
import styles from './rules.module.css';

type Group = { name: string; cap?: number | null };
type GroupFrameProps = {
  group: Group;
  /** Where it stands in the definition. */
  pointer: string;
  onChange: (change: Group) => void;
  onAdd: () => void;
  onRemove: () => void;
  /** Beside name and cap. */
  more?: ReactNode;
  children: ReactNode;
};

/** A group of rules that share a cap. */
export function GroupFrame({ group, pointer, onChange, onAdd, onRemove, more, children }: GroupFrameProps) {
  const { t } = useTranslation('scores');
  return (
    <fieldset className={styles.group}>
      <legend className={styles.hidden}>{group.name || t('group.new')}</legend>
      <div className={styles.groupHead}>
        <Labelled label={t('group.name')} problem={useRuleProblem(`${pointer}/name`)}>
          {(id) => (
            <Input
              id={id}
              maxLength={60}
              value={group.name}
              onChange={(event) => onChange({ ...group, name: event.target.value })}
            />
          )}
        </Labelled>
        <Labelled
          label={t('group.cap')}
          hint={t('group.cap_hint')}
          problem={useRuleProblem(`${pointer}/cap`)}
        >
          {(id) => (
            <InputNumber<number>
              id={id}
              min={0}
              max={10_000}
              precision={0}
              placeholder={t('group.no_cap')}
              value={group.cap ?? null}
              onChange={(cap) => onChange({ ...group, cap })}
            />
          )}
        </Labelled>
        {more}
        <IconButton
          label={t('group.remove', { name: group.name })}
          icon={<Trash2 size={16} />}
          onClick={onRemove}
        />
      </div>
      <ul className={styles.rules}>{children}</ul>
      <Button type="link" icon={<Plus size={14} />} className={styles.add ?? ''} onClick={onAdd}>
        {t('rule.add')}
      </Button>
    </fieldset>
  );
}
