import { getLeadValidityOptions } from '@perennial/api-client/queries';
import { ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CriterionRow } from './criterion-row';
import { DisputeNotice } from './dispute-notice';
import styles from './validity.module.css';
import { ValidityChip } from './validity-chip';

const DisputeDialog = lazy(() => import('./dispute-dialog'));

type ValidityPanelProps = { leadId: string; canWrite: boolean };

/** Whether a lead is worth the time of sales: four criteria, and what comes of them. */
export function ValidityPanel({ leadId, canWrite }: ValidityPanelProps) {
  const { t } = useTranslation('validity');
  const query = useQuery(getLeadValidityOptions({ path: { id: leadId } }));
  const [isDisputing, setDisputing] = useState(false);
  if (query.isPending) return <Skeleton active title={false} paragraph={{ rows: 6 }} />;
  if (query.isError && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />;
  const { validity, criteria, dispute } = query.data;
  return (
    <div className={styles.panel}>
      {dispute ? <DisputeNotice dispute={dispute} canWrite={canWrite} /> : null}
      <div className={styles.verdict}>
        <ValidityChip validity={validity} />
        <span className={styles.hint}>{t(`means.${validity}`)}</span>
        {canWrite && !dispute ? (
          <Button size="small" className={styles.end ?? ''} onClick={() => setDisputing(true)}>
            {t('dispute.open')}
          </Button>
        ) : null}
      </div>
      <ul className={styles.criteria} aria-label={t('criteria')}>
        {criteria.map((review) => (
          <CriterionRow key={review.criterion} leadId={leadId} review={review} canWrite={canWrite} />
        ))}
      </ul>
      {isDisputing ? (
        <Suspense fallback={null}>
          <DisputeDialog leadId={leadId} validity={validity} onClose={() => setDisputing(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
