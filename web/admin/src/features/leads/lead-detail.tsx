import type { Lead } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import { NoteComposer } from '../../shared/notes/note-composer';
import { SubjectNotes } from '../../shared/notes/subject-notes';
import { RecordDetail } from '../../shared/records/record-detail';
import styles from '../../shared/records/record-detail.module.css';
import { useWorkKeys } from '../../shared/records/use-work-keys';
import { SubjectTasks } from '../../shared/tasks/subject-tasks';
import { LeadFacts } from './lead-facts';
import { LeadHead } from './lead-head';
import { LeadNotices } from './lead-notices';
import { LeadTimeline } from './lead-timeline';
import { LeadTouches } from './lead-touches';

type LeadDetailProps = {
  lead: Lead;
  /** From the address. */
  tab: string | undefined;
  onTab: (tab: string) => void;
  isPage: boolean;
};

export function LeadDetail({ lead, tab, onTab, isPage }: LeadDetailProps) {
  const { t } = useTranslation('leads');
  const canWrite = useGrant('leads:write') && !lead.archived_at && !lead.merged_into_id;
  const { noteRef, taskRef } = useWorkKeys(t('title_one'), canWrite, onTab);
  const work = { subjectId: lead.id, canWrite };
  return (
    <RecordDetail
      isPage={isPage}
      head={
        <>
          <LeadNotices lead={lead} />
          <LeadHead lead={lead} canWrite={canWrite} />
        </>
      }
      factsTitle={t('facts.title')}
      facts={(isWhole) => <LeadFacts lead={lead} isWhole={isWhole} />}
      tab={tab}
      onTab={onTab}
      tabs={[
        {
          key: 'timeline',
          label: t('tab.timeline'),
          children: (
            <div className={styles.panel}>
              {canWrite ? <NoteComposer subjectId={lead.id} bodyRef={noteRef} /> : null}
              <LeadTimeline leadId={lead.id} />
            </div>
          ),
        },
        { key: 'tasks', label: t('tab.tasks'), children: <SubjectTasks {...work} titleRef={taskRef} /> },
        { key: 'notes', label: t('tab.notes'), children: <SubjectNotes {...work} /> },
        { key: 'touches', label: t('tab.touches'), children: <LeadTouches leadId={lead.id} /> },
      ]}
    />
  );
}
