import type { StageTimes } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { FiguresCard } from './figures-card';
import { useFigureCells } from './use-figure-cells';

type StageTimesCardProps = { times: StageTimes; isRefreshing: boolean };

/** How long leads stay in each stage. */
export function StageTimesCard({ times, isRefreshing }: StageTimesCardProps) {
  const { t } = useTranslation('sales-analysis');
  const { spread } = useFigureCells();
  return (
    <FiguresCard
      title={t('times.title')}
      sentence={t('times.sentence')}
      fileName="time-in-stage"
      isRefreshing={isRefreshing}
      table={{
        caption: t('times.title'),
        head: [
          t('times.stage'),
          t('times.over_median'),
          t('times.over_p90'),
          t('times.over_count'),
          t('times.open_median'),
          t('times.open_p90'),
          t('times.open_count'),
        ],
        rows: times.stages.map(({ name, over, going_on }) => [
          { text: name },
          ...spread(over),
          ...spread(going_on),
        ]),
      }}
    />
  );
}
