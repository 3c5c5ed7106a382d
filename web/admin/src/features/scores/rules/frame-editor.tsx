import type { GradeCuts, Limits, ScoreAxis, Threshold } from '@perennial/api-client';
import { IconButton } from '@perennial/ui';
import { Button, Input, InputNumber, Select } from 'antd';
import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Labelled } from '../../../shared/forms/labelled';
import { useRuleProblem } from '../../../shared/rules/rule-problems';
import { changed, type Keyed, keyed, without } from './keyed-rules';
import styles from './rules.module.css';

type NumbersProps<Name extends string> = {
  pointer: string;
  names: readonly Name[];
  values: Record<Name, number>;
  labelOf: (name: Name) => string;
  onChange: (values: Record<Name, number>) => void;
};

/** A few numbers in a row. */
function Numbers<Name extends string>({ pointer, names, values, labelOf, onChange }: NumbersProps<Name>) {
  const problem = useRuleProblem(pointer);
  return (
    <div>
      <div className={styles.groupHead}>
        {names.map((name) => (
          <Labelled key={name} label={labelOf(name)}>
            {(id) => (
              <InputNumber<number>
                id={id}
                className={styles.numberInput ?? ''}
                value={values[name]}
                onChange={(value) => onChange({ ...values, [name]: value ?? 0 })}
              />
            )}
          </Labelled>
        ))}
      </div>
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  );
}

/** Between which numbers an axis stays. */
export function LimitsEditor({
  axis,
  value,
  onChange,
}: {
  axis: 'fit' | 'engagement';
  value: Limits;
  onChange: (limits: Limits) => void;
}) {
  const { t } = useTranslation('scores');
  return (
    <Numbers
      pointer={`/${axis}/limits`}
      names={['low', 'high'] as const}
      values={value}
      labelOf={(name) => t(`limits.${name}`)}
      onChange={onChange}
    />
  );
}

/** From which numbers on a lead is an A or a B, a 1 or a 2. */
export function GradesEditor({ value, onChange }: { value: GradeCuts; onChange: (cuts: GradeCuts) => void }) {
  const { t } = useTranslation('scores');
  return (
    <Numbers
      pointer="/grades"
      names={['a', 'b', 'one', 'two'] as const}
      values={value}
      labelOf={(name) => t(`grades.${name}`)}
      onChange={onChange}
    />
  );
}

const axes = ['score', 'fit', 'engagement'] as const satisfies ScoreAxis[];
type Thresholds = Keyed<Threshold>[];

/** Lines whose crossing is told as an event. */
export function ThresholdsEditor({
  value,
  onChange,
}: {
  value: Thresholds;
  onChange: (thresholds: Thresholds) => void;
}) {
  const { t } = useTranslation('scores');
  const problem = useRuleProblem('/thresholds');
  const add = () => {
    const next = { key: `threshold-${value.length + 1}`, name: '', axis: 'score' as const, at: 50 };
    onChange([...value, keyed({ ...next, hysteresis: 5 })]);
  };
  return (
    <>
      <ul className={styles.rules}>
        {value.map((threshold) => {
          const set = (change: Partial<Threshold>) =>
            onChange(changed<Keyed<Threshold>>(value, threshold.key_, change));
          return (
            <li key={threshold.key_} className={styles.rule}>
              <div className={styles.conditionRow}>
                <Input
                  aria-label={t('threshold.name')}
                  placeholder={t('threshold.name')}
                  className={styles.field ?? ''}
                  maxLength={60}
                  value={threshold.name}
                  onChange={(event) => set({ name: event.target.value })}
                />
                <Input
                  aria-label={t('threshold.key')}
                  placeholder={t('threshold.key')}
                  className={styles.field ?? ''}
                  maxLength={60}
                  value={threshold.key}
                  onChange={(event) => set({ key: event.target.value })}
                />
                <Select<ScoreAxis>
                  aria-label={t('threshold.axis')}
                  popupMatchSelectWidth={false}
                  value={threshold.axis}
                  options={axes.map((axis) => ({ value: axis, label: t(`axis.${axis}`) }))}
                  onChange={(axis) => set({ axis })}
                />
                <InputNumber<number>
                  aria-label={t('threshold.at')}
                  className={styles.numberInput ?? ''}
                  prefix="≥"
                  value={threshold.at}
                  onChange={(at) => set({ at: at ?? 0 })}
                />
                <InputNumber<number>
                  aria-label={t('threshold.hysteresis')}
                  title={t('threshold.hysteresis_hint')}
                  className={styles.numberInput ?? ''}
                  prefix="−"
                  min={0}
                  max={1_000}
                  value={threshold.hysteresis ?? 0}
                  onChange={(hysteresis) => set({ hysteresis: hysteresis ?? 0 })}
                />
                <IconButton
                  label={t('threshold.remove', { name: threshold.name })}
                  icon={<X size={16} />}
                  onClick={() => onChange(without(value, threshold.key_))}
                />
              </div>
            </li>
          );
        })}
      </ul>
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : null}
      <div>
        <Button type="link" icon={<Plus size={14} />} className={styles.add ?? ''} onClick={add}>
          {t('threshold.add')}
        </Button>
      </div>
    </>
  );
}
