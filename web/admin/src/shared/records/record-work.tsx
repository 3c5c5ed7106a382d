import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NoteComposer } from '../notes/note-composer';
import { SubjectNotes } from '../notes/subject-notes';
import { SubjectTasks } from '../tasks/subject-tasks';
import styles from './record-detail.module.css';
import { useWorkKeys } from './use-work-keys';

/** A tab that only one kind of record has. */
export type OwnTab = { key: string; label: string; children: ReactNode };

export type RecordWorkProps = {
  subjectId: string;
  /** The word for this kind of record, under which its keys stand on the `?` sheet. */
  word: string;
  canWrite: boolean;
  /** What happened, newest first: the tab that is open unless the address says otherwise. */
  timeline: ReactNode;
  ownTabs: OwnTab[];
  /** From the address. */
  tab: string | undefined;
  onTab: (tab: string) => void;
};

/** What happened with a record, what it has besides, what is to be done and what was noted about it. */
export function RecordWork({ subjectId, word, canWrite, timeline, ownTabs, tab, onTab }: RecordWorkProps) {
  const { t } = useTranslation('work');
  const tabs = ['timeline', ...ownTabs.map(({ key }) => key), 'tasks', 'notes'];
  const open = tab && tabs.includes(tab) ? tab : 'timeline';
  const { noteRef, taskRef } = useWorkKeys({ group: word, isAllowed: canWrite, open, onTab });
  const subject = { subjectId, canWrite };
  return (
    <Tabs
      activeKey={open}
      onChange={onTab}
      items={[
        {
          key: 'timeline',
          label: t('tab.timeline'),
          children: (
            <div className={styles.panel}>
              {canWrite ? <NoteComposer subjectId={subjectId} bodyRef={noteRef} /> : null}
              {timeline}
            </div>
          ),
        },
        ...ownTabs,
        { key: 'tasks', label: t('tab.tasks'), children: <SubjectTasks {...subject} titleRef={taskRef} /> },
        { key: 'notes', label: t('tab.notes'), children: <SubjectNotes {...subject} /> },
      ]}
    />
  );
}
