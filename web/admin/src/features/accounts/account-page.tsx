import { getAccountOptions } from '@perennial/api-client/queries';
import { ErrorState, PageHeader } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { AccountDetail } from './account-detail';

/** An account under its own address. */
export function AccountPage() {
  const { accountId } = useParams({ from: '/_app/accounts/$accountId' });
  const { tab } = useSearch({ from: '/_app/accounts/$accountId' });
  const navigate = useNavigate({ from: '/accounts/$accountId' });
  const query = useQuery(getAccountOptions({ path: { id: accountId } }));
  if (query.isError && !query.data) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!query.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const account = query.data;
  const about = [account.short_name, account.industry, account.city].filter(Boolean).join(' · ');
  return (
    <>
      <PageHeader title={account.name} summary={about || undefined} />
      <AccountDetail
        key={account.id}
        account={account}
        tab={tab}
        onTab={(next) => void navigate({ search: { tab: next }, replace: true })}
        isPage
      />
    </>
  );
}
