import type { Plan } from '@perennial/api-client';
import { formatMoney, useKit } from '@perennial/ui';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePlanName, usePlans } from './use-plans';

type PlanSelectProps = {
  id?: string;
  value?: string | null;
  /** The plan, so that a form can take its fee and term. */
  onChange?: (id: string | null, plan: Plan | undefined) => void;
};

/** Chooses a plan on sale, by name and annual fee. One that was chosen before it went off sale stays chosen. */
export function PlanSelect({ value, onChange, ...rest }: PlanSelectProps) {
  const { t } = useTranslation('orders');
  const { locale } = useKit();
  const plans = usePlans();
  const nameOf = usePlanName();
  const options = plans.map(({ id, name, annual_fee: fee }) => ({
    value: id,
    label: t('plan_option', { plan: name, fee: formatMoney(fee, locale) }),
  }));
  const offSale = value && !plans.some(({ id }) => id === value) ? nameOf(value) : undefined;
  return (
    <Select<string>
      {...rest}
      allowClear
      placeholder={t('no_plan')}
      options={offSale && value ? [{ value, label: offSale }, ...options] : options}
      {...(value ? { value } : {})}
      onChange={(id) =>
        onChange?.(
          id ?? null,
          plans.find((plan) => plan.id === id),
        )
      }
    />
  );
}
