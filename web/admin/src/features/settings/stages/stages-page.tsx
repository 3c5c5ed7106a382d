import type { Stage } from '@perennial/api-client';
import { listLeadStagesOptions } from '@perennial/api-client/queries';
import { Card, ErrorState, isStage, StageTag, StatusTag, useKit } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { formatShare } from '../../../shared/charts/format';
import { GrantGate } from '../../../shared/grants/grant-gate';
import styles from './stages.module.css';

const StageFormDrawer = lazy(() => import('./stage-form-drawer'));

export function StagesPage() {
  return (
    <GrantGate grant="leads:read">
      <Stages />
    </GrantGate>
  );
}

/** What is to be done in each stage before a lead moves on. */
function Stages() {
  const { t } = useTranslation(['stages', 'leads']);
  const { locale } = useKit();
  const canWrite = useGrant('leads:configure');
  const query = useQuery(listLeadStagesOptions());
  const [editing, setEditing] = useState<Stage>();
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Card title={t('stages:title')} summary={t('stages:summary')}>
      {query.isPending ? <Skeleton active /> : null}
      <ol className={styles.stages}>
        {query.data?.data.map((stage) => (
          <li key={stage.id} className={styles.stage}>
            <div className={styles.name}>
              {isStage(stage.journey_stage) ? (
                <StageTag stage={stage.journey_stage} label={stage.name} />
              ) : (
                stage.name
              )}
              <span className={styles.meta}>{t(`leads:status.${stage.type}`)}</span>
            </div>
            <div className={styles.facts}>
              {stage.next_step_required ? (
                <StatusTag tone="info">{t('stages:next_step_tag')}</StatusTag>
              ) : null}
              <span className={styles.meta}>{t('stages:items', { count: stage.checklist.length })}</span>
              {stage.probability == null ? null : (
                <span className={styles.meta}>
                  {t('stages:probability_is', { rate: formatShare(stage.probability, locale) })}
                </span>
              )}
            </div>
            {canWrite ? (
              <Button
                size="small"
                aria-label={t('stages:edit', { stage: stage.name })}
                onClick={() => setEditing(stage)}
              >
                {t('stages:edit_short')}
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
      {editing ? (
        <Suspense fallback={null}>
          <StageFormDrawer stage={editing} onClose={() => setEditing(undefined)} />
        </Suspense>
      ) : null}
    </Card>
  );
}
