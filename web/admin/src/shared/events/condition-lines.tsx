import { IconButton } from '@perennial/ui';
import { AutoComplete, Select } from 'antd';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useEventCatalogue } from '../activity/event-catalogue';
import { SettledText } from '../forms/settled-text';
import { type ChosenCondition, needsValue, type Operator, operators } from './chosen-events';
import { type ConditionKind, conditionKind, enteredValue } from './condition-values';
import styles from './event-picker.module.css';

type ConditionLinesProps = {
  /** The events whose properties are offered; none means those of all. */
  names: string[];
  conditions: ChosenCondition[];
  onChange: (conditions: ChosenCondition[]) => void;
};

/** What properties must say: all of it. */
export function ConditionLines({ names, conditions, onChange }: ConditionLinesProps) {
  const catalogue = useEventCatalogue();
  const events = (catalogue.data?.data ?? []).filter(
    ({ name }) => names.length === 0 || names.includes(name),
  );
  const properties = events.flatMap((event) => event.properties);
  return conditions.map((condition, at) => (
    <ConditionLine
      // biome-ignore lint/suspicious/noArrayIndexKey: two conditions may be the same; their place tells them apart
      key={at}
      condition={condition}
      known={[...new Set(properties.map(({ name }) => name))]}
      kind={conditionKind(
        condition,
        properties.filter(({ name }) => name === condition.property).flatMap(({ types }) => types),
      )}
      onChange={(next) => onChange(conditions.map((old, place) => (place === at ? next : old)))}
      onRemove={() => onChange(conditions.filter((_, place) => place !== at))}
    />
  ));
}

type ConditionLineProps = {
  condition: ChosenCondition;
  known: string[];
  kind: ConditionKind;
  onChange: (condition: ChosenCondition) => void;
  onRemove: () => void;
};

function ConditionLine({ condition, known, kind, onChange, onRemove }: ConditionLineProps) {
  const { t } = useTranslation('events');
  const { property, operator, value } = condition;
  return (
    <span className={styles.condition}>
      <AutoComplete
        key={property}
        aria-label={t('condition.property')}
        placeholder={t('condition.property')}
        defaultValue={property ?? ''}
        options={known.map((name) => ({ value: name }))}
        showSearch={{ filterOption: true }}
        onSelect={(name: string) => onChange({ ...condition, property: name })}
        onBlur={(event) => {
          const name = (event.target as HTMLInputElement).value.trim();
          if (name !== (property ?? '')) onChange({ ...condition, property: name || undefined });
        }}
      />
      <Select<Operator>
        aria-label={t('condition.operator')}
        popupMatchSelectWidth={false}
        value={operator}
        options={operators.map((each) => ({ value: each, label: t(`condition.${each}`) }))}
        onChange={(next) => onChange({ ...condition, operator: next })}
      />
      {!needsValue(operator) ? null : kind === 'boolean' ? (
        <Select<string>
          aria-label={t('condition.value')}
          placeholder={t('condition.value')}
          {...(value === undefined ? {} : { value: String(value) })}
          options={['true', 'false'].map((each) => ({
            value: each,
            label: t(`condition.${each as 'true'}`),
          }))}
          onChange={(text) => onChange({ ...condition, value: text === 'true' })}
        />
      ) : (
        <SettledText
          key={kind}
          aria-label={t('condition.value')}
          placeholder={t('condition.value')}
          inputMode={kind === 'number' ? 'decimal' : 'text'}
          value={value === undefined ? '' : String(value)}
          onChange={(text) => onChange({ ...condition, value: enteredValue(text, kind) })}
        />
      )}
      <IconButton label={t('condition.remove')} icon={<X size={15} />} onClick={onRemove} />
    </span>
  );
}
