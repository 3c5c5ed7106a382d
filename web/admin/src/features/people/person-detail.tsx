import type { Person } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import { useBehaviourTab } from '../../shared/activity/use-behaviour-tab';
import { OutOfUseNotice } from '../../shared/records/out-of-use-notice';
import { RecordDetail } from '../../shared/records/record-detail';
import { InSegments } from '../../shared/segments/in-segments';
import { EraseBehaviour } from './erase-behaviour';
import { PersonAccounts } from './person-accounts';
import { PersonFacts } from './person-facts';
import { PersonHead } from './person-head';
import { PersonTimeline } from './person-timeline';

type PersonDetailProps = {
  person: Person;
  /** From the address. */
  tab: string | undefined;
  onTab: (tab: string) => void;
  isPage: boolean;
};

export function PersonDetail({ person, tab, onTab, isPage }: PersonDetailProps) {
  const { t } = useTranslation('people');
  const canWrite = useGrant('customers:write') && !person.archived_at && !person.merged_into_id;
  const behaviour = useBehaviourTab({ person_id: person.id });
  const grants = [useGrant('customers:write'), useGrant('events:write')];
  const mayErase = grants.every(Boolean) && !person.merged_into_id;
  return (
    <RecordDetail
      isPage={isPage}
      head={
        <>
          <OutOfUseNotice
            record={person}
            texts={{
              merged: t('notice.merged'),
              openMerged: t('notice.open_merged'),
              archived: t('notice.archived'),
            }}
            hrefOf={(id) => `/people/${id}`}
          />
          <PersonHead person={person} canWrite={canWrite} />
          <InSegments of={{ person_id: person.id }} />
        </>
      }
      factsTitle={t('facts')}
      facts={() => <PersonFacts person={person} />}
      subjectId={person.id}
      word={t('title_one')}
      canWrite={canWrite}
      timeline={<PersonTimeline person={person} />}
      ownTabs={[
        { key: 'accounts', label: t('tab.accounts'), children: <PersonAccounts person={person} /> },
        ...behaviour.map((tab) => ({
          ...tab,
          children: (
            <>
              {tab.children}
              {mayErase ? <EraseBehaviour person={person} /> : null}
            </>
          ),
        })),
      ]}
      tab={tab}
      onTab={onTab}
    />
  );
}
