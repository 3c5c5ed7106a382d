import type { Segment, SegmentMember } from '@perennial/api-client';
import { cursorPaging, listSegmentMembersInfiniteOptions } from '@perennial/api-client/queries';
import { type Column, DateTime, Day, EmptyState } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../../lists/filtered-list';
import { useList } from '../../../lists/use-list';
import type { Subject } from '../../../shared/conditions/draft/condition-draft';
import { DayFilter } from '../../../shared/filters/day-filter';
import { memberHref, memberName } from '../member-names';
import { MembersExport } from './members-export';
import styles from './members-tab.module.css';

/** Who is in it now, or was at the end of a day. */
export function MembersTab({ segment }: { segment: Segment }) {
  const { t } = useTranslation('segments');
  const { as_of: day } = useSearch({ from: '/_app/segments/$segmentId' });
  const navigate = useNavigate({ from: '/segments/$segmentId' });
  const path = { id: segment.id };
  const query = useInfiniteQuery({
    ...listSegmentMembersInfiniteOptions({ path, query: { count: true, ...(day ? { as_of_on: day } : {}) } }),
    ...cursorPaging,
    initialPageParam: { path },
  });
  const list = useList<SegmentMember>(query);
  const setDay = (next: string | undefined) =>
    void navigate({ search: (old) => ({ ...old, as_of: next }), replace: true });
  return (
    <FilteredList
      id="segment-members"
      label={t('tab.members')}
      list={list}
      columns={useMemberColumns(segment.subject)}
      rowId={memberHref}
      filters={[
        {
          id: 'as_of',
          label: t('members.as_of'),
          isActive: Boolean(day),
          control: <DayFilter label={t('members.as_of')} value={day} onChange={setDay} />,
        },
      ]}
      tools={<MembersExport segment={segment} day={day} />}
      above={
        list.total === undefined ? null : (
          <p className={styles.asOf}>
            {t(`count.${segment.subject}`, { count: list.total })} ·{' '}
            {day ? (
              <>
                {t('members.end_of')} <Day on={day} />
              </>
            ) : (
              t('members.now')
            )}
          </p>
        )
      }
      isFiltered={Boolean(day)}
      onClear={() => setDay(undefined)}
      hrefOf={memberHref}
      onOpen={(href) => void navigate({ href })}
      emptyState={
        <EmptyState
          title={t('members.empty_title')}
          action={
            <Button onClick={() => void navigate({ search: { tab: 'condition' } })}>
              {t('tab.condition')}
            </Button>
          }
        >
          {t('members.empty_text')}
        </EmptyState>
      }
    />
  );
}

function useMemberColumns(subject: Subject): Column<SegmentMember>[] {
  const { t } = useTranslation('segments');
  return useMemo(
    () => [
      { id: 'name', header: t(`members.name_${subject}`), primary: true, width: 260, cell: memberName },
      {
        id: 'external_id',
        header: t('members.external_id'),
        width: 200,
        cell: ({ external_id }) => external_id ?? '—',
      },
      {
        id: 'entered_at',
        header: t('members.since'),
        width: 180,
        cell: ({ entered_at }) => <DateTime at={entered_at} />,
      },
    ],
    [t, subject],
  );
}
