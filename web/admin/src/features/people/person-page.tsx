import { getPersonOptions } from '@perennial/api-client/queries';
import { ErrorState, PageHeader } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { PersonDetail } from './person-detail';

/** A person under its own address. */
export function PersonPage() {
  const { personId } = useParams({ from: '/_app/people/$personId' });
  const { tab } = useSearch({ from: '/_app/people/$personId' });
  const navigate = useNavigate({ from: '/people/$personId' });
  const query = useQuery(getPersonOptions({ path: { id: personId } }));
  if (query.isError && !query.data) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!query.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const person = query.data;
  const about = [person.title, person.accounts[0]?.name].filter(Boolean).join(' · ');
  return (
    <>
      <PageHeader title={person.name} summary={about || undefined} />
      <PersonDetail
        key={person.id}
        person={person}
        tab={tab}
        onTab={(next) => void navigate({ search: { tab: next }, replace: true })}
        isPage
      />
    </>
  );
}
