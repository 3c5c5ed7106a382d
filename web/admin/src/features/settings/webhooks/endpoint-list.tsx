import type { WebhookEndpoint } from '@perennial/api-client';
import {
  cursorPaging,
  getWebhookEndpointOptions,
  listWebhookEndpointsInfiniteOptions,
} from '@perennial/api-client/queries';
import { type Column, DateTime, EmptyState, RelativeTime } from '@perennial/ui';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../../lists/filtered-list';
import { useList } from '../../../lists/use-list';
import { useGrant } from '../../../session/session-store';
import { isBeyond, RowDrawer } from '../parts/row-drawer';
import { EndpointDetail } from './endpoint-detail';
import { EndpointTag } from './endpoint-tag';
import type { WebhookListProps } from './webhook-search';

export function EndpointList({ search, change }: WebhookListProps) {
  const { t } = useTranslation('webhooks');
  const canWrite = useGrant('webhooks:write');
  const query = useInfiniteQuery({
    ...listWebhookEndpointsInfiniteOptions({
      query: { ...(search.sort ? { sort: search.sort } : {}), count: true },
    }),
    ...cursorPaging,
  });
  const list = useList<WebhookEndpoint>(query);
  const single = useQuery({
    ...getWebhookEndpointOptions({ path: { id: search.open ?? '' } }),
    enabled: isBeyond(list, search.open),
  });
  const columns = useEndpointColumns();
  return (
    <>
      <FilteredList
        id="webhook-endpoints"
        label={t('tab.endpoints')}
        list={list}
        columns={columns}
        rowId={(endpoint) => endpoint.id}
        filters={[]}
        isFiltered={false}
        onClear={() => undefined}
        sort={search.sort}
        onSortChange={(sort) => change({ sort })}
        openId={search.open}
        onOpen={(open) => change({ open })}
        emptyState={
          <EmptyState
            title={t('empty.title')}
            action={
              canWrite ? (
                <Button type="primary" onClick={() => change({ new: true })}>
                  {t('action.create')}
                </Button>
              ) : null
            }
          >
            {t('empty.text')}
          </EmptyState>
        }
      />
      <RowDrawer
        list={list}
        single={single}
        rowId={(endpoint) => endpoint.id}
        openId={search.open}
        onOpen={(open) => change({ open })}
        title={(endpoint) => endpoint.description || endpoint.url}
      >
        {(endpoint) => (
          <EndpointDetail
            key={endpoint.id}
            endpoint={endpoint}
            onGone={() => change({ open: undefined })}
            onOpenDelivery={(open) => change({ tab: 'deliveries', endpoint_id: endpoint.id, open })}
          />
        )}
      </RowDrawer>
    </>
  );
}

function useEndpointColumns(): Column<WebhookEndpoint>[] {
  const { t } = useTranslation('webhooks');
  return useMemo(
    () => [
      { id: 'url', header: t('field.url'), primary: true, cell: ({ url }) => url },
      { id: 'state', header: t('field.state'), cell: (endpoint) => <EndpointTag endpoint={endpoint} /> },
      { id: 'description', header: t('field.description'), cell: ({ description }) => description ?? '—' },
      {
        id: 'event_types',
        header: t('field.event_types'),
        cell: ({ event_types }) =>
          event_types.length === 0 ? t('all_events') : t('event_types', { count: event_types.length }),
      },
      {
        id: 'failing_since',
        header: t('field.failing_since'),
        cell: ({ failing_since }) => (failing_since ? <RelativeTime at={failing_since} /> : '—'),
      },
      {
        id: 'created_at',
        header: t('field.created_at'),
        sortField: 'created_at',
        cell: ({ created_at }) => <DateTime at={created_at} />,
      },
    ],
    [t],
  );
}
