import { getHomeOptions } from '@perennial/api-client/queries';
import { ErrorState, PageHeader } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useGrant, useSession } from '../../session/session-store';
import styles from './home.module.css';
import { HomeCards } from './home-cards';
import { JourneyCard } from './journey-card';
import { MyLeads } from './my-leads';
import { SetupChecklist } from './setup-checklist';
import { TasksDue } from './tasks-due';

/** The morning page: how far the journey carries, what waits, what comes. */
export function HomePage() {
  const { t } = useTranslation('home');
  const { operator } = useSession();
  const readsLeads = useGrant('leads:read');
  const readsCustomers = useGrant('customers:read');
  const setsUp = useGrant('workspace:write');
  const sells = useGrant('leads:write');
  const canSee = readsLeads && readsCustomers;
  const home = useQuery({ ...getHomeOptions(), enabled: canSee });
  return (
    <>
      <PageHeader title={t('title', { name: operator.name })} summary={t('summary')} />
      {setsUp ? <SetupChecklist /> : null}
      {canSee && !home.isError ? (
        <div className={sells ? styles.actions : styles.stack}>
          <TasksDue home={home.data} />
          {sells ? <MyLeads /> : null}
        </div>
      ) : null}
      {readsLeads ? <JourneyCard /> : null}
      {home.isError ? <ErrorState error={home.error} onRetry={() => void home.refetch()} /> : null}
      {canSee && !home.isError ? (
        <div className={styles.grid}>
          <HomeCards home={home.data} />
        </div>
      ) : null}
    </>
  );
}
