import type { SalesTargetReport, TargetPeriod } from '@perennial/api-client';
import { getSalesTargetsOptions } from '@perennial/api-client/queries';
import { Card, DateTime, EmptyState, IconButton, useKit } from '@perennial/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { formatShare } from '../../../shared/charts/format';
import { AnswerCard } from '../answer-card';
import styles from '../sales-analysis.module.css';
import type { SalesTabProps } from '../sales-analysis-page';
import { momentsOf } from '../sales-window';
import { PeriodName } from './period-name';
import { SumOfReps } from './sum-of-reps';
import { TargetDrawer } from './target-drawer';
import { TargetTable } from './target-table';
import { neighbourDay } from './target-values';
import own from './targets.module.css';

const periods = ['month', 'quarter', 'year'] as const satisfies TargetPeriod[];

/** What the team and each rep are to achieve, and how far they are. */
export function TargetsTab({ search, onChange }: SalesTabProps) {
  const { t } = useTranslation('sales-targets');
  const { period = 'month', on, targets_of } = search;
  const query = useQuery({
    ...getSalesTargetsOptions({ query: { period, ...(on ? { on } : {}) } }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className={styles.tab}>
      <AnswerCard query={query}>
        {(report, isRefreshing) => (
          <Report
            report={report}
            isRefreshing={isRefreshing}
            controls={
              <div className={own.controls}>
                <Select<TargetPeriod>
                  aria-label={t('period.label')}
                  value={period}
                  popupMatchSelectWidth={false}
                  options={periods.map((value) => ({ value, label: t(`period.${value}`) }))}
                  onChange={(next) => onChange({ period: next === 'month' ? undefined : next })}
                />
                <IconButton
                  label={t('period.before')}
                  icon={<ChevronLeft size={16} />}
                  onClick={() => onChange({ on: neighbourDay(report.from, -1) })}
                />
                <span className={own.period} aria-live="polite">
                  <PeriodName period={report.period} from={report.from} />
                </span>
                <IconButton
                  label={t('period.after')}
                  icon={<ChevronRight size={16} />}
                  onClick={() => onChange({ on: neighbourDay(report.to, 1) })}
                />
              </div>
            }
            onEdit={(month) => onChange({ targets_of: month })}
          />
        )}
      </AnswerCard>
      {targets_of ? (
        <TargetDrawer
          key={targets_of}
          day={targets_of}
          onMonth={(month) => onChange({ targets_of: month })}
          onClose={() => onChange({ targets_of: undefined })}
        />
      ) : null}
    </div>
  );
}

type ReportProps = {
  report: SalesTargetReport;
  isRefreshing: boolean;
  controls: ReactNode;
  onEdit: (month: string) => void;
};

function Report({ report, isRefreshing, controls, onEdit }: ReportProps) {
  const { t } = useTranslation('sales-targets');
  const { locale, timeZone } = useKit();
  const mayEdit = useGrant('leads:configure');
  const { gte, lt } = momentsOf(report, timeZone);
  const isEmpty = report.reps.length === 0 && report.months.every(({ targets }) => targets.length === 0);
  // Of several months the first one without targets is the one to set.
  const next = report.months.find(({ targets }) => targets.length === 0) ?? report.months[0];
  const edit =
    mayEdit && next ? (
      <Button size="small" onClick={() => onEdit(next.month)}>
        {t('set')}
      </Button>
    ) : null;
  return (
    <Card
      title={t('title')}
      summary={t('sentence')}
      region={{ isBusy: isRefreshing }}
      actions={isEmpty ? null : edit}
    >
      <div className={styles.body} data-dimmed={isRefreshing || undefined}>
        {controls}
        {isEmpty ? (
          <EmptyState title={t('empty.title')} action={edit}>
            {t('empty.text')}
          </EmptyState>
        ) : (
          <>
            <TargetTable report={report} closed={{ closed_at_gte: gte, closed_at_lt: lt }} />
            <div className={own.notes}>
              <span>{t('elapsed', { share: formatShare(report.elapsed, locale) })}</span>
              <SumOfReps report={report} />
              <span>
                {t('as_of')} <DateTime at={report.as_of} />
              </span>
            </div>
          </>
        )}
      </div>
    </Card>
  );
}
