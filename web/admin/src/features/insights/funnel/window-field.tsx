import { InputNumber, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BuilderField } from '../builder-field';
import { usualWindow } from './funnel-search';

const sizes = { day: 86_400, hour: 3_600, minute: 60 } as const;
type Size = keyof typeof sizes;
const order: Size[] = ['day', 'hour', 'minute'];

type WindowFieldProps = {
  /** In seconds. */
  value: number | undefined;
  onChange: (seconds: number | undefined) => void;
};

/** Within what time the last step has to follow the first. */
export function WindowField({ value = usualWindow, onChange }: WindowFieldProps) {
  const { t } = useTranslation('insights');
  const size = order.find((each) => value % sizes[each] === 0) ?? 'minute';
  const count = value / sizes[size];
  const settle = (next: number | null, of: Size) => {
    const seconds = (next ?? count) * sizes[of];
    if (seconds !== value) onChange(seconds === usualWindow ? undefined : seconds);
  };
  return (
    <BuilderField label={t('funnel.window')} pointer="/window_seconds">
      {(control) => (
        <Space.Compact block>
          <CountInput key={value} control={control} count={count} onSettle={(next) => settle(next, size)} />
          <Select<Size>
            aria-label={t('funnel.window_unit')}
            style={{ width: '55%' }}
            value={size}
            options={order.map((each) => ({ value: each, label: t(`funnel.window_${each}`) }))}
            onChange={(of) => settle(count, of)}
          />
        </Space.Compact>
      )}
    </BuilderField>
  );
}

type CountInputProps = {
  control: { 'aria-label': string; 'aria-describedby'?: string; status?: 'error' };
  count: number;
  onSettle: (count: number | null) => void;
};

function CountInput({ control, count, onSettle }: CountInputProps) {
  const [draft, setDraft] = useState<number | null>(count);
  return (
    <InputNumber<number>
      {...control}
      style={{ width: '45%' }}
      min={1}
      max={9_999}
      precision={0}
      value={draft}
      onChange={setDraft}
      onStep={onSettle}
      onBlur={() => onSettle(draft)}
      onPressEnter={() => onSettle(draft)}
    />
  );
}
