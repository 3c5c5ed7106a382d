import type { MrrPeriod } from '@perennial/api-client';
import { cursorPaging, listMrrMovementsInfiniteOptions } from '@perennial/api-client/queries';
import { DetailDrawer, ErrorState, formatMoney, useKit } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { FiguresTable } from '../../shared/charts/figures-table';
import { dayAfter } from './day-after';
import type { MovementKind } from './revenue-search';

type MovementsDrawerProps = {
  kind: MovementKind;
  period: MrrPeriod;
  currency: string;
  title: string;
  onClose: () => void;
};

/** The movements that a figure is the sum of. */
export default function MovementsDrawer({ kind, period, currency, title, onClose }: MovementsDrawerProps) {
  const { t } = useTranslation(['revenue', 'kit']);
  const { locale } = useKit();
  const navigate = useNavigate();
  const query = useInfiniteQuery({
    ...listMrrMovementsInfiniteOptions({
      query: {
        kind,
        currency,
        occurred_on_gte: period.starts_on,
        // What is agreed for later is in no figure yet.
        ...(period.is_over ? { occurred_on_lt: dayAfter(period.ends_on) } : {}),
      },
    }),
    ...cursorPaging,
  });
  const found = query.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <DetailDrawer isOpen title={title} onClose={onClose} width={560}>
      {query.isPending ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data ? (
        <FiguresTable
          table={{
            caption: title,
            head: [
              t('revenue:account'),
              t('revenue:occurred_on'),
              t('revenue:amount'),
              t('revenue:mrr_after'),
            ],
            rows: found.map(({ account_id, account_name, occurred_on, amount, mrr_after }) => [
              {
                text: account_name,
                onOpen: () =>
                  void navigate({ to: '/accounts/$accountId', params: { accountId: account_id } }),
              },
              { text: occurred_on },
              { text: formatMoney(amount, locale) },
              { text: formatMoney(mrr_after, locale) },
            ]),
          }}
        />
      ) : null}
      {query.hasNextPage ? (
        <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('kit:table.load_more')}
        </Button>
      ) : null}
    </DetailDrawer>
  );
}
