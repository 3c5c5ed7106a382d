import type { Account } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import { NoteComposer } from '../../shared/notes/note-composer';
import { SubjectNotes } from '../../shared/notes/subject-notes';
import { OutOfUseNotice } from '../../shared/records/out-of-use-notice';
import { RecordDetail } from '../../shared/records/record-detail';
import styles from '../../shared/records/record-detail.module.css';
import { useWorkKeys } from '../../shared/records/use-work-keys';
import { SubjectTasks } from '../../shared/tasks/subject-tasks';
import { AccountFacts } from './account-facts';
import { AccountHead } from './account-head';
import { AccountMoney } from './account-money';
import { AccountPeople } from './account-people';
import { AccountTimeline } from './account-timeline';

type AccountDetailProps = {
  account: Account;
  /** From the address. */
  tab: string | undefined;
  onTab: (tab: string) => void;
  isPage: boolean;
};

export function AccountDetail({ account, tab, onTab, isPage }: AccountDetailProps) {
  const { t } = useTranslation('accounts');
  const canWrite = useGrant('customers:write') && !account.archived_at && !account.merged_into_id;
  const { noteRef, taskRef } = useWorkKeys(t('title_one'), canWrite, onTab);
  const own = { account, canWrite };
  const work = { subjectId: account.id, canWrite };
  return (
    <RecordDetail
      isPage={isPage}
      head={
        <>
          <OutOfUseNotice
            record={account}
            texts={{
              merged: t('notice.merged'),
              openMerged: t('notice.open_merged'),
              archived: t('notice.archived'),
            }}
            hrefOf={(id) => `/accounts/${id}`}
          />
          <AccountHead {...own} />
        </>
      }
      factsTitle={t('facts')}
      facts={(isWhole) => <AccountFacts account={account} isWhole={isWhole} />}
      tab={tab}
      onTab={onTab}
      tabs={[
        {
          key: 'timeline',
          label: t('tab.timeline'),
          children: (
            <div className={styles.panel}>
              {canWrite ? <NoteComposer subjectId={account.id} bodyRef={noteRef} /> : null}
              <AccountTimeline accountId={account.id} />
            </div>
          ),
        },
        { key: 'people', label: t('tab.people'), children: <AccountPeople {...own} /> },
        { key: 'money', label: t('tab.money'), children: <AccountMoney {...own} /> },
        { key: 'tasks', label: t('tab.tasks'), children: <SubjectTasks {...work} titleRef={taskRef} /> },
        { key: 'notes', label: t('tab.notes'), children: <SubjectNotes {...work} /> },
      ]}
    />
  );
}
