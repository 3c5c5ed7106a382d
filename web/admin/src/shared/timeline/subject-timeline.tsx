import { ErrorState, type ListState, Timeline } from '@perennial/ui';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSegmentNames } from '../segments/use-segment-names';
import styles from './timeline.module.css';
import type { TimelineEntry } from './timeline-entry';
import { type TimelineNames, useTimelineItem } from './timeline-item';

type SubjectTimelineProps = {
  /** From `useList` over the record's own timeline operation. */
  list: ListState<TimelineEntry>;
  /** Names for ids that only the record's feature knows, such as stages. */
  names?: TimelineNames;
  emptyText?: ReactNode;
};

/** Everything that happened to one record, for leads, accounts and people alike. */
export function SubjectTimeline({ list, names, emptyText }: SubjectTimelineProps) {
  const { t } = useTranslation(['timeline', 'kit']);
  const segmentName = useSegmentNames(
    list.rows.flatMap(({ data }) => (typeof data.segment_id === 'string' ? data.segment_id : [])),
  );
  const toItem = useTimelineItem({ ...names, nameOf: (id) => names?.nameOf?.(id) ?? segmentName(id) });
  if (list.isPending) return <Skeleton active title={false} paragraph={{ rows: 5 }} />;
  if (list.error && list.rows.length === 0)
    return <ErrorState error={list.error} onRetry={list.retry} compact />;
  if (list.rows.length === 0) return <p className={styles.nothing}>{emptyText ?? t('timeline:nothing')}</p>;
  return (
    <>
      <Timeline label={t('timeline:title')} items={list.rows.map(toItem)} />
      {list.hasMore ? (
        <Button size="small" onClick={list.loadMore} loading={list.isLoadingMore}>
          {t('timeline:earlier')}
        </Button>
      ) : null}
    </>
  );
}
