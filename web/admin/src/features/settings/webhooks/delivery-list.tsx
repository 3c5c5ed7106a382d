import type { WebhookDelivery } from '@perennial/api-client';
import {
  cursorPaging,
  getWebhookDeliveryOptions,
  listEventTypesOptions,
  listWebhookDeliveriesInfiniteOptions,
  listWebhookEndpointsOptions,
} from '@perennial/api-client/queries';
import { EmptyState } from '@perennial/ui';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../../lists/filtered-list';
import { useList } from '../../../lists/use-list';
import { eventTypeName, eventTypeOptions } from '../../../shared/event-types/event-type-name';
import { joinValues, splitValues } from '../../../shared/filters/list-values';
import { MultiFilter } from '../../../shared/filters/multi-filter';
import { SingleFilter } from '../../../shared/filters/single-filter';
import { isBeyond, RowDrawer } from '../parts/row-drawer';
import { DeliveryDetail } from './delivery-detail';
import { useDeliveryColumns } from './use-delivery-columns';
import type { WebhookListProps } from './webhook-search';

const states = ['pending', 'succeeded', 'failed'] as const;
/** How often a list with messages on their way looks again, in milliseconds. */
const pause = 3_000;

export function DeliveryList({ search, change }: WebhookListProps) {
  const { t } = useTranslation('webhooks');
  const { endpoint_id, state, event_type, sort, open } = search;
  const endpoints = useQuery(listWebhookEndpointsOptions({ query: { limit: 50 } }));
  const types = useQuery({ ...listEventTypesOptions(), staleTime: 300_000 });
  const query = useInfiniteQuery({
    ...listWebhookDeliveriesInfiniteOptions({
      query: {
        ...(endpoint_id ? { endpoint_id } : {}),
        ...(state ? { state } : {}),
        ...(event_type ? { event_type } : {}),
        ...(sort ? { sort } : {}),
      },
    }),
    ...cursorPaging,
    refetchInterval: ({ state: { data } }) => {
      const [first] = data?.pages ?? [];
      return first?.data.some((delivery) => delivery.state === 'pending') ? pause : false;
    },
  });
  const list = useList<WebhookDelivery>(query);
  const single = useQuery({
    ...getWebhookDeliveryOptions({ path: { id: open ?? '' } }),
    enabled: isBeyond(list, open),
  });
  const urlOf = (id: string) => endpoints.data?.data.find((endpoint) => endpoint.id === id)?.url;
  const columns = useDeliveryColumns(endpoints.data?.data);
  const isFiltered = Boolean(endpoint_id || state || event_type);
  return (
    <>
      <FilteredList
        id="webhook-deliveries"
        label={t('tab.deliveries')}
        list={{ ...list, isRefreshing: list.isRefreshing && query.isPlaceholderData }}
        columns={columns}
        rowId={(delivery) => delivery.id}
        filters={[
          {
            id: 'state',
            label: t('field.state'),
            isActive: Boolean(state),
            control: (
              <MultiFilter
                label={t('field.state')}
                value={state}
                onChange={(next) => change({ state: next })}
                options={states.map((value) => ({ value, label: t(`delivery.${value}`) }))}
              />
            ),
          },
          {
            id: 'endpoint_id',
            label: t('field.endpoint'),
            isActive: Boolean(endpoint_id),
            control: (
              <SingleFilter
                label={t('field.endpoint')}
                value={endpoint_id}
                onChange={(next) => change({ endpoint_id: next })}
                isLoading={endpoints.isPending}
                options={(endpoints.data?.data ?? []).map(({ id, url }) => ({ value: id, label: url }))}
              />
            ),
          },
          {
            id: 'event_type',
            label: t('field.event_type'),
            isActive: Boolean(event_type),
            control: (
              <MultiFilter
                label={t('field.event_type')}
                value={event_type}
                onChange={(next) => change({ event_type: joinValues(splitValues(next)) })}
                isLoading={types.isPending}
                options={eventTypeOptions((types.data ?? []).map(({ type }) => type)).flatMap(
                  (group) => group.options,
                )}
              />
            ),
          },
        ]}
        isFiltered={isFiltered}
        onClear={() => change({ endpoint_id: undefined, state: undefined, event_type: undefined })}
        sort={sort}
        onSortChange={(next) => change({ sort: next })}
        openId={open}
        onOpen={(id) => change({ open: id })}
        emptyState={<EmptyState title={t('deliveries_empty.title')}>{t('deliveries_empty.text')}</EmptyState>}
      />
      <RowDrawer
        list={list}
        single={single}
        rowId={(delivery) => delivery.id}
        openId={open}
        onOpen={(id) => change({ open: id })}
        title={(delivery) => eventTypeName(delivery.event_type)}
        width={640}
      >
        {(delivery) => (
          <DeliveryDetail key={delivery.id} delivery={delivery} url={urlOf(delivery.endpoint_id)} />
        )}
      </RowDrawer>
    </>
  );
}
