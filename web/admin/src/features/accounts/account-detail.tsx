import type { Account } from '@perennial/api-client';
import { Card, DateTime, useHotkeys } from '@perennial/ui';
import { Link } from '@tanstack/react-router';
import { type InputRef, Tabs } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import { NoteComposer } from '../../shared/notes/note-composer';
import { SubjectNotes } from '../../shared/notes/subject-notes';
import styles from '../../shared/records/record-detail.module.css';
import { SubjectTasks } from '../../shared/tasks/subject-tasks';
import { AccountFacts } from './account-facts';
import { AccountHead } from './account-head';
import { AccountMoney } from './account-money';
import { AccountPeople } from './account-people';
import { AccountTimeline } from './account-timeline';

const tabs = ['timeline', 'people', 'money', 'tasks', 'notes'] as const;
type TabId = (typeof tabs)[number];

type AccountDetailProps = {
  account: Account;
  /** From the address. */
  tab: string | undefined;
  onTab: (tab: TabId) => void;
  isPage: boolean;
};

/** Everything about one account: the same in the drawer and on its own page. */
export function AccountDetail({ account, tab, onTab, isPage }: AccountDetailProps) {
  const { t } = useTranslation('accounts');
  const canWrite = useGrant('customers:write') && !account.archived_at && !account.merged_into_id;
  const active = tabs.find((each) => each === tab) ?? 'timeline';
  const noteRef = useRef<TextAreaRef>(null);
  const taskRef = useRef<InputRef>(null);
  const group = t('title_one');
  const focusOn = (wanted: TabId, field: { current: { focus: () => void } | null }) => () => {
    onTab(wanted);
    // The tab shows its field after this render.
    setTimeout(() => field.current?.focus(), 60);
  };
  useHotkeys(
    canWrite
      ? [
          { keys: 'n', label: t('keys.note'), group, run: focusOn('timeline', noteRef) },
          { keys: 't', label: t('keys.task'), group, run: focusOn('tasks', taskRef) },
        ]
      : [],
  );
  const panels = {
    timeline: (
      <div className={styles.panel}>
        {canWrite ? <NoteComposer subjectId={account.id} bodyRef={noteRef} /> : null}
        <AccountTimeline accountId={account.id} />
      </div>
    ),
    people: <AccountPeople account={account} canWrite={canWrite} />,
    money: <AccountMoney account={account} canWrite={canWrite} />,
    tasks: <SubjectTasks subjectId={account.id} canWrite={canWrite} titleRef={taskRef} />,
    notes: <SubjectNotes subjectId={account.id} canWrite={canWrite} />,
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
        <Notice account={account} />
        <AccountHead account={account} canWrite={canWrite} />
        {isPage ? (
          <Card title={t('facts')}>
            <AccountFacts account={account} isPage />
          </Card>
        ) : (
          <AccountFacts account={account} isPage={false} />
        )}
      </div>
      {isPage ? <Card>{work}</Card> : work}
    </div>
  );
}

/** That the account is out of use, and where it went. */
function Notice({ account }: { account: Account }) {
  const { t } = useTranslation('accounts');
  if (account.merged_into_id) {
    return (
      <p className={styles.notice}>
        {t('notice.merged')}{' '}
        <Link to="/accounts/$accountId" params={{ accountId: account.merged_into_id }}>
          {t('notice.open_merged')}
        </Link>
      </p>
    );
  }
  if (!account.archived_at) return null;
  return (
    <p className={styles.notice}>
      {t('notice.archived')} <DateTime at={account.archived_at} />
    </p>
  );
}
