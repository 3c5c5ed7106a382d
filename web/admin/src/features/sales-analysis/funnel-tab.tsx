import {
  getLeadFunnelOptions,
  getStageTimesOptions,
  getValidityRatesOptions,
} from '@perennial/api-client/queries';
import { useKit } from '@perennial/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { AnswerCard } from './answer-card';
import { LeadFunnelChart } from './lead-funnel-chart';
import styles from './sales-analysis.module.css';
import type { SalesTabProps } from './sales-analysis-page';
import { cohortOf } from './sales-search';
import { StageTimesCard } from './stage-times-card';
import { ValidityCard } from './validity-card';

/** How far those who came have come, how long it takes them, and how many were worth it. */
export function FunnelTab({ search, now, onChange }: SalesTabProps) {
  const { timeZone } = useKit();
  const cohort = cohortOf(search, now, timeZone);
  const by = search.by ?? 'channel';
  const kept = { placeholderData: keepPreviousData };
  const funnel = useQuery({ ...getLeadFunnelOptions({ query: cohort }), ...kept });
  const times = useQuery({ ...getStageTimesOptions({ query: cohort }), ...kept });
  const rates = useQuery({ ...getValidityRatesOptions({ query: { ...cohort, by } }), ...kept });
  return (
    <div className={styles.tab}>
      <AnswerCard query={funnel}>
        {(answer, isRefreshing) => (
          <LeadFunnelChart
            funnel={answer}
            cohort={cohort}
            isRefreshing={isRefreshing}
            view={search.view ?? 'chart'}
            onView={(view) => onChange({ view: view === 'chart' ? undefined : view })}
          />
        )}
      </AnswerCard>
      <AnswerCard query={times}>
        {(answer, isRefreshing) => <StageTimesCard times={answer} isRefreshing={isRefreshing} />}
      </AnswerCard>
      <AnswerCard query={rates}>
        {(answer, isRefreshing) => (
          <ValidityCard
            rates={answer}
            cohort={cohort}
            by={by}
            onBy={(next) => onChange({ by: next })}
            isRefreshing={isRefreshing}
          />
        )}
      </AnswerCard>
    </div>
  );
}
