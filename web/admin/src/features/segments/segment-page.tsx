import { archiveSegment, type Segment, unarchiveSegment } from '@perennial/api-client';
import { getSegmentOptions } from '@perennial/api-client/queries';
import { Card, ErrorState, PageHeader, RelativeTime } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Skeleton, Tabs } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import { useLeaveQuestion } from '../../shared/forms/use-leave-question';
import { ArchiveButton } from '../../shared/records/archive-button';
import { OutOfUseNotice } from '../../shared/records/out-of-use-notice';
import { ExplainTab } from './explain/explain-tab';
import { MembersTab } from './members/members-tab';
import { draftOf } from './segment-draft';
import { SegmentEditor } from './segment-editor';
import { segmentTabs } from './segment-search';
import { useSentence } from './segment-words';
import { useSegmentDraft } from './use-segment-draft';

/** One segment: who is in it, whom it means, and why somebody is in it or not. */
export function SegmentPage() {
  const { segmentId } = useParams({ from: '/_app/segments/$segmentId' });
  const query = useQuery(getSegmentOptions({ path: { id: segmentId } }));
  if (query.isError && !query.data) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!query.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  return <SegmentView key={segmentId} segment={query.data} />;
}

function SegmentView({ segment }: { segment: Segment }) {
  const { t } = useTranslation('segments');
  const { tab = 'members' } = useSearch({ from: '/_app/segments/$segmentId' });
  const navigate = useNavigate({ from: '/segments/$segmentId' });
  const canWrite = useGrant('customers:write') && !segment.archived_at;
  const start = useMemo(() => draftOf(segment), [segment]);
  const state = useSegmentDraft(segment.id, start);
  const { holder, leaveFreely } = useLeaveQuestion(state.isChanged, state.forget);
  const onSaved = ({ id }: Segment) => {
    if (id === segment.id) return;
    leaveFreely();
    void navigate({ to: '/segments/$segmentId', params: { segmentId: id } });
  };
  const contents = {
    members: <MembersTab segment={segment} />,
    condition: (
      <SegmentEditor
        key={segment.version}
        stored={segment}
        state={state}
        canWrite={canWrite}
        onSaved={onSaved}
      />
    ),
    why: (
      <Card>
        <ExplainTab segment={segment} />
      </Card>
    ),
  };
  return (
    <>
      {holder}
      <SegmentHead segment={segment} />
      <Tabs
        activeKey={tab}
        tabBarStyle={{ margin: 0 }}
        style={{ flex: 'none' }}
        items={segmentTabs.map((key) => ({
          key,
          label: t(key === 'condition' && state.isChanged ? 'tab.condition_changed' : `tab.${key}`),
        }))}
        onChange={(next) =>
          void navigate({
            search: { tab: next === 'members' ? undefined : (next as (typeof segmentTabs)[number]) },
          })
        }
      />
      {contents[tab]}
    </>
  );
}

function SegmentHead({ segment }: { segment: Segment }) {
  const { t } = useTranslation('segments');
  const mayArchive = useGrant('customers:write');
  const sentenceOf = useSentence();
  const { member_count: count, counted_at: at } = segment;
  const path = { id: segment.id };
  return (
    <>
      <OutOfUseNotice
        record={{ archived_at: segment.archived_at ?? null }}
        texts={{ merged: '', openMerged: '', archived: t('archived_since') }}
        hrefOf={() => ''}
      />
      <PageHeader
        title={segment.name}
        summary={
          <>
            {sentenceOf(segment)}
            {typeof count === 'number' ? ` · ${t(`count.${segment.subject}`, { count })}` : null}
            {at ? (
              <>
                {' · '}
                {t('as_of')} <RelativeTime at={at} />
              </>
            ) : null}
            {segment.description ? <br /> : null}
            {segment.description}
          </>
        }
        actions={
          mayArchive ? (
            <ArchiveButton
              isArchived={Boolean(segment.archived_at)}
              archive={() => archiveSegment({ path, throwOnError: true })}
              unarchive={() => unarchiveSegment({ path, throwOnError: true })}
              done={t('archived', { name: segment.name })}
              unarchiveLabel={t('unarchive')}
              inUse={t('in_use')}
              tags={['segments']}
            />
          ) : null
        }
      />
    </>
  );
}
