import { listValidityDisputesOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** The way to the disputes that wait for a decision; nothing while there are none. */
export function DisputesLink({ className }: { className: string | undefined }) {
  const { t } = useTranslation(['validity', 'leads']);
  const open = useQuery(listValidityDisputesOptions({ query: { state: 'open', limit: 1, count: true } }));
  const count = open.data?.total ?? 0;
  if (count === 0) return null;
  return (
    <>
      {t('leads:summary.separator')}
      <Link className={className ?? ''} to="/leads/disputes">
        {t('validity:disputes.waiting', { count })}
      </Link>
    </>
  );
}
