import type { EventName } from '@perennial/api-client';
import { cursorPaging, listEventNamesInfiniteOptions } from '@perennial/api-client/queries';
import { SearchInput, useKit } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../../lists/filtered-list';
import { useList } from '../../../lists/use-list';
import { SingleFilter } from '../../../shared/filters/single-filter';
import { NoEvents } from '../answer-panel';
import { type EventSearch, eventStatuses } from './event-search';
import { useEventColumns } from './use-event-columns';

const EventDrawer = lazy(() => import('./event-drawer'));

/** The event catalogue: what arrives, how much of it, and how it is called. */
export function EventsPage() {
  const { t } = useTranslation('event-names');
  const { locale } = useKit();
  const search = useSearch({ from: '/_app/insights/events' });
  const navigate = useNavigate({ from: '/insights/events' });
  const change = (part: Partial<EventSearch>) => void navigate({ search: (old) => ({ ...old, ...part }) });
  const { q, status, sort, open } = search;
  const query = useInfiniteQuery({
    ...listEventNamesInfiniteOptions({
      query: { ...(q ? { q } : {}), ...(status ? { status } : {}), ...(sort ? { sort } : {}), count: true },
    }),
    ...cursorPaging,
  });
  const list = useList<EventName>(query);
  const columns = useEventColumns(locale);
  const opened = list.rows.find(({ id }) => id === open);
  return (
    <>
      <FilteredList
        id="event-names"
        label={t('title')}
        list={list}
        columns={columns}
        rowId={({ id }) => id}
        search={
          <SearchInput
            value={q ?? ''}
            placeholder={t('filter.search')}
            onChange={(text) => change({ q: text || undefined })}
          />
        }
        filters={[
          {
            id: 'status',
            label: t('field.status'),
            isActive: Boolean(status),
            control: (
              <SingleFilter
                label={t('field.status')}
                value={status}
                options={eventStatuses.map((value) => ({ value, label: t(`status.${value}`) }))}
                onChange={(next) => change({ status: next })}
              />
            ),
          },
        ]}
        isFiltered={Boolean(q || status)}
        onClear={() => change({ q: undefined, status: undefined })}
        emptyState={<NoEvents />}
        sort={sort ?? '-volume'}
        onSortChange={(next) => change({ sort: next })}
        openId={open}
        onOpen={(id) => change({ open: id })}
      />
      <Suspense fallback={null}>
        {opened ? (
          <EventDrawer
            key={opened.id}
            event={opened}
            siblings={list.rows.map(({ id }) => id)}
            onOpen={(id) => change({ open: id })}
          />
        ) : null}
      </Suspense>
    </>
  );
}
