import type { Lead } from '@perennial/api-client';
import { getLeadOptions } from '@perennial/api-client/queries';
import { DetailDrawer, ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { LeadDetail } from './lead-detail';
import { leadTitle } from './lead-title';

type LeadDrawerProps = {
  id: string;
  /** The list behind it, in its order, for previous and next. */
  siblings: string[];
  tab: string | undefined;
  onTab: (tab: string) => void;
  onOpen: (id: string | undefined) => void;
};

export default function LeadDrawer({ id, siblings, tab, onTab, onOpen }: LeadDrawerProps) {
  const { t } = useTranslation('leads');
  const router = useRouter();
  const query = useQuery(getLeadOptions({ path: { id } }));
  const at = siblings.indexOf(id);
  const step = (to: string | undefined) => (at >= 0 && to ? () => onOpen(to) : undefined);
  return (
    <DetailDrawer
      isOpen
      title={query.data ? leadTitle(query.data) : t('title_one')}
      onClose={() => onOpen(undefined)}
      onExpand={() => void router.navigate({ to: '/leads/$leadId', params: { leadId: id } })}
      onPrevious={step(siblings[at - 1])}
      onNext={step(siblings[at + 1])}
      width={600}
    >
      {query.isPending ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data ? (
        <LeadDetail key={id} lead={query.data as Lead} tab={tab} onTab={onTab} isPage={false} />
      ) : null}
    </DetailDrawer>
  );
}
