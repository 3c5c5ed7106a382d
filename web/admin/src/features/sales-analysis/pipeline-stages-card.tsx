import type { Pipeline, PipelineStage } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import type { TableCell } from '../../shared/charts/chart-table';
import { formatShare } from '../../shared/charts/format';
import { KeyFigures } from '../../shared/charts/key-figures';
import { FiguresCard } from './figures-card';
import type { LeadScope } from './sales-search';
import { useFigureCells } from './use-figure-cells';

type PipelineStagesCardProps = { pipeline: Pipeline; scope: LeadScope; isRefreshing: boolean };

/** The open leads by stage, weighted by how often leads that were there are won. */
export function PipelineStagesCard({ pipeline, scope, isRefreshing }: PipelineStagesCardProps) {
  const { t } = useTranslation('sales-analysis');
  const { count, money, share, locale } = useFigureCells();
  // Where nothing is known of the amounts, there is no sum.
  const sum = (of: Pick<Pipeline, 'leads' | 'without_amount'>, value: Pipeline['amount']) =>
    money(of.leads > 0 && of.without_amount === of.leads ? null : value);
  const probability = (stage: PipelineStage): TableCell => ({
    text: stage.probability_source
      ? t(`pipeline.source_${stage.probability_source}`, { rate: formatShare(stage.probability, locale) })
      : '—',
    value: stage.probability ?? null,
  });
  return (
    <FiguresCard
      title={t('pipeline.title')}
      sentence={t('pipeline.sentence')}
      fileName="pipeline"
      isRefreshing={isRefreshing}
      notes={
        pipeline.without_amount > 0 ? (
          <span>{t('pipeline.without_amount', { count: pipeline.without_amount })}</span>
        ) : null
      }
      table={{
        caption: t('pipeline.title'),
        head: [
          t('pipeline.stage'),
          t('pipeline.leads'),
          t('pipeline.amount'),
          t('pipeline.probability'),
          t('pipeline.weighted'),
          t('pipeline.learned'),
          t('pipeline.learned_from'),
        ],
        rows: [
          ...pipeline.stages.map((stage) => [
            { text: stage.name },
            count(stage.leads, { ...scope, stage_id: stage.stage_id }),
            sum(stage, stage.amount),
            probability(stage),
            sum(stage, stage.weighted),
            share(stage.learned),
            count(stage.learned_from),
          ]),
          [
            { text: t('all') },
            count(pipeline.leads, { ...scope, status_type: 'open,ongoing,on_hold' }),
            sum(pipeline, pipeline.amount),
            { text: '' },
            sum(pipeline, pipeline.weighted),
            { text: '' },
            { text: '' },
          ],
        ],
      }}
    >
      <KeyFigures
        figures={[
          {
            label: t('pipeline.weighted'),
            text: sum(pipeline, pipeline.weighted).text,
            explanation: t('pipeline.weighted_about'),
          },
          { label: t('pipeline.amount'), text: sum(pipeline, pipeline.amount).text },
          { label: t('pipeline.leads'), text: count(pipeline.leads).text },
        ]}
      />
    </FiguresCard>
  );
}
