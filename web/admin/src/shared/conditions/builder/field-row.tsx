import type { FieldOperator, SegmentField, SegmentFieldType } from '@perennial/api-client';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAttributeLabel } from '../../attributes/use-attributes';
import type { FieldNode, RowSubject } from '../draft/condition-draft';
import { changeNode } from '../draft/draft-edits';
import { carriedValues, valueShape } from '../draft/field-values';
import { useConditionFields } from '../use-condition-fields';
import { useBuilder } from './builder-context';
import styles from './condition-builder.module.css';
import { ValueEditor } from './value-editor';

type FieldRowProps = { row: FieldNode; subject: RowSubject };

/** What a field of the record must say. */
export function FieldRow({ row, subject }: FieldRowProps) {
  const { t } = useTranslation('conditions');
  const { edit, newest, problems } = useBuilder();
  const { fields, isPending, isError } = useConditionFields(subject);
  const field = fields.find((each) => each.field === row.field);
  const change = (part: Partial<FieldNode>) =>
    edit((root) => changeNode(root, row.id, (node) => ({ ...node, ...part }) as FieldNode));
  const compare = (operator: FieldOperator) => {
    if (!field) return;
    const [from, to] = [valueShape(field.type, row.operator), valueShape(field.type, operator)];
    change({ operator, values: carriedValues(row.values, from, to) });
  };
  const isWrong = problems.has(row.id) ? { status: 'error' as const } : {};
  return (
    <div className={styles.controls}>
      <Select<string>
        className={styles.field ?? ''}
        aria-label={t('field.label')}
        placeholder={t('field.choose')}
        popupMatchSelectWidth={false}
        autoFocus={newest === row.id}
        defaultOpen={newest === row.id && !row.field}
        loading={isPending}
        notFoundContent={t(isError ? 'field.failed' : 'field.nothing')}
        showSearch={{ optionFilterProp: 'search' }}
        options={useFieldOptions(fields)}
        // One that is gone is called as the condition calls it.
        {...(row.field ? { value: row.field } : {})}
        {...isWrong}
        onChange={(next) => {
          const chosen = fields.find((each) => each.field === next);
          const operator = chosen?.operators[0] ?? 'is';
          const isDays = chosen && valueShape(chosen.type, operator) === 'days';
          change({ field: next, operator, values: isDays ? [30] : [] });
        }}
      />
      {field ? (
        <Select<FieldOperator>
          aria-label={t('field.operator')}
          popupMatchSelectWidth={false}
          value={row.operator}
          options={field.operators.map((value) => ({
            value,
            label: t(`${wordsOf(field.type)}.${value}`),
          }))}
          onChange={compare}
        />
      ) : null}
      {field ? (
        <ValueEditor
          field={field}
          operator={row.operator}
          values={row.values}
          control={{ 'aria-label': t('field.value'), ...isWrong }}
          onChange={(values) => change({ values })}
        />
      ) : null}
    </div>
  );
}

/** Days and lists are compared in other words. */
function wordsOf(kind: SegmentFieldType): 'operator' | 'date_operator' | 'list_operator' {
  if (kind === 'date') return 'date_operator';
  return kind === 'multi_choice' ? 'list_operator' : 'operator';
}

/** By name, in both languages; the workspace's own fields stand after the others. */
function useFieldOptions(fields: SegmentField[]) {
  const { t } = useTranslation('conditions');
  const labelOf = useAttributeLabel();
  const isOwn = ({ field }: SegmentField) => field.startsWith('attributes.');
  const asOption = (each: SegmentField) => ({
    value: each.field,
    label: labelOf(each),
    search: `${each.label} ${each.label_zh} ${each.field}`,
  });
  const own = fields.filter(isOwn).map(asOption);
  const others = fields.filter((each) => !isOwn(each)).map(asOption);
  return own.length > 0
    ? [
        { label: t('field.built_in'), options: others },
        { label: t('field.own'), options: own },
      ]
    : others;
}
