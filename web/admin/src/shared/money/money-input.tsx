import { type MoneyValue, minorDigits } from '@perennial/ui';
import { InputNumber } from 'antd';
import { useSession } from '../../session/session-store';

type MoneyInputProps = {
  value?: MoneyValue | null;
  onChange?: (value: MoneyValue | null) => void;
  id?: string;
  'aria-label'?: string;
  status?: 'error';
  allowNegative?: boolean;
};

/** Types an amount in whole units; the form holds minor units and the workspace's currency, as the API takes them. */
export function MoneyInput({ value, onChange, allowNegative = false, ...rest }: MoneyInputProps) {
  const workspaceCurrency = useSession().workspace.currency;
  const currency = value?.currency ?? workspaceCurrency;
  const digits = minorDigits(currency);
  return (
    <InputNumber<number>
      style={{ width: '100%' }}
      prefix={currency}
      precision={digits}
      {...(allowNegative ? {} : { min: 0 })}
      {...rest}
      value={value ? value.amount / 10 ** digits : null}
      onChange={(amount) =>
        onChange?.(amount === null ? null : { amount: Math.round(amount * 10 ** digits), currency })
      }
    />
  );
}
