import { getPersonOptions } from '@perennial/api-client/queries';
import { DetailDrawer, ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { PersonDetail } from './person-detail';

type PersonDrawerProps = {
  id: string;
  /** The list behind it, in its order, for previous and next. */
  siblings: string[];
  tab: string | undefined;
  onTab: (tab: string) => void;
  onOpen: (id: string | undefined) => void;
};

export default function PersonDrawer({ id, siblings, tab, onTab, onOpen }: PersonDrawerProps) {
  const { t } = useTranslation('people');
  const router = useRouter();
  const query = useQuery(getPersonOptions({ path: { id } }));
  const at = siblings.indexOf(id);
  const step = (to: string | undefined) => (at >= 0 && to ? () => onOpen(to) : undefined);
  return (
    <DetailDrawer
      isOpen
      title={query.data?.name ?? t('title_one')}
      onClose={() => onOpen(undefined)}
      onExpand={() => void router.navigate({ to: '/people/$personId', params: { personId: id } })}
      onPrevious={step(siblings[at - 1])}
      onNext={step(siblings[at + 1])}
      width={620}
    >
      {query.isPending ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data ? (
        <PersonDetail key={id} person={query.data} tab={tab} onTab={onTab} isPage={false} />
      ) : null}
    </DetailDrawer>
  );
}
