import type { StoryEntry, StoryPage } from '@perennial/api-client';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useList } from '../../lists/use-list';
import type { BehaviourOf } from '../activity/behaviour-search';
import { useChannels } from '../channels/use-channels';
import { SubjectTimeline } from '../timeline/subject-timeline';
import type { TimelineEntry } from '../timeline/timeline-entry';
import { useRunItem } from './run-item';
import styles from './story.module.css';
import { noStoryFilter, StoryFilters } from './story-filters';
import { isStoryFiltered, type StorySearch } from './story-search';

type RecordStoryProps = {
  of: BehaviourOf;
  search: StorySearch;
  /** The record's own timeline operation with that filter. */
  query: UseInfiniteQueryResult<InfiniteData<StoryPage>, unknown>;
  /** Names of ids that only the record's feature knows. */
  nameOf: (id: string) => string | undefined;
};

/** Everything that happened with an account or a person, narrowed by kind and day as the address says. */
export function RecordStory({ of, search, query, nameOf }: RecordStoryProps) {
  const { t } = useTranslation('timeline');
  const navigate = useNavigate();
  const channels = useChannels();
  const runItem = useRunItem(of);
  const change = (part: StorySearch) =>
    void navigate({ to: '.', search: (old) => ({ ...old, ...part }), replace: true });
  const list = useList<TimelineEntry>(query);
  const leftOut = query.data?.pages[0]?.left_out ?? [];
  return (
    <div className={styles.story}>
      <StoryFilters of={of} search={search} onChange={change} hasRows={list.rows.length > 0} />
      {leftOut.length > 0 ? (
        <p className={styles.leftOut}>
          {t('story.left_out', {
            kinds: leftOut.map((kind) => t(`story.kind.${kind}`)).join(t('story.and')),
          })}
        </p>
      ) : null}
      <div className={query.isPlaceholderData ? styles.old : undefined} aria-busy={query.isPlaceholderData}>
        <SubjectTimeline
          list={list}
          names={{
            nameOf: (id) => nameOf(id) ?? channels.find((channel) => channel.id === id)?.name,
            itemOf: (entry) => (isStoryEntry(entry) ? runItem(entry) : undefined),
          }}
          {...(isStoryFiltered(search)
            ? { emptyText: <NoMatch onClear={() => change(noStoryFilter)} /> }
            : {})}
        />
      </div>
    </div>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation('timeline');
  return (
    <>
      {t('story.no_match')}{' '}
      <Button size="small" onClick={onClear}>
        {t('story.clear')}
      </Button>
    </>
  );
}

function isStoryEntry(entry: TimelineEntry): entry is StoryEntry {
  return 'behaviour' in entry;
}
