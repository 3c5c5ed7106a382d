import type { Lead } from '@perennial/api-client';
import { getStageKitOptions } from '@perennial/api-client/queries';
import { ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { DecisionChain } from './decision-chain';
import styles from './selling.module.css';
import { StageChecklist } from './stage-checklist';
import { StageKitList } from './stage-kit-list';

type SellingPanelProps = { lead: Lead; canWrite: boolean };

/** What a rep needs on one look: what is to be done in this stage, what helps, and who decides. */
export function SellingPanel({ lead, canWrite }: SellingPanelProps) {
  const { t } = useTranslation('selling');
  // Another stage asks for other things.
  const query = useQuery(getStageKitOptions({ path: { id: lead.id } }));
  return (
    <div className={styles.panel}>
      {query.isPending ? <Skeleton active title={false} paragraph={{ rows: 5 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} compact /> : null}
      {query.data && !query.isError ? (
        <>
          <section
            className={styles.section}
            aria-label={t('checklist.title', { stage: query.data.stage_name })}
          >
            <h3 className={styles.heading}>{t('checklist.title', { stage: query.data.stage_name })}</h3>
            <StageChecklist leadId={lead.id} stage={query.data} canWrite={canWrite} />
          </section>
          <section className={styles.section} aria-label={t('kit.title')}>
            <h3 className={styles.heading}>{t('kit.title')}</h3>
            <StageKitList leadId={lead.id} items={query.data.kit} canWrite={canWrite} />
          </section>
        </>
      ) : null}
      <DecisionChain leadId={lead.id} canWrite={canWrite} />
    </div>
  );
}
