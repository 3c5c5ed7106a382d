import { getAccountOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RecordDrawer } from '../../shared/records/record-drawer';
import { AccountDetail } from './account-detail';

type AccountDrawerProps = {
  id: string;
  siblings: string[];
  tab: string | undefined;
  onTab: (tab: string) => void;
  onOpen: (id: string | undefined) => void;
};

export default function AccountDrawer({ id, siblings, tab, onTab, onOpen }: AccountDrawerProps) {
  const { t } = useTranslation('accounts');
  const router = useRouter();
  return (
    <RecordDrawer
      id={id}
      query={useQuery(getAccountOptions({ path: { id } }))}
      titleOf={({ name }) => name}
      kind={t('title_one')}
      siblings={siblings}
      onOpen={onOpen}
      onExpand={() => void router.navigate({ to: '/accounts/$accountId', params: { accountId: id } })}
    >
      {(account) => <AccountDetail key={id} account={account} tab={tab} onTab={onTab} isPage={false} />}
    </RecordDrawer>
  );
}
