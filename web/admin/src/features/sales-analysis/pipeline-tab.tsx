import { getPipelineOptions } from '@perennial/api-client/queries';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { AnswerCard } from './answer-card';
import { PipelineMonthsChart } from './pipeline-months-chart';
import { PipelineStagesCard } from './pipeline-stages-card';
import styles from './sales-analysis.module.css';
import type { SalesTabProps } from './sales-analysis-page';
import { scopeOf } from './sales-search';

/** What may still come in. */
export function PipelineTab({ search, onChange }: SalesTabProps) {
  const scope = scopeOf(search);
  const query = useQuery({ ...getPipelineOptions({ query: scope }), placeholderData: keepPreviousData });
  return (
    <div className={styles.tab}>
      <AnswerCard query={query}>
        {(pipeline, isRefreshing) => (
          <>
            <PipelineStagesCard pipeline={pipeline} scope={scope} isRefreshing={isRefreshing} />
            <PipelineMonthsChart
              pipeline={pipeline}
              isRefreshing={isRefreshing}
              view={search.view ?? 'chart'}
              onView={(view) => onChange({ view: view === 'chart' ? undefined : view })}
            />
          </>
        )}
      </AnswerCard>
    </div>
  );
}
