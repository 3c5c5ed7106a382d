import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { LineChart } from '../../../shared/charts/line-chart';
import type { RetentionFigures } from '../../../shared/charts/retention-types';

type RetentionCurveProps = {
  figures: RetentionFigures;
  picture: RefObject<(() => HTMLCanvasElement) | null>;
};

/** How the share falls with time, all cohorts together: the row over the heat map, drawn. */
export function RetentionCurve({ figures, picture }: RetentionCurveProps) {
  const { t } = useTranslation(['insights', 'charts']);
  const settled = figures.mean.filter(({ of }) => of > 0);
  const points = settled.map(({ period }) => figures.periodName(period));
  const values = settled.map(({ rate }) => rate ?? null);
  return (
    <LineChart
      label={t('insights:retention.title')}
      points={points}
      names={points}
      series={[{ name: t('charts:retention.mean'), values, provisional: 0 }]}
      values="shares"
      picture={picture}
    />
  );
}
