import { Button } from 'antd';
import { Filter } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type ChosenEvents, chosenOf, conditionsOf, namesOf } from './chosen-events';
import { ConditionLines } from './condition-lines';
import styles from './event-picker.module.css';
import { EventSelect } from './event-select';

type EventPickerProps = {
  value: ChosenEvents | undefined;
  onChange: (chosen: ChosenEvents | undefined) => void;
  isAnyAllowed?: boolean;
  'aria-label': string;
  'aria-describedby'?: string;
  status?: 'error';
};

/** Which events count, by name and by what their properties say. */
export function EventPicker({ value, onChange, ...control }: EventPickerProps) {
  const { t } = useTranslation('events');
  const names = namesOf(value);
  const where = conditionsOf(value);
  const label = t('condition.add_to', { what: control['aria-label'] });
  return (
    <>
      <span className={styles.picker}>
        <EventSelect
          {...control}
          value={names}
          onChange={(chosen) => onChange(chosenOf(chosen ?? [], where))}
        />
        <Button
          icon={<Filter size={14} />}
          aria-label={label}
          title={label}
          {...(where.length >= 10 ? { disabled: true } : {})}
          onClick={() => onChange(chosenOf(names, [...where, { operator: 'is' }]))}
        />
      </span>
      <ConditionLines
        names={names}
        conditions={where}
        onChange={(conditions) => onChange(chosenOf(names, conditions))}
      />
    </>
  );
}
