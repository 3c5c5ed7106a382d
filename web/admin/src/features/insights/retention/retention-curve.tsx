import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { smallSample } from '../../../shared/charts/heat';
import { LineChart, type LineSeries } from '../../../shared/charts/line-chart';
import type { OpenCell, RetentionFigures } from '../../../shared/charts/retention-types';

/** So many lines can be told apart, the mean among them. */
const mostCohorts = 5;

type RetentionCurveProps = {
  figures: RetentionFigures;
  onOpen: OpenCell;
  picture: RefObject<(() => HTMLCanvasElement) | null>;
};

/** How the share falls with time: all cohorts together, and the newest that are large enough to say something. */
export function RetentionCurve({ figures, onOpen, picture }: RetentionCurveProps) {
  const { t } = useTranslation(['insights', 'charts']);
  const { mean, rows, periodName, rowName } = figures;
  const settled = mean.filter(({ of }) => of > 0);
  const points = settled.map(({ period }) => periodName(period));
  const cohorts = rows
    .filter(({ cohort_size, cells }) => cohort_size >= smallSample && cells[1]?.state === 'final')
    .slice(-mostCohorts);
  const series: LineSeries[] = [
    { name: t('charts:retention.mean'), values: settled.map(({ rate }) => rate ?? null), provisional: 0 },
    ...cohorts.map((row) => ({
      name: rowName(row),
      values: settled.map((_, at) => row.cells[at]?.rate ?? null),
      provisional: 0,
    })),
  ];
  return (
    <LineChart
      label={t('insights:retention.title')}
      points={points}
      names={points}
      series={series}
      values="shares"
      picture={picture}
      onOpen={(index, at) => {
        const cell = cohorts[index - 1]?.cells[at]?.cell;
        if (cell) onOpen(cell);
      }}
    />
  );
}
