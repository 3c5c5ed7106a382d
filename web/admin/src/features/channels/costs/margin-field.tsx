import { InputNumber, Tooltip } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './costs-page.module.css';

type MarginFieldProps = { value: string | undefined; onChange: (value: string | undefined) => void };

/** Which part of revenue is left after what it costs to serve, in percent. */
export function MarginField({ value, onChange }: MarginFieldProps) {
  const { t } = useTranslation('costs');
  const id = useId();
  return (
    <Tooltip title={t('margin_text')}>
      <label htmlFor={id} className={styles.margin}>
        {t('margin')}
        <InputNumber<number>
          id={id}
          min={1}
          max={100}
          precision={0}
          suffix="%"
          style={{ width: 84 }}
          value={value ? Number(value) : 100}
          // While it is typed it is not asked for yet.
          changeOnWheel={false}
          onBlur={({ target }) => onChange(settled(target.value))}
          onPressEnter={({ currentTarget }) => onChange(settled(currentTarget.value))}
        />
      </label>
    </Tooltip>
  );
}

function settled(text: string): string | undefined {
  const percent = Number.parseInt(text, 10);
  return percent >= 1 && percent < 100 ? String(percent) : undefined;
}
