import { getAccountOptions } from '@perennial/api-client/queries';
import { DetailDrawer, ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { AccountDetail } from './account-detail';

type AccountDrawerProps = {
  id: string;
  /** The list behind it, in its order, for previous and next. */
  siblings: string[];
  tab: string | undefined;
  onTab: (tab: string) => void;
  onOpen: (id: string | undefined) => void;
};

export default function AccountDrawer({ id, siblings, tab, onTab, onOpen }: AccountDrawerProps) {
  const { t } = useTranslation('accounts');
  const router = useRouter();
  const query = useQuery(getAccountOptions({ path: { id } }));
  const at = siblings.indexOf(id);
  const step = (to: string | undefined) => (at >= 0 && to ? () => onOpen(to) : undefined);
  return (
    <DetailDrawer
      isOpen
      title={query.data?.name ?? t('title_one')}
      onClose={() => onOpen(undefined)}
      onExpand={() => void router.navigate({ to: '/accounts/$accountId', params: { accountId: id } })}
      onPrevious={step(siblings[at - 1])}
      onNext={step(siblings[at + 1])}
      width={620}
    >
      {query.isPending ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data ? (
        <AccountDetail key={id} account={query.data} tab={tab} onTab={onTab} isPage={false} />
      ) : null}
    </DetailDrawer>
  );
}
