import type { Person } from '@perennial/api-client';
import { Card, DateTime } from '@perennial/ui';
import { Link } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import { NoteComposer } from '../../shared/notes/note-composer';
import { SubjectNotes } from '../../shared/notes/subject-notes';
import styles from '../../shared/records/record-detail.module.css';
import { SubjectTasks } from '../../shared/tasks/subject-tasks';
import { PersonAccounts } from './person-accounts';
import { PersonFacts } from './person-facts';
import { PersonHead } from './person-head';
import { PersonTimeline } from './person-timeline';

const tabs = ['timeline', 'accounts', 'tasks', 'notes'] as const;
type TabId = (typeof tabs)[number];

type PersonDetailProps = {
  person: Person;
  /** From the address. */
  tab: string | undefined;
  onTab: (tab: TabId) => void;
  isPage: boolean;
};

/** Everything about one person: the same in the drawer and on its own page. */
export function PersonDetail({ person, tab, onTab, isPage }: PersonDetailProps) {
  const { t } = useTranslation('people');
  const canWrite = useGrant('customers:write') && !person.archived_at && !person.merged_into_id;
  const active = tabs.find((each) => each === tab) ?? 'timeline';
  const panels = {
    timeline: (
      <div className={styles.panel}>
        {canWrite ? <NoteComposer subjectId={person.id} /> : null}
        <PersonTimeline personId={person.id} />
      </div>
    ),
    accounts: <PersonAccounts person={person} />,
    tasks: <SubjectTasks subjectId={person.id} canWrite={canWrite} />,
    notes: <SubjectNotes subjectId={person.id} canWrite={canWrite} />,
  };
  const work = (
    <Tabs
      activeKey={active}
      onChange={(key) => onTab(tabs.find((each) => each === key) ?? 'timeline')}
      items={tabs.map((key) => ({ key, label: t(`tab.${key}`), children: panels[key] }))}
    />
  );
  return (
    <div className={isPage ? styles.page : styles.drawer}>
      <div className={styles.about}>
        <Notice person={person} />
        <PersonHead person={person} canWrite={canWrite} />
        {isPage ? (
          <Card title={t('facts')}>
            <PersonFacts person={person} />
          </Card>
        ) : (
          <PersonFacts person={person} />
        )}
      </div>
      {isPage ? <Card>{work}</Card> : work}
    </div>
  );
}

/** That the person is out of use, and where they went. */
function Notice({ person }: { person: Person }) {
  const { t } = useTranslation('people');
  if (person.merged_into_id) {
    return (
      <p className={styles.notice}>
        {t('notice.merged')}{' '}
        <Link to="/people/$personId" params={{ personId: person.merged_into_id }}>
          {t('notice.open_merged')}
        </Link>
      </p>
    );
  }
  if (!person.archived_at) return null;
  return (
    <p className={styles.notice}>
      {t('notice.archived')} <DateTime at={person.archived_at} />
    </p>
  );
}
