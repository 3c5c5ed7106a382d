import type { FieldCondition, FieldOperator, LeadCondition, SegmentField } from '@perennial/api-client';
import { IconButton } from '@perennial/ui';
import { Button, Segmented, Select } from 'antd';
import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAttributeLabel } from '../../../shared/attributes/use-attributes';
import { ValueEditor } from '../../segments/builder/value-editor';
import { carriedValues, valueShape } from '../../segments/condition/field-values';
import { useLeadFields } from '../use-field-names';
import { flatCondition, fromFlat, type Join } from './flat-condition';
import styles from './rules.module.css';

type ConditionFieldProps = { value: LeadCondition; onChange: (condition: LeadCondition) => void };

/** Which leads a rule is for: fields of the lead, all of them or any. What is nested deeper is left as it is. */
export function ConditionField({ value, onChange }: ConditionFieldProps) {
  const { t } = useTranslation('scores');
  const { fields } = useLeadFields();
  const flat = flatCondition(value);
  if (!flat) return <p className={styles.hint}>{t('condition.nested')}</p>;
  const { join, rows } = flat;
  const set = (next: FieldCondition[], by: Join = join) => onChange(fromFlat(by, next));
  const add = () => {
    const [first] = fields;
    if (first) set([...rows, { field: first.field, operator: first.operators[0] ?? 'is', values: [] }]);
  };
  return (
    <fieldset className={styles.condition}>
      <legend className={styles.hidden}>{t('condition.label')}</legend>
      {rows.length > 1 ? (
        <Segmented<Join>
          size="small"
          aria-label={t('condition.join')}
          value={join}
          options={(['all', 'any'] as const).map((word) => ({ value: word, label: t(`condition.${word}`) }))}
          onChange={(by) => set(rows, by)}
        />
      ) : null}
      {rows.length === 0 ? <p className={styles.hint}>{t('condition.everyone')}</p> : null}
      {rows.map((row, place) => (
        <ConditionRow
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity, and no state of their own
          key={place}
          row={row}
          fields={fields}
          onChange={(next) => set(rows.map((each, at) => (at === place ? next : each)))}
          onRemove={() => set(rows.filter((_, at) => at !== place))}
        />
      ))}
      <Button type="link" size="small" icon={<Plus size={14} />} className={styles.add ?? ''} onClick={add}>
        {t('condition.add')}
      </Button>
    </fieldset>
  );
}

type RowProps = {
  row: FieldCondition;
  fields: SegmentField[];
  onChange: (row: FieldCondition) => void;
  onRemove: () => void;
};

function ConditionRow({ row, fields, onChange, onRemove }: RowProps) {
  const { t } = useTranslation(['scores', 'segments']);
  const labelOf = useAttributeLabel();
  const field = fields.find((each) => each.field === row.field);
  const values = row.values ?? [];
  const choose = (name: string) => {
    const chosen = fields.find((each) => each.field === name);
    const operator = chosen?.operators[0] ?? 'is';
    const isDays = chosen && valueShape(chosen.type, operator) === 'days';
    onChange({ field: name, operator, values: isDays ? [30] : [] });
  };
  const compare = (operator: FieldOperator) => {
    if (!field) return;
    const shapes = [valueShape(field.type, row.operator), valueShape(field.type, operator)] as const;
    onChange({ ...row, operator, values: carriedValues(values, ...shapes) });
  };
  return (
    <div className={styles.conditionRow}>
      <Select<string>
        aria-label={t('segments:field.label')}
        popupMatchSelectWidth={false}
        className={styles.field ?? ''}
        showSearch={{ optionFilterProp: 'label' }}
        options={fields.map((each) => ({ value: each.field, label: labelOf(each) }))}
        value={row.field}
        onChange={choose}
      />
      {field ? (
        <>
          <Select<FieldOperator>
            aria-label={t('segments:field.operator')}
            popupMatchSelectWidth={false}
            value={row.operator}
            options={field.operators.map((value) => ({
              value,
              label: t(`segments:${wordsOf(field)}.${value}`),
            }))}
            onChange={compare}
          />
          <ValueEditor
            field={field}
            operator={row.operator}
            values={values}
            control={{ 'aria-label': t('segments:field.value') }}
            onChange={(next) => onChange({ ...row, values: next })}
          />
        </>
      ) : null}
      <IconButton label={t('scores:condition.remove')} icon={<X size={14} />} onClick={onRemove} />
    </div>
  );
}

function wordsOf({ type }: SegmentField): 'operator' | 'date_operator' | 'list_operator' {
  if (type === 'date') return 'date_operator';
  return type === 'multi_choice' ? 'list_operator' : 'operator';
}
