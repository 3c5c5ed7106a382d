import type { Segment } from '@perennial/api-client';
import { cursorPaging, listSegmentsInfiniteOptions } from '@perennial/api-client/queries';
import { PageHeader, SearchInput } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../lists/filtered-list';
import { useCreateButton } from '../../lists/use-create-button';
import { useList } from '../../lists/use-list';
import { useGrant } from '../../session/session-store';
import { SingleFilter } from '../../shared/filters/single-filter';
import { GrantGate } from '../../shared/grants/grant-gate';
import { subjects } from './segment-search';
import { SegmentsEmpty } from './segments-empty';
import { useSegmentColumns } from './use-segment-columns';

export function SegmentListPage() {
  return (
    <GrantGate grant="customers:read">
      <GrantGate grant="events:read">
        <Segments />
      </GrantGate>
    </GrantGate>
  );
}

/** Every segment of the workspace: whom it means, and how many they are. */
function Segments() {
  const { t } = useTranslation('segments');
  const search = useSearch({ from: '/_app/segments/' });
  const navigate = useNavigate({ from: '/segments/' });
  const canWrite = useGrant('customers:write');
  const { q, subject, archived, sort } = search;
  const query = useInfiniteQuery({
    ...listSegmentsInfiniteOptions({
      query: {
        ...(q ? { q } : {}),
        ...(subject ? { subject } : {}),
        ...(archived ? { archived } : {}),
        ...(sort ? { sort } : {}),
        count: true,
      },
    }),
    ...cursorPaging,
  });
  const list = useList<Segment>(query);
  const change = (part: Partial<typeof search>) => void navigate({ search: (old) => ({ ...old, ...part }) });
  const createButton = useCreateButton({
    label: t('create'),
    group: t('title'),
    isAllowed: canWrite,
    onCreate: () => void navigate({ to: '/segments/new' }),
  });
  return (
    <>
      <PageHeader title={t('title')} summary={t('summary')} actions={createButton} />
      <FilteredList
        id="segments"
        label={t('title')}
        list={list}
        columns={useSegmentColumns()}
        rowId={({ id }) => id}
        search={
          <SearchInput
            value={q ?? ''}
            placeholder={t('search')}
            onChange={(text) => change({ q: text || undefined })}
          />
        }
        filters={[
          {
            id: 'subject',
            label: t('subject.label'),
            isActive: Boolean(subject),
            control: (
              <SingleFilter
                label={t('subject.label')}
                value={subject}
                options={subjects.map((value) => ({ value, label: t(`unit.${value}`) }))}
                onChange={(next) => change({ subject: next })}
              />
            ),
          },
          {
            id: 'archived',
            label: t('state.label'),
            isActive: Boolean(archived),
            control: (
              <SingleFilter
                label={t('state.label')}
                value={archived ? 'archived' : undefined}
                options={[{ value: 'archived', label: t('state.archived') }]}
                onChange={(next) => change({ archived: next ? true : undefined })}
              />
            ),
          },
        ]}
        isFiltered={Boolean(q || subject || archived)}
        onClear={() => change({ q: undefined, subject: undefined, archived: undefined })}
        sort={sort ?? 'name'}
        onSortChange={(next) => change({ sort: next })}
        hrefOf={({ id }) => `/segments/${id}`}
        onOpen={(id) => void navigate({ to: '/segments/$segmentId', params: { segmentId: id } })}
        emptyState={<SegmentsEmpty canWrite={canWrite} />}
      />
    </>
  );
}
