import type { Lead } from '@perennial/api-client';
import { Card, useHotkeys } from '@perennial/ui';
import { type InputRef, Tabs } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import { NoteComposer } from '../../shared/notes/note-composer';
import { SubjectNotes } from '../../shared/notes/subject-notes';
import { SubjectTasks } from '../../shared/tasks/subject-tasks';
import styles from './lead-detail.module.css';
import { LeadFacts } from './lead-facts';
import { LeadHead } from './lead-head';
import { LeadNotices } from './lead-notices';
import { LeadTimeline } from './lead-timeline';
import { LeadTouches } from './lead-touches';

const tabs = ['timeline', 'tasks', 'notes', 'touches'] as const;
type TabId = (typeof tabs)[number];

type LeadDetailProps = {
  lead: Lead;
  /** From the address. */
  tab: string | undefined;
  onTab: (tab: TabId) => void;
  isPage: boolean;
};

/** Everything about one lead: the same in the drawer and on its own page. */
export function LeadDetail({ lead, tab, onTab, isPage }: LeadDetailProps) {
  const { t } = useTranslation(['leads', 'timeline']);
  const canWrite = useGrant('leads:write') && !lead.archived_at && !lead.merged_into_id;
  const active = tabs.find((each) => each === tab) ?? 'timeline';
  const noteRef = useRef<TextAreaRef>(null);
  const taskRef = useRef<InputRef>(null);
  const group = t('leads:title_one');
  const focusOn = (wanted: TabId, field: { current: { focus: () => void } | null }) => () => {
    onTab(wanted);
    // The tab shows its field after this render.
    setTimeout(() => field.current?.focus(), 60);
  };
  useHotkeys(
    canWrite
      ? [
          { keys: 'n', label: t('leads:keys.note'), group, run: focusOn('timeline', noteRef) },
          { keys: 't', label: t('leads:keys.task'), group, run: focusOn('tasks', taskRef) },
        ]
      : [],
  );
  const panels = {
    timeline: (
      <div className={styles.panel}>
        {canWrite ? <NoteComposer subjectId={lead.id} bodyRef={noteRef} /> : null}
        <LeadTimeline leadId={lead.id} />
      </div>
    ),
    tasks: <SubjectTasks subjectId={lead.id} canWrite={canWrite} titleRef={taskRef} />,
    notes: <SubjectNotes subjectId={lead.id} canWrite={canWrite} />,
    touches: <LeadTouches leadId={lead.id} />,
  };
  const work = (
    <Tabs
      activeKey={active}
      onChange={(key) => onTab(tabs.find((each) => each === key) ?? 'timeline')}
      items={tabs.map((key) => ({ key, label: t(`leads:tab.${key}`), children: panels[key] }))}
    />
  );
  return (
    <div className={isPage ? styles.page : styles.drawer}>
      <div className={styles.about}>
        <LeadNotices lead={lead} />
        <LeadHead lead={lead} canWrite={canWrite} />
        {isPage ? (
          <Card title={t('leads:facts.title')}>
            <LeadFacts lead={lead} isPage />
          </Card>
        ) : (
          <LeadFacts lead={lead} isPage={false} />
        )}
      </div>
      {isPage ? <Card>{work}</Card> : work}
    </div>
  );
}
