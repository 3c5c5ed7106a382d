import { getAdvocateOptions } from '@perennial/api-client/queries';
import { DetailDrawer, ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { AdvocateForm } from './advocate-form';

type AdvocateDrawerProps = {
  /** Without one a new one is made. */
  id: string | undefined;
  canWrite: boolean;
  onClose: () => void;
  onCreated: (id: string) => void;
};

/** An advocate by their id: a link opens them, whatever the list behind shows. */
export default function AdvocateDrawer({ id, canWrite, onClose, onCreated }: AdvocateDrawerProps) {
  const { t } = useTranslation('referrals');
  const query = useQuery({ ...getAdvocateOptions({ path: { id: id ?? '' } }), enabled: Boolean(id) });
  if (!id || query.data) {
    return (
      <AdvocateForm
        // Blocking makes another version of them, with which the form begins anew.
        key={query.data?.blocked_at ?? 'working'}
        advocate={query.data}
        canWrite={canWrite}
        onClose={onClose}
        onCreated={onCreated}
      />
    );
  }
  return (
    <DetailDrawer isOpen title={t('field.advocate')} onClose={onClose} width={520}>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton active paragraph={{ rows: 8 }} />
      )}
    </DetailDrawer>
  );
}
