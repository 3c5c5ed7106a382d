import { Card, ErrorState, StatusTag } from '@perennial/ui';
import { Button, Select, Skeleton } from 'antd';
import { Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from '../routing.module.css';
import { DryRunResult } from './dry-run-result';
import { type DryRunState, dryRunDays } from './use-dry-run';

type DryRunCardProps = { dryRun: DryRunState; canConfigure: boolean; onOpenLead: (id: string) => void };

/** Tries the draft on the leads of the last month: nothing is changed by it. */
export function DryRunCard({ dryRun, canConfigure, onOpenLead }: DryRunCardProps) {
  const { t } = useTranslation(['routing', 'rules']);
  const { days, setDays, run, isPending, found, error, problems, isBehind } = dryRun;
  return (
    <Card title={t('dry_run.title')} summary={t('dry_run.summary')} region={{ isBusy: isPending }}>
      <div className={styles.section}>
        {canConfigure ? (
          <div className={styles.row}>
            <Select
              aria-label={t('dry_run.days')}
              value={days}
              options={dryRunDays.map((value) => ({
                value,
                label: t('dry_run.last_days', { count: value }),
              }))}
              onChange={setDays}
            />
            <Button icon={<Play size={14} />} loading={isPending} onClick={run}>
              {t('dry_run.run')}
            </Button>
          </div>
        ) : (
          <p className={styles.hint}>{t('rules:draft.read_only')}</p>
        )}
        {isPending && !found ? <Skeleton active title={false} paragraph={{ rows: 4 }} /> : null}
        {error && error.errors.length > 0 && problems.length > 0 ? (
          <p className={styles.problem} role="alert">
            {t('dry_run.refused')}
          </p>
        ) : null}
        {error && error.errors.length === 0 ? (
          <ErrorState error={error} onRetry={dryRun.retry} compact />
        ) : null}
        {found ? (
          <>
            {isBehind ? (
              <p className={styles.hint}>
                <StatusTag tone="attention">{t('dry_run.behind')}</StatusTag>
              </p>
            ) : null}
            <div className={isPending ? styles.dimmed : undefined}>
              <DryRunResult found={found} onOpenLead={onOpenLead} />
            </div>
          </>
        ) : null}
      </div>
    </Card>
  );
}
