import { useKit } from '@perennial/ui';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../../lists/filtered-list';
import { eventKey } from '../../../shared/activity/event-key';
import styles from './activity-page.module.css';
import { type ActivitySearch, isFiltered, toEventFilter, withoutFilters } from './activity-search';
import { HowToSend } from './how-to-send';
import { LiveButton } from './live-button';
import { NewsBar } from './news-bar';
import { useActivityColumns } from './use-activity-columns';
import { useActivityFilters } from './use-activity-filters';
import { useLiveEvents } from './use-live-events';
import { useReading } from './use-reading';

const EventDrawer = lazy(() => import('../../../shared/activity/event-drawer'));

/** What happens right now: the newest events as they come, and any of them in full. */
export function ActivityPage() {
  const { t } = useTranslation('activity');
  const { timeZone } = useKit();
  const search = useSearch({ from: '/_app/insights/activity' });
  const navigate = useNavigate({ from: '/insights/activity' });
  const change = (part: Partial<ActivitySearch>) => void navigate({ search: (old) => ({ ...old, ...part }) });
  const { paused: isPaused = false, open } = search;
  const filter = toEventFilter(search, timeZone);
  const area = useRef<HTMLDivElement>(null);
  const { isReading, toTop } = useReading(area, JSON.stringify(filter));
  const isHeld = isPaused || isReading || Boolean(open);
  const { list, waiting, takeIn } = useLiveEvents({ filter, isPaused, isHeld });
  const columns = useActivityColumns(list.rows);
  const showNews = () => {
    takeIn();
    toTop();
  };
  return (
    <>
      <div ref={area} className={styles.area}>
        <FilteredList
          id="activity"
          label={t('title')}
          list={list}
          columns={columns}
          rowId={eventKey}
          filters={useActivityFilters(search, change)}
          isFiltered={isFiltered(search)}
          onClear={() => change(withoutFilters)}
          tools={
            <LiveButton isPaused={isPaused} onChange={(next) => change({ paused: next || undefined })} />
          }
          above={<NewsBar {...waiting} onShow={showNews} />}
          emptyState={<HowToSend />}
          openId={open}
          onOpen={(key) => change({ open: key })}
        />
      </div>
      <Suspense fallback={null}>
        {open ? <EventDrawer open={open} rows={list.rows} onOpen={(key) => change({ open: key })} /> : null}
      </Suspense>
    </>
  );
}
