import { deleteExchangeRate, type ExchangeRate, toProblem } from '@perennial/api-client';
import {
  cursorPaging,
  invalidateTags,
  listExchangeRatesInfiniteOptions,
} from '@perennial/api-client/queries';
import { type Column, Day, IconButton, showToast } from '@perennial/ui';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { lazy, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useList } from '../../lists/use-list';
import { DayFilter } from '../../shared/filters/day-filter';
import type { PanelProps } from './channel-search';
import { ImportLink } from './import-link';
import { PanelList } from './panel-list';

const RateDrawer = lazy(() => import('./rate-drawer'));

/** What other currencies are worth, from day to day. */
export function RatesPanel(panel: PanelProps) {
  const { search, onChange, canWrite } = panel;
  const { t } = useTranslation('channels');
  const { from, to, sort } = search;
  const query = useInfiniteQuery({
    ...listExchangeRatesInfiniteOptions({
      query: {
        ...(from ? { rate_on_gte: from } : {}),
        ...(to ? { rate_on_lte: to } : {}),
        ...(sort ? { sort } : {}),
        count: true,
      },
    }),
    ...cursorPaging,
  });
  const list = useList<ExchangeRate>(query);
  const columns = useRateColumns(canWrite);
  const days = { from: t('filter.from'), to: t('filter.to') };
  return (
    <PanelList
      {...panel}
      tab="rates"
      hasSearch={false}
      opens={false}
      list={list}
      columns={columns}
      tools={canWrite ? <ImportLink target="exchange_rates" /> : null}
      filters={(['from', 'to'] as const).map((id) => ({
        id,
        label: days[id],
        isActive: Boolean(search[id]),
        control: (
          <DayFilter label={days[id]} value={search[id]} onChange={(day) => onChange({ [id]: day })} />
        ),
      }))}
      drawer={(_, onClose) => <RateDrawer onClose={onClose} />}
    />
  );
}

function useRateColumns(canWrite: boolean): Column<ExchangeRate>[] {
  const { t } = useTranslation(['channels', 'common']);
  const queryClient = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (id: string) => deleteExchangeRate({ path: { id }, throwOnError: true }),
    onSuccess: () => invalidateTags(queryClient, 'channels'),
    onError: (error) => showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' }),
  });
  return useMemo(() => {
    const columns: Column<ExchangeRate>[] = [
      {
        id: 'rate_on',
        header: t('channels:rates.from_day'),
        primary: true,
        width: 160,
        sortField: 'rate_on',
        cell: (rate) => <Day on={rate.rate_on} />,
      },
      { id: 'currency', header: t('channels:rates.currency'), width: 120, cell: (rate) => rate.currency },
      {
        id: 'rate',
        header: t('channels:rates.rate'),
        align: 'end',
        width: 140,
        cell: (rate) => rate.rate,
      },
    ];
    if (canWrite) {
      columns.push({
        id: 'delete',
        header: t('channels:rates.actions'),
        width: 80,
        cell: (rate) => (
          <IconButton
            label={t('channels:rates.delete', { currency: rate.currency, day: rate.rate_on })}
            icon={<X size={14} />}
            onClick={() => mutate(rate.id)}
          />
        ),
      });
    }
    return columns;
  }, [t, canWrite, mutate]);
}
