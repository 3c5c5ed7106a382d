import type { CostReport } from '@perennial/api-client';
import { getChannelCostsOptions } from '@perennial/api-client/queries';
import { Card, ErrorState, PageHeader, RelativeTime } from '@perennial/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { DayFilter } from '../../../shared/filters/day-filter';
import { GrantGate } from '../../../shared/grants/grant-gate';
import { CostFigures } from './cost-figures';
import { CostMonths } from './cost-months';
import { CostNotes } from './cost-notes';
import { type CostSearch, costBases, costBys, costKinds, toCostQuery } from './cost-search';
import { CostTable } from './cost-table';
import styles from './costs-page.module.css';
import { MarginField } from './margin-field';

export function CostsPage() {
  return (
    <GrantGate grant="leads:read">
      <GrantGate grant="customers:read">
        <Costs />
      </GrantGate>
    </GrantGate>
  );
}

/** What channels cost, and what came of it. */
function Costs() {
  const { t } = useTranslation('costs');
  const search = useSearch({ from: '/_app/costs' });
  const navigate = useNavigate({ from: '/costs' });
  const go = (change: Partial<CostSearch>) => void navigate({ search: { ...search, ...change } });
  const query = useQuery({
    ...getChannelCostsOptions({ query: toCostQuery(search) }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHeader
        title={t('title')}
        summary={query.data ? <RelativeTime at={query.data.as_of} /> : t('summary')}
        actions={
          <Segmented
            aria-label={t('by.label')}
            value={search.by ?? 'channel'}
            options={costBys.map((value) => ({ value, label: t(`by.${value}`) }))}
            onChange={(by) => go({ by: by === 'channel' ? undefined : by })}
          />
        }
      />
      <Card>
        <div className={styles.questions}>
          <span className={styles.days}>
            <DayFilter label={t('from')} value={search.from} onChange={(from) => go({ from })} />
            <DayFilter label={t('to')} value={search.to} onChange={(to) => go({ to })} />
          </span>
          <Segmented
            aria-label={t('basis.label')}
            value={search.basis ?? 'cohort'}
            options={costBases.map((value) => ({ value, label: t(`basis.${value}`) }))}
            onChange={(basis) => go({ basis: basis === 'cohort' ? undefined : basis })}
          />
          <Segmented
            aria-label={t('kind.label')}
            value={search.kind ?? 'loaded'}
            options={costKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            onChange={(kind) => go({ kind: kind === 'loaded' ? undefined : kind })}
          />
          <MarginField value={search.margin} onChange={(margin) => go({ margin })} />
        </div>
        <p className={styles.meaning}>{t(`basis_text.${search.basis ?? 'cohort'}`)}</p>
      </Card>
      {query.isError ? (
        <Card>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Card>
      ) : null}
      {query.isPending ? (
        <Card>
          <Skeleton active paragraph={{ rows: 9 }} />
        </Card>
      ) : null}
      {query.data ? (
        <Answer report={query.data} search={search} isRefreshing={query.isPlaceholderData} onChange={go} />
      ) : null}
    </>
  );
}

type AnswerProps = {
  report: CostReport;
  search: CostSearch;
  isRefreshing: boolean;
  onChange: (change: Partial<CostSearch>) => void;
};

function Answer({ report, search, isRefreshing, onChange }: AnswerProps) {
  const { t } = useTranslation('costs');
  const basis = search.basis ?? 'cohort';
  const kind = search.kind ?? 'loaded';
  return (
    <>
      <Card title={t('overall')} region={{ isBusy: isRefreshing }}>
        <CostFigures report={report} basis={basis} kind={kind} />
        <CostNotes report={report} basis={basis} />
      </Card>
      <Card title={t(`by_title.${report.by}`)} region={{ isBusy: isRefreshing }}>
        <CostTable report={report} basis={basis} kind={kind} isRefreshing={isRefreshing} />
      </Card>
      <CostMonths
        report={report}
        kind={kind}
        isOpen={search.months === 'yes'}
        onToggle={(isOpen) => onChange({ months: isOpen ? 'yes' : undefined })}
      />
    </>
  );
}
