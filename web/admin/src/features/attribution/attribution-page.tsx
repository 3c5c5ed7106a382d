import { getAttributionOptions, getAttributionRunOptions } from '@perennial/api-client/queries';
import { Card, EmptyState, ErrorState, PageHeader, RelativeTime } from '@perennial/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { GrantGate } from '../../shared/grants/grant-gate';
import { AttributionFields } from './attribution-fields';
import { AttributionFigures } from './attribution-figures';
import { AttributionNotes } from './attribution-notes';
import { type AttributionSearch, attributionBys, toAttributionQuery, values } from './attribution-search';
import { CreditTable } from './credit-table';
import { RunActions } from './run-actions';

export function AttributionPage() {
  return (
    <GrantGate grant="leads:read">
      <GrantGate grant="customers:read">
        <Attribution />
      </GrantGate>
    </GrantGate>
  );
}

/** Who gets the credit for leads that were won: seven models side by side. */
function Attribution() {
  const { t } = useTranslation('attribution');
  const search = useSearch({ from: '/_app/attribution' });
  const navigate = useNavigate({ from: '/attribution' });
  const go = (change: Partial<AttributionSearch>) =>
    void navigate({ search: { ...search, run: undefined, ...change } });
  const now = useQuery({
    ...getAttributionOptions({ query: toAttributionQuery(search) }),
    enabled: !search.run,
    placeholderData: keepPreviousData,
  });
  const kept = useQuery({
    ...getAttributionRunOptions({ path: { id: search.run ?? '' } }),
    enabled: Boolean(search.run),
  });
  const query = search.run ? kept : now;
  const value = search.value ?? 'conversions';
  return (
    <>
      <PageHeader
        title={t('title')}
        summary={query.data ? <RelativeTime at={query.data.as_of} /> : t('summary')}
        actions={
          <>
            <Segmented
              aria-label={t('value.label')}
              value={value}
              options={values.map((each) => ({ value: each, label: t(`value.${each}`) }))}
              onChange={(next) => go({ value: next === 'conversions' ? undefined : next, run: search.run })}
            />
            <Segmented
              aria-label={t('by.label')}
              value={search.by ?? 'channel'}
              options={attributionBys.map((each) => ({ value: each, label: t(`by.${each}`) }))}
              onChange={(by) => go({ by: by === 'channel' ? undefined : by })}
            />
          </>
        }
      />
      <Card>
        <AttributionFields search={search} onChange={go} />
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
        <Card
          title={t(`by_title.${query.data.parameters.by}` as 'by_title.channel')}
          region={{ isBusy: query.isPlaceholderData }}
          actions={<RunActions search={search} run={query.data} onShow={(run) => go({ run })} />}
        >
          <AttributionFigures run={query.data} />
          {query.data.models.length > 0 ? (
            <CreditTable run={query.data} value={value} />
          ) : (
            <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
          )}
          <AttributionNotes run={query.data} />
        </Card>
      ) : null}
    </>
  );
}
