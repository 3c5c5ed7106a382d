import { Select, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { SettledNumber } from '../../../shared/forms/settled-number';
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
  const settle = (next: number, of: Size) => {
    const seconds = next * sizes[of];
    if (seconds !== value) onChange(seconds === usualWindow ? undefined : seconds);
  };
  return (
    <BuilderField label={t('funnel.window')} pointer="/window_seconds">
      {(control) => (
        <Space.Compact block>
          <SettledNumber
            {...control}
            style={{ width: '45%' }}
            min={1}
            max={9_999}
            value={count}
            onChange={(next) => settle(next, size)}
          />
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
