import type { CostReport, CostRow } from '@perennial/api-client';
import { type Column, DataTable, EmptyState, Figure, Money, useColumnSettings } from '@perennial/ui';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CostAdvice } from './cost-advice';
import { type Basis, CostValue, customersOf, type Kind, RatioValue } from './cost-value';

type CostTableProps = { report: CostReport; basis: Basis; kind: Kind; isRefreshing: boolean };

/** A row per channel or campaign; figures of leads open their list. */
export function CostTable({ report, basis, kind, isRefreshing }: CostTableProps) {
  const { t } = useTranslation('costs');
  const columns = useColumnSettings('channel-costs', useCostColumns(report, basis, kind));
  const idOf = ({ channel_id, campaign_id }: CostRow) => campaign_id ?? channel_id ?? 'none';
  return (
    <DataTable
      label={t(`by_title.${report.by}`)}
      list={{
        rows: report.rows,
        isPending: false,
        isRefreshing,
        error: undefined,
        retry: () => undefined,
        hasMore: false,
        isLoadingMore: false,
        loadMore: () => undefined,
      }}
      columns={columns}
      rowId={idOf}
      isFiltered={false}
      emptyState={
        <EmptyState
          title={t('empty.title')}
          action={
            <Link to="/channels" search={{ tab: 'spend', open: 'new' }}>
              {t('empty.action')}
            </Link>
          }
        >
          {t('empty.text')}
        </EmptyState>
      }
      noMatchState={null}
    />
  );
}

function useCostColumns(report: CostReport, basis: Basis, kind: Kind): Column<CostRow>[] {
  const { t } = useTranslation('costs');
  return useMemo(() => {
    const { by, created_at_gte, created_at_lt } = report;
    const behind = (row: CostRow) => ({
      ...(row.channel_id ? { channel_id: row.channel_id } : {}),
      ...(row.campaign_id ? { campaign_id: row.campaign_id } : {}),
      created_at_gte,
      created_at_lt,
    });
    // There is no filter for leads of no channel: their figure opens nothing.
    const canOpen = (row: CostRow) => Boolean(row.channel_id ?? row.campaign_id);
    return [
      {
        id: 'name',
        header: t(`by.${by}`),
        primary: true,
        width: 170,
        cell: (row) => row.name ?? t(`nameless.${by}`),
      },
      {
        id: 'advice',
        header: t('advice_title'),
        width: 200,
        cell: (row) => <CostAdvice suggestion={row.suggestion} />,
      },
      {
        id: 'spend',
        header: t(`spend.${kind}`),
        align: 'end',
        width: 110,
        cell: (row) => <Money value={kind === 'media' ? row.media_spend : row.loaded_spend} />,
      },
      {
        id: 'leads',
        header: t('leads'),
        align: 'end',
        width: 70,
        cell: (row) =>
          canOpen(row) && row.leads > 0 ? (
            <Link to="/leads" search={behind(row)}>
              <Figure value={row.leads} />
            </Link>
          ) : (
            <Figure value={row.leads} />
          ),
      },
      {
        id: 'valid',
        header: t('valid'),
        align: 'end',
        width: 80,
        cell: (row) =>
          canOpen(row) && row.valid_leads > 0 ? (
            <Link to="/leads" search={{ ...behind(row), validity: 'valid' }}>
              <Figure value={row.valid_leads} />
            </Link>
          ) : (
            <Figure value={row.valid_leads} />
          ),
      },
      {
        id: 'cpl',
        header: t('cpl'),
        align: 'end',
        width: 100,
        cell: (row) => <CostValue value={row.cost_per_lead[kind]} />,
      },
      {
        id: 'cpv',
        header: t('cpv'),
        align: 'end',
        width: 110,
        cell: (row) => <CostValue value={row.cost_per_valid_lead[kind]} />,
      },
      {
        id: 'customers',
        header: t(`customers.${basis}`),
        align: 'end',
        width: 90,
        cell: (row) => <Figure value={customersOf(row, basis).count} />,
      },
      {
        id: 'cac',
        header: t(`cac.${basis}`),
        align: 'end',
        width: 110,
        cell: (row) => <CostValue value={customersOf(row, basis).cac[kind]} />,
      },
      {
        id: 'return',
        header: t('first_year'),
        align: 'end',
        width: 100,
        cell: (row) => <RatioValue value={row.first_year_return} />,
      },
      {
        id: 'yield',
        header: t('yield'),
        align: 'end',
        width: 100,
        cell: (row) => <RatioValue value={row.yield} />,
      },
      {
        id: 'payback',
        header: t('payback'),
        align: 'end',
        width: 100,
        cell: (row) => <RatioValue value={row.payback_months} unit="months" />,
      },
    ];
  }, [t, report, basis, kind]);
}
