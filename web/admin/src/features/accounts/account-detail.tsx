import type { Account } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import { useBehaviourTab } from '../../shared/activity/use-behaviour-tab';
import { OutOfUseNotice } from '../../shared/records/out-of-use-notice';
import { RecordDetail } from '../../shared/records/record-detail';
import { InSegments } from '../../shared/segments/in-segments';
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
  const behaviour = useBehaviourTab({ account_id: account.id });
  const own = { account, canWrite };
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
          <InSegments of={{ account_id: account.id }} />
        </>
      }
      factsTitle={t('facts')}
      facts={(isWhole) => <AccountFacts account={account} isWhole={isWhole} />}
      subjectId={account.id}
      word={t('title_one')}
      canWrite={canWrite}
      timeline={<AccountTimeline accountId={account.id} />}
      ownTabs={[
        { key: 'people', label: t('tab.people'), children: <AccountPeople {...own} /> },
        ...behaviour,
        { key: 'money', label: t('tab.money'), children: <AccountMoney {...own} /> },
      ]}
      tab={tab}
      onTab={onTab}
    />
  );
}
