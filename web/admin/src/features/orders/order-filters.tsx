import type { Filter } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { AccountSelect } from '../../shared/accounts/account-select';
import { DayFilter } from '../../shared/filters/day-filter';
import { LinkedFilter } from '../../shared/filters/linked-filter';
import { MultiFilter } from '../../shared/filters/multi-filter';
import { SingleFilter } from '../../shared/filters/single-filter';
import { orderKinds } from '../../shared/orders/order-kinds';
import type { OrderSearch } from './order-search';

/** The filters of the list, bound to the address. */
export function useOrderFilters(search: OrderSearch, set: (change: Partial<OrderSearch>) => void): Filter[] {
  const { t } = useTranslation('orders');
  const day = (id: 'from' | 'to', label: string): Filter => ({
    id,
    label,
    isActive: Boolean(search[id]),
    control: <DayFilter label={label} value={search[id]} onChange={(chosen) => set({ [id]: chosen })} />,
  });
  return [
    {
      id: 'account_id',
      label: t('field.account'),
      isActive: Boolean(search.account_id),
      control: (
        <AccountSelect
          allowClear
          style={{ width: '100%' }}
          aria-label={t('field.account')}
          placeholder={t('field.account')}
          {...(search.account_id ? { value: search.account_id } : {})}
          onChange={(account_id) => set({ account_id, subscription_id: undefined })}
        />
      ),
    },
    {
      id: 'kind',
      label: t('field.kind'),
      isActive: Boolean(search.kind),
      control: (
        <MultiFilter
          label={t('field.kind')}
          value={search.kind}
          options={orderKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChange={(kind) => set({ kind })}
        />
      ),
    },
    day('from', t('filter.from')),
    day('to', t('filter.to')),
    {
      id: 'voided',
      label: t('field.state'),
      isActive: search.voided !== undefined,
      control: (
        <SingleFilter
          label={t('field.state')}
          value={search.voided === undefined ? undefined : String(search.voided)}
          options={[
            { value: 'false', label: t('state.counts') },
            { value: 'true', label: t('state.void') },
          ]}
          onChange={(value) => set({ voided: value === undefined ? undefined : value === 'true' })}
        />
      ),
    },
    ...(search.subscription_id
      ? [
          {
            id: 'subscription_id',
            label: t('field.subscription'),
            isActive: true,
            control: (
              <LinkedFilter
                label={t('field.subscription')}
                value={search.subscription_id}
                text={t('filter.one_subscription')}
                onClear={() => set({ subscription_id: undefined })}
              />
            ),
          },
        ]
      : []),
  ];
}
