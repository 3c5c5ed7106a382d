import type { Person } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import { NoteComposer } from '../../shared/notes/note-composer';
import { SubjectNotes } from '../../shared/notes/subject-notes';
import { OutOfUseNotice } from '../../shared/records/out-of-use-notice';
import { RecordDetail } from '../../shared/records/record-detail';
import styles from '../../shared/records/record-detail.module.css';
import { useWorkKeys } from '../../shared/records/use-work-keys';
import { SubjectTasks } from '../../shared/tasks/subject-tasks';
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
  const { noteRef, taskRef } = useWorkKeys(t('title_one'), canWrite, onTab);
  const work = { subjectId: person.id, canWrite };
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
        </>
      }
      factsTitle={t('facts')}
      facts={() => <PersonFacts person={person} />}
      tab={tab}
      onTab={onTab}
      tabs={[
        {
          key: 'timeline',
          label: t('tab.timeline'),
          children: (
            <div className={styles.panel}>
              {canWrite ? <NoteComposer subjectId={person.id} bodyRef={noteRef} /> : null}
              <PersonTimeline personId={person.id} />
            </div>
          ),
        },
        { key: 'accounts', label: t('tab.accounts'), children: <PersonAccounts person={person} /> },
        { key: 'tasks', label: t('tab.tasks'), children: <SubjectTasks {...work} titleRef={taskRef} /> },
        { key: 'notes', label: t('tab.notes'), children: <SubjectNotes {...work} /> },
      ]}
    />
  );
}
