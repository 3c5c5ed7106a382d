import type { LeadFunnel, LeadFunnelStep } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { ChartFrame, type ChartView } from '../../shared/charts/chart-frame';
import type { ChartTable } from '../../shared/charts/chart-table';
import { FunnelSteps } from '../../shared/charts/funnel-steps';
import type { LeadScope } from './sales-search';
import { useFigureCells } from './use-figure-cells';

type LeadFunnelChartProps = {
  funnel: LeadFunnel;
  cohort: LeadScope;
  isRefreshing: boolean;
  view: ChartView;
  onView: (view: ChartView) => void;
};

const live = 'open,ongoing';

/** The leads behind the figures of a step. */
function scopesOf(step: LeadFunnelStep, cohort: LeadScope) {
  const { stage_id: id } = step;
  if (!id) return { reached: { ...cohort, status_type: 'won' } };
  const stayed = { ...cohort, furthest_stage_id: id };
  return {
    reached: { ...cohort, reached_stage_id: id },
    still_open: { ...stayed, status_type: live },
    on_hold: { ...stayed, status_type: 'on_hold' },
    lost: { ...stayed, status_type: 'lost' },
  };
}

/** Those who came, step by step. */
export function LeadFunnelChart({ funnel, cohort, isRefreshing, view, onView }: LeadFunnelChartProps) {
  const { t } = useTranslation('sales-analysis');
  const { open, small } = useFigureCells();
  const { steps, leads } = funnel;
  const nameOf = (step: LeadFunnelStep | undefined) => step?.name ?? t('funnel.won');
  const note = small(leads);
  const cell = (scope: LeadScope | undefined) => (scope ? JSON.stringify(scope) : null);
  return (
    <ChartFrame
      title={t('funnel.title')}
      sentence={t('funnel.sentence', { count: leads })}
      table={useFunnelTable(funnel, cohort)}
      view={view}
      onView={onView}
      fileName="lead-funnel"
      isRefreshing={isRefreshing}
      notes={note ? <span>{note}</span> : null}
    >
      <FunnelSteps
        label={t('funnel.title')}
        unit="person"
        stepName={(step) => nameOf(steps[step - 1])}
        onOpen={(opened) => open(JSON.parse(opened) as LeadScope)}
        steps={steps.map((step, at) => {
          const scopes = scopesOf(step, cohort);
          return {
            ...step.of_all,
            step: at + 1,
            units: step.reached,
            rate_of_previous: step.of_previous.rate,
            dropped: step.lost,
            still_open: step.still_open,
            on_hold: step.on_hold,
            cells: {
              reached: cell(scopes.reached),
              dropped: cell(scopes.lost),
              still_open: cell(scopes.still_open),
              on_hold: cell(scopes.on_hold),
            },
          };
        })}
      />
    </ChartFrame>
  );
}

function useFunnelTable({ steps }: LeadFunnel, cohort: LeadScope): ChartTable {
  const { t } = useTranslation('sales-analysis');
  const { count, share } = useFigureCells();
  return {
    caption: t('funnel.title'),
    head: ['step', 'reached', 'of_all', 'of_previous', 'lost', 'still_open', 'on_hold'].map((key) =>
      t(`funnel.${key as 'step'}`),
    ),
    rows: steps.map((step) => {
      const scopes = scopesOf(step, cohort);
      return [
        { text: step.name ?? t('funnel.won') },
        count(step.reached, scopes.reached),
        share(step.of_all),
        share(step.of_previous),
        count(step.lost, scopes.lost),
        count(step.still_open, scopes.still_open),
        count(step.on_hold, scopes.on_hold),
      ];
    }),
  };
}
