import { type MoneyValue, minorDigits } from '@perennial/ui';
import { Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/session-store';
import { MoneyInput } from '../../shared/money/money-input';

const usual = ['CNY', 'USD', 'EUR', 'GBP', 'HKD', 'JPY', 'TWD', 'SGD', 'AUD'];

/** The usual currencies, the workspace's own first. */
export function useCurrencies(): string[] {
  const own = useSession().workspace.currency;
  return [own, ...usual.filter((currency) => currency !== own)];
}

type CurrencyMoneyInputProps = {
  value?: MoneyValue | null;
  onChange?: (value: MoneyValue | null) => void;
  id?: string;
};

/** An amount in the currency in which it was paid. */
export function CurrencyMoneyInput({ value, onChange, id }: CurrencyMoneyInputProps) {
  const { t } = useTranslation('channels');
  const currencies = useCurrencies();
  const [chosen, setChosen] = useState<string>();
  const currency = value?.currency ?? chosen ?? currencies[0] ?? 'CNY';
  const change = (next: string) => {
    setChosen(next);
    // The same figure in another currency, whose minor unit may be another.
    const factor = 10 ** (minorDigits(next) - minorDigits(currency));
    if (value) onChange?.({ amount: Math.round(value.amount * factor), currency: next });
  };
  return (
    <Space.Compact block>
      <Select
        aria-label={t('spend.currency')}
        style={{ width: 96 }}
        value={currency}
        options={currencies.map((code) => ({ value: code, label: code }))}
        onChange={change}
      />
      <MoneyInput
        {...(id ? { id } : {})}
        allowNegative
        value={value ?? null}
        onChange={(next) => onChange?.(next && { ...inCurrency(next, currency) })}
      />
    </Space.Compact>
  );
}

/** What was typed while nothing was there is in the workspace's currency. */
function inCurrency({ amount, currency }: MoneyValue, wanted: string): MoneyValue {
  if (currency === wanted) return { amount, currency };
  const factor = 10 ** (minorDigits(wanted) - minorDigits(currency));
  return { amount: Math.round(amount * factor), currency: wanted };
}
