import type { FieldOperator, SegmentField } from '@perennial/api-client';
import type { MoneyValue } from '@perennial/ui';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAttributeLabel } from '../../attributes/use-attributes';
import { SettledNumber } from '../../forms/settled-number';
import { SettledText } from '../../forms/settled-text';
import { useMemberOptions } from '../../members/member-select';
import { useMembers } from '../../members/use-members';
import { MoneyInput } from '../../money/money-input';
import { usePlanName, usePlans } from '../../plans/use-plans';
import { DayPicker } from '../../time/pickers';
import { typedNumbers, valueShape } from '../draft/field-values';
import styles from './condition-builder.module.css';

type Control = { 'aria-label': string; status?: 'error' };
type ValuesProps = { values: unknown[]; control: Control; onChange: (values: unknown[]) => void };
type ValueEditorProps = ValuesProps & { field: SegmentField; operator: FieldOperator };

/** What a field is compared with, entered as its kind wants it. */
export function ValueEditor({ field, operator, ...rest }: ValueEditorProps) {
  switch (valueShape(field.type, operator)) {
    case 'none':
      return null;
    case 'days':
      return <Days {...rest} />;
    case 'one':
      return <OneValue field={field} {...rest} />;
    default:
      return <ManyValues field={field} {...rest} />;
  }
}

function Days({ values, control, onChange }: ValuesProps) {
  const { t } = useTranslation('conditions');
  return (
    <SettledNumber
      {...control}
      className={styles.number ?? ''}
      min={1}
      max={3_650}
      suffix={t('field.days')}
      value={Number(values[0] ?? 30)}
      onChange={(days) => onChange([days])}
    />
  );
}

function OneValue({ field, values, control, onChange }: ValuesProps & { field: SegmentField }) {
  const [value] = values;
  const set = (next: unknown) => onChange(next === null || next === undefined || next === '' ? [] : [next]);
  if (field.type === 'boolean') return <YesOrNo {...{ control, value, set }} />;
  if (field.type === 'money') {
    return (
      <span className={styles.value}>
        <MoneyInput {...control} value={(value as MoneyValue | undefined) ?? null} onChange={set} />
      </span>
    );
  }
  if (field.type === 'date') {
    return (
      <span className={styles.value}>
        <DayPicker {...control} value={value ? String(value) : null} onChange={set} />
      </span>
    );
  }
  const isNumber = field.type === 'number';
  return (
    <SettledText
      {...control}
      className={styles.value ?? ''}
      inputMode={isNumber ? 'decimal' : 'text'}
      value={String(value ?? '')}
      onChange={(text) => set(isNumber ? typedNumbers([text.trim()])[0] : text.trim())}
    />
  );
}

type YesOrNoProps = { control: Control; value: unknown; set: (value: boolean) => void };

function YesOrNo({ control, value, set }: YesOrNoProps) {
  const { t } = useTranslation('conditions');
  return (
    <Select<string>
      {...control}
      placeholder={t('field.choose_value')}
      {...(value === undefined ? {} : { value: String(value) })}
      options={[
        { value: 'true', label: t('field.yes') },
        { value: 'false', label: t('field.no') },
      ]}
      onChange={(word) => set(word === 'true')}
    />
  );
}

function ManyValues({ field, values, control, onChange }: ValuesProps & { field: SegmentField }) {
  const { t } = useTranslation('conditions');
  const options = useChoices(field, values);
  const isNumber = field.type === 'number';
  // Lists without options hold free words.
  const isTyped =
    isNumber || field.type === 'text' || (field.type === 'multi_choice' && options.length === 0);
  return (
    <Select<string[]>
      {...control}
      className={styles.values ?? ''}
      mode={isTyped ? 'tags' : 'multiple'}
      placeholder={t(isTyped ? 'field.type_values' : 'field.choose_values')}
      popupMatchSelectWidth={false}
      tokenSeparators={isTyped ? [',', '\uff0c', '\u3001', '\n'] : []}
      {...(isTyped ? { open: false, suffixIcon: null } : {})}
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      value={values.map(String)}
      onChange={(texts) => onChange(isNumber ? typedNumbers(texts) : texts)}
    />
  );
}

type Choice = { value: string; label: string };

/** What there is to choose from; nothing where values are typed. What was chosen before it went out of use keeps its name. */
function useChoices({ type, options }: SegmentField, chosen: unknown[]): Choice[] {
  const members = useMemberOptions();
  const { nameOf } = useMembers();
  const plans = usePlans();
  const planName = usePlanName();
  const labelOf = useAttributeLabel();
  const withChosen = (offered: Choice[], named: (id: string) => string | undefined): Choice[] => {
    const gone = chosen.map(String).filter((id) => !offered.some(({ value }) => value === id));
    return [...offered, ...gone.map((id) => ({ value: id, label: named(id) ?? id }))];
  };
  if (type === 'member') return withChosen(members, nameOf);
  if (type === 'plan') {
    return withChosen(
      plans.map(({ id, name }) => ({ value: id, label: name })),
      planName,
    );
  }
  return options.map((option) => ({ value: option.value, label: labelOf(option) }));
}
